import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '#app/kernel';
import { LogUnavailable, type NewEvent, PostgresEventLog, systemClock } from '#app/platform';

/** What the writers of a fault test say: a number to be added up. */
export type Counted = Message<'Counted' | 'Echoed', { n: number; of: string }>;

export const counted = (id: string, type: Counted['type'], data: Counted['data']): NewEvent => ({
  id,
  event: { type, data },
  schemaVersion: 1,
  metadata: {
    partnership: 'test',
    actor: 'test',
    onBehalfOf: { role: 'test' },
    causationId: id,
    correlationId: id,
    commandHash: '',
    happenedOn: '2026-11-22',
  },
});

type Opening = Partial<Pick<Parameters<typeof PostgresEventLog.open>[0], 'clock' | 'pooled'>>;

export const openLog = (connectionString: string, given: Opening = {}): Promise<PostgresEventLog> =>
  PostgresEventLog.open({ connectionString, clock: systemClock, connections: 3, ...given });

/** A server that is just coming back does not answer at once. */
export async function openLogInTime(url: string, given: Opening = {}): Promise<PostgresEventLog> {
  for (;;)
    try {
      return await openLog(url, given);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await pause(50);
    }
}
