import { randomUUID } from 'node:crypto';
import { Identities } from '#app/platform';
import { forAll } from './for-all';
import { Jar } from './provider';
import { StrangerProvider, now } from './stranger.provider';
import { SECOND, giveAccount, openTwoHouses } from './two-houses';
import { ask } from './visitor';

const [OURS, THEIRS] = ['urn:first', 'urn:second'];
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

const council = forAll(async () => {
  const provider = await StrangerProvider.start();
  return Object.assign(provider, { close: () => provider.stop() });
});
/** Both trust one service; whoever is called `team` belongs to both. */
const two = forAll(() =>
  openTwoHouses({
    both: { providers: [council.settings('council')], audience: OURS },
    second: { audience: THEIRS },
  }),
);

beforeAll(async () => {
  await giveAccount(two.here, 'partnership-team', 'team', council);
  await giveAccount(two.here, 'scrutineer', 'colleague', council);
  await giveAccount(two.there, 'partnership-team', 'team', council);
});
beforeEach(() => {
  council.subject = 'team';
  council.idToken = (claims) => council.sign({ ...claims, sid: 'one' });
});

const quietly = (to = ''): string => `${two.there.url}/sign-in/with/council?quietly=yes${to}`;
const locationOf = async (jar: Jar, address: string): Promise<string> =>
  (await jar.ask(address)).headers.get('location') ?? '';
const promptOf = (way: string): string | null => new URL(way).searchParams.get('prompt');

/** The return of a browser that the provider sent back with an error. */
function failed(way: string, error: string, state = new URL(way).searchParams.get('state') ?? ''): string {
  const back = new URLSearchParams({ error, state });
  return `${new URL(way).searchParams.get('redirect_uri') ?? ''}?${back.toString()}`;
}

/** In a browser of its own, signed in at each of these houses by the provider. */
async function signedIn(subject: string, ...urls: readonly string[]): Promise<Jar> {
  const jar = new Jar();
  council.subject = subject;
  for (const url of urls) {
    const way = await locationOf(jar, `${url}/sign-in/with/council`);
    expect((await jar.ask(council.returnFrom(way))).status).toBe(303);
    expect(await isIn(jar, url)).toBe(true);
  }
  council.subject = 'team';
  return jar;
}

const isIn = async (jar: Jar, url: string): Promise<boolean> => (await jar.ask(`${url}/me/sessions`)).status === 200;
const inBoth = (jar: Jar): Promise<readonly boolean[]> =>
  Promise.all([two.here.url, two.there.url].map((url) => isIn(jar, url)));

describe('a provider that was asked to ask nothing', () => {
  it.each(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])(
    'may ask after all when it says %s: once, with a way back of its own, to where somebody wanted',
    async (error) => {
      const jar = new Jar();
      const first = await locationOf(jar, quietly('&to=/referrals'));
      const second = await locationOf(jar, failed(first, error));
      expect([promptOf(first), promptOf(second)]).toEqual(['none', null]);
      for (const once of ['state', 'nonce', 'code_challenge'])
        expect(new URL(second).searchParams.get(once)).not.toBe(new URL(first).searchParams.get(once));
      // The way that came to nothing is closed.
      expect((await jar.ask(failed(first, error))).status).toBe(400);
      expect(await locationOf(jar, council.returnFrom(second))).toBe('/referrals');
      expect(await isIn(jar, two.there.url)).toBe(true);
    },
  );

  it('is not asked a third time: whoever cannot be signed in is told so', async () => {
    const jar = new Jar();
    const second = await locationOf(jar, failed(await locationOf(jar, quietly()), 'login_required'));
    const answer = await jar.ask(failed(second, 'login_required'));
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('You were not signed in')]);
  });

  it('is not asked again when it says anything else, when it was free to ask, or when no such way was begun', async () => {
    const jar = new Jar();
    expect((await jar.ask(failed(await locationOf(jar, quietly()), 'access_denied'))).status).toBe(403);
    const freely = await locationOf(jar, `${two.there.url}/sign-in/with/council`);
    expect((await jar.ask(failed(freely, 'login_required'))).status).toBe(403);
    expect((await jar.ask(failed(await locationOf(jar, quietly()), 'login_required', 'forged'))).status).toBe(400);
    expect((await new Jar().ask(failed(await locationOf(jar, quietly()), 'login_required'))).status).toBe(400);
  });

  it('is believed in nothing that it would not be believed in otherwise', async () => {
    for (const wrong of [{ nonce: 'another' }, { aud: 'another-client' }, { exp: 1 }]) {
      const jar = new Jar();
      council.idToken = (claims) => council.sign({ ...claims, ...wrong });
      const answer = await jar.ask(council.returnFrom(await locationOf(jar, quietly())));
      expect([answer.status, await isIn(jar, two.there.url)]).toEqual([400, false]);
    }
  });

  it('is told to ask for an account where both are wanted, and not asked at all where nobody knows it', async () => {
    expect(promptOf(await locationOf(new Jar(), quietly('&again=yes')))).toBe('login');
    expect(promptOf(await locationOf(new Jar(), quietly().replace('=yes', '=other')))).toBeNull();
    const nobody = await locationOf(new Jar(), quietly().replace('/council', '/nobody'));
    expect(nobody).toBe('/sign-in');
  });
});

describe('a link that somebody else has made', () => {
  it('leads to no other site', async () => {
    const jar = await signedIn('team', two.there.url);
    for (const to of ['https://example.org/', '//example.org', '/\\example.org'])
      expect(await locationOf(jar, quietly(`&to=${encodeURIComponent(to)}`))).toBe('/');
  });

  it('takes on no role by an invitation without a word', async () => {
    const { code } = await two.here.web.app.get(Identities).invite('police-partner');
    const jar = new Jar();
    council.subject = 'somebody-new';
    const way = await locationOf(jar, `${two.here.url}/sign-in/with/council?quietly=yes&invitation=${code}`);
    expect((await jar.ask(council.returnFrom(way))).status).toBe(403);
    const asked = await locationOf(jar, `${two.here.url}/sign-in/with/council?invitation=${code}`);
    expect((await jar.ask(council.returnFrom(asked))).status).toBe(303);
  });
});

describe('whoever signs out in one partnership', () => {
  it('has left the other too, in this browser; elsewhere, and for everybody else, nothing ends', async () => {
    const jar = await signedIn('team', two.here.url, two.there.url);
    council.idToken = (claims) => council.sign({ ...claims, sid: 'another' });
    const elsewhere = await signedIn('team', two.here.url, two.there.url);
    const colleague = await signedIn('colleague', two.here.url);
    const page = await (await jar.ask(`${two.there.url}/help`)).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const out = await jar.ask(`${two.there.url}/sign-out`, { method: 'POST', body: new URLSearchParams({ _csrf }) });
    expect(new URL(out.headers.get('location') ?? '').origin).toBe(council.issuer);
    expect([await inBoth(jar), await inBoth(elsewhere), await isIn(colleague, two.here.url)]).toEqual([
      [false, false],
      [true, true],
      true,
    ]);
  });

  it('at their service has left both, whichever of them is told; told again, nothing ends', async () => {
    const told = async (url: string, token: string): Promise<number> => {
      const sent = { method: 'POST', body: new URLSearchParams({ logout_token: token }) };
      return (await ask(`${url}/sign-out/back-channel/council`, sent)).status;
    };
    const colleague = await signedIn('colleague', two.here.url);
    for (const url of [two.here.url, two.there.url]) {
      const jar = await signedIn('team', two.here.url, two.there.url);
      const leaving = { iss: council.issuer, sub: 'team', aud: 'our-client', iat: now(), exp: now() + 120 };
      const claims = { ...leaving, jti: randomUUID(), events: { [LOGOUT]: {} } };
      const token = await council.sign(claims, { typ: 'logout+jwt' });
      expect([await told(url, token), await inBoth(jar)]).toEqual([200, [false, false]]);
      const back = await signedIn('team', two.here.url, two.there.url);
      for (const again of [two.here.url, two.there.url])
        expect([await told(again, token), await inBoth(back)]).toEqual([400, [true, true]]);
    }
    expect(await isIn(colleague, two.here.url)).toBe(true);
  });
});

describe('what lets somebody into one partnership', () => {
  it('is no cookie of the other, under its own name or the other’s', async () => {
    const jar = await signedIn('team', two.here.url);
    expect(jar.all.map(({ name }) => name)).toEqual(['learning-trail']);
    expect(await isIn(jar, two.there.url)).toBe(false);
    const [{ value } = { value: '' }] = jar.all;
    expect(await isIn(new Jar({ cookie: `learning-trail-${SECOND.id}=${value}` }), two.there.url)).toBe(false);
    const theirs = await signedIn('team', two.there.url);
    const own = theirs.all.find(({ name }) => name === `learning-trail-${SECOND.id}`);
    expect(await isIn(new Jar({ cookie: `learning-trail=${own?.value ?? ''}` }), two.here.url)).toBe(false);
    expect(await isIn(theirs, two.there.url)).toBe(true);
  });

  it('is no token that was made for the other', async () => {
    const useAt = async (url: string, aud: string | readonly string[]): Promise<number> => {
      const token = await council.accessToken({ aud: [aud].flat() });
      return (await ask(`${url}/api/v1/agencies`, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    expect([await useAt(two.here.url, OURS), await useAt(two.there.url, THEIRS)]).toEqual([200, 200]);
    expect([await useAt(two.here.url, THEIRS), await useAt(two.there.url, OURS)]).toEqual([401, 401]);
    // Each says what its tokens are made for.
    const told = async (url: string): Promise<unknown> =>
      (JSON.parse((await ask(`${url}/.well-known/oauth-protected-resource`)).text) as { resource: unknown }).resource;
    expect([await told(two.here.url), await told(two.there.url)]).toEqual([OURS, THEIRS]);
  });
});
