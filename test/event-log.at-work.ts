import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

/** Of the database that is asked. */
const APPENDS = `datname = current_database() and state = 'active' and query like 'select * from log.append%'`;

/** On how many appends PostgreSQL is at work, waiting for a lock included. */
export const atWork = async (sql: Client): Promise<number> =>
  (await sql.query(`select from pg_stat_activity where ${APPENDS}`)).rowCount ?? NaN;

/** Ends the sessions of these appends. Whether there was one. */
export const cutOff = async (sql: Client): Promise<boolean> =>
  ((await sql.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${APPENDS}`)).rowCount ?? 0) > 0;

/** Whether something came true before there was an answer: a slow machine may be too late for it. */
export async function comesBefore(answer: Promise<unknown>, holds: () => Promise<boolean>): Promise<boolean> {
  let isAnswered = false;
  const over = (): void => void (isAnswered = true);
  void answer.then(over, over);
  const isOver = (): boolean => isAnswered;
  while (!isOver()) {
    if (await holds()) return true;
    await pause(5);
  }
  return false;
}
