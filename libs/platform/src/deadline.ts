import { NotNow } from './not-now';
import { within } from './within';

/** There was no time left to do it. */
export class OutOfTime extends NotNow {
  constructor() {
    super('There was no time left for it');
    this.name = 'OutOfTime';
  }
}

/** Until when somebody waits: begun once, where a command comes in, and shared by all that is done for it. */
export class Deadline {
  private readonly end: number;

  constructor(milliseconds: number) {
    this.end = performance.now() + milliseconds;
  }

  /** Milliseconds, none below 0. */
  get left(): number {
    return Math.max(0, Math.floor(this.end - performance.now()));
  }

  /** The answer, where it comes in time; else OutOfTime. What was asked goes on all the same, so it must write no event. */
  for<T>(answer: Promise<T> | T): Promise<T> {
    return within(this.left, answer, () => new OutOfTime());
  }
}
