import { SignJWT, UnsecuredJWT, exportSPKI } from 'jose';
import { AccessTokens, Identities, People, Providers } from '#app/platform';
import { type House, openHouse } from './house';
import { Jar } from './provider';
import { type Key, StrangerProvider, newKey, now } from './stranger.provider';
import { ask } from './visitor';

let council: StrangerProvider;
let police: StrangerProvider;
let house: House;
let stolen: Key;

beforeAll(async () => {
  [council, police, stolen] = await Promise.all([StrangerProvider.start(), StrangerProvider.start(), newKey()]);
  council.keys = [await newKey('RS256'), await newKey('ES256')];
  const providers = [council.settings('council'), police.settings('police')];
  house = await openHouse(undefined, { providers, audience: 'urn:ours' });
  await give('council-partner', council.issuer, 'a-councillor');
  await give('police-representative', police.issuer, 'an-officer');
});
afterAll(async () => {
  await house.close();
  await Promise.all([council.stop(), police.stop()]);
});
beforeEach(() => {
  council.subject = 'a-councillor';
  council.silent = false;
  council.idToken = (claims) => council.sign(claims);
});

async function give(person: string, issuer: string, subject: string): Promise<void> {
  const identities = house.web.app.get(Identities);
  await identities.accept((await identities.invite(person)).code, { issuer, subject });
}

const setOut = async (jar: Jar, way = '/sign-in/with/council') =>
  (await jar.ask(house.url + way)).headers.get('location') ?? '';
const cameTo = async (answer: Response) => [answer.status, /<h1[^>]*>([^<]*)/.exec(await answer.text())?.[1]];
const isIn = async (jar: Jar) => (await jar.ask(`${house.url}/`)).status === 200;
const use = async (token: string) => {
  const { status } = await ask(`${house.url}/api/v1/agencies`, { headers: { authorization: `Bearer ${token}` } });
  return status;
};

const NOT_TRUSTED = [400, 'The answer could not be trusted'];
const LOST = [400, 'This sign-in was not finished in time'];

describe('an ID token', () => {
  /** Signs in with the token that `idToken` makes; what came of it. */
  async function comesTo(idToken?: StrangerProvider['idToken']) {
    if (idToken) council.idToken = idToken;
    const jar = new Jar();
    const answer = await jar.ask(council.returnFrom(await setOut(jar)));
    return [...(await cameTo(answer)), await isIn(jar)];
  }

  it('of a provider that is trusted, for somebody who was invited, lets them in', async () => {
    expect(await comesTo()).toEqual([303, undefined, true]);
    expect(await comesTo((claims) => council.sign(claims, { key: council.keys[0] }))).toEqual([303, undefined, true]);
  });

  it.each<[string, StrangerProvider['idToken']]>([
    ['signed with a key that is not the provider’s', (claims) => council.sign(claims, { key: stolen })],
    [
      'signed with the key of another provider',
      (claims) => council.sign(claims, { key: { ...police.keys[0], kid: council.keys[1]?.kid } as Key }),
    ],
    ['signed by nobody', (claims) => Promise.resolve(new UnsecuredJWT(claims).encode())],
    [
      'signed with the public key as if it were a secret',
      async (claims) => {
        const [{ publicKey, kid }] = council.keys as [Key];
        const secret = Buffer.from(await exportSPKI(publicKey));
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
      },
    ],
    ['of another issuer', (claims) => council.sign({ ...claims, iss: police.issuer })],
    ['made for another client', (claims) => council.sign({ ...claims, aud: 'another-client' })],
    ['that is more than a minute too old', (claims) => council.sign({ ...claims, exp: now() - 70 })],
    ['that is good in more than a minute only', (claims) => council.sign({ ...claims, nbf: now() + 600 })],
    ['with another nonce', (claims) => council.sign({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _nonce, ...claims }) => council.sign(claims)],
    ['without a subject', ({ sub: _sub, ...claims }) => council.sign(claims)],
  ])('%s is not taken', async (_what, idToken) => {
    expect(await comesTo(idToken)).toEqual([...NOT_TRUSTED, false]);
  });

  it('may come from a clock that is up to a minute away', async () => {
    const slow = (claims: object) => council.sign({ ...claims, iat: now() - 400, exp: now() - 30 });
    expect(await comesTo(slow)).toEqual([303, undefined, true]);
    const fast = (claims: object) => council.sign({ ...claims, iat: now() + 30, nbf: now() + 30, exp: now() + 330 });
    expect(await comesTo(fast)).toEqual([303, undefined, true]);
  });

  it('of a provider says nothing about the people of another', async () => {
    council.subject = 'an-officer';
    expect(await comesTo()).toEqual([403, 'You have not been invited', false]);
  });

  it('names its person by issuer and subject, and not by an e-mail address', async () => {
    council.subject = 'a-stranger';
    const claims = { email: 'a-councillor', preferred_username: 'a-councillor', email_verified: true };
    expect(await comesTo((good) => council.sign({ ...good, ...claims }))).toEqual([
      403,
      'You have not been invited',
      false,
    ]);
  });
});

describe('a return', () => {
  it('is good once: neither the same state nor the same code serves again', async () => {
    const jar = new Jar();
    const way = await setOut(jar);
    const code = council.codeFor(way);
    const back = council.returnFrom(way, { code });
    expect((await jar.ask(back)).status).toBe(303);
    expect(await cameTo(await jar.ask(back))).toEqual(LOST);
    const again = new Jar();
    expect(await cameTo(await again.ask(council.returnFrom(await setOut(again), { code })))).toEqual(NOT_TRUSTED);
  });

  it('belongs to the browser that set out', async () => {
    const [victim, thief] = [new Jar(), new Jar()];
    const way = await setOut(thief);
    await setOut(victim);
    expect(await cameTo(await victim.ask(council.returnFrom(way)))).toEqual(LOST);
    expect(await cameTo(await new Jar().ask(council.returnFrom(await setOut(new Jar()))))).toEqual(LOST);
    expect(await isIn(victim)).toBe(false);
  });

  it.each(['', 'nothing-of-ours', '__proto__', 'constructor'])('with the state "%s" is not known', async (state) => {
    const jar = new Jar();
    await setOut(jar);
    const back = `${house.url}/sign-in/return?code=x&state=${state}`;
    expect(await cameTo(await jar.ask(back))).toEqual(LOST);
  });

  it('that names another issuer is not taken', async () => {
    const jar = new Jar();
    const back = `${council.returnFrom(await setOut(jar))}&iss=${encodeURIComponent(police.issuer)}`;
    expect(await cameTo(await jar.ask(back))).toEqual(NOT_TRUSTED);
  });

  it('after a quarter of an hour is too late', async () => {
    const jar = new Jar();
    const back = council.returnFrom(await setOut(jar));
    house.clock.set('2026-11-20T10:15:01.000Z');
    const came = await cameTo(await jar.ask(back));
    house.clock.set('2026-11-20T10:00:00.000Z');
    expect(came).toEqual(LOST);
  });

  it('to a provider that does not answer says so', async () => {
    const jar = new Jar();
    const back = council.returnFrom(await setOut(jar));
    council.silent = true;
    expect(await cameTo(await jar.ask(back))).toEqual([503, 'The sign-in service does not answer']);
  });
});

describe('what somebody else may have planted', () => {
  it.each(['https://elsewhere.invalid/', '//elsewhere.invalid/', '/%5Celsewhere.invalid@/../..//elsewhere.invalid'])(
    'the address to go on to is ours: %j',
    async (to) => {
      const jar = new Jar();
      const way = await setOut(jar, `/sign-in/with/council?to=${encodeURIComponent(to)}`);
      const location = (await jar.ask(council.returnFrom(way))).headers.get('location') ?? '';
      expect(new URL(location, house.url).origin).toBe(house.url);
      expect(location).toMatch(/^\/(?![/\\])/);
    },
  );

  it('a session from before the sign-in is worth nothing after it', async () => {
    const jar = new Jar();
    const way = await setOut(jar);
    const planted = jar.sent;
    await jar.ask(council.returnFrom(way));
    expect(await isIn(jar)).toBe(true);
    expect(jar.sent).not.toBe(planted);
    expect(await isIn(new Jar({ cookie: planted }))).toBe(false);
  });
});

/** What an access token holds, but for one claim. */
const without = (claim: string) =>
  Object.fromEntries(Object.entries(council.access()).filter(([name]) => name !== claim));

describe('an access token', () => {
  it('of a program that was invited is taken', async () => {
    expect(await use(await council.accessToken())).toBe(200);
    expect(await use(await council.accessToken({ exp: now() - 30, nbf: now() + 30 }))).toBe(200);
    expect(await use(await council.accessToken({ aud: ['urn:other', 'urn:ours'] }))).toBe(200);
  });

  it('signed with a new key is taken once the provider has published it', async () => {
    const { app } = house.web;
    const providers = new Providers([police.settings('police')], { keysRest: 0 });
    const tokens = new AccessTokens(providers, app.get(Identities), app.get(People), 'urn:ours');
    const comesFrom = async (key?: Key) => {
      const bearer = await tokens.bearer(`Bearer ${await police.accessToken({ sub: 'an-officer' }, key)}`);
      return bearer?.person.id;
    };
    expect(await comesFrom()).toBe('police-representative');
    const fresh = await newKey('PS256');
    expect(await comesFrom(fresh)).toBeUndefined();
    police.keys = [fresh];
    expect(await comesFrom(fresh)).toBe('police-representative');
  });

  it.each<[string, () => Promise<string>]>([
    ['for another API', () => council.accessToken({ aud: 'urn:other' })],
    ['for no API', () => council.sign(without('aud'), { typ: 'at+jwt' })],
    ['of an issuer that nobody named', () => council.accessToken({ iss: 'https://elsewhere.invalid' })],
    ['of another provider’s key', () => council.accessToken({ iss: police.issuer })],
    ['that is forged', () => council.accessToken({}, { ...stolen, kid: council.keys[1]?.kid ?? '' })],
    ['that is too old', () => council.accessToken({ exp: now() - 70 })],
    ['that is not good yet', () => council.accessToken({ nbf: now() + 600 })],
    ['that never ends', () => council.sign(without('exp'), { typ: 'at+jwt' })],
    ['that is an ID token', () => council.sign(council.access())],
    ['for somebody whom nobody invited', () => council.accessToken({ sub: 'a-stranger' })],
    ['without a subject', () => council.sign(without('sub'), { typ: 'at+jwt' })],
    ['signed by nobody', () => Promise.resolve(new UnsecuredJWT(council.access()).encode())],
    [
      'signed with the public key as if it were a secret',
      async () => {
        const [{ publicKey, kid }] = council.keys as [Key];
        const secret = Buffer.from(await exportSPKI(publicKey));
        return new SignJWT(council.access()).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid }).sign(secret);
      },
    ],
  ])('%s is not', async (_what, token) => {
    expect(await use(await token())).toBe(401);
  });

  it('tells by no time whether its subject is known', async () => {
    const known = await council.accessToken();
    const unknown = await council.accessToken({ sub: 'a-stranger' });
    const asked: string[] = [];
    const people = house.web.app.get(Identities);
    const find = people.find.bind(people);
    people.find = (issuer, subject) => {
      asked.push(subject);
      return find(issuer, subject);
    };
    await Promise.all([use(known), use(unknown)]);
    expect(asked.toSorted()).toEqual(['a-councillor', 'a-stranger']);
  });
});
