import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { OPENING, TEAM, again, hiddenIn, typed } from './kept-forms.typed';
import { visit } from './visitor';

const house = forAll(openHouse);

beforeEach(async () => {
  house.clock.set(LOADED);
  await house.web.app.get(DataSource).query('DELETE FROM "kept_form"');
});

const keptForms = () => house.web.app.get(DataSource).query<object[]>('SELECT * FROM "kept_form"');
const later = (minutes: number): void => {
  house.clock.set(new Date(house.clock.now().getTime() + minutes * 60_000).toISOString());
};

describe('a form of a page that was open before its person signed in again', () => {
  it('is not carried out and not lost: it is put before them again at once', async () => {
    for (const minutes of [5, 31]) {
      const before = await visit(house, TEAM);
      later(minutes);
      const now = await again(house, TEAM, before);
      // The tab from before: its token, and the cookie that the browser has now.
      const sent = await now.form('/referrals', { ...typed, _csrf: before.csrf });
      expect([minutes, sent.status, sent.location]).toEqual([minutes, 303, OPENING]);
      const form = await now.page(OPENING);
      expect(form.text).toContain('This was not sent');
      expect(form.text).toContain('Détective sergeant 🚓');
      const hidden = { _key: hiddenIn(form, '_key'), _kept: hiddenIn(form, '_kept') };
      expect((await now.form('/referrals', { ...typed, ...hidden })).location).toMatch(/^\/referrals\/[0-9a-f-]{36}$/);
      expect(await keptForms()).toHaveLength(0);
    }
  });

  it('is known through several sign-ins, and after what they may do has changed hands', async () => {
    const first = await visit(house, TEAM);
    const second = await again(house, TEAM, first);
    const third = await again(house, TEAM, second);
    for (const { csrf } of [first, second])
      expect((await third.form('/referrals', { ...typed, _csrf: csrf })).location).toBe(OPENING);
  });

  it('is refused to whoever else has signed in there since, and nothing of it is kept', async () => {
    const before = await visit(house, TEAM);
    const other = await again(house, 'police-representative', before);
    expect((await other.form('/referrals', { ...typed, _csrf: before.csrf })).status).toBe(403);
    const back = await again(house, TEAM, other);
    expect((await back.form('/referrals', { ...typed, _csrf: before.csrf })).status).toBe(403);
    expect(await keptForms()).toHaveLength(0);
  });

  it('is refused elsewhere, with a token of nobody’s, or where nothing can be shown again', async () => {
    const before = await visit(house, TEAM);
    const now = await again(house, TEAM, before);
    const elsewhere = await visit(house, TEAM);
    for (const [visitor, _csrf] of [
      [elsewhere, before.csrf],
      [now, 'f'.repeat(before.csrf.length)],
      [now, ''],
    ] as const)
      expect((await visitor.form('/referrals', { ...typed, _csrf })).status).toBe(403);
    for (const address of ['/sign-out', '/me/sessions/end-others', '/referrals/x/nothing'])
      expect((await now.form(address, { _csrf: before.csrf })).status).toBe(403);
    expect((await now.page('/')).status).toBe(200);
    expect(await keptForms()).toHaveLength(0);
  });
});

describe('a form that is sent again under the key that it had', () => {
  it('counts once; with other words it is shown again, and recorded beside the first only when it is sent as that', async () => {
    const team = await visit(house, TEAM);
    const _key = randomUUID();
    const { location } = await team.form('/referrals', { ...typed, _key });
    expect((await team.form('/referrals', { ...typed, _key })).location).toBe(location);

    const other = { ...typed, headline: 'Something else' };
    const page = await team.form('/referrals', { ...other, _key });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('sent before, with other words')]);
    expect(page.text).toContain('value="Something else"');
    const sent = await team.form('/referrals', { ...other, _key: hiddenIn(page, '_key') });
    expect(sent).toMatchObject({ status: 303, location: expect.not.stringContaining(location) as string });
  });
});
