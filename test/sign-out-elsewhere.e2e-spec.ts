import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type JWTPayload, SignJWT, UnsecuredJWT, exportSPKI } from 'jose';
import { choices } from '../apps/local/src/provider/choices';
import { newlyKept } from '../apps/local/src/provider/kept';
import { startProvider } from '../apps/local/src/provider/provider';
import { Identities, Sessions } from '#app/platform';
import { eventually } from './engine.tally';
import { forAll } from './for-all';
import { openHouse } from './house';
import { Jar, chooseAt, signInAs } from './provider';
import { type Key, StrangerProvider, newKey, now } from './stranger.provider';
import { ask, jsonOf } from './visitor';

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

const council = forAll(async () => {
  const provider = await StrangerProvider.start();
  provider.keys = [await newKey('ES256')];
  return Object.assign(provider, { close: () => provider.stop() });
});
const police = forAll(async () => {
  const provider = await StrangerProvider.start();
  return Object.assign(provider, { close: () => provider.stop() });
});
const house = forAll(() =>
  openHouse(undefined, { providers: [council.settings('council'), police.settings('police')], audience: 'urn:ours' }),
);

let next = 0;
let stolen: Key;
beforeAll(async () => {
  stolen = await newKey('ES256');
  await give('council-partner', council.issuer, 'a-councillor');
  await give('police-partner', police.issuer, 'an-officer');
});
beforeEach(() => {
  council.idToken = (claims) => council.sign(claims);
  police.idToken = (claims) => police.sign(claims);
});

async function give(person: string, issuer: string, subject: string): Promise<void> {
  const identities = house.web.app.get(Identities);
  await identities.accept((await identities.invite(person)).code, { issuer, subject });
}

/** Somebody signed in at a provider, in a browser of their own, whose ID token says this too. */
async function signedIn(at: StrangerProvider, name: string, subject: string, further: JWTPayload = {}): Promise<Jar> {
  at.subject = subject;
  at.idToken = (claims) => at.sign({ ...claims, ...further });
  const jar = new Jar();
  const way = (await jar.ask(`${house.url}/sign-in/with/${name}`)).headers.get('location') ?? '';
  expect((await jar.ask(at.returnFrom(way))).status).toBe(303);
  expect(await isIn(jar)).toBe(true);
  return jar;
}

const councillor = (further?: JWTPayload): Promise<Jar> => signedIn(council, 'council', 'a-councillor', further);
const officer = (further?: JWTPayload): Promise<Jar> => signedIn(police, 'police', 'an-officer', further);
const isIn = async (jar: Jar): Promise<boolean> => (await jar.ask(`${house.url}/me/sessions`)).status === 200;

const claims = (further: JWTPayload = {}): JWTPayload => ({
  iss: council.issuer,
  aud: 'our-client',
  iat: now(),
  exp: now() + 120,
  jti: `request-${next++}`,
  events: { [LOGOUT]: {} },
  sub: 'a-councillor',
  ...further,
});
const token = (further: JWTPayload = {}): Promise<string> => council.sign(claims(further), { typ: 'logout+jwt' });
const without = (...names: readonly string[]): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([name]) => !names.includes(name)));

const tell = (logout_token: string, provider = 'council') =>
  ask(`${house.url}/sign-out/back-channel/${provider}`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token }),
  });

describe('somebody who leaves their sign-in service', () => {
  it('has left here too, in every browser, and nobody else has', async () => {
    const [one, another, colleague] = [await councillor(), await councillor(), await officer()];
    const answer = await tell(await token());
    expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([200, '', 'no-store']);
    expect([await isIn(one), await isIn(another), await isIn(colleague)]).toEqual([false, false, true]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('in one browser only, by the session that the service names, is still in with the others', async () => {
    const [here, there] = [await councillor({ sid: 'here' }), await councillor({ sid: 'there' })];
    expect((await tell(await council.sign({ ...without('sub'), sid: 'here' }))).status).toBe(200);
    expect([await isIn(here), await isIn(there)]).toEqual([false, true]);
    expect((await tell(await token({ sid: 'there' }))).status).toBe(200);
    expect(await isIn(there)).toBe(false);
  });

  it('is not found by a session of another service that is called the same', async () => {
    const [mine, theirs] = [await councillor({ sid: 'same' }), await officer({ sid: 'same' })];
    await tell(await council.sign({ ...without('sub'), sid: 'same' }));
    expect([await isIn(mine), await isIn(theirs)]).toEqual([false, true]);
  });

  it('is signed out though they were not signed in here: there is nothing to do', async () => {
    expect((await tell(await token({ sub: 'nobody-here' }))).status).toBe(200);
  });

  it('may be named by a service whose clock is up to a minute away', async () => {
    for (const times of [
      { iat: now() + 30, exp: now() + 150 },
      { iat: now() - 160, exp: now() - 30 },
    ])
      expect((await tell(await token(times))).status).toBe(200);
  });
});

describe('a request to sign somebody out', () => {
  let jar: Jar;
  beforeAll(async () => {
    jar = await councillor();
  });

  it.each<[string, () => Promise<string>]>([
    ['that is forged', () => council.sign(claims(), { key: { ...stolen, kid: council.keys[0]?.kid ?? '' } })],
    ['signed by another service', () => police.sign(claims())],
    ['signed by nobody', () => Promise.resolve(new UnsecuredJWT(claims()).encode())],
    [
      'signed with the public key as if it were a secret',
      async () => {
        const [{ publicKey, kid }] = council.keys as [Key];
        const secret = Buffer.from(await exportSPKI(publicKey));
        return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
      },
    ],
    ['of another issuer', () => token({ iss: police.issuer })],
    ['made for another client', () => token({ aud: 'another-client' })],
    ['that has expired', () => token({ iat: now() - 300, exp: now() - 70 })],
    ['that never expires', () => council.sign(without('exp'))],
    ['that is older than ten minutes', () => token({ iat: now() - 700, exp: now() + 3600 })],
    ['of no time', () => council.sign(without('iat'))],
    ['without an id of its own', () => council.sign(without('jti'))],
    ['that tells no logout', () => council.sign(without('events'))],
    ['that tells something else', () => token({ events: { 'http://schemas.openid.net/event/other': {} } })],
    ['whose event is no object', () => token({ events: { [LOGOUT]: true } })],
    ['with a nonce, as an ID token has', () => token({ nonce: 'one' })],
    ['that names nobody', () => council.sign(without('sub'))],
    ['that is an access token', () => council.sign(claims(), { typ: 'at+jwt' })],
    ['that is no token', () => Promise.resolve('nothing-of-theirs')],
  ])('%s is refused, and nobody is signed out', async (_what, made) => {
    const answer = await tell(await made());
    expect([answer.status, jsonOf(answer)]).toEqual([400, expect.objectContaining({ error: 'invalid_request' })]);
    expect(await isIn(jar)).toBe(true);
  });

  it('that is sent a second time is refused', async () => {
    const sent = await token();
    const before = await councillor();
    expect((await tell(sent)).status).toBe(200);
    const after = await councillor();
    expect([(await tell(sent)).status, await isIn(before), await isIn(after)]).toEqual([400, false, true]);
    await house.web.app.get(Sessions).prune();
    expect([(await tell(sent)).status, await isIn(after)]).toEqual([400, true]);
    jar = after;
  });

  it('to an address of no service, without a token, or in another shape is refused', async () => {
    const address = `${house.url}/sign-out/back-channel`;
    expect((await tell(await token(), 'nobody')).status).toBe(400);
    expect((await tell(await token(), 'police')).status).toBe(400);
    expect((await ask(`${address}/council`, { method: 'POST' })).status).toBe(400);
    const twice = new URLSearchParams([
      ['logout_token', await token()],
      ['logout_token', await token()],
    ]);
    expect((await ask(`${address}/council`, { method: 'POST', body: twice })).status).toBe(400);
    expect((await ask(`${address}/council`)).status).toBe(404);
    expect(await isIn(jar)).toBe(true);
  });
});

describe('the demonstration’s own service', () => {
  it('tells the house who has left, so that they have left at its other address too', async () => {
    // The provider has to know the house before the house knows the provider: what it says is passed on.
    const heard: number[] = [];
    const passing = createServer((req, res) => {
      void text(req).then(async (body) => {
        const headers = { 'content-type': req.headers['content-type'] ?? '' };
        const { status } = await ask(own.url + (req.url ?? ''), { method: 'POST', headers, body });
        heard.push(status);
        res.writeHead(status).end();
      });
    });
    await new Promise<void>((listening) => passing.listen(0, '127.0.0.1', listening));
    const provider = await startProvider({
      kept: await newlyKept(),
      choices,
      partnership: 'Partnership',
      house: `http://127.0.0.1:${(passing.address() as AddressInfo).port}`,
    });
    const own = await openHouse(undefined, { providers: [provider.settings] });
    try {
      const identities = own.web.app.get(Identities);
      const { issuer } = provider.settings;
      await identities.accept((await identities.invite('scrutineer')).code, { issuer, subject: 'scrutineer' });
      const { jar } = await signInAs(own.url, 'scrutineer');
      // The same browser, at the machine's other name: a session of its own, behind one session of the provider.
      const elsewhere = own.url.replace('127.0.0.1', 'localhost');
      const provided = jar.sent.split('; ').filter((pair) => !pair.startsWith('learning-trail='));
      const second = new Jar({ cookie: provided.join('; ') });
      const way = (await second.ask(`${elsewhere}/sign-in/with/demonstration`)).headers.get('location') ?? '';
      expect((await second.ask(await chooseAt(way, 'scrutineer', second))).status).toBe(303);
      const inAt = async (one: Jar, url: string) => (await one.ask(`${url}/me/sessions`)).status === 200;
      expect([await inAt(jar, own.url), await inAt(second, elsewhere)]).toEqual([true, true]);

      const page = await (await second.ask(`${elsewhere}/help`)).text();
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const out = await second.ask(`${elsewhere}/sign-out`, { method: 'POST', body: new URLSearchParams({ _csrf }) });
      await second.ask(out.headers.get('location') ?? '');
      // The provider waits two and a half seconds for the house; what it has sent is heard all the same.
      await eventually(() => Promise.resolve(heard.length > 0));
      expect(heard).toEqual([200]);
      expect([await inAt(jar, own.url), await inAt(second, elsewhere)]).toEqual([false, false]);
    } finally {
      await own.close();
      await provider.close();
      await new Promise((closed) => passing.close(closed));
    }
  });
});
