import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Expected, IdempotencyViolation, LogUnavailable, WrongRevision } from '#app/platform';
import { counted, openLogInTime } from './counted';
import { tell } from './tell';

/** One append as its writer tells it: before it is sent, and when it is acknowledged. */
export interface Sent {
  readonly stream: string;
  readonly events: readonly { readonly id: string; readonly n: number }[];
}
export interface Acknowledged extends Sent {
  readonly revision: number;
  readonly position: string;
}
export interface Refused extends Sent {
  readonly error: string;
}

const WRITERS = 4;
const url = process.argv[3] ?? '';

/** What the process before this one never heard of is sent again, with the same ids. */
const open = JSON.parse(process.argv[4] ?? '[]') as Sent[];

const say = (word: 'sent' | 'acknowledged' | 'refused', what: object): void => {
  tell(`${word} ${JSON.stringify(what)}`);
};

async function main(): Promise<void> {
  const log = await openLogInTime(url);
  const send = async (sent: Sent, expected: Expected): Promise<number | undefined> => {
    say('sent', sent);
    for (;;)
      try {
        const events = sent.events.map(({ id, n }) => counted(id, 'Counted', { n, of: sent.stream }));
        const { revision, position } = await log.append(sent.stream, expected, events);
        say('acknowledged', { ...sent, revision, position: position.toString() });
        return revision;
      } catch (error) {
        if (error instanceof LogUnavailable) await pause(20);
        else if (error instanceof WrongRevision || error instanceof IdempotencyViolation) {
          say('refused', { ...sent, error: error.name });
          return undefined;
        } else throw error;
      }
  };
  const write = async (): Promise<never> => {
    for (let known: { stream: string; revision: number } | undefined; ;) {
      const stream = known && randomInt(3) > 0 ? known.stream : `tally-${randomInt(8)}`;
      const events = Array.from({ length: 1 + randomInt(3) }, () => ({ id: randomUUID(), n: randomInt(100) }));
      const expected = known?.stream === stream ? known.revision : 'any';
      const revision = await send({ stream, events }, expected);
      known = revision === undefined ? undefined : { stream, revision };
      await pause(randomInt(25));
    }
  };
  await Promise.all(open.map((sent) => send(sent, 'any')));
  await Promise.all(Array.from({ length: WRITERS }, write));
}

void main();
