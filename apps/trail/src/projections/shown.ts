import type { Finishing, Rebuilt } from '#app/platform';
import type { Terminal } from '../log/terminal';
import { type Stage, barOf, lineOf } from './stage';

/** On a terminal a bar is drawn so often; elsewhere a line says so often how it gets on. In milliseconds. */
const DRAWN_EVERY = 200;
const SAID_EVERY = 10_000;

/** The columns of a terminal that does not tell. */
const COLUMNS = 80;

const CLEARED = '\r\u001b[K';

type Part = Omit<Stage, 'name' | 'seconds' | 'first'>;

/** Says how a rebuild gets on, as a bar or, where nobody looks, as lines: none where all is over in seconds. */
export class Shown {
  private doing: string | undefined;
  private begunAt = 0;
  private first = 0;
  private shownAt: number;
  private latest: Stage | undefined;

  constructor(
    private readonly name: string,
    private readonly terminal: Terminal,
    private readonly now = () => performance.now(),
  ) {
    this.shownAt = now();
  }

  /** The share is of positions, which count events in PostgreSQL and bytes in EventStoreDB. */
  readonly filling = ({ position, of, events, rate }: Rebuilt): void => {
    const share = { done: Number(position) + 1, of: Number(of) + 1 };
    this.at({ doing: 'filling', ...share, counted: events, parts: 'events taken', rate });
  };

  readonly finishing = (how: Finishing): void => {
    if (how.phase === 'comparing') this.at({ doing: 'comparing' });
    else this.at({ doing: 'indexing', done: how.done, of: how.of, parts: 'indexes' });
  };

  /** The bar as it stands now stays, and what is written next begins a line. */
  stop(): void {
    if (!this.terminal.err.isTTY || !this.latest) return;
    this.draw(this.latest);
    this.terminal.err.write('\n');
    this.latest = undefined;
  }

  private at(part: Part): void {
    const now = this.now();
    const isNew = part.doing !== this.doing;
    if (isNew) {
      this.stop();
      [this.doing, this.begunAt, this.first] = [part.doing, now, part.done ?? 0];
    }
    this.latest = { ...part, name: this.name, seconds: (now - this.begunAt) / 1_000, first: this.first };
    const { isTTY } = this.terminal.err;
    if (now < this.shownAt + (isTTY ? DRAWN_EVERY : SAID_EVERY) && !(isTTY && isNew)) return;
    this.shownAt = now;
    if (isTTY) this.draw(this.latest);
    else this.terminal.err.write(`${lineOf(this.latest)}\n`);
  }

  private draw(stage: Stage): void {
    const { err } = this.terminal;
    err.write(`${CLEARED}${barOf(stage, err.columns ?? COLUMNS)}`);
  }
}
