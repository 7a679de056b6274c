import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import {
  BrokenOff,
  CannotRebuild,
  CheckpointMoved,
  type CheckpointRow,
  type Comparison,
  Differs,
  PolicyLacking,
  type ReadModel,
  Rebuild,
  Succession,
  type Switched,
  fillingOf,
  isSame,
  mayBuild,
  pause,
  predecessorsOf,
  readerOf,
  resume,
} from '#app/platform';
import { readModels } from '../../../projector/src/slices';
import { Misused, argumentsOf } from '../log/arguments';
import { CannotRead } from '../log/opened';
import { type Terminal, ownTerminal } from '../log/terminal';
import { type OpenedHouse, withHouse } from './opened';
import { guarded } from './guarded';
import { stayLean } from './lean';
import { Shown } from './shown';

const USAGES = [
  {
    usage: 'rebuild NAME [--pause | --resume | --give-up | --accept]',
    does: 'fills the table of a read model anew beside the old one, compares and switches them',
  },
  {
    usage: 'rebuild --new',
    does: 'fills the tables of new versions beside those before them, which people go on reading, and switches them',
  },
];

const flag = { type: 'boolean' } as const;

/** Rebuilds a read model beside the old one, or all of a new version. 1 when it was broken off, or the two differ. */
export const rebuildTask = (args: readonly string[], terminal: Terminal = ownTerminal): Promise<number> =>
  guarded(
    terminal,
    async () => {
      const options = { pause: flag, resume: flag, 'give-up': flag, accept: flag, new: flag };
      const { values, rest } = argumentsOf(args, options, 1);
      if (Object.keys(values).length > 1) throw new Misused('One thing at a time.');
      if (values.new && rest.length > 0) throw new Misused('Say which, or --new for all of a new version.');
      const model = values.new ? undefined : modelNamed(rest[0]);
      stayLean();
      return withHouse(terminal, async (house) => {
        const rebuild = model && new Rebuild(model, house.log, house.db);
        if (rebuild && values.pause) return pauseIt(rebuild, house, terminal);
        // Before an hour of filling, which would end at the first index.
        if (!(await mayBuild(house.db))) throw new CannotRead('This login may make no tables; run it as their owner.');
        if (!model || !rebuild) return rebuildNew(house, terminal);
        if (values['give-up']) return giveUp(rebuild, terminal);
        const asked = { model, terminal, resumes: values.resume ?? false, accepts: values.accept ?? false };
        return rebuildIt(rebuild, house, asked);
      });
    },
    USAGES,
  );

/** As an engine does it by itself; those that were paused or have stopped are tried again. 1 when one is left. */
async function rebuildNew({ log, db }: OpenedHouse, terminal: Terminal): Promise<number> {
  const { out, err } = terminal;
  const before = await predecessorsOf(readModels.map(readerOf), db);
  if (before.length === 0) out.write('No read model is of a new version.\n');
  for (const { of } of before) await resume(fillingOf(of), db.manager);
  const all = new Map<string, Shown>();
  const succession = new Succession({
    models: readModels,
    log,
    db,
    report: (reader, error) => err.write(`${reader}: ${error instanceof Error ? error.message : String(error)}\n`),
    said: (how) => {
      const { reader } = how;
      const shown = all.get(reader) ?? new Shown(reader, terminal);
      all.set(reader, shown);
      if ('filled' in how) shown.filling(how.filled);
      if ('finishing' in how) shown.finishing(how.finishing);
      if (!('switched' in how)) return;
      shown.stop();
      out.write(`${afterwards(how.switched, reader)}\n`);
    },
  });
  await untilBrokenOff((signal) => succession.run(signal));
  for (const shown of all.values()) shown.stop();
  const left = [...(await succession.awaited())];
  if (left.length > 0) err.write(`Not in use yet: ${left.join(', ')}. Go on with: trail rebuild --new\n`);
  return left.length === 0 ? 0 : 1;
}

/** By its name, with or without its version. */
function modelNamed(name: string | undefined): ReadModel {
  const found = readModels.find((model) => readerOf(model) === name || model.projection.name === name);
  if (found) return found;
  const names = readModels.map(({ projection }) => projection.name).join(', ');
  throw new Misused(name === undefined ? `Say which: ${names}` : `There is no "${name}". There are: ${names}`);
}

async function pauseIt({ name }: Rebuild, { db }: OpenedHouse, { out }: Terminal): Promise<number> {
  const paused = await pause(name, db.manager);
  out.write(paused ? 'Paused. Go on with --resume.\n' : 'No rebuild of it is running.\n');
  return paused ? 0 : 1;
}

async function giveUp(rebuild: Rebuild, { out }: Terminal): Promise<number> {
  await rebuild.giveUp();
  out.write('Given up: what was built is dropped, and the old table is as it was.\n');
  return 0;
}

interface Asked {
  readonly model: ReadModel;
  readonly terminal: Terminal;
  readonly resumes: boolean;
  readonly accepts: boolean;
}

async function rebuildIt(
  rebuild: Rebuild,
  { db }: OpenedHouse,
  { model, terminal, resumes, accepts }: Asked,
): Promise<number> {
  const { projection } = model;
  await rebuild.begin();
  if (resumes) await resume(rebuild.name, db.manager);
  const shown = new Shown(projection.name, terminal);
  try {
    const switched = await untilBrokenOff(async (signal) => {
      await rebuild.fill(shown.filling, signal);
      return rebuild.finish(accepts, shown.finishing, signal);
    }).finally(() => {
      shown.stop();
    });
    terminal.out.write(`${afterwards(switched, readerOf(model))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof BrokenOff) {
      await pause(rebuild.name, db.manager);
      terminal.out.write(`Paused. Go on with: trail rebuild ${projection.name} --resume\n`);
      return 1;
    }
    const held = error instanceof CheckpointMoved ? await heldUp(rebuild, projection.name, db) : undefined;
    terminal.err.write(`${held ?? sentenceOf(error)}\n`);
    return 1;
  }
}

/** Why it does not go on here, and what can be done. */
async function heldUp({ name: reader }: Rebuild, name: string, db: DataSource): Promise<string> {
  const [found] = await db.query<Pick<CheckpointRow, 'state' | 'trouble'>[]>(
    `SELECT "state", "trouble" FROM "checkpoint" WHERE "reader" = $1`,
    [reader],
  );
  const command = `trail rebuild ${name}`;
  if (!found) return `It has been given up or switched elsewhere. Begin anew with: ${command}`;
  if (found.state === 'running')
    return (
      'Another process is at it, a projector or another rebuild: trail projections says how far.\n' +
      `To go on here instead: ${command} --pause, then ${command} --resume`
    );
  const why = found.trouble ? `has stopped: ${found.trouble.error}.` : 'is paused.';
  return `It ${why} Go on with: ${command} --resume`;
}

function sentenceOf(error: unknown): string {
  if (error instanceof CannotRebuild) return error.message;
  if (error instanceof PolicyLacking) return `${error.message} Drop it with --give-up, and build it anew.`;
  if (error instanceof Differs)
    return (
      `${error.comparisons.map(inWords).join('\n')}\n` +
      `Nothing is switched. Take the rebuilt table with --accept, or drop it with --give-up.`
    );
  throw error;
}

function inWords({ table, old, rebuilt, differing }: Comparison): string {
  if (isSame({ old, rebuilt })) return `${table}: ${String(old.rows)} rows, the same in both`;
  const where = differing.length === 0 ? '' : `; they differ in ${differing.join(', ')}`;
  return `${table}: the old one has ${String(old.rows)} rows (${old.checksum}), the new one ${String(rebuilt.rows)} (${rebuilt.checksum})${where}`;
}

const afterwards = (switched: Switched, reader: string): string =>
  [...switched.comparisons.map(inWords), ...whereCompared(switched), whatNow(switched, reader)].join('\n');

const whereCompared = ({ comparedAt }: Switched): readonly string[] =>
  comparedAt < 0n ? [] : [`Compared as both stood at position ${String(comparedAt)} of the log.`];

function whatNow({ kept, before, stoodStill }: Switched, reader: string): string {
  if (before)
    return `Switched to ${reader}. When nothing runs the version before any more: trail projections retire ${before.reader}`;
  if (kept.length === 0) return 'Switched. The old table was empty, and is not kept.';
  return `Switched, for which its reader stood still for ${(stoodStill / 1000).toFixed(1)} s. The old table is kept as ${kept.join(', ')}; drop it with: trail projections retire ${reader}`;
}

/** Does something that Ctrl-C breaks off. */
async function untilBrokenOff<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const breaking = new AbortController();
  const stop = (): void => {
    breaking.abort();
  };
  process.once('SIGINT', stop);
  try {
    return await work(breaking.signal);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
