import type { Asked, Asker, Outcome } from '../domain/data-request.events';
import type { DataRequestStatus } from '../domain/data-request.state';
import type { HoldKind } from '../domain/hold';
import { EXEMPTIONS, GROUNDS, RESTRICTION_GROUNDS } from '../read/data-request.row';
import type { RecordClass, RetentionEnd, RetentionTrigger } from '../domain/retention';
import { ASKED } from '../read/data-request.projection';
import { CLASSES } from '../read/retention.projection';

export { ASKED, CLASSES };

interface Status {
  readonly word: string;
  readonly kind: string;
}

/** What pages call it. */
export const ASKERS: Readonly<Record<Asker, string>> = {
  themselves: 'The person themselves',
  parent: 'A parent or carer for a child',
  representative: 'Somebody who acts for them, such as a solicitor',
  other: 'Somebody else',
};

export const STATES: Readonly<Record<Exclude<DataRequestStatus, 'unknown'>, Status>> = {
  open: { word: 'To be decided', kind: 'open' },
  decided: { word: 'Waits for a second person', kind: 'waiting' },
  held: { word: 'Held up', kind: 'late' },
  approved: { word: 'Being carried out', kind: 'waiting' },
  erased: { word: 'Erased', kind: 'done' },
  restricted: { word: 'Restricted', kind: 'open' },
  lifted: { word: 'Restriction lifted', kind: 'done' },
  refused: { word: 'Refused', kind: 'done' },
  kept: { word: 'Kept on', kind: 'done' },
  ended: { word: 'Ended', kind: 'closed' },
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  granted: 'Granted',
  'in-part': 'Granted in part',
  refused: 'Refused',
  destroy: 'Destroy who it is about',
  keep: 'Keep on',
};

export const BASES: Readonly<Record<string, string>> = { ...GROUNDS, ...RESTRICTION_GROUNDS, ...EXEMPTIONS };

export const WAYS = {
  letter: 'By letter',
  'secure-mail': 'By secure e-mail',
  meeting: 'In person',
  telephone: 'By telephone',
};

export const ENDINGS = { withdrawn: 'Who asked has withdrawn it', error: 'It was recorded by mistake' } as const;

export const HOLDS: Readonly<Record<HoldKind, string>> = {
  court: 'A court',
  coroner: 'A coroner',
  inquiry: 'A public inquiry',
  police: 'The police',
};

export const HOLD_STATES: Readonly<Record<'standing' | 'lifted', Status>> = {
  standing: { word: 'Stands', kind: 'open' },
  lifted: { word: 'Lifted', kind: 'done' },
};

export const TRIGGERS: Readonly<Record<RetentionTrigger, string>> = {
  opened: 'The day on which the record was opened',
  'last-entry': 'The day of the last entry in the record',
};

export const ENDS: Readonly<Record<RetentionEnd, string>> = {
  review: 'Reviewed, then kept on or destroyed',
  kept: 'Kept for good: nobody is named there',
};

/** "30 years" */
export const inYears = (years: number | null | undefined): string =>
  years === null || years === undefined ? 'For good' : `${years} ${years === 1 ? 'year' : 'years'}`;

/** The page of a record of these kinds. */
const PATHS: Readonly<Record<string, string>> = {
  referral: 'referrals',
  rapidReview: 'rapid-reviews',
  learningEvent: 'learning-events',
  audit: 'audits',
  recommendation: 'recommendations',
};

export const pageOfRecord = ({ category, id }: { readonly category: string; readonly id: string }): string =>
  `/${PATHS[category] ?? category}/${id}`;

export const classOf = (category: string): string => CLASSES[category as RecordClass];

export const askedName = (asked: Asked): string => ASKED[asked];
