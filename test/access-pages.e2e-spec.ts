import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { type Answer, type Json, type Visitor, ask } from './visitor';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const POLICE = 'police-representative';
const SCRUTINEER = 'scrutineer';

interface Look {
  readonly what: string;
  readonly by: { readonly id: string };
  readonly of: { readonly text: string; readonly reference?: string };
  readonly through: string;
}

const house = forAll(() => openHouse(undefined, { trustedProxies: ['loopback'] }));
const walk = new Walk(house);
let referral: Json;

beforeAll(async () => {
  const [first] = await items(POLICE, 'referrals');
  if (!first) throw new Error('There is no referral');
  referral = first;
});

const items = async (person: string, path: string) => (await walk.see(person, path))['items'] as readonly Json[];
const looks = async (person: string, path: string) => {
  await house.engine.catchUp();
  return (await items(person, path)) as unknown as readonly Look[];
};
const csv = async (visitor: Visitor, path: string): Promise<Answer> => {
  const answer = await visitor.page(path);
  expect([answer.status, answer.type]).toEqual([200, 'text/csv; charset=utf-8']);
  return answer;
};

describe('who has looked at a record', () => {
  const address = () => `/referrals/${String(referral['id'])}`;

  it('stands on a page that its own page leads to, the newest first, for the Partnership Team and the scrutineer', async () => {
    await walk.page(POLICE, address());
    await walk.page(POLICE, `${address()}/history`);
    await house.engine.catchUp();
    for (const person of [TEAM, SCRUTINEER]) {
      expect(await walk.page(person, address())).toContain(`href="${address()}/looks"`);
      await house.engine.catchUp();
      const page = await walk.page(person, `${address()}/looks?person=${POLICE}`);
      expect(page).toContain('Who has looked at');
      expect(page).toMatch(/Read its history[^]*Looked at the record/);
    }
    expect((await walk.page(POLICE, address())).includes(`${address()}/looks`)).toBe(false);
  });

  it('is kept from everybody else, as page, spreadsheet and JSON', async () => {
    for (const person of [POLICE, 'learning-inquiry-chair', 'executive-member']) {
      await walk.page(person, `${address()}/looks`, 403);
      await walk.page(person, `${address()}/looks.csv`, 403);
      await walk.text(person, `looks?record=referral-${String(referral['id'])}`, 403);
      await walk.page(person, '/looks', 403);
      await walk.page(person, '/unusual-access', 403);
      await walk.text(person, 'unusual-access', 403);
    }
  });

  it('counts those who look at who has looked', async () => {
    await walk.page(SCRUTINEER, `${address()}/looks`);
    const [newest] = await looks(TEAM, `looks?record=referral-${String(referral['id'])}&person=${SCRUTINEER}`);
    expect(newest).toMatchObject({ what: 'Looked at who has looked', by: { id: SCRUTINEER } });
  });

  it('is filtered by person and by days, and says what it did not understand', async () => {
    const [team] = [await walk.as(TEAM)];
    await house.engine.catchUp();
    const of = async (query: string) => (await team.page(`${address()}/looks?${query}`)).text;
    expect(await of(`from=${TODAY}&until=${TODAY}`)).toContain('Read its history');
    expect(await of('until=2026-11-19')).toContain('No look matches these filters');
    expect(await of('from=2026-02-30')).toContain('“2026-02-30” is not a date');
    expect(await of(`from=${TODAY}&until=2026-11-01`)).toContain('is earlier than');
    expect(await of('page=99')).not.toContain('undefined');
    await walk.text(TEAM, 'looks?from=yesterday', 400);
  });

  it('comes as a spreadsheet, whose taking out is a look of its own', async () => {
    const scrutineer = await walk.as(SCRUTINEER);
    await house.engine.catchUp();
    const { text, headers } = await csv(scrutineer, `${address()}/looks.csv?person=${POLICE}`);
    expect(text).toContain('What was done');
    expect(text).toContain('Read its history');
    expect(headers.get('content-disposition')).toContain('.csv');
    const [newest] = await looks(TEAM, `looks?person=${SCRUTINEER}&taken=yes`);
    expect(newest).toMatchObject({ what: 'Took out a spreadsheet', of: { reference: referral['reference'] } });
  });
});

describe('what I have looked at', () => {
  it('is there for everybody under their account: their own and no other’s', async () => {
    expect(await walk.page(POLICE, '/')).toContain('href="/me/looks"');
    await walk.page('executive-member', '/audits');
    await house.engine.catchUp();
    const page = await walk.page(POLICE, '/me/looks');
    expect(page).toContain(String(referral['reference']));
    const mine = await looks(POLICE, 'me/looks?pageSize=200');
    expect(new Set(mine.map(({ by }) => by.id))).toEqual(new Set([POLICE]));
    expect((await csv(await walk.as(POLICE), '/me/looks.csv')).text).toContain(String(referral['reference']));
    await walk.text(POLICE, 'me/looks?person=executive-member', 400);
  });
});

describe('who looked at what', () => {
  it('tells all looks, and finds a record by the beginning of its reference', async () => {
    const found = await looks(TEAM, `looks?record=${String(referral['reference']).slice(0, 8).toLowerCase()}`);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ of }) => of.text))).toEqual(new Set(['Referral']));
    expect(await looks(TEAM, 'looks?record=100%25')).toEqual([]);
  });

  it('believes a proxy that is named, and nobody before it', async () => {
    const { cookie } = await walk.as(TEAM);
    const headers = { cookie, 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    expect((await ask(`${house.url}/audits`, { headers })).status).toBe(200);
    const [newest] = (await looks(TEAM, `looks?person=${TEAM}`)).filter(({ through }) => through === 'page');
    expect(newest).toMatchObject({ address: '203.0.113.9' });
  });
});

describe('unusual access', () => {
  const flag = `${TODAY}-many-records-${POLICE}`;

  it('is nothing where nothing is out of the ordinary', async () => {
    expect(await walk.page(TEAM, '/unusual-access')).toContain('Nothing out of the ordinary');
    expect(await walk.page(TEAM, '/')).not.toContain('Unusual access');
    await walk.page(TEAM, `/unusual-access/${flag}`, 404);
  });

  it('is told to the Partnership Team on home, when a person reads many records within an hour', async () => {
    const police = await walk.as(POLICE);
    for (const { id } of (await items(POLICE, 'recommendations?pageSize=40')).slice(0, 33))
      await police.get(`/api/v1/recommendations/${String(id)}`);
    await house.engine.catchUp();
    const home = await walk.page(TEAM, '/');
    expect(home).toContain('Unusual access');
    expect(home).toContain(`href="/unusual-access/${flag}"`);
    expect(await walk.page(POLICE, '/')).not.toContain('Unusual access');
    const page = await walk.page(SCRUTINEER, '/unusual-access');
    expect(page).toContain('Many different records within an hour');
    expect(page).toContain('Not looked into');
  });

  it('tells many downloads, and records that name nothing of one’s own', async () => {
    const police = await walk.as(POLICE);
    for (let sent = 0; sent < 11; sent++) await csv(police, '/recommendations.csv');
    await house.engine.catchUp();
    const flags = await items(TEAM, 'unusual-access');
    const rules = flags.map(({ rule }) => (rule as { id: string }).id);
    expect(rules).toEqual(expect.arrayContaining(['many-records', 'many-downloads', 'outside-their-work']));
    expect(flags.every(({ person }) => (person as { id: string }).id === POLICE)).toBe(true);
  });

  it('asks for a note, keeps what was typed, warns of a name, and is then marked', async () => {
    const team = await walk.as(TEAM);
    const address = `/unusual-access/${flag}`;
    const empty = await team.form(address, { note: '' });
    expect([empty.status, empty.text.includes('govuk-error-summary')]).toEqual([400, true]);
    const named = await team.form(address, { note: 'Mrs Smith prepared the yearly report.' });
    expect([named.status, named.text.includes('Mrs Smith prepared the yearly report.</textarea>')]).toEqual([
      422,
      true,
    ]);
    const taken = await team.form(address, { note: 'They prepared the yearly report.' });
    expect([taken.status, taken.location]).toEqual([303, address]);
    await house.engine.catchUp();
    const page = await walk.page(SCRUTINEER, address);
    expect(page).toContain('They prepared the yearly report.');
    expect(page).not.toContain('Mark as looked into');
    expect(await walk.page(TEAM, '/')).not.toContain(address);
    expect(await walk.page(TEAM, '/unusual-access')).toContain('Looked into');
  });

  it('is marked through the API too, once for a key, by the Partnership Team alone', async () => {
    const body = { flag: `${TODAY}-many-downloads-${POLICE}`, note: 'Agreed with their lead.' };
    const key = { 'idempotency-key': '00000000-0000-4000-8000-00000000000a' };
    const [team, scrutineer] = [await walk.as(TEAM), await walk.as(SCRUTINEER)];
    for (const _again of [1, 2]) expect((await team.post('/api/v1/unusual-access', body, key)).status).toBe(201);
    expect((await scrutineer.post('/api/v1/unusual-access', body)).status).toBe(403);
    expect((await team.post('/api/v1/unusual-access', { ...body, flag: 'nothing' })).status).toBe(404);
    expect((await team.post('/api/v1/unusual-access', { flag: body.flag })).status).toBe(400);
    await house.engine.catchUp();
    const marked = (await items(TEAM, 'unusual-access')).find(({ id }) => id === body.flag);
    expect(marked).toMatchObject({ lookedInto: true, notes: [{ note: { text: body.note } }] });
  });

  it('of one’s own is looked into by somebody else', async () => {
    for (const { id } of await items(TEAM, 'recommendations?pageSize=40'))
      await (await walk.as(TEAM)).get(`/api/v1/recommendations/${String(id)}`);
    await house.engine.catchUp();
    const own = `/unusual-access/${TODAY}-many-records-${TEAM}`;
    expect(await walk.page(TEAM, own)).toContain('somebody else of the Partnership Team looks into it');
    const refused = await (await walk.as(TEAM)).form(own, { note: 'It was me.' });
    expect([refused.status, refused.text.includes('This is your own access')]).toEqual([409, true]);
  });
});
