import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type House, TODAY } from './house';
import type { Json } from './visitor';
import type { Walk } from './walk';

export const TEAM = 'partnership-team';

/** Somebody who does not exist, by words that stand nowhere else: wherever one of them is found, it has leaked. */
export const QUILLON = {
  name: 'Quillon Featherbyrne',
  dateOfBirth: '2019-03-07',
  address: '14 Wexcombe Drift\nRyde PO33 9ZZ',
  ethnicity: 'white-roma',
  nhsNumber: '485 777 3457',
};
export const MARISOL = { name: 'Marisol Featherbyrne', relation: 'Grandmother of the mother' };
export const IGNATIUS = { name: 'Ignatius Plumtreeson', relation: 'Health visitor at Undercliff surgery' };
export const CORRECTED = 'Quillan Featherbyrne';

export const PLANTED: readonly string[] = [
  'Quillon',
  'Quillan',
  'Featherbyrne',
  '2019-03-07',
  'Wexcombe',
  '33 9ZZ',
  'white-roma',
  '4857773457',
  '485 777 3457',
  'Marisol',
  'Grandmother of',
  'Ignatius',
  'Plumtreeson',
  'Undercliff',
];

export const everybody: readonly Json[] = [
  { kind: 'child', child: 'Child A', ...QUILLON },
  { kind: 'family', ...MARISOL },
  { kind: 'practitioner', ...IGNATIUS },
];

/** A referral by the police about two children. */
export const referred = (walk: Walk, person = TEAM): Promise<string> =>
  walk.open(person, 'referrals', {
    headline: 'Missed appointments before an injury',
    from: 'constabulary',
    role: 'Detective sergeant',
    receivedOn: TODAY,
    awareOn: '2026-11-18',
    numberOfChildren: 2,
    harm: 'suspected',
    whatHappened: 'An infant was seen with a bruise.',
    why: 'Agencies may not have told each other what they knew.',
    agencies: ['constabulary'],
  });

export interface Person {
  readonly subject: string;
  readonly pseudonym: string;
  readonly recorded: readonly string[];
  readonly open?: string;
}

export const concernedOf = async (walk: Walk, person: string, path: string): Promise<readonly Person[]> =>
  ((await walk.see(person, path))['concerned'] ?? []) as readonly Person[];

/** Every row of every table of the house, and the log with it, as text. */
export async function everythingIn({ databaseUrl }: House): Promise<string> {
  const db = await new DataSource({ type: 'postgres', url: databaseUrl, poolSize: 1 }).initialize();
  const tables = await db.query<{ name: string }[]>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables)
    for (const { row } of await db.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} AS t`))
      rows.push(`${name} ${row}`);
  await db.destroy();
  return rows.join('\n');
}

/** Those of the planted words that are found in a text. */
export const leaked = (text: string): readonly string[] => PLANTED.filter((words) => text.includes(words));

/** Why details are opened. */
export const REASON = 'To prepare the notification to the national Panel';

/** A referral that says whom it concerns; its address, and theirs. */
export async function recorded(walk: Walk): Promise<{ id: string; path: string; child: string; family: string }> {
  const id = await referred(walk);
  const path = `referrals/${id}`;
  await walk.act(TEAM, `${path}/people-concerned`, { people: everybody });
  const [child, family] = await concernedOf(walk, TEAM, path);
  return {
    id,
    path,
    child: `${path}/concerned/${child?.subject ?? ''}`,
    family: `${path}/concerned/${family?.subject ?? ''}`,
  };
}

/** Keeps everybody from appending to the log, until the answer is called. */
export async function lockedLog({ databaseUrl }: House): Promise<() => Promise<void>> {
  const blocker = new Client({ connectionString: databaseUrl });
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE log.event IN EXCLUSIVE MODE');
  return async () => {
    await blocker.query('ROLLBACK');
    await blocker.end();
  };
}
