import {
  type Reader,
  START,
  StillSeen,
  enterAgain,
  isLost,
  modelReader,
  pause,
  reactionReader,
  reactor,
  readerOf,
  resume,
  retire,
  unpark,
} from '#app/platform';
import { reactions, readModels, readers as inUse } from '../../../projector/src/slices';
import { dispatchOf, openUnserved } from '../../../web/src/house';
import { Misused, argumentsOf } from '../log/arguments';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { canBeToldWhere, lostCheckpointOf } from './lost';
import { type OpenedHouse, withHouse } from './opened';

type Task = (args: readonly string[], terminal: Terminal) => Promise<number>;
type Told = readonly [code: number, ...said: string[]];
type Steering = (reader: string, house: OpenedHouse) => Promise<Told>;

/** A task about one reader of the log, which says what it did. */
const about =
  (what: Steering): Task =>
  (args, terminal) =>
    steer(argumentsOf(args, {}, 1).rest, what, terminal);

async function steer([name]: readonly string[], what: Steering, terminal: Terminal): Promise<number> {
  if (name === undefined) throw new Misused('Say which: trail projections lists their names.');
  const [code, ...said] = await withHouse(terminal, async (house) => what(await readerNamed(name, house), house));
  terminal.out.write(`${said.join('\n')}\n`);
  return code;
}

export const pauseReader = about(async (reader, { db }) =>
  (await pause(reader, db.manager)) ? [0, `${reader} is paused.`] : [1, `${reader} does not run.`],
);

export const resumeReader: Task = async (args, terminal) => {
  const { values, rest } = argumentsOf(args, { from: { type: 'string' } }, 1);
  const from = placeIn(values.from);
  return steer(rest, (reader, house) => resumed(reader, house, from), terminal);
};

type Place = bigint | 'start' | 'end';

async function resumed(reader: string, { db, kept }: OpenedHouse, from: Place | undefined): Promise<Told> {
  if (await isLost(reader, db.manager)) {
    if (from === undefined || !canBeToldWhere(reader)) return [1, lostCheckpointOf(reader)];
    const head = await kept.head();
    const after = from === 'end' ? head : from === 'start' ? START : from;
    if (after > head)
      return [1, `The log ends at position ${String(head)}. ${reader} cannot go on after ${String(after)}.`];
    if (await enterAgain(reader, after, db.manager))
      return [
        0,
        `${reader} ${after === START ? 'begins at the start' : `goes on after position ${String(after)}`} of the log.`,
      ];
  }
  if (from !== undefined)
    return [1, `${reader} has its checkpoint, and nothing is changed: --from is for a reaction that has lost it.`];
  return (await resume(reader, db.manager)) ? [0, `${reader} tries again.`] : [1, `${reader} runs already.`];
}

function placeIn(from: string | undefined): Place | undefined {
  if (from === undefined || from === 'start' || from === 'end') return from;
  if (!/^\d{1,18}$/.test(from))
    throw new Misused(`--from is "${from}". It must be "start", a position of the log, 0 or more, or "end".`);
  return BigInt(from);
}

export const retireReader = about(async (reader, { db }) => {
  try {
    const dropped = await retire(reader, inUse, db);
    return [0, dropped.length === 0 ? `${reader} has no table to drop.` : `Dropped: ${dropped.join(', ')}`];
  } catch (error) {
    if (error instanceof StillSeen) return [1, `${error.message}.`];
    throw error;
  }
});

export const unparkReader = about(async (reader, house) => {
  const done = await withReader(reader, house, (each) => unpark(each, house.log, house.db));
  if (done.length === 0) return [0, `${reader} has put nothing aside.`];
  const lines = done.map(({ stream, events, error }) => `${stream}: ${error ?? `${String(events)} taken`}`);
  return [done.some(({ error }) => error !== undefined) ? 1 : 0, ...lines];
});

/** The reader of this name, or of this name and its latest version. Throws CannotRead. */
async function readerNamed(name: string, { db }: OpenedHouse): Promise<string> {
  const known: { reader: string }[] = await db.query('SELECT "reader" FROM "known_reader" ORDER BY "reader"');
  const names = known.map(({ reader }) => reader);
  if (names.includes(name)) return name;
  const current = inUse.find((reader) => reader.replace(/-\d+$/, '') === name || reader === `reaction:${name}`);
  if (current !== undefined && names.includes(current)) return current;
  throw new CannotRead(`There is no "${name}". There are: ${names.join(', ')}`);
}

/** Reactions send commands, and need the whole house for it. */
async function withReader<T>(
  name: string,
  { at, db, kept, partnerships }: OpenedHouse,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  const model = readModels.find((each) => readerOf(each) === name);
  if (model) return use(modelReader(model, db));
  const reaction = reactions.find((each) => reactionReader(each) === name);
  if (!reaction) throw new CannotRead(`This version has no ${name}.`);
  const houses = await Promise.all(partnerships.map((one) => openUnserved(kept, at, one)));
  return use(reactor(reaction, db, dispatchOf(houses))).finally(() =>
    Promise.all(houses.map((house) => house.close())),
  );
}
