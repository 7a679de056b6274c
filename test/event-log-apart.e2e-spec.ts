import { type NewEvent, PositionMissing, PostgresEventLog, START, type Scan } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { fresh, metadata } from '../libs/platform/src/event-log/contract/said';
import { lose, openOwnLog } from './own-log';
import { freshDatabase } from './postgres';

const recorded = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const ours = () => fresh();
const theirs = () => ({ ...fresh(), metadata: { ...metadata, partnership: 'downs' } });

describe('the log, for a login that is given one partnership’s events', () => {
  const opened: { close(): Promise<void> }[] = [];
  let url: string;
  let log: PostgresEventLog;
  let head: bigint;

  const positions = async (after: bigint, scan: Scan = {}) =>
    (await log.readAll(after, 9, scan)).map(({ position }) => position);
  const kept: Scan = { categories: ['kept', 'never'] };

  beforeAll(async () => {
    url = await freshDatabase();
    await migrate(url);
    let now = recorded(0);
    const clock = { now: () => new Date(now) };
    const whole = await PostgresEventLog.open({ connectionString: url, clock });
    const own = await openOwnLog(url, metadata.partnership, clock);
    opened.push(whole, own);
    log = own.log;
    for (const [minute, events] of [[ours()], [theirs(), theirs()], [ours()], [theirs()]].entries()) {
      now = recorded(minute);
      await whole.append(`kept-${events[0]?.metadata.partnership ?? ''}`, 'any', events);
    }
    head = await whole.head();
  });
  afterAll(() => Promise.all(opened.map((each) => each.close())));

  it('gives those and no others, and tells how far it goes', async () => {
    expect(await positions(START, kept)).toEqual([0n, 3n]);
    expect(await log.head()).toBe(head);
  });

  it('vouches for the way over the others’, and takes none of them for missing', async () => {
    for (const scan of [kept, {}]) expect(await positions(START, { ...scan, upTo: head })).toEqual([0n, 3n]);
    expect(await positions(3n, { ...kept, upTo: head })).toEqual([]);
  });

  it('tells when the next event was recorded, whoever’s it is', async () => {
    const times = await Promise.all([START, 0n, 1n, 2n, 3n].map((position) => log.recordedAfter(position)));
    expect(times).toEqual([0, 1, 1, 2, 3].map(recorded));
    expect(await log.recordedAfter(head)).toBeUndefined();
  });

  it('takes what is this partnership’s, and the rest not, in whatever way it comes', async () => {
    const refused = { code: '42501', message: `Only what is of ${metadata.partnership} may be appended here` };
    const [own, foreign] = [`kept-1@${metadata.partnership}`, 'kept-1@downs'];
    const append = (stream: string, ...events: NewEvent[]) => log.append(stream, 'any', events);
    for (const [stream, event] of [
      [own, theirs()],
      [foreign, ours()],
      ['kept-1', ours()],
    ] as const) {
      await expect(append(stream, event)).rejects.toMatchObject(refused);
      const [one, beside] = await Promise.allSettled([append(stream, event), append(own, ours())]);
      expect([one, beside]).toMatchObject([{ reason: refused }, { status: 'fulfilled' }]);
    }
    await expect(append(own, ours(), theirs())).rejects.toMatchObject(refused);
    const several = [own, foreign].map((stream) => ({ stream, expected: 'any', events: [ours()] }) as const);
    await expect(log.appendMany(several)).rejects.toMatchObject(refused);
    const stood = await log.readStream(own);
    expect(new Set(stood.map((each) => each.metadata.partnership))).toEqual(new Set([metadata.partnership]));
    expect(stood).toHaveLength(3);
    expect(await log.readStream(foreign)).toEqual([]);
  });

  it.each([
    ['another’s', 2n],
    ['its own', 3n],
  ])('says which event is missing, when it was %s', async (_whose, position) => {
    await lose(position, url);
    for (const scan of [kept, {}])
      await expect(positions(position - 1n, { ...scan, upTo: head })).rejects.toStrictEqual(
        new PositionMissing(position),
      );
  });
});
