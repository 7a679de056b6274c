import { Query } from 'pg';

/** Names of PostgreSQL's settings and their values. */
export type Telling = Readonly<Record<string, string>>;

/** What PostgreSQL is told ahead of a question that has a `statement_timeout` of its own, in milliseconds. */
export function ownTime(question: unknown): Telling | undefined {
  const time = (question as { statement_timeout?: number } | undefined)?.statement_timeout;
  return time === undefined ? undefined : { statement_timeout: String(time) };
}

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

/**
 * A question that goes out behind a telling, in one message, which PostgreSQL takes for one transaction: what is told ends with
 * it. What is to be told is asked for when the question's turn comes; an error forbids the question.
 */
export class ToldQuery extends AskedQuery {
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
