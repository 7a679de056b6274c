import { type Teller, asAgencies, asAgency, asDate, asOneOf, concernedWords, wordsFor } from '#app/platform';
import { isIsoDate, shortSpoken } from '#app/calendar';
import { type Narrative, wordsOf } from '#app/kernel';
import type { CriterionFound, PartnerView, ReferralEvent } from '../domain/referral.events';
import { CRITERIA, FINDINGS, HARM, PARTNERS, VIEWS, outcomeName } from './referral.names';

const because = (reason: Narrative | undefined): string => (reason ? `: ${wordsOf(reason)}` : '');

const asCriteria: Teller = (found: readonly CriterionFound[]) =>
  found.map(
    ({ criterion, finding, reason }) => `${CRITERIA[criterion]} – ${FINDINGS[finding].toLowerCase()}${because(reason)}`,
  );

const asViews: Teller = (views: readonly PartnerView[]) =>
  views.map(({ partner, view, reason }) => `${PARTNERS[partner]} – ${VIEWS[view].toLowerCase()}${because(reason)}`);

const asOutcome: Teller = (outcome: string) => outcomeName(outcome);
/** A value as its field has it: an agency or several by id, a word for harm, pseudonyms, a date, a narrative or words. */
const asRight: Teller = (value: string | readonly string[] | Narrative, names, on) => {
  if (typeof value === 'object' && 'sealed' in value) return wordsOf(value);
  if (typeof value !== 'string') return value.map((one) => names.agency(one, on));
  if (isIsoDate(value)) return shortSpoken(value);
  return (HARM as Readonly<Record<string, string>>)[value] ?? names.agency(value, on);
};

const asChildren: Teller = (children: readonly string[]) => children.join(', ');

/** How a referral's events are told. */
export const referralWords = wordsFor<ReferralEvent>({
  ReferralReceived: {
    act: 'Referral received',
    fields: {
      headline: 'Short title',
      from: ['Referred by', asAgency],
      role: 'Role of the person who referred',
      safeguardingLead: 'Safeguarding lead consulted',
      incidentOn: ['Incident on', asDate],
      awareOn: ['Council aware on', asDate],
      receivedOn: ['Received on', asDate],
      notifyBy: ['A notification would be due by', asDate],
      harm: ['Harm', asOneOf(HARM)],
      children: ['Children', asChildren],
      whatHappened: 'What happened',
      agencies: ['Agencies involved', asAgencies],
    },
    why: 'why',
  },
  InformationAsked: {
    act: 'Information asked for',
    fields: { agency: ['Of', asAgency], question: 'Question', dueOn: ['Answer due by', asDate] },
  },
  InformationGiven: { act: 'Information given', fields: { agency: ['By', asAgency], information: 'What was said' } },
  ReferralConsidered: { act: 'Considered', fields: { note: 'What was said' } },
  ReferralDecided: {
    decides: true,
    act: 'Decision recorded',
    fields: {
      outcome: ['Outcome', asOutcome],
      passedTo: 'Passed to',
      criteria: ['Criteria', asCriteria],
      views: ['Views of the safeguarding partners', asViews],
      informationConsidered: 'Information considered',
      decidedOn: ['Decided on', asDate],
      supersedesWhy: 'Why it replaces the earlier decision',
    },
    why: 'rationale',
  },
  ReceivingBodyAnswered: {
    act: 'The receiving body answered',
    fields: {
      body: 'Body',
      answer: ['Answer', asOneOf({ accepted: 'Taken on', 'not-accepted': 'Not taken on' })],
      words: 'In its words',
    },
  },
  ReflectionReturned: {
    act: 'Reflection returned',
    fields: {
      wentWell: 'What went well',
      didNotGoWell: 'What did not go well',
      differentlyNextTime: 'What could be done differently',
    },
  },
  ReferralClosed: { act: 'Closed', fields: { nothingFollows: 'Why nothing will follow' }, why: 'note' },
  ReferralEnteredInError: { act: 'Marked as entered in error', fields: {}, why: 'reason' },
  ReferralMarkedDuplicate: { act: 'Marked as a duplicate', fields: { ofReference: 'Of' }, why: 'reason' },
  ReferralCorrected: {
    act: 'Corrected',
    fields: { notifyBy: ['A notification would now be due by', asDate] },
    changes: [{ from: 'from', to: 'to', told: ['Value', asRight], label: 'label' }],
    why: 'reason',
  },
  ...concernedWords,
});
