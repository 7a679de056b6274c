import { Pool } from 'pg';
import { type Filter, LogUnavailable, PostgresEventLog, START, migrateLog, systemClock } from '#app/platform';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { TYPES } from '../libs/platform/src/event-log/postgres/reading.sql';
import { Statements } from '../libs/platform/src/event-log/postgres/statements';
import { readUpTo } from '../libs/platform/src/event-log/postgres/up-to';
import { freshDatabase } from './postgres';

const CAME_TO = 2n;
const HEAD = 5n;

describe('a log whose statements are answered by servers of which one lags behind', () => {
  const pools: Pool[] = [];
  let ahead: Statements;
  let behind: Statements;

  /** A log that has come to a position. */
  const serverAt = async (head: bigint): Promise<Statements> => {
    const connectionString = await freshDatabase();
    await migrateLog(connectionString);
    const log = await PostgresEventLog.open({ connectionString, clock: systemClock });
    for (let position = 0n; position <= head; position++)
      await log.append(`kept-${position % 2n}`, 'any', [fresh(position % 2n === 0n ? 'Even' : 'Odd')]);
    await log.close();
    const pool = new Pool({ connectionString, max: 1, types: TYPES });
    pools.push(pool);
    return new Statements(pool);
  };

  /** One statement after another is answered by the next of these. */
  const answeredBy = (...servers: readonly Statements[]): Pick<Statements, 'rows'> => {
    const left = [...servers];
    return { rows: (query) => (left.shift() ?? ahead).rows(query) };
  };

  const filters: Filter[] = [{ types: ['Even'] }, { categories: ['kept'] }, { types: ['Never'] }, {}];

  beforeAll(async () => {
    [ahead, behind] = [await serverAt(HEAD), await serverAt(CAME_TO)];
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));

  const positions = async (upTo: bigint, servers: Pick<Statements, 'rows'>, limit: number, filter: Filter) =>
    (await readUpTo(upTo, servers, START, limit, filter)).map(({ position }) => position);

  it.each(filters)('does not take what the one behind has of %j for all of it', async (filter) => {
    for (const servers of [answeredBy(behind, ahead), answeredBy(behind, behind)])
      await expect(positions(HEAD, servers, 9, filter)).rejects.toThrow(LogUnavailable);
  });

  it('nor lets the one behind vouch for what it has not come to', async () => {
    await expect(positions(HEAD, answeredBy(ahead, behind), 9, { types: ['Even'] })).rejects.toThrow(LogUnavailable);
  });

  it('answers as far as the one behind has come', async () => {
    expect(await positions(CAME_TO, answeredBy(behind, ahead), 9, { types: ['Even'] })).toEqual([0n, 2n]);
    expect(await positions(HEAD, answeredBy(behind, ahead), 2, { types: ['Even'] })).toEqual([0n, 2n]);
    expect(await positions(HEAD, answeredBy(ahead, ahead), 9, { types: ['Even'] })).toEqual([0n, 2n, 4n]);
    expect(await positions(HEAD, answeredBy(ahead, ahead), 9, { types: ['Never'] })).toEqual([]);
  });
});
