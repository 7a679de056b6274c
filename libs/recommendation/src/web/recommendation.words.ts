import { type Narrative, wordsOf } from '#app/kernel';
import { type Target, isIsoDate, shortSpoken } from '#app/calendar';
import { type Teller, asDate, asFiles, asGroup, asOneOf, asYesNo, wordsFor } from '#app/platform';
import type { OtherWork, Owner, RecommendationEvent, Source } from '../domain/recommendation.events';
import { ASSURANCE_TYPES, BASES, SCOPES, ownerName, sourceLabel } from './recommendation.names';

const asOwner: Teller = (owner: Owner, names, on) =>
  owner.role === undefined ? ownerName(owner, names, on) : `${ownerName(owner, names, on)}, ${owner.role}`;
const asTarget: Teller = ({ label }: Target) => label;
const asSource: Teller = (source: Source) => sourceLabel(source);
const asWork: Teller = ({ words, reference }: OtherWork) =>
  reference === undefined ? words : `${words} (${reference})`;
const asReference: Teller = ({ reference }: { reference: string }) => reference;
const asThemes: Teller = (themes: readonly string[]) => themes.join(', ');
const asApproval: Teller = (asked: boolean) => (asked ? 'Asked' : undefined);
/** An agency's id is said by its name; any other value is nobody's id and stays as it is. */
const asCorrected: Teller = (value: string | Narrative, names) =>
  typeof value !== 'string' ? wordsOf(value) : isIsoDate(value) ? shortSpoken(value) : names.agency(value);

const owner = { owner: ['Owner', asOwner] } as const;
const evidence = {
  on: ['Given on', asDate],
  words: 'What it shows',
  files: ['Files', asFiles],
  link: 'Link',
} as const;

/** How a recommendation's events are told. */
export const recommendationWords = wordsFor<RecommendationEvent>({
  RecommendationMade: {
    act: 'Recommendation made',
    fields: {
      words: 'Words',
      source: ['From', asSource],
      scope: ['Scope', asOneOf(SCOPES)],
      themes: ['Themes', asThemes],
      monitor: ['Followed by', asGroup],
      executiveApproval: ['Approval of the Executive Group', asApproval],
      outcome: 'Expected outcome',
    },
  },
  RecommendationAgreed: {
    decides: true,
    act: 'Agreed',
    fields: { nextReview: ['Next review', asDate] },
    why: 'reason',
  },
  RecommendationNotAccepted: { decides: true, act: 'Not accepted', fields: {}, why: 'reason' },
  RecommendationApproved: { decides: true, act: 'Approved by the Executive Group', fields: { note: 'Note' } },
  ScopeNoteAdded: {
    decides: true,
    act: 'Scope note added',
    fields: {
      about: ['About', asOneOf({ scope: 'How far it reaches', condition: 'A condition in it' })],
      note: 'Note',
    },
    why: 'reason',
  },
  LineAssigned: {
    act: 'Line given to an owner',
    fields: { ...owner, target: ['Target', asTarget], counts: 'What evidence will count' },
  },
  OwnerNamed: { decides: true, act: 'Owner named', fields: owner },
  TargetChanged: {
    decides: true,
    act: 'Target changed',
    fields: { ...owner, first: ['First target', asTarget] },
    changes: [{ from: 'from', to: 'to', told: ['Target', asTarget] }],
    why: 'reason',
  },
  ProgressReported: {
    act: 'Progress reported',
    fields: {
      ...owner,
      on: ['On', asDate],
      text: 'What has been done',
      nextStep: 'Next step',
      files: ['Files', asFiles],
    },
  },
  WaitingRecorded: {
    act: 'Waiting on something',
    fields: { ...owner, what: 'What', whose: 'Whose', expected: ['Expected', asTarget] },
  },
  WaitingResolved: { act: 'Waiting over', fields: { ...owner, how: 'How' } },
  CarriedIntoOtherWork: {
    decides: true,
    act: 'Carried into other work',
    fields: {
      ...owner,
      into: ['Into', asWork],
      expected: ['Expected', asTarget],
      reviewOn: ['Looked at again on', asDate],
    },
    why: 'reason',
  },
  ResultBroughtBack: { act: 'Result brought back', fields: { ...owner, ...evidence } },
  AssuranceRequested: {
    act: 'Assurance asked for',
    fields: { ...owner, question: 'Question', due: ['Answer due by', asDate] },
  },
  AssuranceProvided: {
    act: 'Assurance provided',
    fields: { ...owner, role: 'In the role of', type: ['Kind', asOneOf(ASSURANCE_TYPES)], ...evidence },
  },
  AssuranceAccepted: { decides: true, act: 'Assurance accepted', fields: owner, why: 'reason' },
  AssuranceReturned: {
    decides: true,
    act: 'Assurance returned',
    fields: { ...owner, due: ['More due by', asDate] },
    why: 'reason',
  },
  ProductDelivered: { act: 'Product delivered', fields: { ...owner, title: 'What', ...evidence } },
  LineNotApplicable: { decides: true, act: 'Does not apply to an owner', fields: owner, why: 'reason' },
  LineWithdrawn: { decides: true, act: 'Line withdrawn', fields: owner, why: 'reason' },
  LineHandedOver: {
    decides: true,
    act: 'Line handed over',
    fields: { owner: ['From', asOwner], successor: ['To', asOwner] },
    why: 'reason',
  },
  LineCompleted: {
    decides: true,
    act: 'Line closed',
    fields: { ...owner, basis: ['Because', asOneOf(BASES)] },
    why: 'reason',
  },
  LineReopened: { decides: true, act: 'Line reopened', fields: owner, why: 'reason' },
  RecommendationCompleted: {
    decides: true,
    act: 'Complete',
    fields: { basis: ['Because', asOneOf(BASES)], productOnly: ['By products alone', asYesNo] },
    why: 'reason',
  },
  EmbeddingChecked: {
    decides: true,
    act: 'Checked whether the change has held',
    fields: { method: 'How', result: 'Result', before: 'Before', after: 'After', embedded: ['It has held', asYesNo] },
  },
  RecommendationReopened: { decides: true, act: 'Reopened', fields: {} },
  RecommendationWithdrawn: { decides: true, act: 'Withdrawn', fields: {}, why: 'reason' },
  RecommendationSuperseded: {
    decides: true,
    act: 'Superseded by another',
    fields: { by: ['By', asReference] },
    why: 'reason',
  },
  RecommendationReviewed: {
    act: 'Reviewed at a meeting',
    fields: { note: 'What the group said', nextReview: ['Next review', asDate] },
  },
  RecommendationEscalated: { act: 'Escalated', fields: { to: ['To', asGroup] }, why: 'reason' },
  EscalationAnswered: {
    decides: true,
    act: 'Escalation answered',
    fields: { group: ['By', asGroup], decision: 'What was decided' },
  },
  ScrutinyCommentAdded: {
    act: 'Independent scrutiny',
    fields: { kind: ['Kind', asOneOf({ question: 'Question', view: 'View' })], comment: 'Words' },
  },
  RecommendationCorrected: {
    act: 'Corrected',
    fields: { label: 'What was wrong' },
    changes: [{ from: 'from', to: 'to', told: ['Value', asCorrected] }],
    why: 'reason',
  },
  RecommendationEnteredInError: { act: 'Marked as entered in error', fields: {}, why: 'reason' },
});
