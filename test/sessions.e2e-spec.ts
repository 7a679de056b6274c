import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { type Answer, type Visitor, ask, visit } from './visitor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SIGN_IN = '/sign-in';

const house = forAll(openHouse);

beforeEach(() => {
  house.clock.set(LOADED);
});

const later = (milliseconds: number): void => {
  house.clock.set(new Date(house.clock.now().getTime() + milliseconds).toISOString());
};

/** The status of home: 200, or 303 where it leads to sign in. */
const home = async (visitor: Visitor): Promise<number> => (await visitor.page('/')).status;

const signInPage = (visitor: Visitor): Promise<Answer> => visitor.page(SIGN_IN);

describe('a session', () => {
  it('has a cookie that no script reads and no other site sends, and that ends with the browser', async () => {
    const { headers } = await ask(`${house.url}${SIGN_IN}`);
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
  });

  it('ends when nothing was done for half an hour, and the sign-in page says so', async () => {
    const team = await visit(house, 'partnership-team');
    later(30 * MINUTE);
    const answer = await team.page('/referrals?status=open');
    expect([answer.status, answer.location]).toEqual([303, `${SIGN_IN}?to=%2Freferrals%3Fstatus%3Dopen`]);
    expect((await signInPage(team)).text).toContain('Nothing was done here for half an hour');
  });

  it('ends at its half hour to the millisecond, counted from whatever was done last', async () => {
    const team = await visit(house, 'partnership-team');
    for (const done of ['/referrals', '/', '/help']) {
      later(30 * MINUTE - 1);
      await team.page(done);
    }
    later(30 * MINUTE - 1);
    expect(await home(team)).toBe(200);
    later(59_999);
    expect(await home(team)).toBe(200);
    later(30 * MINUTE);
    expect(await home(team)).toBe(303);
    expect((await signInPage(team)).text).toContain('Nothing was done here for half an hour');
  });

  it('goes on as long as something is done every half hour, yet never longer than twelve hours', async () => {
    const team = await visit(house, 'partnership-team');
    for (let minutes = 29; minutes < 12 * 60; minutes += 29) {
      later(29 * MINUTE);
      expect([minutes, await home(team)]).toEqual([minutes, 200]);
    }
    house.clock.set(new Date(Date.parse(LOADED) + 12 * HOUR).toISOString());
    expect(await home(team)).toBe(303);
    expect((await signInPage(team)).text).toContain('You had been signed in for 12 hours');
  });

  it('stays ended, however often it is tried afterwards', async () => {
    const team = await visit(house, 'partnership-team');
    later(30 * MINUTE);
    for (const address of ['/', SIGN_IN, '/help', '/referrals', '/me/sessions']) await team.page(address);
    expect(await home(team)).toBe(303);
  });

  it('is a new one after sign-in: who knew the id before, or made one up, is not signed in', async () => {
    const before = await ask(`${house.url}${SIGN_IN}`);
    const planted = before.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const team = await visit(house, 'partnership-team', { cookie: planted });
    expect(team.cookie).not.toContain(planted);
    expect(await home(team)).toBe(200);
    for (const cookie of [planted, 'learning-trail=made-up', 'learning-trail=s%3Amade-up.made-up'])
      expect((await ask(house.url, { headers: { cookie } })).status).toBe(303);
  });

  it('is gone after signing out, on this side too', async () => {
    const team = await visit(house, 'partnership-team');
    expect((await team.form('/sign-out', {})).status).toBe(303);
    expect(await home(team)).toBe(303);
  });

  it('is not brought back by a request that was under way when it was ended', async () => {
    const team = await visit(house, 'partnership-team');
    later(2 * MINUTE);
    // Both have read the session; one ends it before the other has been answered and writes when it was last used.
    await Promise.all([team.form('/sign-out', {}), ...Array.from({ length: 8 }, () => team.page('/recommendations'))]);
    expect(await home(team)).toBe(303);
  });
});
