import { Identities } from '#app/platform';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { Jar, askForToken, chooseAt, provider, signInAs } from './provider';
import { ask, visit } from './visitor';

const house = forAll(openHouse);

const textOf = async (answer: Response) => ({ status: answer.status, text: await answer.text() });

describe('somebody who signs in', () => {
  it('is shown with whom they can, and is sent there with all that a safe return needs', async () => {
    const page = await ask(`${house.url}/sign-in?to=%2Freferrals%3Fpage%3D2`);
    expect(page.text).toContain('href="/sign-in/with/demonstration?to=%2Freferrals%3Fpage%3D2"');
    expect(page.text).toContain('Sign in with the demonstration service');
    const out = await ask(`${house.url}/sign-in/with/demonstration`);
    const way = new URL(out.location);
    expect([out.status, way.origin]).toEqual([303, provider().issuer]);
    expect(Object.fromEntries(way.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      client_id: 'learning-trail',
      redirect_uri: `${house.url}/sign-in/return`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  it('comes to the page that they asked for, as who they are', async () => {
    const { jar, answer } = await signInAs(house.url, 'scrutineer', {
      from: `/sign-in/with/demonstration?to=${encodeURIComponent('/referrals?pageSize=1&words=a+b')}`,
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/referrals?pageSize=1&words=a+b']);
    const { text } = await textOf(await jar.ask(`${house.url}/`));
    expect(text).toContain('Independent Scrutineer');
  });

  it('may be on the way in several tabs at once', async () => {
    const jar = new Jar();
    const ways = [];
    for (const place of ['/audits', '/referrals'])
      ways.push((await jar.ask(`${house.url}/sign-in/with/demonstration?to=${place}`)).headers.get('location') ?? '');
    const answer = await jar.ask(await chooseAt(ways[0] ?? '', 'scrutineer', jar));
    expect(answer.headers.get('location')).toBe('/audits');
  });

  it('can be somebody else in the same browser, who is asked nothing else', async () => {
    const { jar } = await signInAs(house.url, 'scrutineer');
    const way = (await jar.ask(`${house.url}/sign-in/with/demonstration`)).headers.get('location') ?? '';
    expect((await jar.ask(await chooseAt(way, 'council-partner', jar))).status).toBe(303);
    expect(await (await jar.ask(`${house.url}/`)).text()).toContain('Delegated safeguarding partner, council');
  });

  it('signs out of both: the provider asks anew, and our session is gone', async () => {
    const visitor = await visit(house, 'partnership-team');
    const out = await visitor.form('/sign-out', {});
    const way = new URL(out.location);
    expect([out.status, way.origin, way.pathname]).toEqual([303, provider().issuer, '/session/end']);
    expect(way.searchParams.get('post_logout_redirect_uri')).toBe(`${house.url}/sign-in`);
    expect((await visitor.page('/')).location).toBe('/sign-in?to=%2F');
  });
});

describe('somebody who is not let in is told why', () => {
  it('without an invitation, and can take another account', async () => {
    const { jar, answer } = await signInAs(house.url, 'other:nobody-we-know');
    const { status, text } = await textOf(answer);
    expect([status, text]).toEqual([403, expect.stringContaining('You have not been invited')]);
    expect(text).toContain('/sign-in/with/demonstration?again=yes');
    expect((await jar.ask(`${house.url}/`)).headers.get('location')).toBe('/sign-in?to=%2F');
  });

  it('who stopped at the provider', async () => {
    const jar = new Jar();
    const out = await jar.ask(`${house.url}/sign-in/with/demonstration`);
    const state = new URL(out.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const back = new URLSearchParams({ error: 'access_denied', state, iss: provider().issuer });
    const { status, text } = await textOf(await jar.ask(`${house.url}/sign-in/return?${back.toString()}`));
    expect([status, text]).toEqual([403, expect.stringContaining('You were not signed in')]);
  });
});

describe('somebody who was invited', () => {
  const invite = (person: string) => house.web.app.get(Identities).invite(person);
  const titleIn = (text: string) => /<h1[^>]*>([^<]*)/.exec(text)?.[1];
  const acceptWith = (code: string, account: string) =>
    signInAs(house.url, account, { from: `/sign-in/with/demonstration?invitation=${code}` });

  it('is told what the link is, signs in with an account of their own, and is in from then on', async () => {
    const { code } = await invite('police-partner');
    const page = await ask(`${house.url}/invitation/${code}`);
    expect([page.status, titleIn(page.text)]).toEqual([200, 'You are invited to Learning Trail']);
    expect(page.text).toContain(`href="/sign-in/with/demonstration?invitation=${code}"`);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');

    const { jar, answer } = await acceptWith(code, 'other:a-superintendent');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const home = await textOf(await jar.ask(`${house.url}/`));
    expect(home.text).toContain('Delegated safeguarding partner, police');
    const again = await signInAs(house.url, 'other:a-superintendent');
    expect(again.answer.status).toBe(303);
    const before = await signInAs(house.url, 'police-partner');
    expect(before.answer.status).toBe(403);
  });

  it('leaves in the record that they came and from whom, and nothing of the account', async () => {
    const history = await house.log.readStream('post-police-partner');
    const accepted = history.filter(({ event }) => event.type === 'SignInAccepted').at(-1);
    expect(accepted).toMatchObject({
      event: { data: { provider: 'the demonstration service' } },
      metadata: { actor: 'police-partner' },
    });
    const all = JSON.stringify(history.map(({ event, metadata }) => [event, metadata]));
    for (const secret of ['superintendent', provider().issuer]) expect(all).not.toContain(secret);
  });

  it('may open the link again, and comes in as before; to anybody else it is worth nothing', async () => {
    const { code } = await invite('executive-member');
    expect((await acceptWith(code, 'other:a-director')).answer.status).toBe(303);
    expect((await acceptWith(code, 'other:a-director')).answer.status).toBe(303);
    const stranger = await textOf((await acceptWith(code, 'other:a-neighbour')).answer);
    expect([stranger.status, titleIn(stranger.text)]).toEqual([403, 'This invitation is no longer good']);
    const page = await ask(`${house.url}/invitation/${code}`);
    expect([page.status, titleIn(page.text)]).toEqual([403, 'This invitation is no longer good']);
  });

  it('cannot use an account that is somebody else’s here', async () => {
    const { code } = await invite('health-partner');
    const { text } = await textOf((await acceptWith(code, 'scrutineer')).answer);
    expect(titleIn(text)).toBe('This account belongs to somebody else here');
    expect((await ask(`${house.url}/invitation/${code}`)).status).toBe(200);
  });

  it('after seven days has to ask for another link', async () => {
    const { code } = await invite('health-partner');
    house.clock.set('2026-11-27T10:00:01.000Z');
    const [page, { answer }] = [await ask(`${house.url}/invitation/${code}`), await acceptWith(code, 'other:late')];
    house.clock.set(LOADED);
    expect([page.status, titleIn(page.text)]).toEqual([403, 'This invitation is too old']);
    expect(titleIn(await answer.text())).toBe('This invitation is too old');
  });
});

describe('a program', () => {
  it('is told who gives it tokens', async () => {
    const { text } = await ask(`${house.url}/.well-known/oauth-protected-resource`);
    expect(JSON.parse(text)).toEqual({
      resource: 'urn:learning-trail:demonstration',
      authorization_servers: [provider().issuer],
      scopes_supported: ['trail:read', 'trail:write'],
      bearer_methods_supported: ['header'],
      resource_name: 'Learning Trail',
    });
  });

  it('may do only what its token was given for', async () => {
    const [reads, writes] = await Promise.all(
      ['trail:read', 'trail:write'].map((scope) => askForToken('partnership-team', { scope })),
    );
    const address = `${house.url}/api/v1/agencies`;
    const sent = (token = '') => ({ headers: { authorization: `Bearer ${token}` } });
    expect((await ask(address, sent(reads))).status).toBe(200);
    const refused = await ask(address, sent(writes));
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="trail:read"',
    ]);
    expect((await ask(address, { method: 'POST', ...sent(reads) })).status).toBe(403);
  });
});
