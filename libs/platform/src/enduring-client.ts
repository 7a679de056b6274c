import { Client, type ClientConfig } from 'pg';

/**
 * A connection whose death is never the death of the process. When PostgreSQL is killed a connection may tell it twice,
 * the second time when its pool no longer listens, and an 'error' that nobody hears ends a Node process.
 * Whoever waits for an answer on it is told all the same.
 */
export class EnduringClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
