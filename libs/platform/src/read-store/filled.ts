import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { START } from '../event-log/event-log';
import { type ReadModel, readerOf } from './read-model';

const LOOK_MS = 250;
const SAY_MS = 10_000;

/**
 * Waits until no read model has a table that is still being filled, and says now and then which ones have: after an update
 * the table of a new version is empty at first, and a page that shows half of the records would be taken for all of them.
 * How far the version before has read is what people have seen already; so far the new one reads before it is shown.
 */
export async function untilFilled(
  models: readonly ReadModel[],
  db: Pick<DataSource, 'query'>,
  said: (unfilled: readonly string[]) => void,
): Promise<void> {
  const goals = goalsOf(models.map(readerOf), await positions(db));
  let saidAt = -Infinity;
  for (;;) {
    const reached = await positions(db);
    const unfilled = [...goals].filter(([reader, goal]) => (reached.get(reader) ?? START) < goal);
    if (unfilled.length === 0) return;
    if (performance.now() > saidAt + SAY_MS) {
      said(unfilled.map(([reader]) => reader));
      saidAt = performance.now();
    }
    await setTimeout(LOOK_MS);
  }
}

type Positions = ReadonlyMap<string, bigint>;

async function positions(db: Pick<DataSource, 'query'>): Promise<Positions> {
  const rows = await db.query<{ reader: string; position: string }[]>('SELECT "reader", "position" FROM "checkpoint"');
  return new Map(rows.map(({ reader, position }) => [reader, BigInt(position)]));
}

/** Reader → how far it has to come: as far as another version; where there was none and it has not begun, as far as anyone. */
function goalsOf(readers: readonly string[], reached: Positions): Positions {
  const all = [...reached];
  return new Map(
    readers.map((reader) => {
      const own = reached.get(reader) ?? START;
      const others = all.filter(([other]) => other !== reader && nameOf(other) === nameOf(reader));
      const shown = others.length > 0 || own > START ? others : all;
      return [reader, shown.reduce((most, [, position]) => (position > most ? position : most), START)];
    }),
  );
}

/** Without its version. */
const nameOf = (reader: string): string => reader.replace(/-\d+$/, '');
