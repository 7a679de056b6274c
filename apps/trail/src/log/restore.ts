import { DatabaseError } from 'pg';
import { type Manifest, NotEmpty, NotTheSame, START, letReactionsWait, restoreLog } from '#app/platform';
import { lacksMark } from '../../../projector/src/other-log';
import { Misused, argumentsOf } from './arguments';
import { faultsOf } from './check';
import { ExportFile } from './export-file';
import { CannotRead, type OpenedLog, withLog } from './opened';
import { counted } from './progress';
import type { Terminal } from './terminal';

const NOTHING = 'Nothing has been restored.';
const NO_RIGHT = '42501';

const AFTERWARDS = `Start the projector: it fills the read models by itself.
An export holds events and nothing else. What no event tells comes from a backup of the database, before people go on:
  vault.data_key, erasure_done  the keys of people and files; without them what is sealed opens for nobody
  evidence_file                 the files
  identity                      who signs in with which account; or begin anew with trail invite-first
  reference_series              the last number of each series; without it references begin again at 001
`;

/** The position and not `end`: what people do before somebody types it is to be answered. */
const waiting = (reactions: readonly string[], last: number): string =>
  reactions.length === 0
    ? ''
    : `Reactions wait, so that nothing is sent a second time. This lets each go on after the last event restored; give a lower
position where it had not acted on all of them yet:
${reactions.map((reaction) => `  trail projections resume ${reaction} --from ${String(last)}\n`).join('')}`;

/** Writes a whole export into an empty log in PostgreSQL, as it is, once nothing is wrong with it; 1 when something is. */
export async function restore(args: readonly string[], terminal: Terminal): Promise<number> {
  const [path] = argumentsOf(args, {}, 1).rest;
  if (path === undefined) throw new Misused('Say which file to restore.');
  return withLog(terminal, async (opened) => {
    await refuseLog(opened);
    const file = await ExportFile.open(path);
    if (file.manifest) refusePart(file.manifest, path);
    const { faults } = await faultsOf(file, terminal);
    if (!file.manifest || faults > 0) {
      terminal.err.write(`${faults === 1 ? '1 fault' : `${faults} faults`} in ${path}. ${NOTHING}\n`);
      return 1;
    }
    const events = counted(file.events(), terminal, 'Restoring', file.manifest.count);
    const { databaseUrl } = opened.place;
    const restored = await restoreLog(databaseUrl, events, file.manifest.sha256, letReactionsWait).catch(refused);
    const toTell = waiting(restored.alongside, restored.events - 1);
    terminal.out.write(`${restored.events} events of ${path} are in the log.\n${AFTERWARDS}${toTell}`);
    return 0;
  });
}

async function refuseLog({ log, dense, place }: OpenedLog): Promise<void> {
  if (!dense)
    throw new CannotRead('EventStoreDB numbers events by itself: an export is restored into PostgreSQL only.');
  if ((await log.head()) !== START) throw new CannotRead(new NotEmpty().message);
  if (await lacksMark(place))
    throw new CannotRead(
      'This database has no mark yet, and gets none once there are events. Mark it first: trail migrate --real, or trail migrate --demonstration',
    );
}

/** In PostgreSQL positions are numbered from 0 and without gaps, and every stream is from its beginning. */
function refusePart({ count, dense, first }: Manifest, path: string): void {
  if (count === 0) throw new CannotRead(`${path} holds no event. ${NOTHING}`);
  if (!dense)
    throw new CannotRead(`${path} is of a log in EventStoreDB, whose positions leave gaps. PostgreSQL’s have none.`);
  if (first !== '0')
    throw new CannotRead(`${path} is a part of a log, from position ${String(first)} on. Its beginning is missing.`);
}

function refused(error: unknown): never {
  if (error instanceof NotEmpty || error instanceof NotTheSame) throw new CannotRead(`${error.message} ${NOTHING}`);
  if (!(error instanceof DatabaseError)) throw error;
  if (error.code === NO_RIGHT)
    throw new CannotRead(`Only the owner of the log may restore it, the login that runs trail migrate. ${NOTHING}`);
  throw new CannotRead(`The database says: ${error.message}. ${NOTHING}`);
}
