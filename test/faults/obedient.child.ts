import { createInterface } from 'node:readline';
import type { Append } from '#app/platform';
import { openLogInTime } from './counted';
import { appendTo, clock, told } from './model.log';
import { tell } from './tell';

/** What this process is told to append, a line for each, at once; and the number under which it answers. */
export interface Told {
  readonly number: number;
  readonly appends: readonly Append[];
}

/** Longer than anything takes in which it is not killed itself: it always has an answer. */
const WITHIN_MS = 60_000;

async function main(): Promise<void> {
  const log = await openLogInTime(process.argv[3] ?? '', { clock });
  tell('ready');
  createInterface(process.stdin).on('line', (line) => {
    const { number, appends } = JSON.parse(line) as Told;
    void told(() => appendTo(log, appends, WITHIN_MS)).then((answer) => {
      tell(
        `${number} ${JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))}`,
      );
    });
  });
}

void main();
