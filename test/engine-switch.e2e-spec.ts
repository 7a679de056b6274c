import 'reflect-metadata';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import {
  BrokenOff,
  CheckpointMoved,
  type Finishing,
  Rebuild,
  catchUp,
  pause,
  readModel,
  resume,
  retire,
} from '#app/platform';
import { Tallies, TallyRow, connected, eventually, tallyProjection } from './engine.tally';
import { PATIENCE } from './patience';

const model = readModel({ ...tallyProjection(), history: true as const }, TallyRow);
const never = new AbortController().signal;
type Phase = Finishing['phase'];

/** The sessions that wait for a table of ours. */
const WAITING = `FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE NOT granted AND relname LIKE 'tally_1%'`;

describe('switching to a rebuilt table', () => {
  let house: Tallies;
  let holder: Client;
  let phase: Phase | undefined;
  /** What happens when the log is read while indexes are made or tables compared; each once. */
  let meanwhile: Partial<Record<Phase, () => Promise<unknown>>>;

  beforeAll(async () => {
    house = await Tallies.open();
    holder = new Client({ connectionString: house.url });
    await holder.connect();
  });
  beforeEach(async () => {
    [phase, meanwhile] = [undefined, {}];
    await house.empty();
    for (const name of ['a', 'b', 'c']) await house.happens('Counted', name, 700);
    await catchUp(model, house.log, house.db);
  });
  afterEach(async () => {
    await holder.query('ROLLBACK');
    await rebuild().giveUp();
    await retire('tally-1', ['tally-1'], house.db);
  });
  afterAll(async () => {
    await holder.end();
    await house.close();
  });

  const rebuild = (db = house.db): Rebuild => {
    const readAll: typeof house.log.readAll = async (...asked) => {
      const events = await house.log.readAll(...asked);
      const happening = phase && meanwhile[phase];
      if (phase && happening) {
        Reflect.deleteProperty(meanwhile, phase);
        await happening();
      }
      return events;
    };
    return new Rebuild(model, { head: () => house.log.head(), readAll }, db, 300);
  };
  const filled = async (db = house.db): Promise<Rebuild> => {
    const begun = rebuild(db);
    await begun.begin();
    await begun.fill(() => undefined, never);
    return begun;
  };
  const heard = (how: Finishing): void => {
    ({ phase } = how);
  };
  const oneMore = async (): Promise<void> => {
    await house.happens('Counted', 'd');
    await catchUp(model, house.log, house.db);
  };
  const all = { a: 700, b: 700, c: 700 };
  const isBuilding = async (): Promise<boolean> => (await house.checkpoint('tally-1/building')) !== undefined;

  it('compares them as they stood at one place, while the reader of the old one goes on', async () => {
    const begun = await filled();
    meanwhile = { indexing: oneMore, comparing: oneMore };
    const { comparedAt, comparisons } = await begun.finish(false, heard);
    expect(meanwhile).toEqual({});
    const same = [4, 2101].map((rows) => ({ old: { rows }, rebuilt: { rows }, differing: [] }));
    expect({ comparedAt, comparisons }).toMatchObject({ comparedAt: 2100n, comparisons: same });
    expect(await house.counts()).toEqual({ ...all, d: 2 });
    expect(await house.checkpoint('tally-1')).toMatchObject({ position: '2101', state: 'running' });
  });

  it('does not switch to another table than the one that was compared', async () => {
    const begun = await filled();
    const afresh = async () => {
      await rebuild().giveUp();
      const another = rebuild();
      await another.begin();
      await another.fill(() => undefined, never);
      await house.db.query(`DELETE FROM "tally_1_building" WHERE "name" = 'b'`);
    };
    meanwhile = { comparing: afresh };
    await expect(begun.finish(false, heard)).rejects.toThrow(CheckpointMoved);
    expect(meanwhile).toEqual({});
    expect(await house.counts()).toEqual(all);
  });

  it('does not switch where the old one is not the one any more that it was compared with', async () => {
    const begun = await filled();
    const known = (reader: string, table: string) =>
      house.db.query(`UPDATE "known_reader" SET "reader" = $1 WHERE "table" = $2`, [reader, table]);
    await known('tally-0', 'tally_1');
    await house.db.query(`UPDATE "checkpoint" SET "reader" = 'tally-0' WHERE "reader" = 'tally-1'`);
    const another = () =>
      house.db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('tally-1', 'tally_1')`);
    meanwhile = { comparing: another };
    await expect(begun.finish(false, heard)).rejects.toThrow(CheckpointMoved);
    expect(await house.checkpoint('tally-1')).toBeUndefined();
    expect(await isBuilding()).toBe(true);
  });

  it('is paused by anybody while it is compared, and goes on when it is resumed', async () => {
    const begun = await filled();
    meanwhile = { indexing: oneMore, comparing: () => pause('tally-1/building', house.db.manager) };
    await expect(begun.finish(false, heard)).rejects.toThrow(CheckpointMoved);
    expect(await house.checkpoint('tally-1/building')).toMatchObject({ state: 'paused' });
    await resume('tally-1/building', house.db.manager);
    await begun.finish(false);
    expect(await house.counts()).toEqual({ ...all, d: 1 });
  });

  describe.each([
    // Whoever makes an index waits behind one who writes, and whoever counts behind one who changes the table.
    ['indexes are made', 'indexing', 'LOCK "tally_1_building_history" IN ROW EXCLUSIVE MODE'],
    ['the two are compared', 'comparing', 'LOCK "tally_1" IN ACCESS EXCLUSIVE MODE'],
  ] as const)('while %s', (_what, during, lock) => {
    /** Runs into the lock, which is taken when the phase begins at the latest. */
    const held = async (
      signal: AbortSignal,
      db = house.db,
    ): Promise<{ readonly rebuild: Rebuild; readonly ended: Promise<unknown> }> => {
      const begun = await filled(db);
      await holder.query('BEGIN');
      await holder.query(lock);
      const ended = begun.finish(false, heard, signal).catch((error: unknown) => error);
      await eventually(async () => phase === during && (await isWaiting()));
      return { rebuild: begun, ended };
    };
    const isWaiting = async (): Promise<boolean> => {
      const rows = await house.db.query<unknown[]>(`SELECT ${WAITING}`);
      return rows.length > 0;
    };
    const works = async (begun: Rebuild): Promise<void> => {
      await holder.query('ROLLBACK');
      await begun.finish(false);
      expect(await house.counts()).toEqual(all);
    };

    it('is broken off at once, leaves no statement behind, and goes on later', async () => {
      const breaking = new AbortController();
      const { rebuild: begun, ended } = await held(breaking.signal);
      breaking.abort();
      expect(await ended).toBeInstanceOf(BrokenOff);
      expect(await isWaiting()).toBe(false);
      expect((await house.checkpoint('tally-1/building'))?.owner).toBeNull();
      await works(begun);
    });

    it('is led, and stops where somebody pauses it', async () => {
      const { rebuild: begun, ended } = await held(never);
      const until = async () => (await house.checkpoint('tally-1/building'))?.leaseUntil.getTime() ?? NaN;
      const before = await until();
      await eventually(async () => (await until()) > before);
      await pause('tally-1/building', house.db.manager);
      expect(await ended).toBeInstanceOf(CheckpointMoved);
      await resume('tally-1/building', house.db.manager);
      await works(begun);
    });

    it('is killed without a trace: whoever comes next goes on', async () => {
      const { ended } = await held(never);
      await house.db.query(`SELECT pg_terminate_backend(pid) ${WAITING}`);
      expect(await ended).toBeInstanceOf(Error);
      await works(rebuild());
    });

    it('is given up by PostgreSQL where the process was killed that waits for it', async () => {
      const sockets: Socket[] = [];
      const stream = () => sockets[sockets.push(new Socket()) - 1];
      const db = await connected(house.url, 'killed', { stream });
      const { ended } = await held(never, db);
      for (const socket of sockets) socket.destroy();
      expect(await ended).toBeInstanceOf(Error);
      const end = performance.now() + PATIENCE;
      while ((await isWaiting()) && performance.now() < end) await setTimeout(100);
      expect(await isWaiting()).toBe(false);
      await db.destroy();
      await works(rebuild());
    });
  });
});
