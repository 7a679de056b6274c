import type { EntityManager } from 'typeorm';

/**
 * What somebody asks for at a keyboard, and the switch of a table, wait for nobody's lock longer than that: else they could stand
 * behind a long reader for ever, and all others behind them. Set for the transaction only, for a pooler may sit between. See `lockNotGiven`.
 */
export const briefly = <T>(
  db: Pick<EntityManager, 'transaction'>,
  work: (rows: EntityManager) => Promise<T>,
): Promise<T> =>
  db.transaction(async (rows) => {
    await rows.query(`SET LOCAL lock_timeout = '5s'`);
    return work(rows);
  });
