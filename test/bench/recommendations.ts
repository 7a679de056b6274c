import { randomUUID } from 'node:crypto';
import { type Metadata, type Narrative, narrative } from '#app/kernel';
import type { EventLog } from '#app/platform';
import type { Owner, RecommendationEvent } from '../../libs/recommendation/src/domain/recommendation.events';

/** Who did it, and why: some 240 bytes, as an event of ours has. */
export const metadata: Metadata = {
  partnership: 'isle-of-wight',
  actor: 'partnership-team',
  onBehalfOf: { role: 'partnership-team' },
  causationId: randomUUID(),
  correlationId: randomUUID(),
  commandHash: '',
  happenedOn: '2026-03-02',
};

/** As many as a recommendation has, of its two owners, from its making to its last report of progress. */
export const EVENTS_EACH = 10;

const AGENCIES = ['constabulary', 'council', 'hospital-trust', 'integrated-care-board', 'probation'];
const THEMES = ['information sharing', 'neglect', 'voice of the child', 'thresholds', 'supervision'];

const MINUTE = 60_000;

/** When the n-th is made: one every five minutes, after all that the demonstration has. */
export const madeAt = (number: number): Date => new Date(Date.parse('2026-11-21T00:00:00.000Z') + number * 5 * MINUTE);

/** The life of one recommendation: made, given to two owners, agreed, then reports of progress, in turn. */
export function lifeOf(id: string, length: number, number = 1, madeOn = '2026-03-02'): readonly RecommendationEvent[] {
  const owners = [0, 1].map((n): Owner => ({ kind: 'agency', id: AGENCIES[(number + n) % AGENCIES.length] ?? '' }));
  const words = (text: string): Narrative => narrative(text);
  const opening: RecommendationEvent[] = [
    {
      type: 'RecommendationMade',
      data: {
        reference: `REC-2025-26-${String(number).padStart(3, '0')}`,
        words: `Agencies to show that what was learned in review ${number} has reached practice`,
        source: { kind: 'audit', id, reference: `AUD-${number}`, title: 'An audit for the benchmark' },
        scope: 'multi-agency',
        themes: [THEMES[number % THEMES.length] ?? ''],
        monitor: 'learning-inquiry-group',
        executiveApproval: false,
        madeOn,
      },
    },
    ...owners.map((owner, n): RecommendationEvent => ({ type: 'LineAssigned', data: { lineId: `l${n}`, owner } })),
    { type: 'RecommendationAgreed', data: { nextReview: '2026-06-01' } },
  ];
  const progress = Array.from({ length: Math.max(0, length - opening.length) }, (_, n): RecommendationEvent => {
    const owner = owners[n % owners.length] as Owner;
    const text = words('Briefings were held with all teams, and the guidance was put in front of every new starter.');
    return {
      type: 'ProgressReported',
      data: { lineId: `l${n % owners.length}`, owner, text, on: '2026-03-02', files: [] },
    };
  });
  return [...opening, ...progress].slice(0, length);
}

/**
 * Adds recommendations until the log has grown by so many events, some at once. Where `begins` is given, they are made one after
 * another over the years, and it is told when each is, before it is added. Answers their ids.
 */
export async function fill(
  log: EventLog,
  events: number,
  from = 0,
  begins?: (at: Date) => void,
): Promise<readonly string[]> {
  const count = Math.ceil(events / EVENTS_EACH);
  const ids = Array.from({ length: count }, () => randomUUID());
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < count) {
      const number = next++;
      const id = ids[number] ?? '';
      const at = madeAt(from + number);
      begins?.(at);
      const madeOn = begins ? at.toISOString().slice(0, 10) : metadata.happenedOn;
      const life = lifeOf(id, EVENTS_EACH, from + number, madeOn);
      await log.append(
        `recommendation-${id}`,
        'none',
        life.map((event) => ({
          id: randomUUID(),
          event,
          schemaVersion: 1,
          // The day by which lists are in order.
          metadata: { ...metadata, happenedOn: madeOn },
        })),
        { within: 60_000 },
      );
    }
  };
  await Promise.all(Array.from({ length: 64 }, writer));
  return ids;
}
