import 'reflect-metadata';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Projection, Reaction } from '#app/kernel';
import {
  CheckpointRow,
  type Dispatch,
  EnduringClient,
  Engine,
  type EventLog,
  type ReadModel,
  derivedId,
  engineTables,
  historyTable,
  keepApart,
  migrateLog,
  readModel,
  readerOf,
} from '#app/platform';
import { type Counted, counted, openLog } from './counted';

@Entity('fault_stream_1')
export class StreamRow {
  @PrimaryColumn('text') stream: string;
  @Column('int') events: number;
  @Column('int') sum: number;
  @Column('int') revision: number;
}

@Entity('fault_whole_1')
export class WholeRow {
  @PrimaryColumn('text') key: string;
  @Column('int') events: number;
  @Column('int') sum: number;
}

/** A row for each stream, with its history, and one hot row for everything: counted twice or not at all, an event shows in both. */
const byStream: Projection<StreamRow, Counted> = {
  name: 'fault-stream',
  version: 1,
  history: true,
  rows: ({ stream, revision, event: { data } }) => [
    {
      key: stream,
      change: (row) => ({ stream, events: (row?.events ?? 0) + 1, sum: (row?.sum ?? 0) + data.n, revision }),
    },
  ],
};
const whole: Projection<WholeRow, Counted> = {
  name: 'fault-whole',
  version: 1,
  categories: ['tally'],
  rows: ({ event: { data } }) => [
    { key: 'all', change: (row) => ({ key: 'all', events: (row?.events ?? 0) + 1, sum: (row?.sum ?? 0) + data.n }) },
  ],
};
export const models: readonly ReadModel[] = [readModel(byStream, StreamRow), readModel(whole, WholeRow)];

/** Every tenth number is echoed to a stream of its own, once. */
export const echo: Reaction<Counted> = {
  name: 'fault-echo',
  categories: ['tally'],
  react: ({ id, event: { data } }) =>
    data.n % 10 === 0 ? [{ category: 'echo', id, command: { type: 'Echo', data: { n: data.n, of: id } } }] : [],
};
export const readers: readonly string[] = [...models.map(readerOf), `reaction:${echo.name}`];

/** At least once; a repeat is known by its id. */
const echoTo =
  (log: EventLog): Dispatch =>
  ({ category, id, command }, { commandId }) =>
    log.append(`${category}-${id}`, 'any', [
      counted(derivedId(commandId, 0), 'Echoed', command.data as Counted['data']),
    ]);

export const openRows = (url: string): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [CheckpointRow, StreamRow, WholeRow],
    poolSize: 4,
    extra: { Client: EnduringClient },
  }).initialize();

export const engineOn = (
  log: EventLog,
  db: DataSource,
  report: (reader: string, error: unknown) => void,
  leaseMs = 400,
) => new Engine({ log, db, models, reactions: [echo], dispatch: echoTo(log), report, leaseMs });

/** The log and the tables of the rows, in an empty database. */
export async function prepare(url: string): Promise<void> {
  await migrateLog(url);
  const db = await openRows(url);
  for (const statement of [
    ...engineTables,
    'CREATE TABLE "fault_stream_1" ("stream" text PRIMARY KEY, "events" int NOT NULL, "sum" int NOT NULL, "revision" int NOT NULL)',
    'CREATE TABLE "fault_whole_1" ("key" text PRIMARY KEY, "events" int NOT NULL, "sum" int NOT NULL)',
  ])
    await db.query(statement);
  for (const table of ['fault_stream_1', 'fault_whole_1']) await keepApart(table, db.manager);
  for (const statement of historyTable('fault_stream_1', 'stream', [])) await db.query(statement);
  // So that no event is older than the reaction, which begins where it is first seen.
  const log = await openLog(url);
  const engine = engineOn(log, db, () => undefined);
  await engine.catchUp();
  await engine.stop();
  await log.close();
  await db.destroy();
}
