import type { Pool, PoolClient } from 'pg';
import { type Asker, asking } from '#app/platform';

/** People who ask a database by one pool, in the tests of how it is told of them. */
export const NOW = '2026-11-20T10:00:00.000Z';
export const nurse: Asker = { person: 'nurse', now: NOW };
export const chair: Asker = { person: 'chair', now: NOW };
export const nobody: Asker = { person: '', now: '' };

/** Does something on one connection of the pool, and gives it back. */
export async function holding<T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await use(client);
  } finally {
    client.release();
  }
}

/** The first row of an answer that goes to a callback. */
export const called = (client: PoolClient, question: string, asker: Asker): Promise<unknown> =>
  asking.as(
    asker,
    () =>
      new Promise((resolve, reject) => {
        client.query(question, (error: Error | null, answer) => {
          if (error) reject(error);
          else resolve(answer.rows[0]);
        });
      }),
  );
