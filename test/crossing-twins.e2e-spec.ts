import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import {
  Engine,
  FIRST_PARTNERSHIP,
  Rebuild,
  TABLES,
  WEB_ROLE,
  asAt,
  boundTo,
  historyOf,
  isSame,
  leftOut,
} from '#app/platform';
import { lifted, readModels } from '../apps/projector/src/slices';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { TWIN, eventsOf, rowsOf, tellTwice } from './crossing.twin';
import { forAll } from './for-all';
import { openHouse, openWebOn } from './house';

/** What is one of its kind in the whole house: ids that are drawn, or made of a partnership's own keys. */
const ONE_FOR_ALL: Readonly<Record<string, string>> = {
  acceptance: 'made of an invitation’s code, which is drawn',
  session: 'drawn',
  evidence_file: 'made of a command’s id, which differs from one partnership to the next',
  'vault.data_key': 'of a person or a file: made of a command’s id too; and the key’s own, which is drawn',
  erasure_done: 'the id of a request: made of a command’s id too',
};

/** Unique indexes of tables that are kept apart, but do not name whose a row is. */
const UNIQUE = `SELECT i.indexrelid::regclass::text AS "index", i.indrelid::regclass::text AS "table" FROM pg_index AS i
  JOIN pg_attribute AS own ON own.attrelid = i.indrelid AND own.attname = 'partnership' AND NOT own.attisdropped
  WHERE i.indisunique AND NOT own.attnum = ANY (i.indkey) ORDER BY 1`;

jest.setTimeout(240_000);

describe('two partnerships on one log, with everything under the same ids', () => {
  const house = forAll(openHouse);
  const other = forAll(() => openWebOn(house, pino({ level: 'silent' }), { partnership: TWIN, limits: null }));
  let owner: DataSource;
  let engine: Engine;
  let names: ReadonlyMap<string, string>;
  /** The first’s rows before there was another, by table. */
  const alone = new Map<string, readonly string[]>();
  const webs = new Map<string, DataSource>();

  const tables = (): readonly string[] =>
    readModels.flatMap(({ table, projection }) => {
      const { tableName } = owner.getMetadata(table);
      return projection.history ? [tableName, historyOf(tableName)] : [tableName];
    });
  const count = async (table: string, db: DataSource, partnership?: string): Promise<number> => {
    const whose = partnership === undefined ? '' : ` WHERE "partnership" = '${partnership}'`;
    const [counted] = await db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}${whose}`);
    return counted?.n ?? -1;
  };

  beforeAll(async () => {
    owner = house.web.app.get<DataSource>(ENGINE_ROWS);
    await house.engine.catchUp();
    // Nothing is to follow from what is told again.
    await house.engine.stop();
    const report = (_: string, error: unknown): void => {
      throw error as Error;
    };
    engine = new Engine({ log: lifted(house.log), db: owner, models: readModels, report });
    for (const table of tables()) alone.set(table, await rowsOf(owner, table, FIRST_PARTNERSHIP));
    names = await tellTwice(house.log);
    await engine.catchUp();
    for (const partnership of [FIRST_PARTNERSHIP, TWIN.id]) {
      const url = boundTo(house.databaseUrl, { partnership, role: WEB_ROLE });
      webs.set(partnership, await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize());
    }
  }, 240_000);
  afterAll(async () => {
    await engine.stop();
    for (const db of webs.values()) await db.destroy();
  });

  /** Every table holds the same for both, and for the first what it held before. */
  async function expectTwins(): Promise<void> {
    for (const table of tables()) {
      const first = await rowsOf(owner, table, FIRST_PARTNERSHIP);
      expect([table, first]).toEqual([table, alone.get(table)]);
      expect([table, await rowsOf(owner, table, TWIN.id, names)]).toEqual([table, first]);
    }
  }

  it('each have the rows that they would have alone', async () => {
    expect(names.size).toBeGreaterThan(700);
    await expectTwins();
  });

  it('have no key in any table that one of them could take from the other', async () => {
    const found = await owner.query<{ index: string; table: string }[]>(UNIQUE);
    // A version begins with an event, whose place no other has.
    const unnamed = found.filter(({ table }) => !(table in ONE_FOR_ALL) && !table.endsWith('_history'));
    expect(unnamed).toEqual([]);
  });

  it('each read their own rows and none besides, and can neither change nor take the other’s', async () => {
    const computed = tables().map((table) => `"${table}"`);
    const others = Object.entries(TABLES).flatMap(([table, { apart }]) => (apart === 'keys' ? [`"${table}"`] : []));
    for (const table of others)
      await owner.query(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(t, '{"partnership": "${TWIN.id}"}')).* FROM ${table} AS t
          WHERE "partnership" = '${FIRST_PARTNERSHIP}' ON CONFLICT DO NOTHING`,
      );
    for (const table of [...computed, ...others]) {
      const there = await count(table, owner, TWIN.id);
      expect([table, there]).toEqual([table, await count(table, owner, FIRST_PARTNERSHIP)]);
      for (const [partnership, db] of webs) {
        const whose = await db.query<{ partnership: string }[]>(`SELECT DISTINCT "partnership" FROM ${table}`);
        expect([table, whose]).toEqual([table, there === 0 ? [] : [{ partnership }]]);
        for (const attempt of [`DELETE FROM ${table}`, `UPDATE ${table} SET "partnership" = "partnership"`])
          expect([attempt, (await touched(db, attempt)) <= there]).toEqual([attempt, true]);
        const taking = `UPDATE ${table} SET "partnership" = '${partnership === TWIN.id ? FIRST_PARTNERSHIP : TWIN.id}'`;
        expect([taking, await touched(db, taking)]).toEqual([taking, 0]);
      }
    }
  });

  /** How many rows it would touch, without doing it; none where it may not. A key that is taken already would hide that it may. */
  async function touched(db: DataSource, statement: string): Promise<number> {
    const runner = db.createQueryRunner();
    await runner.startTransaction();
    try {
      const [, rows] = (await runner.query(statement)) as [unknown, number];
      return rows;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error;
      return 0;
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('each see their lists as they were at any moment of their own', async () => {
    const [ours, theirs] = await Promise.all([FIRST_PARTNERSHIP, TWIN.id].map((each) => eventsOf(house.log, each)));
    const kept = readModels.filter(({ projection }) => projection.history);
    expect(kept.length).toBeGreaterThan(1);
    for (const { table, projection } of kept) {
      const without = leftOut(projection);
      const plain = (rows: readonly object[]): readonly string[] =>
        rows.map((row) => JSON.stringify({ ...row, fromPosition: '', toPosition: '' })).toSorted();
      for (const share of [0.3, 0.7, 1]) {
        const at = Math.floor(((ours?.length ?? 0) - 1) * share);
        const seen = async (db: DataSource, position = 0n) =>
          plain(await asAt(db, table as never, { position }, 'r').getMany());
        const first = await seen(house.web.app.get(DataSource), ours?.[at]?.position);
        const second = await seen(other.web.app.get(DataSource), theirs?.[at]?.position);
        expect([projection.name, without, second]).toEqual([projection.name, without, first]);
        // At that moment of the first there was nothing of the other.
        expect(await seen(other.web.app.get(DataSource), ours?.[at]?.position)).toEqual([]);
      }
    }
  });

  it('are both the same when any table is built anew', async () => {
    for (const model of readModels) {
      const rebuild = new Rebuild(model, lifted(house.log), owner);
      await rebuild.begin();
      await rebuild.fill(() => undefined, new AbortController().signal);
      const { comparisons } = await rebuild.finish(false);
      expect([model.projection.name, comparisons.every(isSame)]).toEqual([model.projection.name, true]);
    }
    await expectTwins();
  });

  it('are told apart when only one of them goes on', async () => {
    const [group] = (await eventsOf(house.log, TWIN.id)).filter(({ stream }) => stream.startsWith('agency-'));
    if (!group) throw new Error('The year has agencies');
    const { event, schemaVersion, metadata } = group;
    const data = { ...(event.data as object), name: 'Renamed by the twin only', since: '2026-11-20' };
    await house.log.append(group.stream, 'any', [
      { id: randomUUID(), event: { type: 'AgencyRenamed', data }, schemaVersion, metadata },
    ]);
    await engine.catchUp();
    for (const table of tables())
      expect([table, await rowsOf(owner, table, FIRST_PARTNERSHIP)]).toEqual([table, alone.get(table)]);
    const changed = await Promise.all(tables().map((table) => rowsOf(owner, table, TWIN.id)));
    expect(changed.flat().filter((row) => row.includes('Renamed by the twin only')).length).toBeGreaterThan(0);
  });
});
