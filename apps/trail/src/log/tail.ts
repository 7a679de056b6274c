import { once } from 'node:events';
import type { Recorded } from '#app/kernel';
import { Misused, argumentsOf, wholeNumber } from './arguments';
import { withLog } from './opened';
import type { Terminal } from './terminal';

const MOST = 10_000n;

/** Prints the last events of the log and then what comes, until it is interrupted: who did what, and nothing of what they wrote. */
export async function tail(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf(args, { lines: { type: 'string' }, once: { type: 'boolean' } });
  const lines = wholeNumber('--lines', values.lines) ?? 20n;
  if (lines > MOST) throw new Misused(`--lines is ${lines.toString()}. At most ${MOST.toString()} can be shown.`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop.abort();
    });
  return withLog(terminal, async ({ log }) => {
    const head = await log.head();
    const latest = await log.latest(Number(lines));
    await print(latest, terminal.out, stop.signal);
    if (values.once) return 0;
    for await (const { events } of log.subscribe(latest.at(-1)?.position ?? head, {}, stop.signal))
      await print(events, terminal.out, stop.signal);
    return 0;
  });
}

/** No faster than they are taken: whoever reads them may be slow. */
async function print(events: readonly Recorded[], out: NodeJS.WritableStream, stop: AbortSignal): Promise<void> {
  for (const recorded of events) {
    if (out.write(line(recorded))) continue;
    await once(out, 'drain', { signal: stop }).catch((error: unknown) => {
      if (!stop.aborted) throw error;
    });
    if (stop.aborted) return;
  }
}

function line({ position, at, stream, revision, event, schemaVersion, metadata }: Recorded): string {
  const { role, agency, group } = metadata.onBehalfOf;
  const behalf = [role, agency, group].filter((each) => each !== undefined && each !== metadata.actor).join(', ');
  const version = schemaVersion === 1 ? '' : ` (version ${schemaVersion})`;
  const by = `by ${metadata.actor}${behalf === '' ? '' : ` for ${behalf}`}`;
  const day = metadata.happenedOn === at.slice(0, 10) ? '' : `, happened on ${metadata.happenedOn}`;
  const words = [position.toString(), at, `${event.type}${version}`, `${stream}@${revision}`, `${by}${day}`];
  return `${words.map(plain).join('  ')}\n`;
}

/** Names come from whoever appended: nothing in them may steer a terminal or break the line. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');
