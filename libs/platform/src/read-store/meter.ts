/** Events a second over the last few seconds. */
export class Meter {
  private since = performance.now();
  private count = 0;
  private before = { since: this.since, count: 0 };

  constructor(private readonly seconds = 5) {}

  /** Counts events just read, and answers the rate. */
  add(events: number): number {
    this.before = { since: this.since, count: this.count };
    const now = performance.now();
    const elapsed = (now - this.since) / 1000;
    const rate = (this.count + events) / Math.max(elapsed, 1);
    if (elapsed > this.seconds) {
      this.since = now - 1000;
      this.count = Math.round(rate);
    } else {
      this.count += events;
    }
    return rate;
  }

  /** The same where it was told of too many: of the last only so many count. */
  only(events: number): number {
    ({ since: this.since, count: this.count } = this.before);
    return this.add(events);
  }
}
