import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { dateInLondon } from '#app/calendar';
import { expectDense, expectRowsOfCheckpoints } from '../crash.checker';
import { Writers, expectNothingElse, expectStoredOnce } from '../crash.writers';
import { eventually } from '../engine.tally';
import { apiAs } from '../house';
import { TEAM, hiddenIn, typed } from '../kept-forms.typed';
import { run } from '../roles.server';
import { type Answer, type Visitor, ask, jsonOf, visit } from '../visitor';
import { RealPrograms } from './real.programs';
import { SmallDisk, smallDisks } from './small.disk';
import { PATIENCE } from '../patience';

jest.setTimeout(240_000);

const WRITERS = 2;
const NOT_NOW = 'The record could not be reached. Try again in a moment: what is sent again is recorded once.';
const LATE = 'No answer within 5 seconds';

const disks = smallDisks();
const itIfThere = disks ? it : it.skip;

/** People write the whole time, and give no command up before it is answered. */
describe('a real house whose PostgreSQL can be read, and keeps nothing or is slow about it', () => {
  const [year, month, day] = dateInLondon(new Date().toISOString()).split('-');
  let disk: SmallDisk | undefined;
  let house: RealPrograms;
  let url: string;
  let team: Visitor;
  let writers: Writers;
  let before: bigint;
  /** What was sent beside what the writers send: a form, and commands of a program. */
  const keys: string[] = [];
  let form: Readonly<Record<string, string>>;
  let command: object;

  beforeAll(async () => {
    if (disks) disk = SmallDisk.of(300);
    house = await RealPrograms.start({ each: 1, ...(disk && { within: disk.folder }) });
    [url = ''] = house.urls;
    const agencies = await house.invite();
    team = await visit({ url, api: (person) => apiAs(url, person) }, TEAM);
    const [from] = agencies;
    const on = { 'receivedOn[day]': day ?? '', 'receivedOn[month]': month ?? '', 'receivedOn[year]': year ?? '' };
    form = { ...typed, ...on, from, agencies: from, whatHappened: atLength() };
    const today = `${year}-${month}-${day}`;
    command = { ...body, from, agencies, receivedOn: today, awareOn: today };
    before = (await house.caughtUp()).events.at(-1)?.position ?? -1n;
    writers = new Writers([url], agencies);
    writers.begin(WRITERS);
  });
  afterAll(async () => {
    await house.stop();
    disk?.away();
  });

  const health = async (): Promise<Answer> => ask(`${url}/health/ready`);
  const send = (key: string): Promise<Answer> => team.post('/api/v1/referrals', command, { 'idempotency-key': key });
  const newKey = (): string => {
    keys.push(randomUUID());
    return keys.at(-1) ?? '';
  };
  /** By itself: nobody starts anything anew. */
  const recovered = async (): Promise<void> => {
    const { length } = writers.answered;
    for (const end = Date.now() + PATIENCE; ;) {
      const { status, text } = await health();
      if (status === 200 && writers.answered.length > length + WRITERS) return;
      if (Date.now() > end) throw new Error(`Not ready again: ${text}`);
      await pause(100);
    }
  };
  const saysWhy = (storage: string) => ({
    status: 503,
    said: expect.objectContaining({
      status: 'not ready',
      checks: expect.objectContaining({ storage: { status: 'not ready', detail: storage } }) as object,
    }) as object,
  });
  /** The first that is, however many still find room in what tables have. */
  const refused = async (sending: (key: string) => Promise<Answer>): Promise<[key: string, Answer]> => {
    for (;;) {
      const key = newKey();
      const answer = await sending(key);
      if (answer.status !== 201 && answer.status !== 303) return [key, answer];
    }
  };
  const told = (answer: Answer) => ({ status: answer.status, said: jsonOf(answer) });
  const notNow = { type: 'urn:problem:try-again', title: 'Not available now', status: 503, detail: NOT_NOW };

  itIfThere('says that the disk is full, gives back what was typed, and takes it when there is room', async () => {
    await recovered();
    await disk?.fill();
    const fill = (key: string) => team.form('/referrals', { ...form, _key: key });
    const [[formKey, page], [key, answer], ready] = await Promise.all([refused(fill), refused(send), health()]);
    expect(told(ready)).toEqual(saysWhy('The disk of the database is full'));
    expect(told(answer)).toEqual({ status: 503, said: notNow });
    expect(page).toMatchObject({ status: 503, text: expect.stringContaining(NOT_NOW) as string });
    expect(page.text).toContain(form['whatHappened']);
    expect(page.text).toContain('value="Détective sergeant 🚓"');
    expect(hiddenIn(page, '_key')).toBe(formKey);

    await disk?.clear();
    await recovered();
    expect((await send(key)).status).toBe(201);
    const { status, location } = await fill(formKey);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/referrals\/[0-9a-f-]{36}$/)]);
  });

  it('says that it does not keep in time where commits stand still, and counts once what was kept after all', async () => {
    await recovered();
    const opened = await send(newKey());
    // Each commit waits for a second server, which there is not, and is kept all the same.
    await settle(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
    // It takes a moment until PostgreSQL does as it is told: the writers are the first to wait.
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
    await eventually(async () => (await run(house.cluster.superuserUrl, waiting)).rowCount !== 0);
    const path = `/api/v1/referrals/${String(jsonOf(opened)['id'])}/consideration`;
    const considered = { meeting: between, consideredOn: `${year}-${month}-${day}`, note: 'Read by all.' };
    const consider = (key: string) => team.post(path, considered, { 'idempotency-key': key });
    const key = newKey();
    const [answer, ready] = await Promise.all([consider(key), health()]);
    expect(told(ready)).toEqual(saysWhy(LATE));
    expect(told(answer)).toEqual({ status: 503, said: notNow });
    await settle('ALTER SYSTEM RESET synchronous_standby_names');
    await recovered();
    const { status, text } = await consider(key);
    expect([status, (await consider(key)).text]).toEqual([200, text]);
  });

  it('says that nobody answers in time where the line is slow, and answers when it no longer is', async () => {
    await recovered();
    house.line.delay = 2_600;
    const key = newKey();
    const sent = send(key);
    expect(told(await health())).toEqual(saysWhy(LATE));
    house.line.delay = 0;
    expect([201, 503]).toContain((await sent).status);
    await recovered();
    expect((await send(key)).status).toBe(201);
  });

  it('has afterwards all that was sent, once, and nothing else, and rows that fit it', async () => {
    await writers.stop();
    const held = await house.caughtUp();
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    expect(writers.answered).toHaveLength(writers.sent.length);
    expectStoredOnce(writers.sent, held.events);
    const caused = (key: string) => held.events.filter(({ metadata }) => metadata.causationId === key).length;
    expect(keys.map(caused)).toEqual(keys.map(() => 1));
    const theirs = held.events.filter(
      ({ position, metadata, stream }) =>
        position > before && !keys.includes(metadata.causationId) && !stream.startsWith('access-'),
    );
    expectNothingElse(writers.sent, theirs);
    expect([...writers.statuses.keys()].filter((status) => ![200, 201, 503].includes(Number(status)))).toEqual([]);
    expect(house.fallen).toEqual([]);
  });

  async function settle(statement: string): Promise<void> {
    const { superuserUrl } = house.cluster;
    await run(superuserUrl, statement);
    await run(superuserUrl, 'SELECT pg_reload_conf()');
  }
});

const between = { between: 'The next meeting is weeks away' };

/** As long as may be, and of no use to a compressor: it does not fit into the room that tables have within themselves. */
const atLength = (): string => [...randomBytes(4_000)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

const body = {
  headline: 'Missed appointments',
  role: 'Detective sergeant',
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: atLength(),
  why: 'Agencies may not have told each other what they knew.',
};
