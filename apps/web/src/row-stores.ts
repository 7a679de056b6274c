import { type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  type Bound,
  type DatabaseAt,
  FOLLOWING_IN_TIME,
  IN_TIME,
  type Partnership,
  WEB_ROLE,
  connecting,
} from '#app/platform';
import { readStore } from '../../projector/src/read-store';

/** Whose rows are served, and from where. */
export interface Served extends DatabaseAt {
  readonly partnership: Partnership;
  /** Whether this process serves people only, or nobody; it serves them and follows the log when left out. */
  readonly runs?: 'web' | 'engine';
}

/** The rows as the engine has them: of every partnership, and to be written. Not there where only people are served. */
export const ENGINE_ROWS = Symbol('Rows of the engine');

const ENGINE = 'engine';

/** Who is served waits for nobody's lock longer than that: in these milliseconds they are told to try again. */
const SERVING_IN_TIME = { ...IN_TIME, lock_timeout: 5_000 };

/** How those who serve people reach the database of one partnership. */
export const serving = (served: Served, bound: Pick<Bound, 'asks'> = {}) =>
  connecting(served, { ...bound, partnership: served.partnership.id, role: WEB_ROLE }, SERVING_IN_TIME);

/**
 * The stores of rows: `DataSource` for all who answer people, who are let see their partnership's rows and write none; and
 * ENGINE_ROWS for the engine. A process that serves nobody has one, which acts as it has signed in.
 */
export function rowStores(served: Served): {
  readonly imports: readonly DynamicModule[];
  readonly providers: readonly Provider[];
} {
  const { databaseUrl, partnership, runs } = served;
  const store = readStore(databaseUrl);
  if (runs === 'engine') {
    const extra = connecting(served, { partnership: partnership.id }, FOLLOWING_IN_TIME);
    return {
      imports: [TypeOrmModule.forRoot({ ...store, extra, retryAttempts: 0 })],
      providers: [{ provide: ENGINE_ROWS, useExisting: DataSource }],
    };
  }
  const answering = TypeOrmModule.forRoot({ ...store, extra: serving(served, { asks: true }), retryAttempts: 0 });
  if (runs === 'web') return { imports: [answering], providers: [] };
  const extra = connecting(served, {}, FOLLOWING_IN_TIME);
  const following = TypeOrmModule.forRoot({ ...store, extra, poolSize: 6, name: ENGINE, retryAttempts: 0 });
  return {
    imports: [answering, following],
    providers: [{ provide: ENGINE_ROWS, useExisting: getDataSourceToken(ENGINE) }],
  };
}
