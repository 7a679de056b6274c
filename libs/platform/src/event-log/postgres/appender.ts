import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { type Answer, Coalescer, LEAST_MS } from '../coalescer';
import { contentHash } from '../content-hash';
import { APPEND_WITHIN_MS, type Append, type Appended, LogUnavailable, NotAppended } from '../event-log';
import { type StorableEvent, storable } from '../storable';
import { REFUSED } from './append.sql';
import {
  type Before,
  type Outcome,
  type Sealed,
  answered,
  appendBatch,
  appendInTurn,
  appendOne,
  inOrder,
  refusal,
  writtenOf,
} from './append.statements';
import type { Statements } from './statements';

const UNIQUE_VIOLATION = '23505';
const PAUSE_MS = 50;

/** Nothing of the rest was written; of the batch, something may have been. */
const orPart = (isPartWritten: boolean) => (error: unknown) => {
  throw isPartWritten && error instanceof NotAppended ? new LogUnavailable(error.cause) : error;
};

/** Writes to log.event: what comes append by append is gathered, what comes as several is sent as it is. */
export class Appender {
  private readonly coalescer: Coalescer<Sealed, Appended>;

  /** `grown` is called after every commit that may have added events. */
  constructor(
    private readonly statements: Statements,
    private readonly now: () => string,
    private readonly grown: () => void,
  ) {
    this.coalescer = new Coalescer((batch, within) => this.send(batch, within));
  }

  async append(append: Append, within = APPEND_WITHIN_MS): Promise<Appended> {
    return this.coalescer.add(this.sealed(append), within);
  }

  async appendMany(appends: readonly Append[], within = APPEND_WITHIN_MS): Promise<readonly Appended[]> {
    const together = appends.map((append) => this.sealed(append));
    if (together.length === 0) return [];
    const deadline = performance.now() + within;
    let mayBeStored = false;
    for (let left = within; ; left = deadline - performance.now()) {
      try {
        return await this.sendTogether(together, Math.max(1, Math.ceil(left)));
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        mayBeStored ||= !(error instanceof NotAppended);
        if (performance.now() + LEAST_MS > deadline) throw mayBeStored ? new LogUnavailable(error.cause) : error;
        await pause(PAUSE_MS);
      }
    }
  }

  close(): Promise<void> {
    return this.coalescer.close();
  }

  private sealed(append: Append): Sealed {
    const written = storable(append);
    const at = this.now();
    const hashes = written.events.map((event) => contentHash({ ...event, stream: written.stream, at }));
    return { ...written, at, hashes, fitsAny: written.expected === 'any' };
  }

  private async send(batch: readonly Sealed[], within: number): Promise<readonly Answer<Appended>[]> {
    const end = performance.now() + within;
    const { firsts, followers } = inOrder(batch);
    const answers = await this.sendAsNew(firsts, within);
    if (answers.size > 0) this.grown();
    const unsure = [...firsts.filter((append) => !answers.has(append)), ...followers];
    const left = end - performance.now();
    const outcomes = unsure.length > 0 ? await this.sendInTurn(unsure, left).catch(orPart(answers.size > 0)) : [];
    unsure.forEach((append, n) => answers.set(append, answered(append, outcomes[n])));
    return batch.map((append) => answers.get(append) ?? answered(append, undefined));
  }

  /** Answers those that were new and fitted. What the others are, a repeat or a conflict, log.append knows. */
  private async sendAsNew(batch: readonly Sealed[], within: number): Promise<Map<Sealed, Answer<Appended>>> {
    try {
      const [first, another] = batch;
      const [event, furtherEvent] = first?.events ?? [];
      if (first && event && !another && !furtherEvent) return await this.sendOne(first, event, within);
      const [before] = await this.statements.written<Before>(appendBatch(batch), within);
      return before ? writtenOf(batch, before) : new Map();
    } catch (error) {
      if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return new Map();
      throw error;
    }
  }

  private async sendOne(append: Sealed, event: StorableEvent, within: number): Promise<Map<Sealed, Answer<Appended>>> {
    const [row] = await this.statements.written<Omit<Outcome, 'outcome'>>(appendOne(append, event), within);
    if (!row) return new Map();
    return new Map([[append, { value: { revision: row.at_revision, position: BigInt(row.at_position) } }]]);
  }

  private async sendInTurn(batch: readonly Sealed[], within: number): Promise<readonly Outcome[]> {
    const outcomes = await this.statements.written<Outcome>(appendInTurn(batch, false), within);
    if (outcomes.some(({ outcome }) => outcome === 'appended')) this.grown();
    return outcomes;
  }

  /** Many may take long: cut after the usual time they would be sent again in vain, holding up all others each time. */
  private async sendTogether(together: readonly Sealed[], within: number): Promise<readonly Appended[]> {
    try {
      const outcomes = await this.statements.written<Outcome>(appendInTurn(together, true), within, within);
      this.grown();
      return outcomes.map(({ at_revision, at_position }) => ({ revision: at_revision, position: BigInt(at_position) }));
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== REFUSED) throw error;
      const { n, ...outcome } = JSON.parse(error.detail ?? '') as Outcome & { n: number };
      throw refusal(together[n] as Sealed, outcome);
    }
  }
}
