import { DataSource } from 'typeorm';
import { KeptForms } from '#app/platform';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { OPENING, TEAM, again, hiddenIn, typed } from './kept-forms.typed';
import { type Visitor, ask, visit } from './visitor';

const PDF = '%PDF-1.7 something';

const house = forAll(openHouse);

beforeEach(async () => {
  house.clock.set(LOADED);
  await sql('DELETE FROM "kept_form"');
});

const sql = <T = object>(text: string): Promise<T[]> => house.web.app.get(DataSource).query<T[]>(text);
const keptForms = () => sql<{ person: string; sealed: Buffer }>('SELECT * FROM "kept_form"');
const later = (minutes: number): void => {
  house.clock.set(new Date(house.clock.now().getTime() + minutes * 60_000).toISOString());
};
const signInFor = (address: string) => ({ status: 303, location: `/sign-in?to=${encodeURIComponent(address)}` });
const aReferral = async (): Promise<string> => {
  const { text } = await (await visit(house, TEAM)).get('/api/v1/referrals?pageSize=1');
  return (JSON.parse(text) as { items: { id: string }[] }).items[0]?.id ?? '';
};

/** A member of the Partnership Team whose session ran out while they typed this. */
async function lateWith(fields: Readonly<Record<string, string>> | FormData, address: string): Promise<Visitor> {
  const team = await visit(house, TEAM);
  later(31);
  expect(await team.form(address, fields)).toMatchObject({ status: 303 });
  return team;
}

describe('a form that comes after its session has ended', () => {
  it('is not carried out: its person is led to sign in, and told that it is kept', async () => {
    const team = await visit(house, TEAM);
    const referrals = async () => (JSON.parse((await team.get('/api/v1/referrals')).text) as { total: number }).total;
    const before = await referrals();
    later(31);
    expect(await team.form('/referrals', typed)).toMatchObject(signInFor(OPENING));
    expect((await team.page('/sign-in')).text).toContain('What you typed is kept for 24 hours');
    await again(house, TEAM, team);
    await house.engine.catchUp();
    expect(await referrals()).toBe(before);
  });

  it('comes back to the same person as it was typed, is sent, and then is gone', async () => {
    const team = await again(house, TEAM, await lateWith(typed, '/referrals'));
    const form = await team.page(OPENING);
    expect(form.text).toContain('This was not sent');
    expect(form.text).toContain('value="Missed appointments &amp; a “bruise” &lt;before&gt; an injury"');
    expect(form.text).toContain('value="Détective sergeant 🚓"');
    expect(form.text).toContain('An infant was seen.\r\n\r\nThree appointments were missed.</textarea>');
    expect(form.text).toMatch(/value="suspected"[^>]* checked/);
    const hidden = { _key: hiddenIn(form, '_key'), _kept: hiddenIn(form, '_kept') };
    expect((await team.form('/referrals', { ...typed, ...hidden, headline: '' })).status).toBe(400);
    expect(await keptForms()).toHaveLength(1);
    const sent = await team.form('/referrals', { ...typed, ...hidden });
    expect(sent.location).toMatch(/^\/referrals\/[0-9a-f-]{36}$/);
    expect(await keptForms()).toHaveLength(0);
    expect((await team.page(OPENING)).text).not.toMatch(/This was not sent|Missed appointments/);
  });

  it('comes back in another browser too, for it is the person’s', async () => {
    await lateWith(typed, '/referrals');
    expect((await (await visit(house, TEAM)).page(OPENING)).text).toContain('Missed appointments');
  });

  it('is never seen by somebody else who signs in, in the same browser or elsewhere', async () => {
    const left = await lateWith(typed, '/referrals');
    for (const other of [
      await again(house, 'police-representative', left),
      await visit(house, 'police-representative'),
    ]) {
      const { status, text } = await other.page(OPENING);
      expect([status, /This was not sent|Missed appointments/.test(text)]).toEqual([200, false]);
    }
  });

  it('keeps the key and what was seen of the record, so that a change meanwhile is told and nothing is done twice', async () => {
    const address = `/referrals/${await aReferral()}/information-request`;
    const page = await (await visit(house, TEAM)).page(address);
    const hidden = { _seen: '7', _key: hiddenIn(page, '_key') };
    expect(hiddenIn(page, '_seen')).not.toBe(hidden._seen);
    const team = await again(house, TEAM, await lateWith({ question: 'Who was told of it?', ...hidden }, address));
    const form = await team.page(address);
    expect(form.text).toContain('Who was told of it?</textarea>');
    expect({ _seen: hiddenIn(form, '_seen'), _key: hiddenIn(form, '_key') }).toEqual(hidden);
  });

  it('is found again under its query, however that is written', async () => {
    const address = `/referrals/${await aReferral()}/correction?field=why&note=a%20b`;
    await lateWith({ why: 'It was put wrongly before.' }, address);
    const team = await visit(house, TEAM);
    expect((await team.page(address.replace('%20', '+'))).text).toContain('This was not sent');
    expect((await team.page(address.replace('why', 'headline'))).text).not.toContain('This was not sent');
  });

  it('says which files must be chosen again', async () => {
    const { text } = await (await visit(house, TEAM)).get('/api/v1/recommendations?pageSize=1&status=in-progress');
    const [item] = (JSON.parse(text) as { items: { id: string }[] }).items;
    const address = `/recommendations/${item?.id ?? ''}/progress`;
    const form = new FormData();
    form.set('text', 'The list is kept.');
    form.append('files', new Blob([PDF]), 'report.pdf');
    await lateWith(form, address);
    const page = await (await visit(house, TEAM)).page(address);
    expect(page.text).toContain('This was not sent');
    expect(page.text).toMatch(/There is a problem[^]*href="#files">Choose the file again: “report\.pdf”/);
    expect(page.text).toContain('The list is kept.</textarea>');
  });

  it('takes the place of the one before it, at the same address', async () => {
    await lateWith(typed, '/referrals');
    await lateWith({ ...typed, headline: 'The second try' }, '/referrals');
    expect(await keptForms()).toHaveLength(1);
    expect((await (await visit(house, TEAM)).page(OPENING)).text).toContain('value="The second try"');
  });

  it('is thrown away on request', async () => {
    const team = await again(house, TEAM, await lateWith(typed, '/referrals'));
    expect((await team.form('/me/kept-form/drop', { address: OPENING, _csrf: 'forged' })).status).toBe(403);
    const dropped = await team.form('/me/kept-form/drop', { address: OPENING });
    expect([dropped.location, (await keptForms()).length]).toEqual([OPENING, 0]);
    for (const elsewhere of ['//elsewhere.invalid', '/\\elsewhere.invalid', 'https://elsewhere.invalid'])
      expect((await team.form('/me/kept-form/drop', { address: elsewhere })).location).toBe('/');
  });

  it('is kept for a day and no longer', async () => {
    await lateWith(typed, '/referrals');
    later(24 * 60 - 1);
    await house.web.app.get(KeptForms).prune();
    expect((await (await visit(house, TEAM)).page(OPENING)).text).toContain('This was not sent');
    later(1);
    expect((await (await visit(house, TEAM)).page(OPENING)).text).not.toContain('This was not sent');
    expect(await keptForms()).toHaveLength(1);
    await house.web.app.get(KeptForms).prune();
    expect(await keptForms()).toHaveLength(0);
  });

  it('stands in the database with nothing of it to be read', async () => {
    await lateWith(typed, '/referrals');
    const rows = await sql<Record<string, unknown>>('SELECT * FROM "kept_form"');
    const told = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
    expect(told.join(' ')).not.toMatch(/Missed|appointments|sergeant|constabulary|referrals/);
  });

  it('is not opened for whoever moves its row under another person or address', async () => {
    await lateWith(typed, '/referrals');
    await sql(`UPDATE "kept_form" SET "person" = 'police-representative'`);
    const { status, text } = await (await visit(house, 'police-representative')).page(OPENING);
    expect([status, /This was not sent|Missed appointments/.test(text)]).toEqual([200, false]);
  });
});

describe('what is not kept', () => {
  afterEach(async () => {
    expect(await keptForms()).toHaveLength(0);
  });

  it('is the form of a stranger, with no cookie, an unknown one or one that was never signed in', async () => {
    const [anonymous = ''] = (await ask(`${house.url}/sign-in`)).headers.getSetCookie();
    for (const cookie of ['', 'learning-trail=s%3Amade-up.made-up', anonymous.split(';')[0] ?? '']) {
      const sent = { method: 'POST', headers: { cookie }, body: new URLSearchParams(typed) };
      expect((await ask(`${house.url}/referrals`, sent)).status).toBe(403);
    }
  });

  it('is a form that was not sent from one of our pages', async () => {
    const team = await visit(house, TEAM);
    later(31);
    expect((await team.form('/referrals', { ...typed, _csrf: 'forged' })).status).toBe(403);
  });

  it('is what comes with a session that was ended', async () => {
    const [team, other] = [await visit(house, TEAM), await visit(house, TEAM)];
    await other.form('/me/sessions/end-others', {});
    later(31);
    expect((await team.form('/referrals', typed)).status).toBe(403);
  });

  it('is what is no form of an act', async () => {
    const team = await visit(house, TEAM);
    later(31);
    for (const address of ['/me/sessions/end-others', '/nothing', '/referrals/x/nothing', '/directory', '/a/b/c/d'])
      expect([303, 404]).toContain((await team.form(address, typed)).status);
  });

  it('is what is too long, and its person is told so', async () => {
    const team = await visit(house, TEAM);
    later(31);
    const form = new FormData();
    for (const field of ['whatHappened', 'why']) form.set(field, 'x'.repeat(120_000));
    expect(await team.form('/referrals', form)).toMatchObject(signInFor(OPENING));
    expect((await team.page('/sign-in')).text).toContain('it is too long to be kept');
  });
});
