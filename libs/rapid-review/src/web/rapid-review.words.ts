import { shortSpoken } from '#app/calendar';
import { type Narrative, wordsOf } from '#app/kernel';
import {
  type Teller,
  asAgencies,
  asAgency,
  asCorrected,
  asDate,
  asOneOf,
  asYesNo,
  concernedWords,
  wordsFor,
} from '#app/platform';
import type { Deadline, Found, PartnerView, RapidReviewEvent } from '../domain/rapid-review.events';
import { CLOCK_NAMES } from './clocks';
import {
  ANSWERS,
  CRITERIA,
  FINDINGS,
  PANEL_REPLIES,
  PARTNERS,
  REVIEW_CRITERIA,
  ROUTES,
  SIGN_OFFS,
  TOLD,
  VIEWS,
  nameIn,
  outcomeName,
} from './rapid-review.names';

const because = (reason: Narrative | undefined): string => (reason ? `: ${wordsOf(reason)}` : '');

const asFound =
  (labels: Readonly<Record<string, string>>): Teller =>
  (found: readonly Found<string>[]) =>
    found.map(
      ({ criterion, finding, reason }) =>
        `${nameIn(labels, criterion)} – ${FINDINGS[finding].toLowerCase()}${because(reason)}`,
    );

const asViews: Teller = (views: readonly PartnerView[]) =>
  views.map(({ partner, view, reason }) => `${PARTNERS[partner]} – ${VIEWS[view].toLowerCase()}${because(reason)}`);

const asDeadlines: Teller = (deadlines: readonly Deadline[]) =>
  deadlines.map(
    ({ rule, due, counted }) => `${CLOCK_NAMES[rule]}: by ${shortSpoken(due)}, counted from ${shortSpoken(counted)}`,
  );

const asOutcome: Teller = (outcome: string) => outcomeName(outcome);
const asList: Teller = (words: readonly string[]) => words.join(', ');
const asTold: Teller = (told: readonly string[]) => told.map((one) => nameIn(TOLD, one));
const asRoute: Teller = (route: string) => nameIn(ROUTES, route);
const asReference: Teller = ({ reference }: { reference: string }) => reference;

const CLOCKS = { deadlines: ['Due dates', asDeadlines] } as const;

/** How the events of a notification and its rapid review are told. */
export const rapidReviewWords = wordsFor<RapidReviewEvent>({
  NotificationDecisionOpened: {
    act: 'Notification decision opened',
    fields: {
      headline: 'In a few words',
      referral: ['From the referral', asReference],
      incidentOn: ['Happened on', asDate],
      awareOn: ['Council aware on', asDate],
      children: ['Children', asList],
      agencies: ['Agencies involved', asAgencies],
      ...CLOCKS,
    },
  },
  AwarenessRecorded: {
    act: 'Council’s awareness recorded',
    fields: { awareOn: ['Council aware on', asDate], ...CLOCKS },
  },
  PartnersTold: {
    act: 'Safeguarding partners told',
    fields: { toldOn: ['Told on', asDate], otherAreas: 'Other areas told' },
  },
  NotificationDecided: {
    decides: true,
    act: 'Notification decided',
    fields: {
      route: ['What is notified', asRoute],
      outcome: ['What the council decided', asOutcome],
      councilsDuty: 'How the council sees its own duty',
      criteria: ['Criteria', asFound(CRITERIA)],
      views: ['Views of the safeguarding partners', asViews],
      informationConsidered: 'Information considered',
      othersConsulted: 'Others consulted',
      decidedOn: ['Decided on', asDate],
      supersedesWhy: 'Why it replaces the earlier decision',
    },
    why: 'rationale',
  },
  NotificationSent: {
    act: 'Notification sent to the national Panel',
    fields: {
      sentOn: ['Sent on', asDate],
      sentAt: 'At',
      nationalReference: 'Reference of the national system',
      told: ['Who was told', asTold],
      toldOthers: 'Who else was told',
      ...CLOCKS,
    },
  },
  NotificationAcknowledged: {
    act: 'Notification acknowledged',
    fields: { acknowledgedOn: ['On', asDate], words: 'What it said' },
  },
  FoundNotToMeetCriteria: {
    decides: true,
    act: 'Later found not to meet the criteria',
    fields: { foundOn: ['Found on', asDate], panelToldOn: ['Panel told on', asDate] },
    why: 'reason',
  },
  AgencyAsked: {
    act: 'Agency asked for a return',
    fields: { agency: ['Agency', asAgency], question: 'Question', dueOn: ['Due by', asDate] },
  },
  AgencyReturned: {
    act: 'Agency’s return received',
    fields: {
      agency: ['Agency', asAgency],
      periodFrom: ['Period from', asDate],
      periodTo: ['Period to', asDate],
      involvement: 'Involvement',
      chronology: 'Chronology',
      analysis: 'Analysis',
      goodPractice: 'Good practice',
      immediateAction: 'Immediate action',
      learning: 'Learning',
      authorRole: 'Written by',
      signOffRole: 'Signed off by',
    },
  },
  SafetyActionTaken: {
    act: 'Immediate safety action recorded',
    fields: { action: 'What was done', agency: ['By', asAgency], takenOn: ['On', asDate] },
  },
  ReviewMeetingHeld: {
    act: 'Review meeting held',
    fields: {
      heldOn: ['Held on', asDate],
      attended: ['Attended', asAgencies],
      found: 'What was found',
      immediateLearning: 'Immediate learning',
      inequalities: 'How racism, disability and other inequalities influenced experience and practice',
    },
  },
  ReviewDecided: {
    decides: true,
    act: 'Rapid review decided',
    fields: {
      outcome: ['Outcome', asOutcome],
      criteria: ['Criteria', asFound(REVIEW_CRITERIA)],
      learningEvent: ['A local learning event as well', asYesNo],
      singleAgencyAction: 'What single agencies do as well',
      decidedOn: ['Decided on', asDate],
      supersedesWhy: 'Why it replaces the earlier decision',
    },
    why: 'rationale',
  },
  PartnerAnswered: {
    decides: true,
    act: 'Safeguarding partner’s sign-off',
    fields: {
      partner: ['Partner', asOneOf(PARTNERS)],
      answer: ['Answer', asOneOf(SIGN_OFFS)],
      signedOn: ['On', asDate],
    },
    why: 'reason',
  },
  ReviewSentToPanel: {
    act: 'Rapid review sent to the national Panel',
    fields: { sentOn: ['Sent on', asDate], panelReference: 'Reference' },
  },
  PanelReplied: {
    act: 'The national Panel replied',
    fields: {
      reply: ['Reply', asOneOf(PANEL_REPLIES)],
      repliedOn: ['On', asDate],
      words: 'Its words',
      panelReference: 'Reference',
    },
  },
  PartnershipAnswered: {
    decides: true,
    act: 'The partnership answered the national Panel',
    fields: {
      answer: ['Answer', asOneOf(ANSWERS)],
      outcome: ['Now', asOutcome],
      words: 'Its words',
      answeredOn: ['On', asDate],
    },
  },
  RapidReviewClosed: {
    act: 'Closed',
    fields: {
      closedOn: ['On', asDate],
      learningEvent: ['Learning event', asReference],
      noLearningEvent: 'Why there is no learning event',
    },
    why: 'note',
  },
  RapidReviewCorrected: {
    act: 'Corrected',
    fields: { label: 'What was wrong' },
    changes: [
      { from: 'from', to: 'to', told: ['Value', asCorrected] },
      { from: 'deadlinesBefore', to: 'deadlines', told: ['Due dates', asDeadlines] },
    ],
    why: 'reason',
  },
  ReferralAwarenessDiffers: {
    act: 'The referral’s day of awareness differs',
    fields: { awareOn: ['In the referral', asDate] },
    why: 'reason',
  },
  RapidReviewEnteredInError: { act: 'Marked as entered in error', fields: {}, why: 'reason' },
  ...concernedWords,
});
