import {
  declaring,
  enteredFor,
  executiveMember,
  inventedActs,
  partnershipTeam,
  qualityMember,
  scrutineer,
} from './acting';
import { agency, group, inventedRecommendations, line, nobodyYet, product, type Beginnings } from './recommending';
import type { Happening, Recommendation } from './recommendation-types';

/** Several agencies of one invented audit: assured, returned, unanswered, not applicable, handed over, escalated. */
export const handovers: Beginnings = {
  source: { kind: 'audit', id: 'invented-audit-handovers' },
  monitor: 'performance-and-quality-assurance-group',
  begins: inventedActs<Happening>([
    { kind: 'proposed', ...partnershipTeam('2024-08-29') },
    {
      kind: 'agreed',
      ...qualityMember('2024-09-19', 'quality-assurance-2024-09'),
      reason: 'The audit shows the need.',
    },
    { kind: 'approved', ...executiveMember('2024-09-26', 'executive-2024-09') },
    { kind: 'assigned', ...qualityMember('2024-10-03') },
  ]),
};

const league = 'invented-westerly-sports-league';
const beacon = 'invented-beacon-college';
const lantern = 'invented-lantern-homes';
const harbour = 'invented-harbour-youth-charity';
const downs = 'invented-downs-clinics';
const lead = 'Safeguarding lead';
const theme = 'Handovers';
const scope = 'multi-agency';
const question = 'How do you know that every handover names a person to ring?';
const atLatest = qualityMember({ daysFromLoading: -14 }, 'quality-assurance-latest');
const inMarch = qualityMember('2025-03-13', 'quality-assurance-2025-03');

const manyAgencies: Parameters<typeof inventedRecommendations>[1] = [
  {
    id: 'invented-name-a-person',
    words: 'Every handover of a child names a person to ring, with a telephone number (invented)',
    theme,
    scope,
    lines: [
      line(agency('invented-quayside-clinics'), lead, { quarter: 'Q4 2024-25' }, 'clinics'),
      line(agency(beacon), lead, { quarter: 'Q4 2024-25' }, 'college'),
      line(agency(league), 'Welfare officer', { quarter: 'Q4 2024-25' }, 'league'),
      line(agency(lantern), lead, { quarter: 'Q4 2024-25' }, 'homes'),
      line(agency(harbour), lead, { quarter: 'Q4 2024-25' }, 'charity'),
    ],
    then: [
      {
        kind: 'not-applicable',
        line: 'charity',
        ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
        reason: 'The charity never hands a child over: families come and go as they like.',
      },
      {
        kind: 'handed-over',
        line: 'clinics',
        ...qualityMember('2025-01-06'),
        to: downs,
        reason: 'Downs Clinics took over the work of Quayside Clinics on 1 January 2025.',
      },
      { kind: 'assurance-asked', line: 'college', ...partnershipTeam('2025-01-20'), question, replyBy: '2025-02-28' },
      { kind: 'assurance-asked', line: 'league', ...partnershipTeam('2025-01-20'), question, replyBy: '2025-02-28' },
      {
        kind: 'assurance-provided',
        line: 'college',
        ...enteredFor('2025-02-18', beacon, lead),
        statement: 'We read forty handovers of last term. All but one named a person.',
        evidence: { type: 'audit-result', title: 'Forty handovers, read by the college' },
      },
      {
        kind: 'assurance-provided',
        line: 'league',
        ...enteredFor('2025-02-27', league, 'Welfare officer'),
        statement: 'All clubs have had the form.',
        evidence: { type: 'statement', title: 'Letter of the league' },
      },
      { kind: 'assurance-accepted', line: 'college', ...inMarch, reason: 'The college looked at real handovers.' },
      {
        kind: 'assurance-returned',
        line: 'league',
        ...inMarch,
        reason: 'Having the form is not using it. Please show what clubs wrote.',
      },
      {
        kind: 'assurance-asked',
        line: 'homes',
        ...partnershipTeam({ daysFromLoading: -75 }),
        question,
        replyBy: { daysFromLoading: -30 },
      },
      {
        kind: 'assurance-asked',
        line: 'clinics',
        ...partnershipTeam({ daysFromLoading: -20 }),
        question,
        replyBy: { daysFromLoading: 7 },
      },
      {
        kind: 'escalated',
        ...qualityMember({ daysFromLoading: -13 }),
        to: 'executive-group',
        reason: 'One agency has not answered after two reminders.',
      },
      {
        kind: 'scrutiny-comment',
        ...scrutineer({ daysFromLoading: -5 }),
        comment: 'What would tell us that a child feels the difference?',
      },
    ],
  },
  {
    id: 'invented-clubs-told',
    words: 'A club hears of a child’s move on the day it happens (invented)',
    theme,
    scope: 'single-agency',
    lines: [line(agency(league), 'Welfare officer', { quarter: 'Q4 2024-25' })],
    then: [
      {
        kind: 'progress',
        line: 'a',
        ...enteredFor('2025-02-03', league, 'Welfare officer'),
        text: 'A list of clubs and of who answers there is half done.',
        nextStep: 'Finish the list.',
      },
      {
        kind: 'target-changed',
        line: 'a',
        ...inMarch,
        target: { month: '2025-09' },
        reason: 'The season ends in August and clubs change their officers then.',
      },
      {
        kind: 'target-changed',
        line: 'a',
        ...qualityMember('2025-09-25'),
        target: { date: { daysFromLoading: -25 } },
        reason: 'The league lost its office and its list with it.',
      },
      {
        kind: 'progress',
        line: 'a',
        ...enteredFor({ daysFromLoading: -50 }, league, 'Welfare officer'),
        text: 'The list is written again. Nine of thirty clubs have confirmed.',
        nextStep: 'Ring the other clubs.',
      },
    ],
  },
  {
    id: 'invented-one-form',
    words: 'One short form for handovers between clinics and college (invented)',
    theme,
    scope,
    lines: [line(agency(beacon), lead, { date: '2024-12-20' })],
    then: [
      {
        kind: 'product-delivered',
        line: 'a',
        ...enteredFor('2024-12-09', beacon, lead),
        product: product('Handover form, one page'),
        text: 'The form is in use since December.',
      },
      {
        kind: 'completed',
        line: 'a',
        ...qualityMember('2024-12-18'),
        basis: 'product-delivered',
        evidence: [product('Handover form, one page')],
        reason: 'The form is there.',
      },
      {
        kind: 'reopened',
        line: 'a',
        ...atLatest,
        reason: 'The second audit found two forms again.',
      },
      {
        kind: 'target-changed',
        line: 'a',
        ...atLatest,
        target: { date: { daysFromLoading: 10 } },
        reason: 'Four weeks are enough to take the old form away.',
      },
    ],
  },
  {
    id: 'invented-two-forms',
    words: 'A form for clinics and another for the college (invented)',
    theme,
    scope,
    lines: [line(nobodyYet)],
    then: [
      {
        kind: 'superseded',
        ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
        successor: 'invented-one-form',
        reason: 'One form serves both.',
      },
    ],
  },
  {
    id: 'invented-quarterly-look',
    words: 'The Performance and Quality Assurance Group reads ten handovers each quarter for a year (invented)',
    theme,
    scope,
    lines: [
      line(group('performance-and-quality-assurance-group'), 'Quality assurance lead', { reviewed: 'every-quarter' }),
    ],
    then: [
      {
        kind: 'progress',
        line: 'a',
        ...inMarch,
        text: 'Ten were read. Seven named a person.',
        nextStep: 'Ten more next quarter.',
      },
      {
        kind: 'carried',
        line: 'a',
        ...inMarch,
        into: { otherWork: 'The quarterly reading of the dataset (invented)' },
        expected: { quarter: 'Q4 2025-26' },
        reviewOn: '2025-09-25',
        reason: 'The same people read both, on the same day.',
      },
      {
        kind: 'carried-result',
        line: 'a',
        ...atLatest,
        result: 'Forty were read over the year. Thirty-six named a person.',
      },
      {
        kind: 'completed',
        line: 'a',
        ...declaring(executiveMember({ daysFromLoading: -8 }, 'executive-latest')),
        basis: 'result-seen',
        evidence: [{ type: 'data', title: 'Forty handovers over one year' }],
        reason: 'Owner and monitor are one group, so the Executive looked at the result and closed it.',
      },
    ],
  },
];

export const manyAgencyRecommendations: readonly Recommendation[] = inventedRecommendations(handovers, manyAgencies);
