import type { EntityManager } from 'typeorm';
import { START } from '../event-log/event-log';
import { CheckpointRow } from './checkpoint.row';

/** Another engine has moved this reader's checkpoint meanwhile; nothing was written. */
export class CheckpointMoved extends Error {
  constructor(readonly reader: string) {
    super(`${reader} is led by another engine`);
    this.name = 'CheckpointMoved';
  }
}

/** How far a reader has come; a new one is entered at the start of the log. */
export async function reached(reader: string, db: EntityManager): Promise<bigint> {
  const start = { reader, position: String(START) };
  await db.createQueryBuilder().insert().into(CheckpointRow).values(start).orIgnore().execute();
  const { position } = await db.findOneByOrFail(CheckpointRow, { reader });
  return BigInt(position);
}

/** Compare and set; first in the transaction, so that a rival waits here and then finds that it has lost. */
export async function moveCheckpoint(reader: string, from: bigint, to: bigint, db: EntityManager): Promise<void> {
  const expected = { reader, position: String(from) };
  const { affected } = await db.update(CheckpointRow, expected, { position: String(to) });
  if (affected !== 1) throw new CheckpointMoved(reader);
}
