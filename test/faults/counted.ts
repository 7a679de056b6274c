import type { Message } from '#app/kernel';
import { type NewEvent, PostgresEventLog, systemClock } from '#app/platform';

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

export const openLog = (
  connectionString: string,
  options: { readonly pooled?: boolean } = {},
): Promise<PostgresEventLog> =>
  PostgresEventLog.open({ connectionString, clock: systemClock, connections: 3, ...options });
