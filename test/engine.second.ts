import { Column, DataSource, Entity, type ObjectLiteral, PrimaryColumn } from 'typeorm';
import {
  type Engine,
  LogUnavailable,
  type ReadModel,
  catchUp,
  historyTable,
  keepApart,
  readModel,
} from '#app/platform';
import { Tallies, type TallyEvent, TallyRow, tallyProjection } from './engine.tally';

/** The second version counts in pairs too. */
@Entity('tally_2')
export class PairedRow {
  @PrimaryColumn('text') name: string;
  @Column('int') count: number;
  @Column('int') pairs: number;
}

/** Those of another read model, beside the tallies'. */
@Entity('fair_2')
export class FairRow extends PairedRow {}

/** Whether the second version cannot take a poison; whether what it needs is away. */
export const second = { poisonous: false, away: false };
export const firstVersion = readModel({ ...tallyProjection(), history: true as const }, TallyRow);
export const secondVersion: ReadModel = readModel<PairedRow>(
  {
    name: 'tally',
    version: 2,
    categories: ['tally'],
    history: true,
    rows: ({ event }) => {
      const { type, data } = event as TallyEvent;
      if (second.away) throw new LogUnavailable(undefined);
      if (type === 'Poison' && second.poisonous) throw new Error('cannot fold this');
      const change = (row: PairedRow | undefined) => {
        const count = (row?.count ?? 0) + 1;
        return type === 'Cleared' ? undefined : { name: data.name, count, pairs: Math.floor(count / 2) };
      };
      return [{ key: data.name, change }];
    },
  },
  PairedRow,
);

/** A second version that counts alike and keeps no history, of the read model of this name. */
export const versionTwo = (name: string, row: typeof PairedRow, parks = false): ReadModel =>
  readModel<ObjectLiteral>(
    { name, version: 2, categories: [name], parks, rows: (recorded) => secondVersion.projection.rows(recorded) },
    row,
  );
const TABLES = [
  `CREATE TABLE "tally_2" ("name" text PRIMARY KEY, "count" integer NOT NULL, "pairs" integer NOT NULL)`,
  `CREATE INDEX ON "tally_2" ("pairs")`,
];

/** The first version holds 700 of each of three names, and the tables of the second have been made, by whoever owns them. */
export async function makeSecond(house: Tallies, owner: DataSource): Promise<void> {
  await house.empty();
  for (const name of ['a', 'b', 'c']) await house.happens('Counted', name, 700);
  await catchUp(firstVersion, house.log, house.db);
  for (const statement of TABLES) await owner.query(statement);
  await keepApart('tally_2', owner.manager);
  for (const statement of historyTable('tally_2', 'name', [], [])) await owner.query(statement);
}

/** Its rows, as name and count → pairs. */
export async function pairedIn(db: DataSource): Promise<Readonly<Record<string, number>>> {
  const rows = await db.getRepository(PairedRow).find({ order: { name: 'ASC' } });
  return Object.fromEntries(rows.map(({ name, count, pairs }) => [`${name} ${count}`, pairs]));
}

/** What 700 of each of three names make. */
export const all = { 'a 700': 350, 'b 700': 350, 'c 700': 350 };

export const never = new AbortController().signal;

/** What a spec file of new versions works with, once it has begun. */
export interface Beside {
  house: Tallies;
  /** Connections of the owner, who knows the rows of the new versions. */
  db: DataSource;
  /** Stopped after each test. */
  readonly engines: Engine[];
}

/** Opened before the first test of a spec file, closed after its last. */
export function besideTallies(entities: readonly (new () => object)[]): Beside {
  const beside = { engines: [] as Engine[] } as unknown as Beside;
  beforeAll(async () => {
    beside.house = await Tallies.open();
    beside.db = await new DataSource({ type: 'postgres', url: beside.house.url, entities: [...entities] }).initialize();
  });
  afterEach(async () => {
    for (const engine of beside.engines.splice(0)) await engine.stop();
  });
  afterAll(async () => {
    await beside.db.destroy();
    await beside.house.close();
  });
  return beside;
}
