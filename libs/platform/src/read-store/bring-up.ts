import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Reaction } from '#app/kernel';
import type { EventLog } from '../event-log/event-log';
import { Ahead } from './ahead';
import { CheckpointMoved } from './checkpoint';
import { CheckpointLost, enterNew } from './enter';
import { Leases } from './lease';
import { type ReadModel, modelReader } from './read-model';
import type { Reader } from './reader';
import { type Dispatch, reactor } from './reactor';
import { Runner } from './runner';

type Log = Pick<EventLog, 'head' | 'readAll'>;

/** Brings one read model to the end of the log, here and now, and answers with the position reached. */
export const catchUp = (model: ReadModel, log: Log, db: DataSource): Promise<bigint> =>
  bringUp(modelReader(model, db), log, db);

/** The same for a reaction. */
export const react = (reaction: Reaction, log: Log, db: DataSource, dispatch: Dispatch): Promise<bigint> =>
  bringUp(reactor(reaction, db, dispatch), log, db);

/** Takes the lead of one reader, and throws what stands in its way. */
async function bringUp(reader: Reader, log: Log, db: DataSource): Promise<bigint> {
  const lost = await enterNew([reader], log, db.manager);
  if (lost.has(reader.name)) throw new CheckpointLost(reader.name);
  const leases = new Leases(db, randomUUID(), [reader.name]);
  const runner = new Runner(reader, db.manager, () => undefined);
  try {
    const [held] = await leases.takeOver();
    if (!held) throw new CheckpointMoved(reader.name);
    runner.lead(held);
    const ahead = new Ahead(runner, { log, db });
    for (;;) {
      const ready = await ahead.ready();
      if (ready.step.to === runner.position) return runner.position;
      await ahead.take(ready);
      runner.arrived(ready.piece, ready.step);
    }
  } finally {
    await leases.signOff();
  }
}
