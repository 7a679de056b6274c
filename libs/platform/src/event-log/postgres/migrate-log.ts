import { Client } from 'pg';
import { SCHEMA } from './schema.sql';

/** Brings the log in a database up to date. Safe to run again and from several processes at once. */
export async function migrateLog(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, application_name: 'learning-trail migrate' });
  await client.connect();
  try {
    await client.query(SCHEMA);
  } finally {
    await client.end();
  }
}
