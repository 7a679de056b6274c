import type { ClientConfig, Submittable } from 'pg';
import { EnduringClient } from '../enduring-client';
import { type Asker, NOBODY, asking } from './asking';
import { AnotherAsks } from './asking-client';
import { type Telling, ownTime } from './told-query';

export interface TellingConfig extends ClientConfig {
  /** What a connection is bound to. */
  readonly tells?: Telling;
  /** Whether it is told who asks as well; nobody does where it is left out. */
  readonly asks?: boolean;
}

/** Copying, cursors and the like cannot be told ahead of: they are asked within a transaction, which has been told. */
export class Untold extends Error {
  constructor() {
    super('This can be asked within a transaction only: nobody has told PostgreSQL who asks');
    this.name = 'Untold';
  }
}

/**
 * A connection that leaves nothing in its session, so that a pooler may give it another one for every transaction. Whatever
 * is asked outside a transaction, the beginning of one too, goes out behind the telling of what the connection is bound to
 * and of who asks: in one message, which PostgreSQL takes for one transaction. What is told holds until that ends, and where
 * it cannot be told nothing is asked. Statements have no names, and are one at a time.
 */
export class TellingClient extends EnduringClient {
  /** Who was told to be asking when the transaction began that is open. */
  private told: Asker | undefined;
  private readonly bound: Telling;
  private readonly asks: boolean;

  constructor(config: TellingConfig) {
    super(config);
    if (!config.tells) throw new Error('A connection that tells must be given what to tell');
    this.bound = config.tells;
    this.asks = config.asks ?? false;
  }

  /** Every way of the driver to ask, with a promise or a callback. */
  override query(...asked: readonly unknown[]): never {
    const [question] = asked;
    if (isSubmittable(question)) return super.query(this.withinOne(question), ...asked.slice(1));
    return this.askTold(this.ahead(ownTime(question)), asked) as never;
  }

  /** Called when a question's turn comes: what goes out before it, nothing, or what forbids it. */
  private ahead(own: Telling | undefined): () => Telling | undefined | Error {
    const asker = this.asker;
    return () => {
      if (this.isWithin) return this.knows(asker) ? undefined : new AnotherAsks();
      this.told = asker;
      return { ...this.bound, 'learning_trail.person': asker.person, 'learning_trail.now': asker.now, ...own };
    };
  }

  private withinOne(question: Submittable): Submittable {
    const asker = this.asker;
    const submit = question.submit.bind(question) as (connection: unknown) => unknown;
    const refused = (): Error | undefined => {
      if (!this.isWithin) return new Untold();
      return this.knows(asker) ? undefined : new AnotherAsks();
    };
    return Object.assign(question, { submit: (connection: unknown) => refused() ?? submit(connection) });
  }

  private get asker(): Asker {
    return this.asks ? asking.asker : NOBODY;
  }

  private get isWithin(): boolean {
    return (this.getTransactionStatus() ?? 'I') !== 'I';
  }

  private knows({ person, now }: Asker): boolean {
    return this.told?.person === person && this.told.now === now;
  }
}

const isSubmittable = (question: unknown): question is Submittable =>
  typeof (question as Partial<Submittable> | undefined)?.submit === 'function';
