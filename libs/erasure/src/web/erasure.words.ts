import { type RecordSpokenOf, type SpokenOf } from '#app/concerned';
import { type Teller, asDate, asOneOf, wordsFor } from '#app/platform';
import type { DataRequestEvent, FileSpokenOf, HoldSpokenOf, Report } from '../domain/data-request.events';
import type { HeldOn, HoldEvent } from '../domain/hold';
import type { Period, RetentionEvent } from '../domain/retention';
import { ASKED, ASKERS, BASES, CLASSES, ENDINGS, ENDS, HOLDS, OUTCOMES, TRIGGERS, inYears } from './erasure.names';

/** Whom is meant, and where: a child who was taken off may have been called what another is called there now. */
export const spokenOf = ({ pseudonym, record: { reference }, takenOff }: SpokenOf): string =>
  [pseudonym, reference, ...(takenOff ? ['no longer named on the record'] : [])].join(', ');

const asPerson: Teller = (person: SpokenOf) => spokenOf(person);
const asPeople: Teller = (people: readonly SpokenOf[]) => (people.length === 0 ? undefined : people.map(spokenOf));
const asRecord: Teller = ({ reference }: RecordSpokenOf) => reference;
/** By the record that they stand on: a file's name may tell who somebody is. */
const asFilesOf: Teller = (files: readonly FileSpokenOf[]) =>
  files.length === 0 ? undefined : files.map(({ record: { reference } }) => `A file on ${reference}`);
const asHolds: Teller = (holds: readonly HoldSpokenOf[]) =>
  holds.map(({ reference, authority }) => `${reference}: ${authority}`);
const asHeldOn: Teller = (on: HeldOn) => ('person' in on ? spokenOf(on.person) : on.record.reference);
const asYears: Teller = (years: number) => inYears(years);
const asPeriod: Teller = ({ years, trigger, authority }: Period) =>
  `${inYears(years)}, from ${TRIGGERS[trigger].toLowerCase()} (${authority})`;

/** What was reached, in sentences. */
export const reached = ({ keys, before, details, files, keptForms }: Report): readonly string[] => [
  `${keys} ${keys === 1 ? 'key' : 'keys'} destroyed`,
  ...(before > 0 ? [`${before} ${before === 1 ? 'person' : 'people'} had none any more`] : []),
  `${details} sealed ${details === 1 ? 'detail' : 'details'} that nothing opens any more`,
  `${files} evidence ${files === 1 ? 'file' : 'files'} destroyed`,
  `${keptForms} typed and unsent ${keptForms === 1 ? 'form' : 'forms'} dropped`,
];

const asReport: Teller = (report: Report) => reached(report);

const aboutData = { people: ['Whose details', asPeople] } as const;

export const dataRequestWords = wordsFor<DataRequestEvent>({
  DataRequestReceived: {
    act: 'Request about somebody’s data received',
    fields: {
      asked: ['What is asked', asOneOf(ASKED)],
      person: ['Whose details', asPerson],
      asker: ['Who asks', asOneOf(ASKERS)],
      receivedOn: ['Came in on', asDate],
      said: 'What they ask',
      answerBy: ['To be answered by', asDate],
    },
  },
  RetentionReviewBegun: {
    act: 'Review before destruction begun',
    fields: {
      record: ['Record', asRecord],
      people: ['Whose details', asPeople],
      keptUntil: ['To be kept until', asDate],
      authority: 'By whose rule',
    },
  },
  AnswerExtended: {
    act: 'Time to answer extended',
    fields: {},
    changes: [{ from: 'was', to: 'answerBy', told: ['To be answered by', asDate] }],
    why: 'reason',
  },
  DataRequestDecided: {
    act: 'Decision recorded',
    fields: {
      outcome: ['Decision', asOneOf(OUTCOMES)],
      ground: ['Ground', asOneOf(BASES)],
      exemption: ['Why details stay', asOneOf(BASES)],
      people: ['Whose details', asPeople],
      files: ['Evidence files', asFilesOf],
      keepUntil: ['Keep until', asDate],
      decidedOn: ['Decided on', asDate],
    },
    why: 'reasons',
  },
  DecisionSentBack: { act: 'Decision sent back', fields: {}, why: 'reason' },
  DecisionApproved: {
    act: 'Decision approved by a second person',
    fields: {
      outcome: ['Decision', asOneOf(OUTCOMES)],
      people: ['Whose details', asPeople],
      files: ['Evidence files', asFilesOf],
      keepUntil: ['Keep until', asDate],
      note: 'Note',
    },
  },
  PeopleErased: { act: 'Details erased', fields: { ...aboutData, report: ['What was reached', asReport] } },
  ErasureHeldUp: { act: 'Erasure held up', fields: { holds: ['By', asHolds] } },
  ProcessingRestricted: { act: 'Details restricted: kept, and opened for nobody', fields: aboutData },
  ProcessingRestrictionLifted: {
    act: 'Restriction lifted',
    fields: { ...aboutData, toldOn: ['They were told on', asDate] },
    why: 'reason',
  },
  AskerAnswered: { act: 'Who asked was told', fields: { answeredOn: ['On', asDate], how: 'How' } },
  DataRequestEnded: { act: 'Ended', fields: { why: ['Why', asOneOf(ENDINGS)] }, why: 'reason' },
});

export const holdWords = wordsFor<HoldEvent>({
  HoldSet: {
    act: 'Hold recorded',
    fields: {
      kind: ['Asked by', asOneOf(HOLDS)],
      authority: 'Which one',
      on: ['What is kept', asHeldOn],
      from: ['From', asDate],
    },
    why: 'reason',
  },
  HoldLifted: { act: 'Hold lifted', fields: { liftedOn: ['From', asDate] }, why: 'reason' },
});

const period = {
  follows: ['When the time is over', asOneOf(ENDS)],
  years: ['Kept for', asYears],
  trigger: ['Counted from', asOneOf(TRIGGERS)],
  authority: 'By whose rule',
} as const;

export const retentionWords = wordsFor<RetentionEvent>({
  RetentionPeriodSet: { act: 'Time to keep set', fields: { of: ['What is kept', asOneOf(CLASSES)], ...period } },
  RetentionPeriodChanged: {
    act: 'Time to keep changed',
    fields: { ...period, was: ['Was', asPeriod] },
    why: 'reason',
  },
});
