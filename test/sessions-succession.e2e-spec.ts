import { forAll } from './for-all';
import { openHouse } from './house';
import { signInAs } from './provider';
import { ask } from './visitor';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const AS = { role: 'agency-representative' };
const OPENING = '/referrals/new';

const house = forAll(openHouse);
const walk = new Walk(house);

const home = async (cookie: string): Promise<number> => (await ask(`${house.url}/`, { headers: { cookie } })).status;

/** A role whose holder is invited and comes in with an account of their own; their browser's cookies. */
async function comesIn(post: string, account: string): Promise<string> {
  const { link } = await walk.act(TEAM, `people/${post}/invitation-link`, {});
  const invitation = (link as string).replace('/invitation/', '');
  const from = `/sign-in/with/demonstration?invitation=${invitation}`;
  const { jar } = await signInAs(house.url, `other:${account}`, { from });
  await house.engine.catchUp();
  return jar.sent;
}

async function aRoleWith(account: string): Promise<{ readonly post: string; readonly cookie: string }> {
  const role = { title: `Inspector ${account}`, since: '2026-01-05', agency: 'constabulary' };
  const post = await walk.open(TEAM, 'people', role);
  await walk.act(TEAM, `people/${post}/invitation`, AS);
  return { post, cookie: await comesIn(post, account) };
}

describe('somebody whose role passes to another', () => {
  it('is not signed in as the one who comes after, though they were away while it happened', async () => {
    const { post, cookie } = await aRoleWith('first-holder');
    expect(await home(cookie)).toBe(200);
    await walk.act(TEAM, `people/${post}/sign-in-end`, { reason: 'Left the agency' });
    await walk.act(TEAM, `people/${post}/invitation`, AS);
    expect(await home(cookie)).toBe(303);
    expect(await home(await comesIn(post, 'second-holder'))).toBe(200);
    expect(await home(cookie)).toBe(303);
  });

  it('leaves them neither the session nor the form that they had, where a new link is used by another', async () => {
    const { post, cookie } = await aRoleWith('early-holder');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(
      (await ask(`${house.url}${OPENING}`, { headers: { cookie } })).text,
    )?.[1];
    const now = house.clock.now().getTime();
    house.clock.set(new Date(now + 31 * 60_000).toISOString());
    const body = new URLSearchParams({ _csrf: csrf ?? '', headline: 'Typed by the early holder' });
    const late = await ask(`${house.url}/referrals`, { method: 'POST', headers: { cookie }, body });
    expect(late.location).toBe(`/sign-in?to=${encodeURIComponent(OPENING)}`);
    const next = await comesIn(post, 'late-holder');
    const form = await ask(`${house.url}${OPENING}`, { headers: { cookie: next } });
    expect([form.status, form.text.includes('Typed by the early holder')]).toEqual([200, false]);
    expect(await home(cookie)).toBe(303);
  });
});
