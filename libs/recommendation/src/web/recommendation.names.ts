import type { Names } from '#app/platform';
import type { LineState } from '../domain/line.state';
import type { AssuranceType, Basis, Correctable, Owner, Scope, Source } from '../domain/recommendation.events';
import type { Standing } from '../domain/recommendation.state';

interface Status {
  readonly word: string;
  readonly kind: string;
}

/** Where a whole recommendation stands, in words and with the shape of its mark. */
export const STANDINGS: Readonly<Record<Standing, Status>> = {
  proposed: { word: 'Proposed', kind: 'open' },
  'not-accepted': { word: 'Not accepted', kind: 'ended' },
  'awaiting-approval': { word: 'Awaiting approval', kind: 'waiting' },
  unowned: { word: 'Waiting for an owner', kind: 'waiting' },
  'in-progress': { word: 'In progress', kind: 'going' },
  waiting: { word: 'Waiting on something', kind: 'waiting' },
  carried: { word: 'Carried into other work', kind: 'carried' },
  'assurance-asked': { word: 'Assurance asked', kind: 'waiting' },
  'assurance-returned': { word: 'Assurance returned', kind: 'returned' },
  'assurance-to-review': { word: 'Assurance to review', kind: 'waiting' },
  'product-delivered': { word: 'Product delivered', kind: 'going' },
  'partly-done': { word: 'Partly done', kind: 'going' },
  'ready-to-complete': { word: 'Ready to complete', kind: 'going' },
  complete: { word: 'Complete', kind: 'done' },
  embedded: { word: 'Embedded', kind: 'done' },
  withdrawn: { word: 'Withdrawn', kind: 'ended' },
  superseded: { word: 'Superseded', kind: 'ended' },
  'entered-in-error': { word: 'Entered in error', kind: 'ended' },
};

export const LINE_STATES: Readonly<Record<LineState, Status>> = {
  unowned: { word: 'Waiting for an owner', kind: 'waiting' },
  'in-progress': { word: 'In progress', kind: 'going' },
  waiting: { word: 'Waiting on something', kind: 'waiting' },
  carried: { word: 'Carried into other work', kind: 'carried' },
  'assurance-asked': { word: 'Assurance asked', kind: 'waiting' },
  'assurance-given': { word: 'Assurance to review', kind: 'waiting' },
  'assurance-returned': { word: 'Assurance returned', kind: 'returned' },
  'product-delivered': { word: 'Product delivered', kind: 'going' },
  assured: { word: 'Assured', kind: 'done' },
  complete: { word: 'Complete', kind: 'done' },
  'not-applicable': { word: 'Does not apply', kind: 'ended' },
  withdrawn: { word: 'Withdrawn', kind: 'ended' },
  'handed-over': { word: 'Handed over', kind: 'ended' },
};

export const SCOPES: Readonly<Record<Scope, string>> = {
  'multi-agency': 'Multi-agency',
  'single-agency': 'Single agency',
  national: 'National, to benchmark here',
  'local-additional': 'Local, in addition to a national one',
};

export const BASES: Readonly<Record<Basis, string>> = {
  'assurance-accepted': 'Assurance was accepted',
  'product-delivered': 'A product was delivered',
  'result-seen': 'It was done in other work, and its result was seen',
};

export const ASSURANCE_TYPES: Readonly<Record<AssuranceType, string>> = {
  statement: 'Statement',
  document: 'Document',
  'audit-result': 'Audit result',
  data: 'Data',
  'training-record': 'Training record',
  product: 'Product',
};

export const SOURCES: Readonly<Record<Source['kind'], { readonly word: string; readonly path?: string }>> = {
  referral: { word: 'Referral', path: 'referrals' },
  rapidReview: { word: 'Rapid review', path: 'rapid-reviews' },
  learningEvent: { word: 'Local learning event', path: 'learning-events' },
  audit: { word: 'Multi-agency audit', path: 'audits' },
  other: { word: 'Other learning' },
};

/** What may be corrected of the whole, and of one line. */
export const CORRECTABLE = {
  scope: 'Scope',
  themes: 'Themes',
  outcome: 'Expected outcome',
  'source-reference': 'Reference of the source',
  'source-title': 'Title of the source',
  'source-on': 'Date of the source',
  'check-method': 'How the last check was made',
  'check-result': 'What the last check found',
  'check-before': 'Measure before, in the last check',
  'check-after': 'Measure after, in the last check',
} as const satisfies Partial<Record<Correctable, string>>;

export const CORRECTABLE_ON_LINE = {
  owner: 'Agency that owns it',
  role: 'Role that answers for it',
  counts: 'What evidence will count',
  progress: 'Words of the last progress report',
  'progress-on': 'Date of the last progress report',
  'evidence-on': 'Date of the last evidence',
  'evidence-role': 'Role of who gave the last evidence',
} as const satisfies Partial<Record<Correctable, string>>;

/** As it was called on a date, where one is given. */
export function ownerName({ kind, id = '' }: Owner, names: Names, on?: string): string {
  if (kind === 'agency') return names.agency(id, on);
  if (kind === 'group') return names.group(id);
  return kind === 'team' ? 'Partnership Team' : 'Owner not yet named';
}

/** "REF-2024-25-003, Injuries to an infant" */
export const sourceLabel = ({ kind, reference, title }: Source): string =>
  [`${SOURCES[kind].word}${reference === '' ? '' : ` ${reference}`}`, title].filter((part) => part !== '').join(': ');

export function sourceHref({ kind, id }: Source): string | undefined {
  const { path } = SOURCES[kind];
  return id === '' || path === undefined ? undefined : `/${path}/${id}`;
}
