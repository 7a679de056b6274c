import { type ClientConfig, Query, type Submittable } from 'pg';
import { EnduringClient } from '../enduring-client';
import { type Asker, NOBODY, asking } from './asking';
import { AnotherAsks } from './asking-client';

/** Names of PostgreSQL's settings and their values. */
export type Telling = Readonly<Record<string, string>>;

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
    const ahead = this.ahead();
    const query = new ToldQuery(ahead, asked);
    if (query.callback) return super.query(query);
    return this.heeded(
      new Promise((resolve, reject) => {
        query.callback = (error, result) => {
          if (error) reject(error);
          else resolve(result);
        };
        super.query(query);
      }),
    ) as never;
  }

  /** Called when a question's turn comes: what goes out before it, nothing, or what forbids it. */
  private ahead(): () => Telling | undefined | Error {
    const asker = this.asker;
    return () => {
      if (this.isWithin) return this.knows(asker) ? undefined : new AnotherAsks();
      this.told = asker;
      return { ...this.bound, 'learning_trail.person': asker.person, 'learning_trail.now': asker.now };
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

/** What the driver's connection has and its types do not tell. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(statement: { readonly text: string }): void;
  bind(values: { readonly values: readonly string[] }): void;
  execute(portal: object): void;
}

/** And what its question has: it calls these as PostgreSQL's messages come in. */
interface Asked {
  readonly text?: unknown;
  readonly values?: unknown;
  callback?: (error: Error | null, result?: unknown) => void;
  name?: string | undefined;
  submit(connection: Wire): unknown;
  requiresPreparation(): boolean;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}
const AskedQuery = Query as unknown as new (...asked: readonly unknown[]) => Asked;

class ToldQuery extends AskedQuery {
  /** In milliseconds, where this question has one of its own. The driver looks for it here. */
  readonly query_timeout: number | undefined;
  /** The telling is under way: what comes in is not the answer yet. */
  private telling = false;

  constructor(
    private readonly ahead: () => Telling | undefined | Error,
    asked: readonly unknown[],
  ) {
    super(...asked);
    // Of a session, which the next transaction may not have.
    this.name = undefined;
    this.query_timeout = (asked[0] as { query_timeout?: number } | undefined)?.query_timeout;
  }

  /** So that it goes out with what is told; and PostgreSQL then takes one statement only, so none follows the transaction's end. */
  override requiresPreparation(): boolean {
    return true;
  }

  override submit(connection: Wire): unknown {
    // The driver would refuse it without a word to PostgreSQL, and what had been told would stay without its end.
    if (!isQuestion(this)) return new TypeError('A question is a text, and its values are a list');
    const told = this.ahead();
    if (told instanceof Error) return told;
    connection.stream.cork();
    try {
      if (told) this.tell(told, connection);
      return super.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  }

  /** Without the end of a message (Sync): what follows is of the same transaction. */
  private tell(told: Telling, connection: Wire): void {
    this.telling = true;
    const values = Object.entries(told).flat();
    connection.parse({ text: `SELECT ${Object.keys(told).map(settingOf).join(', ')}` });
    connection.bind({ values });
    connection.execute({});
  }

  override handleDataRow(message: unknown): void {
    if (!this.telling) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.telling) this.telling = false;
    else super.handleCommandComplete(message, connection);
  }
}

const isQuestion = ({ text, values }: Asked): boolean => typeof text === 'string' && (!values || Array.isArray(values));

const settingOf = (_name: string, n: number): string => `set_config($${2 * n + 1}, $${2 * n + 2}, TRUE)`;
