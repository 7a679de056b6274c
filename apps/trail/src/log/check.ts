import { type CheckOptions, type Stored, check, storedWithGaps } from '#app/platform';
import { argumentsOf } from './arguments';
import { ExportFile } from './export-file';
import { withLog } from './opened';
import { counted } from './progress';
import type { Terminal } from './terminal';

/** Looks at every event of the log, or of an export, and names what is wrong by its position; 1 when anything is. */
export async function checkLog(args: readonly string[], terminal: Terminal): Promise<number> {
  const [file] = argumentsOf(args, {}, 1).rest;
  if (file !== undefined) return checkFile(file, terminal);
  return withLog(terminal, async ({ log, dense }) => {
    const total = dense ? Number(await log.head()) + 1 : 0;
    const read = () => counted(storedWithGaps(log), terminal, 'Checking', total);
    return summary(terminal, await faultsIn(terminal, read, { dense, whole: true }), 'the log');
  });
}

async function checkFile(path: string, terminal: Terminal): Promise<number> {
  return summary(terminal, await faultsOf(await ExportFile.open(path), terminal), path);
}

/** Prints what is wrong with an export. */
export async function faultsOf(file: ExportFile, terminal: Terminal): Promise<Found> {
  const { manifest } = file;
  const read = () => counted(file.events(), terminal, 'Checking', manifest?.count ?? 0);
  const { events, faults } = await faultsIn(terminal, read, {
    dense: manifest?.dense ?? true,
    whole: manifest?.first === '0',
  });
  for (const fault of file.faults) terminal.out.write(`${fault}\n`);
  if (file.untold > 0) terminal.out.write(`And ${file.untold} more\n`);
  return { events, faults: faults + file.faults.length + file.untold };
}

export interface Found {
  readonly events: number;
  readonly faults: number;
}

/** Prints each fault as it is found. */
async function faultsIn(terminal: Terminal, read: () => AsyncIterable<Stored>, options: CheckOptions): Promise<Found> {
  let [events, faults, reading] = [0, 0, 0];
  const counting = async function* () {
    const isFirst = reading++ === 0;
    for await (const stored of read()) {
      if (isFirst) events++;
      yield stored;
    }
  };
  for await (const { position, words } of check(counting, options)) {
    faults++;
    terminal.out.write(`Position ${position.toString()}: ${words}\n`);
  }
  return { events, faults };
}

/** Where nothing is found, nobody is to believe that more was looked at. */
const UNSEEN =
  'It cannot see what was cut off at the end of the log, nor what was changed, exchanged or added at the end together with its ' +
  'hash: compare with an export that is kept elsewhere, as far as that goes.';

function summary({ out, err }: Terminal, { events, faults }: Found, what: string): number {
  if (faults === 0) {
    out.write(`Nothing is wrong with the ${events} events of ${what}.\n${UNSEEN}\n`);
    return 0;
  }
  err.write(`${faults === 1 ? '1 fault' : `${faults} faults`} in the ${events} events of ${what}.\n`);
  return 1;
}
