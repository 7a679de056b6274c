/** How long closing may take before the process ends all the same, in milliseconds. PostgreSQL is stopped even then. */
const PATIENCE = 8_000;

/** What has been opened so far; a signal closes it the other way round, also in the middle of a start. */
export class Opened {
  private readonly closers: (() => Promise<unknown>)[] = [];
  private closing: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  add(close: () => Promise<unknown>): void {
    this.closers.push(close);
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
    setTimeout(() => process.exit(1), PATIENCE).unref();
    let code = 0;
    for (const close of this.closers.toReversed())
      await close().catch((error: unknown) => {
        code = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      });
    process.exit(code);
  }
}
