import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { CONSTABULARY, Inviting, TEAM } from './people.house';
import { provider, signInAs } from './provider';
import { type Json, ask } from './visitor';

const house = forAll(openHouse);
const walk = new Inviting(house);

beforeEach(() => {
  house.clock.set(LOADED);
});

describe('somebody who is to sign in', () => {
  it('is invited by the Partnership Team, gets a link once, and comes in with an account of their own', async () => {
    const post = await walk.role('Night inspector', CONSTABULARY);
    expect(await walk.page(TEAM, `/people/${post}`)).toContain('Nobody has been invited to sign in for this role');
    expect(await walk.people.find(post)).toBeUndefined();
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' });
    expect(await walk.page(TEAM, `/people/${post}`)).toContain('None has been made yet');
    const made = await walk.act(TEAM, `people/${post}/invitation-link`, {});
    expect(made).toMatchObject({
      link: expect.stringMatching(/^\/invitation\/[\w-]{43}$/) as string,
      expiresAt: '2026-11-27T10:00:00.000Z',
    });
    expect(await walk.page(TEAM, `/people/${post}`)).toContain('Good until 27 November 2026');

    const { jar, answer } = await walk.come(made['link'] as string, 'somebody-at-the-police');
    expect(answer.status).toBe(303);
    const home = await ask(`${house.url}/`, { headers: { cookie: jar.sent } });
    expect([home.status, home.text]).toEqual([200, expect.stringContaining('Night inspector')]);
    await house.engine.catchUp();
    expect(await walk.see(TEAM, `people/${post}`)).toMatchObject({
      signIn: {
        state: { value: 'accepted' },
        as: { value: 'agency-representative' },
        linkUntil: null,
        hindrance: null,
      },
    });
    expect(await walk.people.find(post)).toMatchObject({ title: 'Night inspector', agency: CONSTABULARY, groups: [] });
  });

  it('is let in by no link a second time, nor by one that another has replaced or that is older than seven days', async () => {
    const post = await walk.role('Day inspector', CONSTABULARY);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' });
    const [first, second] = [await walk.link(post), await walk.link(post)];
    expect((await ask(house.url + first)).status).toBeGreaterThanOrEqual(400);
    expect((await ask(house.url + second)).status).toBe(200);
    house.clock.set('2026-11-27T10:00:00.000Z');
    expect((await ask(house.url + second)).status).toBeGreaterThanOrEqual(400);
    house.clock.set(LOADED);
    const third = await walk.link(post);
    await walk.come(third, 'day-inspector');
    const again = await walk.come(third, 'somebody-else');
    expect(await walk.home(again.jar.sent)).toBe(303);
  });

  it('makes a link on a page that is shown once, with a form that no stranger can send', async () => {
    const post = await walk.role('Evening inspector', CONSTABULARY);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' });
    const team = await walk.as(TEAM);
    const form = await team.page(`/people/${post}/invitation-link`);
    const key = /name="_key" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const shown = await team.form(`/people/${post}/invitation-link`, { _key: key });
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, expect.stringContaining('no-store')]);
    expect(shown.text).toMatch(new RegExp(`${house.url}/invitation/[\\w-]{43}`));
    await house.engine.catchUp();
    const repeated = await team.form(`/people/${post}/invitation-link`, { _key: key });
    expect(repeated.text).toContain('was made and shown already');
    expect(repeated.text).not.toMatch(/invitation\/[\w-]{43}/);
    expect((await team.form(`/people/${post}/invitation-link`, { _csrf: 'forged' })).status).toBe(403);
    const kept = await walk.query('SELECT e::text FROM log.event e');
    expect(JSON.stringify(kept)).not.toContain(/invitation\/([\w-]{43})/.exec(shown.text)?.[1]);
    expect(await walk.text(TEAM, `history?stream=post-${post}`)).toContain('Invitation link made');
  });

  it('must fit the seats and the agency of the role', async () => {
    const post = await walk.role('Lead of nothing yet');
    for (const as of ['group-chair', 'group-member', 'executive-member', 'agency-representative'])
      await walk.act(TEAM, `people/${post}/invitation`, { role: as }, 409);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'safeguarding-partner' }, 400);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'scrutineer', opensDetails: true }, 400);
    const team = await walk.as(TEAM);
    const refused = await team.form(`/people/${post}/invitation`, { role: 'group-chair' });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('needs a chair’s seat in a group')]);
    await walk.act(TEAM, `people/${post}/group`, { group: 'education-group', as: 'chair', from: '2026-10-01' });
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'scrutineer' }, 409);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'group-chair' });
    expect(await walk.people.find(post)).toMatchObject({ groups: ['education-group'], chairs: ['education-group'] });
  });
});

describe('somebody who signs in', () => {
  it('is nobody any more at the next request, once the sign-in has ended, and stays known by the title', async () => {
    const { post, cookie } = await walk.letIn('Leaving inspector', { role: 'agency-representative' });
    expect(await walk.home(cookie)).toBe(200);
    await walk.act(TEAM, `people/${post}/sign-in-end`, { reason: 'Left the agency.' });
    expect(await walk.home(cookie)).toBe(303);
    const again = await signInAs(house.url, `other:a-${post}`);
    expect(await walk.home(again.jar.sent)).toBe(303);
    expect(await walk.people.find(post)).toBeUndefined();
    expect(await walk.query('SELECT FROM "identity" WHERE "person" = $1', post)).toEqual([]);
    expect((await walk.people.all()).map(({ id }) => id)).not.toContain(post);
    expect(await walk.people.ever()).toContain(post);
    expect(await walk.text(TEAM, `history?stream=post-${post}`)).toContain('Leaving inspector');
    expect(await walk.page(TEAM, '/audit-trail')).toContain('Leaving inspector');
  });

  it('comes back only with a new invitation, whoever holds the role then', async () => {
    const { post } = await walk.letIn('Changing inspector', { role: 'agency-representative' });
    await walk.act(TEAM, `people/${post}/sign-in-end`, { reason: 'Moved on.' });
    // As where the machine stopped right after the end was recorded.
    await walk.query(
      `INSERT INTO "identity" VALUES ($1, $2, $3, now(), 'isle-of-wight')`,
      provider().issuer,
      `other:a-${post}`,
      post,
    );
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' });
    const former = await signInAs(house.url, `other:a-${post}`);
    expect(await walk.home(former.jar.sent)).toBe(303);
    const next = await walk.come(await walk.link(post), 'the-next-inspector');
    expect(await walk.home(next.jar.sent)).toBe(200);
  });

  it('no longer does when the role ends or was entered in error', async () => {
    for (const [act, body] of [
      ['end', { endedOn: '2026-11-20' }],
      ['error', { reason: 'There was no such role.' }],
    ] as const) {
      const { post, cookie } = await walk.letIn(`Inspector for ${act}`, { role: 'agency-representative' });
      await walk.act(TEAM, `people/${post}/${act}`, body);
      expect(await walk.home(cookie)).toBe(303);
      expect(await walk.see(TEAM, `people/${post}`)).toMatchObject({ signIn: { state: { value: 'ended' } } });
      await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' }, 409);
    }
  });

  it('is asked to sign in again when what they may do has changed', async () => {
    const { post, cookie } = await walk.letIn('Rising inspector', { role: 'agency-representative' });
    await walk.act(TEAM, `people/${post}/sign-in-role`, { role: 'safeguarding-partner', partner: 'police' });
    expect(await walk.people.find(post)).toMatchObject({ role: 'safeguarding-partner', partner: 'police' });
    expect(await walk.home(cookie)).toBe(303);
    const again = await signInAs(house.url, `other:a-${post}`);
    expect(await walk.home(again.jar.sent)).toBe(200);
    expect(await walk.text(TEAM, `history?stream=post-${post}`)).toContain('What they may do was changed');
  });

  it('neither ends, changes nor moves the sign-in by which they came', async () => {
    for (const [act, body] of [
      ['sign-in-end', { reason: 'Done.' }],
      ['sign-in-role', { role: 'scrutineer' }],
      ['invitation-link', {}],
      ['end', { endedOn: '2026-11-20' }],
      ['error', { reason: 'A mistake.' }],
    ] as const)
      await walk.act(TEAM, `people/${TEAM}/${act}`, body, 409);
    const own = await walk.page(TEAM, `/people/${TEAM}`);
    expect(own).not.toContain(`/people/${TEAM}/sign-in-end`);
    expect(await walk.people.find(TEAM)).toMatchObject({ role: 'partnership-team' });
  });

  it('tells everybody as what they sign in, and only those who keep and watch the directory with whose account', async () => {
    const { post } = await walk.letIn('Watched inspector', { role: 'agency-representative' });
    await walk.act(TEAM, `people/${post}/sign-in-end`, { reason: 'A delicate matter.' });
    for (const reader of [TEAM, 'scrutineer'])
      expect(await walk.everything(reader, 'people', 'post', post)).toContain('A delicate matter.');
    const told = await walk.everything('police-representative', 'people', 'post', post);
    expect(told).toContain('Agency representative');
    expect(told).not.toContain('A delicate matter.');
    const seen = (await walk.see('police-representative', `people/${post}`))['signIn'] as Json;
    expect(Object.keys(seen)).toEqual(['state', 'on', 'as', 'partner', 'opensDetails', 'manages']);
    expect(await walk.finds('police-representative', 'people?signIn=ended', post)).toBe(true);
  });
});
