/** What a test has begun, and how it is ended: the last first, and all of it, whatever fails meanwhile. */
export class Begun {
  private readonly ends: (() => Promise<unknown>)[] = [];

  /** What this opens is what the test has; where it fails, what it had begun by then is ended at once. */
  static async by<T>(open: (begun: Begun) => Promise<T>): Promise<T> {
    const begun = new Begun();
    try {
      return await open(begun);
    } catch (error) {
      await begun.end().catch(() => undefined);
      throw error;
    }
  }

  endedBy(end: () => Promise<unknown>): void {
    this.ends.unshift(end);
  }

  async end(): Promise<void> {
    const faults: unknown[] = [];
    for (const end of this.ends.splice(0)) await end().catch((error: unknown) => faults.push(error));
    if (faults.length > 0) throw faults[0];
  }
}
