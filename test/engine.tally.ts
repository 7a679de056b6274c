import { setTimeout } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Message, Projection, Recorded } from '#app/kernel';
import {
  type Appended,
  CheckpointRow,
  type Clock,
  EnduringClient,
  Engine,
  type EngineOptions,
  MemoryEventLog,
  type ReadModel,
  derivedId,
  engineTables,
  historyTable,
  keepApart,
  readModel,
  versionRow,
} from '#app/platform';
import { recorded } from '#app/testing';
import { freshDatabase } from './postgres';
import { PATIENCE } from './patience';

@Entity('tally_1')
export class TallyRow {
  @PrimaryColumn('text') name: string;
  @Column('int') count: number;
  @Column('date', { nullable: true }) on: string | null;
  @Column('text', { array: true }) marks: string[];
  @Column('jsonb') detail: { readonly last: string | null };
}

export type TallyEvent = Message<'Counted' | 'Cleared' | 'Poison', { name: string }>;

const TABLE = `CREATE TABLE "tally_1" ("name" text PRIMARY KEY, "count" integer NOT NULL, "on" date, "marks" text[] NOT NULL,
  "detail" jsonb NOT NULL)`;

const INDEXES = [`CREATE INDEX tally_count ON public.tally_1 USING btree ("count")`];

/** How often each name was counted since it was cleared. A poison cannot be folded as long as `poisonous` says so. */
export const tallyProjection = (poisonous = (): boolean => false): Projection<TallyRow, TallyEvent> => ({
  name: 'tally',
  version: 1,
  categories: ['tally'],
  rows: ({ event: { type, data }, id }) => [
    {
      key: data.name,
      change: (row) => {
        if (type === 'Poison' && poisonous()) throw new Error('cannot fold this');
        if (type === 'Cleared') return undefined;
        const count = (row?.count ?? 0) + 1;
        return {
          name: data.name,
          count,
          on: count % 2 === 0 ? '2026-03-02' : null,
          marks: [...(row?.marks ?? []), `${type}, "${count}"`].slice(-3),
          detail: { last: id },
        };
      },
    },
  ],
});

export const tally: ReadModel = readModel(tallyProjection(), TallyRow);

/** A log in memory, and rows in a PostgreSQL of their own. */
export class Tallies implements Clock {
  log = new MemoryEventLog(this);
  /** What the log's clock says; it may be put back, as the clocks of several writers disagree. */
  time = '2026-03-02T09:00:00.000Z';
  private sent = 0;
  private readonly engines: Engine[] = [];

  private constructor(
    readonly db: DataSource,
    readonly url: string,
  ) {}

  static async open(): Promise<Tallies> {
    const url = await freshDatabase();
    const db = await connected(url, 'observer');
    for (const statement of [...engineTables, TABLE]) await db.query(statement);
    await keepApart('tally_1', db.manager);
    for (const statement of historyTable('tally_1', 'name', INDEXES, ['detail', 'marks'])) await db.query(statement);
    return new Tallies(db, url);
  }

  async happens(
    type: TallyEvent['type'],
    name: string,
    times = 1,
    stream = `tally-${name}`,
    partnership = 'isle-of-wight',
  ): Promise<Appended> {
    const events = Array.from({ length: times }, () => {
      const { metadata } = recorded({ type, data: { name } }, 0, stream, { partnership });
      return { id: derivedId('event', this.sent++), event: { type, data: { name } }, schemaVersion: 1, metadata };
    });
    return this.log.append(stream, 'any', events);
  }

  /** Takes an event out of the log behind its back. */
  lose(position: bigint): void {
    Reflect.deleteProperty((this.log as unknown as { rows: unknown[] }).rows, Number(position));
  }

  /** Writes at once and again and again, until the answer is called, which says how far the log then goes. */
  keepsHappening(): () => Promise<bigint> {
    const writing = new AbortController();
    const writer = (async () => {
      for (let n = 0; !writing.signal.aborted; n++) {
        await this.happens('Counted', `w${String(n % 5)}`, 3);
        await setTimeout(2);
      }
    })();
    return async () => {
      writing.abort();
      await writer;
      return this.log.head();
    };
  }

  now(): Date {
    return new Date(this.time);
  }

  engine(options: Partial<EngineOptions> = {}): Engine {
    const { log, db } = this;
    const engine = new Engine({
      log,
      db,
      models: [tally],
      report: () => undefined,
      tries: 3,
      leaseMs: 300,
      ...options,
    });
    this.engines.push(engine);
    return engine;
  }

  /** Rows as name → count. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.db.getRepository(TallyRow).find({ order: { name: 'ASC' } });
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  }

  async checkpoint(reader: string): Promise<CheckpointRow | undefined> {
    return (await this.db.getRepository(CheckpointRow).findOneBy({ reader })) ?? undefined;
  }

  events(): Promise<readonly Recorded[]> {
    return this.log.readAll(-1n, 1_000_000);
  }

  /** As after the first migration, with an empty log. */
  async empty(): Promise<void> {
    for (const engine of this.engines.splice(0)) await engine.stop();
    this.log = new MemoryEventLog(this);
    this.time = '2026-03-02T09:00:00.000Z';
    await this.db.query(
      'TRUNCATE "tally_1", "tally_1_history", "checkpoint", "known_reader", "parked_event", "engine"',
    );
  }

  async close(): Promise<void> {
    for (const engine of this.engines) await engine.stop();
    await this.db.destroy();
  }
}

/** A pool that outlives its connections, under a name by which they can be cut; `within`: how long it waits for what. */
export const connected = (url: string, applicationName: string, within: PoolConfig = {}): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [TallyRow, versionRow(TallyRow), CheckpointRow],
    applicationName,
    extra: { Client: EnduringClient, ...within },
    poolErrorHandler: () => undefined,
  }).initialize();

/** Until it holds. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come true');
    await setTimeout(10);
  }
}
