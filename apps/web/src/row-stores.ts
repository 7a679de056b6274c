import { type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  AskingClient,
  EnduringClient,
  FOLLOWING_IN_TIME,
  IN_TIME,
  type Partnership,
  WEB_ROLE,
  boundTo,
} from '#app/platform';
import { readStore } from '../../projector/src/read-store';

/** Whose rows are served, and from where. */
export interface Served {
  readonly databaseUrl: string;
  readonly partnership: Partnership;
  /** Whether this process serves people only, or nobody; it serves them and follows the log when left out. */
  readonly runs?: 'web' | 'engine';
}

/** The rows as the engine has them: of every partnership, and to be written. Not there where only people are served. */
export const ENGINE_ROWS = Symbol('Rows of the engine');

const ENGINE = 'engine';

/** The address at which those who serve people reach the database of one partnership. */
export const servedAt = ({ databaseUrl, partnership }: Served): string =>
  boundTo(databaseUrl, { partnership: partnership.id, role: WEB_ROLE });

/**
 * The stores of rows: `DataSource` for all who answer people, who are let see their partnership's rows and write none; and
 * ENGINE_ROWS for the engine. A process that serves nobody has one, which acts as it has signed in.
 */
export function rowStores(served: Served): {
  readonly imports: readonly DynamicModule[];
  readonly providers: readonly Provider[];
} {
  const { databaseUrl, partnership, runs } = served;
  const enduring = { extra: { Client: EnduringClient, ...FOLLOWING_IN_TIME } };
  if (runs === 'engine') {
    const store = { ...readStore(boundTo(databaseUrl, { partnership: partnership.id })), ...enduring };
    return {
      imports: [TypeOrmModule.forRoot({ ...store, retryAttempts: 0 })],
      providers: [{ provide: ENGINE_ROWS, useExisting: DataSource }],
    };
  }
  const asked = { ...readStore(servedAt(served)), extra: { Client: AskingClient, ...IN_TIME } };
  const answering = TypeOrmModule.forRoot({ ...asked, retryAttempts: 0 });
  if (runs === 'web') return { imports: [answering], providers: [] };
  const store = { ...readStore(databaseUrl), ...enduring, poolSize: 6 };
  const following = TypeOrmModule.forRoot({ ...store, name: ENGINE, retryAttempts: 0 });
  return {
    imports: [answering, following],
    providers: [{ provide: ENGINE_ROWS, useExisting: getDataSourceToken(ENGINE) }],
  };
}
