import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Reaction } from '#app/kernel';
import type { EventLog } from '../event-log/event-log';
import { CheckpointMoved } from './checkpoint';
import { CheckpointLost, enterNew } from './enter';
import { Leases } from './lease';
import { read, readAhead } from './pass';
import { type ReadModel, modelReader } from './read-model';
import type { Reader } from './reader';
import { type Dispatch, reactor } from './reactor';
import { type Piece, Runner } from './runner';

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
    for (let ahead: Promise<Piece> | undefined; ;) {
      const piece = await (ahead ?? read([runner], { log, db }));
      if (piece.upTo === runner.position) return runner.position;
      ahead = readAhead(runner, piece, { log, db });
      const step = runner.stepOver(piece);
      await reader.take(step);
      runner.arrived(piece, step);
    }
  } finally {
    await leases.signOff();
  }
}
