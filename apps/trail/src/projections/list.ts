import { type ReaderProgress, Readers, liveReader, systemClock } from '#app/platform';
import { readers as inUse } from '../../../projector/src/slices';
import { argumentsOf } from '../log/arguments';
import type { Terminal } from '../log/terminal';
import { lostCheckpointOf } from './lost';
import { withHouse } from './opened';

/** Prints how every reader of the log gets on; 1 when one of them does not. */
export async function list(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf(args, { json: { type: 'boolean' } });
  const readers = await withHouse(terminal, ({ db, kept }) => new Readers(db, kept, systemClock, inUse).progress());
  const lines = values.json ? [JSON.stringify(readers, bigIntsAsText)] : [...table(readers), ...troubles(readers)];
  terminal.out.write(`${lines.join('\n')}\n`);
  return readers.every(({ state, trouble }) => state === 'other-version' || (state === 'running' && !trouble)) ? 0 : 1;
}

const bigIntsAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const HEAD = ['reader', 'state', 'position', 'positions behind', 'waiting', 'events/s', 'led', 'aside'];

function table(readers: readonly ReaderProgress[]): readonly string[] {
  const rows = readers.map(({ reader, state, position, behind, rate, leader, parked }) => [
    reader,
    state,
    String(position),
    String(behind.positions),
    `${behind.seconds.toFixed(1)} s`,
    String(Math.round(rate)),
    leader === undefined ? 'no' : 'yes',
    String(parked),
  ]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(HEAD), ...rows.map(line)];
}

function troubles(readers: readonly ReaderProgress[]): readonly string[] {
  return readers.flatMap(({ reader, position, state, trouble }) => {
    if (state === 'other-version') return ['', otherVersion({ reader, position }, readers)];
    if (state === 'lost') return ['', lostCheckpointOf(reader)];
    const what = state === 'stopped' || state === 'paused' ? [resuming(reader)] : [];
    if (state === 'event-missing') what.push('To see all that is wrong with the log: trail log check');
    if (!trouble) return what.length === 0 ? [] : ['', `${reader} ${HALTED[state] ?? ''}.`, ...what];
    const { error, tries, event } = trouble;
    const where = event ? ` at event ${event.id} of ${event.stream}, position ${event.position}` : '';
    const after = `after ${tries} ${tries === 1 ? 'try' : 'tries'}`;
    return ['', `${reader} ${HALTED[state] ?? 'does not get on'}${where}, ${after}: ${error}`, ...what];
  });
}

const HALTED: Readonly<Partial<Record<ReaderProgress['state'], string>>> = {
  stopped: 'has stopped',
  paused: 'is paused',
};

/** What a person types when the reason is gone. */
function resuming(reader: string): string {
  const live = liveReader(reader);
  const resume = live === reader ? `projections resume ${reader}` : `rebuild ${live} --resume`;
  return `To let it try again: trail ${resume}`;
}

/** What people see must not be dropped before the version after it has been filled. */
function otherVersion(
  { reader, position }: Pick<ReaderProgress, 'reader' | 'position'>,
  readers: readonly ReaderProgress[],
): string {
  const after = inUse.find((own) => nameOf(own) === nameOf(reader));
  const filled = after === undefined || readers.some((known) => known.reader === after && known.position >= position);
  if (!filled) return `${reader} is what people see until ${after} has been filled: trail rebuild --new`;
  return `${reader} belongs to another version. When nothing runs it any more: trail projections retire ${reader}`;
}

/** Without its version. */
const nameOf = (reader: string): string => reader.replace(/-\d+$/, '');
