import 'reflect-metadata';
import { Presets, SingleBar } from 'cli-progress';
import {
  CannotRebuild,
  CheckpointMoved,
  type Comparison,
  Differs,
  PolicyLacking,
  type ReadModel,
  Rebuild,
  type Rebuilt,
  isSame,
  pause,
  readerOf,
  resume,
} from '#app/platform';
import { readModels } from '../../../projector/src/slices';
import { Misused, argumentsOf } from '../log/arguments';
import { type Terminal, ownTerminal } from '../log/terminal';
import { type OpenedHouse, withHouse } from './opened';
import { guarded } from './guarded';
import { stayLean } from './lean';

const USAGE = {
  usage: 'rebuild NAME [--pause | --resume | --give-up | --accept]',
  does: 'fills the table of a read model anew beside the old one, compares and switches them',
};

const flag = { type: 'boolean' } as const;

/** Rebuilds a read model beside the old one. 1 when it was broken off, or the two differ. */
export const rebuildTask = (args: readonly string[], terminal: Terminal = ownTerminal): Promise<number> =>
  guarded(terminal, async () => {
    const options = { pause: flag, resume: flag, 'give-up': flag, accept: flag };
    const { values, rest } = argumentsOf(args, options, 1);
    if (Object.keys(values).length > 1) throw new Misused('One thing at a time.');
    const model = modelNamed(rest[0]);
    stayLean();
    return withHouse(terminal, (house) => {
      const rebuild = new Rebuild(model, house.log, house.db);
      if (values.pause) return pauseIt(rebuild, house, terminal);
      if (values['give-up']) return giveUp(rebuild, terminal);
      return rebuildIt(rebuild, house, {
        model,
        terminal,
        resumes: values.resume ?? false,
        accepts: values.accept ?? false,
      });
    });
  }, [USAGE]);

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
  try {
    if (!(await filled(rebuild, projection.name, terminal))) {
      await pause(rebuild.name, db.manager);
      terminal.out.write(`\nPaused. Go on with: trail rebuild ${projection.name} --resume\n`);
      return 1;
    }
    terminal.out.write('Comparing …\n');
    const { comparisons, kept } = await rebuild.finish(accepts);
    terminal.out.write(`${comparisons.map(inWords).join('\n')}\n`);
    terminal.out.write(
      `Switched. The old table is kept as ${kept.join(', ')}; drop it with: trail projections retire ${readerOf(model)}\n`,
    );
    return 0;
  } catch (error) {
    terminal.err.write(`${sentenceOf(error, projection.name)}\n`);
    return 1;
  }
}

function sentenceOf(error: unknown, name: string): string {
  if (error instanceof CheckpointMoved)
    return `It is paused, given up, or another process is at it. Go on with: trail rebuild ${name} --resume`;
  if (error instanceof CannotRebuild) return error.message;
  if (error instanceof PolicyLacking) return `${error.message} Drop it with --give-up, and build it anew.`;
  if (error instanceof Differs)
    return (
      `${error.comparisons.map(inWords).join('\n')}\n` +
      `Nothing is switched. Take the rebuilt table with --accept, or drop it with --give-up.`
    );
  throw error;
}

const inWords = ({ table, old, rebuilt, ...rest }: Comparison): string =>
  isSame({ table, old, rebuilt, ...rest })
    ? `${table}: ${String(old.rows)} rows, the same in both`
    : `${table}: the old one has ${String(old.rows)} rows (${old.checksum}), the rebuilt one ${String(rebuilt.rows)} (${rebuilt.checksum})`;

/** False when it was broken off from the keyboard. */
async function filled(rebuild: Rebuild, name: string, { err }: Terminal): Promise<boolean> {
  const breaking = new AbortController();
  const stop = (): void => {
    breaking.abort();
  };
  process.once('SIGINT', stop);
  const format = `${name} {bar} {percentage} %  {value} of {total}  {rate} events a second  {eta_formatted} left`;
  const bar = err.isTTY
    ? new SingleBar({ format, stream: err, fps: 5, etaBuffer: 50 }, Presets.shades_classic)
    : undefined;
  bar?.start(0, 0, { rate: 0 });
  const said = ({ position, of, rate }: Rebuilt): void => {
    bar?.setTotal(Number(of) + 1);
    bar?.update(Number(position) + 1, { rate: Math.round(rate).toLocaleString('en-GB') });
  };
  try {
    await rebuild.fill(said, breaking.signal);
    return !breaking.signal.aborted;
  } finally {
    bar?.stop();
    process.removeListener('SIGINT', stop);
  }
}
