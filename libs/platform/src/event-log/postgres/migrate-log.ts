import type { Client } from 'pg';
import { EnduringClient } from '../../enduring-client';
import { SCHEMA } from './schema.sql';

/** Brings the log in a database up to date. Safe to run again and from several processes at once. */
export async function migrateLog(connectionString: string): Promise<void> {
  const client: Client = new EnduringClient({ connectionString, application_name: 'learning-trail migrate' });
  await client.connect();
  try {
    await client.query(SCHEMA);
  } finally {
    await client.end();
  }
}
