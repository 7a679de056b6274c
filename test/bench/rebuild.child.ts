import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { PostgresEventLog, Rebuild, readerOf, retire, systemClock } from '#app/platform';
import { readStore } from '../../apps/projector/src/read-store';
import { lifted } from '../../apps/projector/src/slices';
import { stayLean } from '../../apps/trail/src/projections/lean';
import { heaviest } from './house';
import type { Rebuilt } from './rebuild';

const MIB = 2 ** 20;

/** As `trail rebuild` does it, in a process that does nothing else; the table of before is dropped outside the clock. */
async function main(url: string): Promise<void> {
  stayLean();
  const model = heaviest();
  const log = await PostgresEventLog.open({ connectionString: url, clock: systemClock });
  const db = await new DataSource({ ...readStore(url), poolSize: 4 }).initialize();
  const head = await log.head();
  const rebuild = new Rebuild(model, lifted(log), db);
  const start = performance.now();
  await rebuild.begin();
  let events = 0;
  await rebuild.fill(({ position }) => (events = Number(position) + 1), new AbortController().signal);
  const filled = performance.now();
  const { stoodStill } = await rebuild.finish(false);
  const end = performance.now();
  if (events !== Number(head) + 1) throw new Error(`Filled with ${events} of ${String(head + 1n)} events`);
  const rebuilt: Rebuilt = {
    perSecond: (events / (end - start)) * 1000,
    filledPerSecond: (events / (filled - start)) * 1000,
    stoodStill: stoodStill / 1000,
    peakMiB: (process.resourceUsage().maxRSS * 1024) / MIB,
  };
  process.stdout.write(JSON.stringify(rebuilt));
  await retire(readerOf(model), [readerOf(model)], db);
  await db.destroy();
  await log.close();
}

void main(process.argv[2] ?? '');
