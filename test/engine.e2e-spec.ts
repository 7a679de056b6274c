import 'reflect-metadata';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Message, Projection, Reaction } from '#app/kernel';
import {
  CheckpointMoved,
  CheckpointRow,
  Engine,
  type EventLog,
  MemoryEventLog,
  Reached,
  catchUp,
  clockAt,
  derivedId,
  react,
  readModel,
} from '#app/platform';
import { recorded } from '#app/testing';
import { freshDatabase } from './postgres';

@Entity('tally')
class TallyRow {
  @PrimaryColumn('text') name: string;
  @Column('int') count: number;
}

type TallyEvent = Message<'Counted' | 'Cleared', { name: string }>;

const tally: Projection<TallyRow, TallyEvent> = {
  name: 'tally',
  version: 1,
  categories: ['tally'],
  rows: ({ event: { type, data } }) => [
    {
      key: data.name,
      change: (row) => (type === 'Cleared' ? undefined : { name: data.name, count: (row?.count ?? 0) + 1 }),
    },
  ],
};
const model = readModel(tally, TallyRow);

describe('the projection engine', () => {
  let db: DataSource;
  let log: MemoryEventLog;
  let sent = 0;

  const happens = async (type: TallyEvent['type'], name: string, times = 1, stream = `tally-${name}`) => {
    const events = Array.from({ length: times }, () => {
      const { metadata } = recorded({ type, data: { name } });
      return { id: derivedId('event', sent++), event: { type, data: { name } }, schemaVersion: 1, metadata };
    });
    return log.append(stream, 'any', events);
  };
  const run = (from: Pick<EventLog, 'readAll'> = log) => catchUp(model, from, db);
  const rows = () => db.getRepository(TallyRow).find({ order: { name: 'ASC' } });

  beforeAll(async () => {
    const entities = [TallyRow, CheckpointRow];
    db = await new DataSource({
      type: 'postgres',
      url: await freshDatabase(),
      entities,
      synchronize: true,
    }).initialize();
  });

  beforeEach(async () => {
    log = new MemoryEventLog(clockAt('2026-03-02T09:00:00.000Z'));
    await db.synchronize(true);
  });

  afterAll(() => db.destroy());

  it('counts every event once, over several batches and runs', async () => {
    await happens('Counted', 'a', 1100);
    await happens('Counted', 'b');
    await run();
    await happens('Counted', 'a');
    await expect(run()).resolves.toBe(await log.head());
    await expect(rows()).resolves.toEqual([
      { name: 'a', count: 1101 },
      { name: 'b', count: 1 },
    ]);
  });

  it('takes a row away when the fold says so', async () => {
    await happens('Counted', 'a');
    await run();
    await happens('Cleared', 'a');
    await run();
    await expect(rows()).resolves.toEqual([]);
  });

  it('passes over the events of other categories', async () => {
    await happens('Counted', 'a', 1, 'other-a');
    await run();
    await expect(rows()).resolves.toEqual([]);
  });

  it('writes nothing when another engine has been there first', async () => {
    await happens('Counted', 'a');
    const overtaken = {
      readAll: async (after: bigint, limit: number) => {
        const batch = await log.readAll(after, limit);
        await run();
        return batch;
      },
    };
    await expect(run(overtaken)).rejects.toThrow(CheckpointMoved);
    await expect(rows()).resolves.toEqual([{ name: 'a', count: 1 }]);
  });

  it('follows the log, and tells when a position has been reached', async () => {
    const engine = new Engine(log, db, [model], [], () => Promise.resolve(), jest.fn());
    const reached = new Reached(db, [model]);
    engine.follow();
    const { position } = await happens('Counted', 'a', 3);
    await expect(reached.until(position)).resolves.toBe(true);
    await expect(rows()).resolves.toEqual([{ name: 'a', count: 3 }]);
    await engine.stop();
    const { position: later } = await happens('Counted', 'a');
    await expect(reached.until(later, 50)).resolves.toBe(false);
    await expect(reached.behind(later)).resolves.toEqual(['tally-1']);
  });

  it('says which reader is in trouble, does not skip the event, and keeps the others going', async () => {
    let broken = true;
    const fragile = readModel<TallyRow>(
      {
        ...tally,
        name: 'fragile',
        rows: () => {
          if (broken) throw new Error('cannot fold this');
          return [];
        },
      },
      TallyRow,
    );
    const engine = new Engine(
      log,
      db,
      [fragile, model],
      [],
      () => Promise.resolve(),
      () => undefined,
    );
    await happens('Counted', 'a');
    await engine.catchUp();
    expect(engine.health()).toMatchObject([
      { reader: 'fragile-1', position: -1n, trouble: 'cannot fold this' },
      { reader: 'tally-1', position: await log.head() },
    ]);
    broken = false;
    engine.follow();
    await expect(new Reached(db, [fragile]).until(await log.head())).resolves.toBe(true);
    await engine.stop();
    expect(engine.health()[0]?.trouble).toBeUndefined();
  });

  describe('a reaction', () => {
    const cheer: Reaction<TallyEvent> = {
      name: 'cheer',
      categories: ['tally'],
      react: ({ id, event }) =>
        event.type === 'Counted' ? [{ category: 'cheer', id, command: { type: 'Cheer', data: event.data } }] : [],
    };

    it('sends one command for each event, under an id derived from it, and sends it again after a crash', async () => {
      const took: string[] = [];
      let crashes = true;
      const dispatch = (_: unknown, { commandId }: { commandId: string }) => {
        took.push(commandId);
        return crashes && took.length === 2 ? Promise.reject(new Error('crash')) : Promise.resolve();
      };
      await happens('Counted', 'a', 3);
      await expect(react(cheer as Reaction, log, db, dispatch)).rejects.toThrow('crash');
      crashes = false;
      await react(cheer, log, db, dispatch);
      await react(cheer, log, db, dispatch);
      expect(took).toHaveLength(5);
      expect(new Set(took).size).toBe(3);
    });
  });
});
