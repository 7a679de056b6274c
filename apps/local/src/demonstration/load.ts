import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dateInLondon } from '#app/calendar';
import {
  type Act,
  CheckpointMoved,
  type Clock,
  Deadline,
  type Dispatch,
  EVENT_LOG,
  type EventLog,
  KeyReused,
  LogUnavailable,
  OutOfTime,
  PARTNERSHIP,
  type Partnership,
  type Taken,
  fingerprint,
  gaveNoAnswer,
  react,
  streamOf,
} from '#app/platform';
import { lifted, reactions } from '../../../projector/src/slices';
import { type Houses, dispatchOf } from '../../../web/src/house';
import { ENGINE_ROWS } from '../../../web/src/row-stores';
import { type Demonstration, demonstrationYear } from './content';
import { planned } from './load/plan';
import type { ReferenceOf, Told } from './load/telling';

/** The running house, as far as a load needs it. */
type House = Pick<INestApplicationContext, 'get'>;

/** What is loaded, and among whom. */
interface Of {
  /** The Isle of Wight's year where it is left out. */
  readonly year?: Demonstration;
  /** Those that work on this log, the first with the engine's rows; this one alone where they are left out. */
  readonly houses?: Houses;
  /** Breaks it off between two acts. */
  readonly signal?: AbortSignal;
}

/**
 * Brings a demonstration's year into the log of a house's partnership, by the commands that people's acts lead to. Does nothing
 * where it is all there, and goes on where a load was broken off: every command id is derived, so what was taken is recognised.
 */
export async function loadDemonstration(
  app: House,
  kept: EventLog,
  clock: Clock,
  say: (line: string) => void,
  { year = demonstrationYear, houses = [app], signal }: Of = {},
): Promise<void> {
  const began = performance.now();
  const log = app.get<EventLog>(EVENT_LOG);
  const loading = (await begunOn(year, log)) ?? dateInLondon(clock.now().toISOString());
  const acts = planned(loading, year, app.get<Partnership>(PARTNERSHIP).id);
  const takeThem = (some: readonly Told[]): Promise<Loaded> => takeAll(some, app, lifted(kept), { houses, signal });
  const signIns = acts.filter(isOfSignIn);
  if (await isTaken(acts.at(-1), log)) {
    // A year that was loaded before people were invited to sign in.
    if (!(await isTaken(signIns.at(-1), log))) await takeThem(signIns);
    return;
  }
  say('Loading the demonstration year …');
  try {
    const { records, events } = await takeThem(acts);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`Loading the demonstration year … done: ${records} records, ${events} events in ${seconds} seconds`);
  } catch (error) {
    if (!(error instanceof KeyReused)) throw error;
    say('This database holds the demonstration year of another version. It is left as it is.');
    await takeThem(await ofRolesThere(signIns, log));
  }
}

/** Whoever is there in another version of the year may still sign in. */
async function ofRolesThere(signIns: readonly Told[], log: EventLog): Promise<readonly Told[]> {
  const there = await Promise.all(signIns.map(({ kind, id }) => log.readStream(streamOf(kind, id))));
  return signIns.filter((_, index) => (there[index] ?? []).length > 0);
}

/** The day of loading is that of the first event: days counted from it stay the same when a load is taken up again. */
async function begunOn({ agencies: [first] }: Demonstration, log: EventLog): Promise<string | undefined> {
  const [opening] = first ? await log.readStream(streamOf('agency', first.id)) : [];
  return opening && dateInLondon(opening.at);
}

const OF_SIGN_IN: ReadonlySet<string> = new Set(['InviteToSignIn', 'AcceptSignIn', 'ChangeSignInRole']);

const isOfSignIn = ({ command }: Told): boolean => typeof command !== 'function' && OF_SIGN_IN.has(command.type);

async function isTaken(last: Told | undefined, log: EventLog): Promise<boolean> {
  const history = last ? await log.readStream(streamOf(last.kind, last.id)) : [];
  return history.some(({ metadata }) => metadata.causationId === last?.commandId);
}

/** One after another, for the log is read in this order for ever. */
async function takeAll(acts: readonly Told[], app: House, log: EventLog, { houses, signal }: Among): Promise<Loaded> {
  const once = dispatchOf([app]);
  const dispatch: Dispatch = (...asked) => patiently(() => once(...asked), signal);
  const latest = new Map<string, Taken>();
  const referenceOf: ReferenceOf = (kind, record) => {
    const reference = latest.get(streamOf(kind, record))?.reference;
    if (reference === undefined) throw new Error(`${kind} ${record} is spoken of before it is there`);
    return reference;
  };
  for (const told of acts) {
    signal?.throwIfAborted();
    const taken = await take(told, referenceOf, dispatch);
    latest.set(streamOf(told.kind, told.record), taken);
    if (told.reacts) await patiently(() => letFollow(houses, log), signal);
  }
  const events = [...latest.values()].reduce((sum, { revision }) => sum + revision + 1, 0);
  return { records: latest.size, events };
}

interface Among {
  readonly houses: Houses;
  readonly signal: AbortSignal | undefined;
}

interface Loaded {
  readonly records: number;
  readonly events: number;
}

async function take(told: Told, referenceOf: ReferenceOf, dispatch: Dispatch): Promise<Taken> {
  const { kind: category, id, commandId, by, on: happenedOn, invented } = told;
  const command = typeof told.command === 'function' ? told.command(referenceOf) : told.command;
  const act: Act = { commandId, hash: fingerprint(command), by, happenedOn, imported: true, invented };
  try {
    return (await dispatch({ category, id, command }, act)) as Taken;
  } catch (error) {
    if (error instanceof KeyReused) throw error;
    throw new Error(`The demonstration’s ${category} ${told.record} refuses ${command.type} of ${happenedOn}`, {
      cause: error,
    });
  }
}

/** How long one act is tried again, in milliseconds: a disk may stand still for a while. */
const PATIENCE = 120_000;
/** The pause before it is, in milliseconds. */
const PAUSE = 250;

/** Nobody answered in time. What else is not now, a master key that is missing say, is not there a minute later either. */
const isLate = (error: unknown): boolean =>
  error instanceof LogUnavailable || error instanceof OutOfTime || gaveNoAnswer(error);

/** Where it cannot be done just now the same is done again: what was taken all the same is recognised. */
async function patiently<T>(step: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const until = new Deadline(PATIENCE);
  for (;;)
    try {
      return await step();
    } catch (error) {
      if (!isLate(error) || until.left === 0 || signal?.aborted) throw error;
      await pause(PAUSE);
    }
}

/** What follows by itself has to be there before the next act speaks of it. */
async function letFollow(houses: Houses, log: EventLog): Promise<void> {
  const [first] = houses;
  if (!first) return;
  for (const reaction of reactions)
    try {
      await react(reaction, log, first.get<DataSource>(ENGINE_ROWS), dispatchOf(houses));
    } catch (error) {
      // A projector beside us has taken the same step.
      if (!(error instanceof CheckpointMoved)) throw error;
    }
}
