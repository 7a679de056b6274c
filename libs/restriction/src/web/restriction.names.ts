import { dateInLondon, shortSpoken, timeInLondon } from '#app/calendar';
import { type Teller, asDate, wordsFor } from '#app/platform';
import type { Named, RestrictionEvent } from '../domain/restriction.events';

/** "20 Nov 2026, 14:05" of an ISO instant. */
export const instant = (at: string): string => `${shortSpoken(dateInLondon(at))}, ${timeInLondon(at)}`;

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

export const STATUSES = {
  standing: { word: 'Restricted', kind: 'waiting' },
  over: { word: 'Ended', kind: 'ended' },
  lifted: { word: 'Lifted', kind: 'ended' },
} as const;

const asNamed: Teller = (named: readonly Named[], names) => named.map(({ post }) => names.person(post));
const asInstant: Teller = (at: string) => instant(at);

/** How a restriction's events are told. Of the record nothing is told but its kind, which the title says. */
export const restrictionWords = wordsFor<RestrictionEvent>({
  RecordRestricted: {
    act: 'Restricted to named people',
    fields: { named: ['Who may see it', asNamed], until: ['Until', asDate] },
    why: 'reason',
  },
  RestrictionChanged: {
    act: 'Restriction changed',
    fields: {},
    changes: [
      { from: 'wasNamed', to: 'named', told: ['Who may see it', asNamed] },
      { from: 'wasUntil', to: 'until', told: ['Until', asDate] },
    ],
    why: 'reason',
  },
  RestrictionLifted: { act: 'Restriction lifted', fields: {}, why: 'reason' },
  RestrictedRecordOpened: {
    act: 'Restricted record opened without being named',
    fields: { until: ['Open until', asInstant] },
    why: 'reason',
  },
  RestrictedOpeningSeen: { act: 'Opening seen by the Independent Scrutineer', fields: { question: 'Question' } },
  RestrictedOpeningAnswered: { act: 'Question answered', fields: { answer: 'Answer' } },
});
