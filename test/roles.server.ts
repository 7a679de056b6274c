import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client, type QueryResult } from 'pg';
import { startPostgres } from '../apps/local/src/postgres';

/** A server of its own whose roles and database are those of docker/postgres/roles.sql, as in real use; nothing is migrated yet. */
export interface RolesServer {
  /** The address of the database for one who signs in. */
  as(login: string): string;
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

const PASSWORD = 'a-password';

export async function rolesServer(): Promise<RolesServer> {
  const { superuserUrl, stop } = await startPostgres({ temporary: true });
  try {
    await setUp(superuserUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  const as = (login: string): string => {
    const url = new URL(superuserUrl);
    [url.username, url.password] = [login, PASSWORD];
    return url.href;
  };
  return { as, superuserUrl, stop };
}

async function setUp(superuserUrl: string): Promise<void> {
  const maintenance = superuserUrl.replace('/learning_trail', '/postgres');
  await run(maintenance, 'DROP DATABASE learning_trail');
  await run(maintenance, 'DROP ROLE learning_trail, learning_trail_writer, learning_trail_web');
  const roles = readFileSync(resolve(__dirname, '../docker/postgres/roles.sql'), 'utf8');
  const [server = '', database = ''] = asPsql(roles).split('\\connect learning_trail');
  for (const statement of server.split(/;\n/)) if (statement.trim() !== '') await run(maintenance, statement);
  await run(superuserUrl, database);
}

/** The few words of psql that the file uses. */
function asPsql(sql: string): string {
  return sql.replace(/^(\\set|\\getenv|--).*$/gm, '').replace(/:'\w+'/g, `'${PASSWORD}'`);
}

export async function run(connectionString: string, sql: string): Promise<QueryResult> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
