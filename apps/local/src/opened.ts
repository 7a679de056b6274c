/**
 * How long closing may take before the process ends all the same, in milliseconds. PostgreSQL is stopped even then, and its
 * own stop, which comes last, may take longer: a disk may stand still for a while.
 */
const PATIENCE = 20_000;

interface Closer {
  readonly close: () => Promise<unknown>;
  readonly inItsOwnTime: boolean;
}

/** What has been opened so far; a signal closes it the other way round, also in the middle of a start. */
export class Opened {
  private readonly closers: Closer[] = [];
  private closing: Promise<void> | undefined;

  constructor(
    private readonly say: (line: string) => void,
    private readonly patience = PATIENCE,
  ) {}

  /** What is closed `inItsOwnTime` has an end of its own: from then on nothing else ends the process. */
  add(close: () => Promise<unknown>, { inItsOwnTime = false } = {}): void {
    this.closers.push({ close, inItsOwnTime });
  }

  /** From now on a signal, or the end of whoever started us, closes all and ends the process. */
  closeOnSignal(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end());
    process.on('disconnect', () => void this.end());
  }

  /** A start that fails because it is being stopped has not failed: then this is a promise that the process ends. */
  get ending(): Promise<void> | undefined {
    return this.closing;
  }

  /** A terminal and npm may both pass the same Ctrl-C on: the second changes nothing. */
  private end(): Promise<void> {
    this.closing ??= this.close();
    return this.closing;
  }

  private async close(): Promise<void> {
    this.say('\nStopping. Everything that was recorded is kept.');
    const late = setTimeout(() => process.exit(1), this.patience).unref();
    let code = 0;
    for (const { close, inItsOwnTime } of this.closers.toReversed()) {
      if (inItsOwnTime) clearTimeout(late);
      await close().catch((error: unknown) => {
        code = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      });
    }
    process.exit(code);
  }
}
