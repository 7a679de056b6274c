import {
  type Reader,
  StillSeen,
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
import { type OpenedHouse, withHouse } from './opened';

type Task = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** A task about one reader of the log, which says what it did. */
const about =
  (what: (reader: string, house: OpenedHouse) => Promise<readonly [code: number, ...said: string[]]>): Task =>
  async (args, terminal) => {
    const [name] = argumentsOf(args, {}, 1).rest;
    if (name === undefined) throw new Misused('Say which: trail projections lists their names.');
    const [code, ...said] = await withHouse(terminal, async (house) => what(await readerNamed(name, house), house));
    terminal.out.write(`${said.join('\n')}\n`);
    return code;
  };

export const pauseReader = about(async (reader, { db }) =>
  (await pause(reader, db.manager)) ? [0, `${reader} is paused.`] : [1, `${reader} does not run.`],
);

export const resumeReader = about(async (reader, { db }) =>
  (await resume(reader, db.manager)) ? [0, `${reader} tries again.`] : [1, `${reader} runs already.`],
);

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
