import type { DataSource } from 'typeorm';
import type { Consequence, Reaction, Recorded } from '#app/kernel';
import { type EventLog, categoryOf } from '../event-log/event-log';
import type { Act } from '../write/act';
import { derivedId, fingerprint } from '../write/derived-id';
import { moveCheckpoint, reached } from './checkpoint';

const BATCH = 100;

/** Sends a command to the slice that owns its category. */
export type Dispatch = (consequence: Consequence, act: Act) => Promise<unknown>;

export const reactionReader = (reaction: Reaction): string => `reaction:${reaction.name}`;

/**
 * Runs a reaction over what the log holds. At least once: the checkpoint moves after the commands were taken, and a
 * command that comes twice is recognised by its id, which is derived from the causing event.
 */
export async function react(
  reaction: Reaction,
  log: Pick<EventLog, 'readAll'>,
  db: DataSource,
  dispatch: Dispatch,
): Promise<bigint> {
  const reader = reactionReader(reaction);
  for (let position = await reached(reader, db.manager); ;) {
    const batch = await log.readAll(position, BATCH);
    const last = batch.at(-1);
    if (!last) return position;
    for (const recorded of batch) await answer(reaction, recorded, dispatch);
    await moveCheckpoint(reader, position, last.position, db.manager);
    position = last.position;
  }
}

async function answer(reaction: Reaction, recorded: Recorded, dispatch: Dispatch): Promise<void> {
  if (!reaction.categories.includes(categoryOf(recorded.stream))) return;
  const { happenedOn, correlationId, imported, invented, onBehalfOf } = recorded.metadata;
  for (const [index, consequence] of reaction.react(recorded).entries())
    await dispatch(consequence, {
      commandId: derivedId(recorded.id, reaction.name, index),
      hash: fingerprint(consequence.command),
      by: { actor: 'system', onBehalfOf },
      happenedOn,
      correlationId,
      ...(imported && { imported }),
      ...(invented?.includes('happenedOn') && { invented: ['happenedOn'] }),
    });
}
