import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal';

/** How far a long command is; on a terminal only, so that what is printed can be piped on. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

const quiet: Progress = { at: () => undefined, end: () => undefined };

export function progress({ err }: Terminal, words: string, total: number): Progress {
  if (!err.isTTY || total === 0) return quiet;
  const format = `${words} {bar} {percentage} % of {total} events, {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: err, clearOnComplete: true, fps: 5 }, Presets.shades_classic);
  bar.start(total, 0);
  return {
    at: (done) => {
      bar.update(done);
    },
    end: () => {
      bar.stop();
    },
  };
}

/** The same things, one after another, with the progress through them. */
export async function* counted<T>(
  things: AsyncIterable<T>,
  terminal: Terminal,
  words: string,
  total: number,
): AsyncGenerator<T, void> {
  const shown = progress(terminal, words, total);
  let done = 0;
  try {
    for await (const thing of things) {
      yield thing;
      shown.at(++done);
    }
  } finally {
    shown.end();
  }
}
