import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openLog } from './counted';
import { engineOn, openRows } from './tally';
import { tell } from './tell';

const url = process.argv[3] ?? '';
const leaseMs = Number(process.argv[4] ?? 400);

/** Follows the log with the rest of them, and tells now and then how far it has come. */
async function main(): Promise<void> {
  const [log, db] = await opened();
  const engine = engineOn(
    log,
    db,
    (reader, error) => {
      tell(`trouble ${reader}: ${error instanceof Error ? error.message : String(error)}`);
    },
    leaseMs,
  );
  engine.follow();
  for (;;) {
    const readers = engine.health().map(({ reader, position }) => `${reader}=${position.toString()}`);
    tell(`at ${readers.join(' ')}`);
    await pause(100);
  }
}

/** A server that is just coming back does not answer at once. */
async function opened(): Promise<[Awaited<ReturnType<typeof openLog>>, DataSource]> {
  for (;;)
    try {
      return [await openLog(url), await openRows(url)];
    } catch {
      await pause(50);
    }
}

void main();
