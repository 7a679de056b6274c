import { Writable } from 'node:stream';
import { PostgresEventLog, type Stored, derivedId, migrateLog, systemClock } from '#app/platform';
import { logTask } from '../apps/trail/src/log/log';
import { type Ended, Program } from './crash.system';
import { freshDatabaseAsBoth } from './postgres';

const metadata = {
  partnership: 'isle-of-wight',
  actor: 'partnership-team',
  onBehalfOf: { role: 'partnership-team', group: 'learning-inquiry-group' },
  causationId: 'c',
  correlationId: 'c',
  commandHash: 'h',
  happenedOn: '2025-03-04',
};

const noted = (n: number, words = `Note ${n}: café, 🙂, "quoted"\n`) => ({
  id: derivedId('note', n),
  event: { type: n % 2 === 0 ? 'Noted' : 'Asked', data: { words: { sealed: false, text: words } } },
  schemaVersion: 1,
  metadata,
});

/** A log of its own with so many events in three records. */
export async function logOf(events: number): Promise<{ url: string; superuserUrl: string }> {
  const { url, superuserUrl } = await freshDatabaseAsBoth();
  await migrateLog(url);
  await appendTo(url, events);
  return { url, superuserUrl };
}

export async function appendTo(url: string, events: number, first = 0): Promise<void> {
  const log = await PostgresEventLog.open({ connectionString: url, clock: systemClock, connections: 1 });
  for (let n = first; n < first + events; n++)
    await log.append(`${n % 3 === 0 ? 'audit' : 'referral'}-${n % 3}`, 'any', [noted(n)]);
  await log.close();
}

export async function storedIn(url: string): Promise<readonly Stored[]> {
  const log = await PostgresEventLog.open({ connectionString: url, clock: systemClock, connections: 1 });
  try {
    return await log.readStored(-1n, 1_000);
  } finally {
    await log.close();
  }
}

/** The command as a process of its own. */
export const begin = (url: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Program =>
  new Program('trail/src/main.js', ['log', ...args], { DATABASE_URL: url, ...env });

/** The same in this process, which takes no time to start. */
export async function trail(url: string, ...args: readonly string[]): Promise<Ended> {
  return trailWith({ DATABASE_URL: url }, ...args);
}

export async function trailWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  const written: string[] = [];
  const taking = () =>
    new Writable({
      decodeStrings: false,
      write: (chunk, _, done) => {
        written.push(String(chunk));
        done();
      },
    });
  const code = await logTask(args, { env, out: taking(), err: taking() });
  return { code, said: written.join('') };
}
