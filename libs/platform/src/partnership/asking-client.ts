import { EnduringClient } from '../enduring-client';
import { type Asker, asking } from './asking';

declare module 'pg' {
  interface Client {
    /** I: idle. T: in a transaction. E: in one that has failed. Null before the first answer. */
    getTransactionStatus(): 'I' | 'T' | 'E' | null;
  }
}

/** Within a transaction nobody else begins to ask: what was told would be taken back with it. */
export class AnotherAsks extends Error {
  constructor() {
    super('A transaction is ended by whoever has begun it');
    this.name = 'AnotherAsks';
  }
}

const TELL = `SELECT set_config('learning_trail.person', $1, false), set_config('learning_trail.now', $2, false)`;

/**
 * A connection that tells PostgreSQL who asks before it passes on what they ask, so that policies of rows can go by it. It
 * tells only when somebody else asks than before: one round trip. A query is not sent until that is done.
 */
export class AskingClient extends EnduringClient {
  /** Whom PostgreSQL takes to be asking; undefined where that is not sure. */
  private told: Asker | undefined;
  private telling: Promise<void> | undefined;

  /** Every way of the driver to ask, with a promise or a callback. */
  override query(...asked: readonly unknown[]): never {
    const { asker } = asking;
    return (this.telling || !this.knows(asker) ? this.askAs(asker, asked) : this.pass(asked)) as never;
  }

  private knows({ person, now }: Asker): boolean {
    return this.told?.person === person && this.told.now === now;
  }

  private pass(asked: readonly unknown[]): unknown {
    return super.query(...(asked as [string]));
  }

  /** One after another: a question that waits for its telling goes out before the next telling does. */
  private askAs(asker: Asker, asked: readonly unknown[]): unknown {
    const before = this.telling ?? Promise.resolve();
    const telling = before.catch(() => undefined).then(() => this.tell(asker));
    this.telling = telling;
    const settled = (): void => {
      if (this.telling === telling) this.telling = undefined;
    };
    telling.then(settled, settled);
    const sent = telling.then(() => this.pass(asked));
    const done = asked.at(-1);
    if (typeof done !== 'function') return sent;
    // Its answer goes to the callback; what kept it from being asked does too.
    sent.catch(done as (error: unknown) => void);
    return undefined;
  }

  private async tell(asker: Asker): Promise<void> {
    if (this.knows(asker)) return;
    if ((this.getTransactionStatus() ?? 'I') !== 'I') throw new AnotherAsks();
    this.told = undefined;
    await (this.pass([TELL, [asker.person, asker.now]]) as Promise<unknown>);
    this.told = asker;
  }
}
