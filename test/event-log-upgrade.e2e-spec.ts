import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { contentHash } from '../libs/platform/src/event-log/content-hash';
import { metadata, several } from '../libs/platform/src/event-log/contract/said';
import { START } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { LogOutdated } from '../libs/platform/src/event-log/postgres/unfit';
import { ASKED } from '../libs/platform/src/event-log/postgres/schema.sql';
import { systemClock } from '../libs/platform/src/clock';
import { freshDatabaseAsBoth } from './postgres';

/** Two appends as the first version of the log was asked to make them. */
const FILL = `select * from log.append(array['old-1', 'old-2'], array['none', 'any'], array[2, 1], $1, array['A', 'B', 'C'],
  array[1, 2, 1], array['{"z":1,"a":"ü"}', '[]', 'null'], array[$2, $2, '{}'], '2024-06-03T09:00:00.007+02', false)`;

describe('a log that the first version of this program made', () => {
  let sql: Client;
  let connectionString: string;
  let log: PostgresEventLog;
  const ids = several(3).map(({ id }) => id);

  beforeAll(async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    connectionString = url;
    const owner = new Client({ connectionString });
    await owner.connect();
    await owner.query(await readFile(join(__dirname, 'event-log/schema-1.sql'), 'utf8'));
    await owner.query(FILL, [ids, JSON.stringify(metadata)]);
    await owner.end();
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    await migrateLog(connectionString);
    log = await PostgresEventLog.open({ connectionString, clock: systemClock });
  });
  afterAll(() => Promise.all([log.close(), sql.end()]));

  it('keeps its events, and gains the hash of each', async () => {
    const stored = await log.readStored(START, 10);
    expect(stored.map(({ contentHash: _, ...rest }) => rest)).toStrictEqual([
      kept(0n, 'old-1', 0, 'A', 1, '{"z":1,"a":"ü"}', JSON.stringify(metadata)),
      kept(1n, 'old-1', 1, 'B', 2, '[]', JSON.stringify(metadata)),
      kept(2n, 'old-2', 0, 'C', 1, 'null', '{}'),
    ]);
    for (const event of stored) {
      expect(Buffer.from(event.contentHash).toString('hex')).toBe(contentHash(event).toString('hex'));
    }
  });

  const kept = (
    position: bigint,
    stream: string,
    revision: number,
    type: string,
    schemaVersion: number,
    data: string,
    written: string,
  ) => ({
    position,
    stream,
    revision,
    type,
    schemaVersion,
    id: ids[Number(position)],
    data,
    metadata: written,
    at: '2024-06-03T07:00:00.007Z',
  });

  it('takes new events, knows old ones, and guards both', async () => {
    expect(await log.append('old-2', 0, several(1))).toStrictEqual({ revision: 1, position: 3n });
    const repeat = several(1).map((event) => ({ ...event, id: ids[2] ?? '' }));
    expect(await log.append('old-2', 'none', repeat)).toStrictEqual({ revision: 0, position: 2n });
    await expect(sql.query('update log.event set content_hash = sha256(data::text::bytea)')).rejects.toThrow('never');
    await expect(sql.query('delete from log.event')).rejects.toThrow('never');
  });

  it('loses the function that knew no hash, and is the same after another migration', async () => {
    await expect(sql.query(FILL, [ids, '{}'])).rejects.toThrow('function log.append');
    const before = await log.readStored(START, 10);
    await migrateLog(connectionString);
    expect(await log.readStored(START, 10)).toStrictEqual(before);
  });
});

describe('a log that another version than this one made', () => {
  const open = (connectionString: string) => PostgresEventLog.open({ connectionString, clock: systemClock });

  it('is not opened before it is migrated', async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    const sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    for (const asked of ASKED) {
      await sql.query(`drop function ${asked}`);
      await expect(open(url)).rejects.toThrow(LogOutdated);
      await migrateLog(url);
      await (await open(url)).close();
    }
    await sql.end();
  });
});
