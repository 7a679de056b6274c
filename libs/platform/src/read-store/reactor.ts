import type { DataSource, EntityManager } from 'typeorm';
import type { Consequence, Reaction, Recorded } from '#app/kernel';
import { type EventLog, START } from '../event-log/event-log';
import type { Act } from '../write/act';
import { derivedId, fingerprint } from '../write/derived-id';
import { CheckpointMoved, moveCheckpoint } from './checkpoint';
import { enterNew } from './enter';
import { park, sorted } from './parking';
import type { Reader, Step } from './reader';

/** Sends a command to the slice that owns its category, in the house of the partnership whose event has led to it. */
export type Dispatch = (consequence: Consequence, act: Act, partnership?: string) => Promise<unknown>;

export const reactionReader = ({ name }: Pick<Reaction, 'name'>): string => `reaction:${name}`;

export const isReactionReader = (reader: string): boolean => reader.startsWith(reactionReader({ name: '' }));

/**
 * Sends the commands that follow from the log. At least once: the checkpoint moves after the commands were taken, and a
 * command that comes twice is recognised by its id, which is derived from the causing event. A step ends after `within`
 * milliseconds with the event in hand.
 */
export function reactor(reaction: Reaction, db: DataSource, dispatch: Dispatch, within = Infinity): Reader {
  /** Answers with the first that was left. */
  const answerAll = async (events: readonly Recorded[], end = Infinity): Promise<Recorded | undefined> => {
    for (const [index, recorded] of events.entries()) {
      if (index > 0 && performance.now() > end) return recorded;
      await answer(reaction, recorded, dispatch);
    }
    return undefined;
  };
  return {
    name: reactionReader(reaction),
    categories: reaction.categories,
    parks: reaction.parks ?? false,
    table: null,
    // What lies before it was lived without it: to act on it now has to be asked for.
    entersAt: (log) => (reaction.from === 'start' ? Promise.resolve(START) : log.head()),
    take: async (step) => {
      await expectLed(step, db);
      const end = performance.now() + within;
      const { events, lease } = step;
      const { followers, others } = reaction.parks
        ? await sorted(lease.reader, events, db.manager)
        : { followers: [], others: events };
      const left = await answerAll(others, end);
      const taken = left ? before(left, step) : step;
      const passed = followers.filter(({ position }) => position <= taken.to);
      await db.transaction(async (rows) => {
        await moveCheckpoint(lease, taken, rows);
        await park(lease.reader, passed, null, rows);
      });
      return taken;
    },
    catchUpOn: async ({ events }) => {
      await answerAll(events);
    },
  };
}

/** The way to the event before one of those of a step. */
function before(left: Recorded, step: Step): Step {
  const events = step.events.filter(({ position }) => position < left.position);
  const time = events.reduce((latest, { at }) => (at > latest ? at : latest), step.since);
  const to = events.at(-1)?.position ?? step.from;
  return { ...step, to, time, rate: step.rateTo(to), events };
}

/** Enters those reactions that a database does not know yet, each where it is to begin. */
export async function enterReactions(
  reactions: readonly Reaction[],
  log: Pick<EventLog, 'head'>,
  db: EntityManager,
): Promise<void> {
  const dispatch: Dispatch = () => Promise.reject(new Error('Nothing is sent'));
  await enterNew(
    reactions.map((reaction) => reactor(reaction, db.dataSource, dispatch)),
    log,
    db,
  );
}

/** A leader that was overtaken finds out before it sends anything again. */
async function expectLed({ lease: { reader, epoch }, from }: Step, db: DataSource): Promise<void> {
  const led: unknown[] = await db.query(
    `SELECT FROM "checkpoint" WHERE "reader" = $1 AND "epoch" = $2 AND "position" = $3 AND "state" = 'running'`,
    [reader, String(epoch), String(from)],
  );
  if (led.length === 0) throw new CheckpointMoved(reader);
}

async function answer(reaction: Reaction, recorded: Recorded, dispatch: Dispatch): Promise<void> {
  const { happenedOn, correlationId, imported, invented, onBehalfOf, partnership } = recorded.metadata;
  for (const [index, consequence] of reaction.react(recorded).entries()) {
    const act = {
      commandId: derivedId(recorded.id, reaction.name, index),
      hash: fingerprint(consequence.command),
      by: { actor: 'system', onBehalfOf },
      knownById: true,
      happenedOn,
      correlationId,
      ...(imported && { imported }),
      ...(invented?.includes('happenedOn') && { invented: ['happenedOn'] }),
    };
    await dispatch(consequence, act, partnership);
  }
}
