import { enteredFor, executiveMember, inquiryChair, inquiryMember, inventedActs, partnershipTeam } from './acting';
import { agency, inventedRecommendations, line, nobodyYet, type Beginnings } from './recommending';
import type { Happening, Recommendation } from './recommendation-types';

const lantern = 'invented-lantern-homes';
const downs = 'invented-downs-clinics';
const harbour = 'invented-harbour-youth-charity';
const lead = 'Safeguarding lead';
const inMarch = inquiryMember('2025-03-06', 'learning-inquiry-2025-03');

const fromReview: Beginnings = {
  source: { kind: 'rapid-review', id: 'invented-rapid-review-harbour' },
  monitor: 'learning-inquiry-group',
  begins: inventedActs<Happening>([
    { kind: 'proposed', ...partnershipTeam('2024-10-01') },
    {
      kind: 'agreed',
      ...inquiryChair('2024-12-05', 'learning-inquiry-2024-12'),
      reason: 'The rapid review asks for it.',
    },
    { kind: 'approved', ...executiveMember('2024-12-12', 'executive-2024-12') },
    { kind: 'assigned', ...inquiryChair('2024-12-16') },
  ]),
};

const fromReferral: Beginnings = {
  source: { kind: 'referral', id: 'invented-referral-single-agency' },
  monitor: 'learning-inquiry-group',
  begins: inventedActs<Happening>([
    { kind: 'proposed', ...partnershipTeam('2024-09-12') },
    { kind: 'agreed', ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'), reason: 'The agency offered it.' },
    { kind: 'assigned', ...inquiryChair('2024-09-19') },
  ]),
};

const fromEvent: Beginnings = {
  source: { kind: 'learning-event', id: 'invented-learning-event-picture' },
  monitor: 'learning-inquiry-group',
  begins: inventedActs<Happening>([
    { kind: 'proposed', ...partnershipTeam({ daysFromLoading: -6 }) },
    {
      kind: 'agreed',
      ...inquiryChair({ daysFromLoading: -4 }, 'learning-inquiry-extra'),
      reason: 'The workshop asked for it.',
    },
    { kind: 'approved', ...executiveMember({ daysFromLoading: -3 }) },
    { kind: 'assigned', ...inquiryChair({ daysFromLoading: -2 }) },
  ]),
};

const reviewed = inventedRecommendations(fromReview, [
  {
    id: 'invented-letters-and-languages',
    words: 'Letters to families come in a language that they read (invented)',
    theme: 'Language and culture',
    scope: 'multi-agency',
    lines: [
      line(agency('invented-quayside-clinics'), lead, { date: { daysFromLoading: 6 } }, 'clinics'),
      line(agency(lantern), lead, { date: { daysFromLoading: 14 } }, 'homes'),
    ],
    then: [
      {
        kind: 'handed-over',
        line: 'clinics',
        ...inquiryChair('2025-01-08'),
        to: downs,
        reason: 'Downs Clinics took over the work of Quayside Clinics.',
      },
      {
        kind: 'progress',
        line: 'clinics',
        ...enteredFor({ daysFromLoading: -18 }, downs, lead),
        text: 'Letters come in five languages.',
        nextStep: 'Add two more.',
      },
      {
        kind: 'assurance-asked',
        line: 'homes',
        ...partnershipTeam({ daysFromLoading: -11 }),
        question: 'Which of your letters can a family have in its own language?',
        replyBy: { daysFromLoading: 8 },
      },
    ],
  },
  {
    id: 'invented-missed-appointments',
    words: 'A missed appointment of a child is asked about on the same day (invented)',
    theme: 'Missed appointments',
    scope: 'multi-agency',
    lines: [
      line(agency('invented-quayside-clinics'), lead, { month: '2025-03' }, 'clinics'),
      line(agency(harbour), lead, { month: '2025-03' }, 'charity'),
    ],
    then: [
      {
        kind: 'handed-over',
        line: 'clinics',
        ...inquiryChair('2025-01-08'),
        to: downs,
        reason: 'Downs Clinics took over the work of Quayside Clinics.',
      },
      {
        kind: 'line-withdrawn',
        line: 'charity',
        ...inMarch,
        reason: 'The charity stopped taking appointments: its doors are open all day.',
      },
      {
        kind: 'progress',
        line: 'clinics',
        ...enteredFor('2025-03-24', downs, lead),
        text: 'Calls on the same day have begun at two of three sites.',
        nextStep: 'Begin at the third site.',
      },
      {
        kind: 'target-changed',
        line: 'clinics',
        ...inquiryChair('2025-04-07'),
        target: { date: { daysFromLoading: -10 } },
        reason: 'The third site moves to another building first.',
      },
    ],
  },
  {
    id: 'invented-gates-near-water',
    words: 'Gates near water close by themselves at homes where small children live (invented)',
    theme: 'Housing',
    scope: 'single-agency',
    lines: [line(agency(lantern), lead, { quarter: 'Q4 2024-25' })],
    then: [
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor('2025-02-12', lantern, lead),
        statement: 'The gates have been ordered.',
        evidence: { type: 'document', title: 'Order for gates' },
      },
      {
        kind: 'assurance-returned',
        line: 'a',
        ...inMarch,
        reason: 'An order is a beginning. Please show gates that close.',
      },
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor('2025-03-26', lantern, lead),
        statement: 'All nine gates are in and were tried by somebody from outside.',
        evidence: { type: 'audit-result', title: 'Test of nine gates' },
      },
      {
        kind: 'assurance-accepted',
        line: 'a',
        ...inquiryMember('2025-03-31'),
        reason: 'Somebody from outside tried every gate.',
      },
      {
        kind: 'completed',
        line: 'a',
        ...inquiryMember('2025-03-31'),
        basis: 'assurance-accepted',
        evidence: [{ type: 'audit-result', title: 'Test of nine gates' }],
        reason: 'Nine of nine gates close by themselves.',
      },
    ],
  },
]);

const referred = inventedRecommendations(fromReferral, [
  {
    id: 'invented-worries-passed-on',
    words: 'A worry that somebody writes down reaches the safeguarding lead on the same day (invented)',
    theme: 'Information sharing',
    scope: 'single-agency',
    lines: [line(agency(lantern), lead, { date: '2025-03-31' })],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...partnershipTeam('2025-04-07'),
        question: 'How long does a worry take to reach you now?',
        replyBy: '2025-05-09',
      },
    ],
  },
]);

const learned = inventedRecommendations(fromEvent, [
  {
    id: 'invented-ask-about-brothers-and-sisters',
    words: 'Whoever meets a child asks about brothers and sisters (invented)',
    theme: 'Think family',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: [
      {
        kind: 'owner-named',
        line: 'a',
        ...inquiryChair({ daysFromLoading: -1 }),
        owner: agency('invented-beacon-college'),
        role: lead,
      },
    ],
  },
  {
    id: 'invented-shared-diary',
    words: 'One diary of contacts that all who help a family can read (invented)',
    theme: 'Chronologies',
    scope: 'local-additional',
    lines: [line(nobodyYet)],
    then: [],
  },
]);

export const reviewRecommendations: readonly Recommendation[] = [...reviewed, ...referred, ...learned];
