import { enteredFor, partnershipTeam, qualityMember } from './acting';
import { agency, inventedRecommendations, line, nobodyYet } from './recommending';
import { handovers } from './recommendations-invented-audit';
import type { Recommendation } from './recommendation-types';

const league = 'invented-westerly-sports-league';
const beacon = 'invented-beacon-college';
const harbour = 'invented-harbour-youth-charity';
const downs = 'invented-downs-clinics';
const lead = 'Safeguarding lead';
const theme = 'Handovers';
const scope = 'single-agency';
const atLatest = qualityMember({ daysFromLoading: -14 }, 'quality-assurance-latest');
const inNovember = qualityMember('2024-11-28', 'quality-assurance-2024-11');
const inMarch = qualityMember('2025-03-13', 'quality-assurance-2025-03');

/** One line each: every other state a recommendation can be in. */
export const singleRecommendations: readonly Recommendation[] = inventedRecommendations(handovers, [
  {
    id: 'invented-field-in-system',
    words: 'The record system of the clinics has a field for the person to ring (invented)',
    theme,
    scope,
    lines: [line(agency('invented-quayside-clinics'), lead, { quarter: 'Q3 2024-25' })],
    then: [
      {
        kind: 'waiting',
        line: 'a',
        ...enteredFor('2024-10-21', 'invented-quayside-clinics', lead),
        waitingFor: 'The next version of the record system.',
        whose: 'The maker of the system',
        expected: { month: '2024-12' },
      },
      {
        kind: 'handed-over',
        line: 'a',
        ...qualityMember('2025-01-06'),
        to: downs,
        reason: 'Downs Clinics took over the work of Quayside Clinics.',
      },
      {
        kind: 'waiting',
        line: 'a',
        ...enteredFor('2025-01-13', downs, lead),
        waitingFor: 'The same next version, which is late.',
        whose: 'The maker of the system',
        expected: { month: '2025-02' },
      },
      {
        kind: 'waiting-ended',
        line: 'a',
        ...enteredFor('2025-02-17', downs, lead),
        how: 'The new version came in February, with the field.',
      },
      {
        kind: 'target-changed',
        line: 'a',
        ...inMarch,
        target: { date: { daysFromLoading: 21 } },
        reason: 'The new owner asked for time to train its staff.',
      },
    ],
  },
  {
    id: 'invented-waiting-for-law',
    words: 'Clubs check their volunteers against the new register (invented)',
    theme: 'Safer recruitment',
    scope,
    lines: [line(agency(league), 'Welfare officer', { date: { daysFromLoading: 90 } })],
    then: [
      {
        kind: 'waiting',
        line: 'a',
        ...enteredFor({ daysFromLoading: -35 }, league, 'Welfare officer'),
        waitingFor: 'The register, which has not opened yet.',
        whose: 'An outside body',
        expected: null,
      },
    ],
  },
  {
    id: 'invented-guide-for-young-people',
    words: 'Young people write a guide to being handed over (invented)',
    theme,
    scope,
    lines: [line(agency(harbour), lead, { quarter: 'Q4 2024-25' })],
    then: [
      {
        kind: 'carried',
        line: 'a',
        ...inNovember,
        into: { otherWork: 'The summer project of the youth charity (invented)' },
        expected: { quarter: 'Q2 2025-26' },
        reviewOn: '2025-03-13',
        reason: 'The young people would rather write it at summer camp.',
      },
      {
        kind: 'carried-result',
        line: 'a',
        ...enteredFor('2025-09-08', harbour, lead),
        result: 'A first version was written at camp and tried out with twelve young people.',
      },
      {
        kind: 'target-changed',
        line: 'a',
        ...qualityMember('2025-09-25'),
        target: { date: { daysFromLoading: 5 } },
        reason: 'Printing comes after the trial.',
      },
    ],
  },
  {
    id: 'invented-weekend-answer',
    words: 'A message sent at the weekend is read at the weekend (invented)',
    theme: 'Access',
    scope,
    lines: [line(agency(beacon), lead, { quarter: 'Q1 2025-26' })],
    then: [
      {
        kind: 'carried',
        line: 'a',
        ...inMarch,
        into: { audit: 'invented-audit-weekend-contact' },
        expected: { quarter: 'Q1 2025-26' },
        reviewOn: { daysFromLoading: 12 },
        reason: 'The audit of who answers at weekends asks the same question.',
      },
    ],
  },
  {
    id: 'invented-paper-copies',
    words: 'Each handover is kept on paper as well (invented)',
    theme,
    scope,
    lines: [line(agency(beacon), lead, { month: '2025-04' })],
    then: [{ kind: 'withdrawn', ...inMarch, reason: 'A second copy on paper brings a risk and no gain.' }],
  },
  {
    id: 'invented-entered-twice',
    words: 'Every handover names a person (invented)',
    theme,
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: [
      { kind: 'entered-in-error', ...partnershipTeam('2024-10-07'), reason: 'Typed twice: the fuller one stands.' },
    ],
  },
  {
    id: 'invented-handover-training',
    words: 'Staff who hand over practise it on three examples (invented)',
    theme: 'Workforce',
    scope,
    lines: [line(agency(beacon), lead, { month: '2025-02' })],
    then: [
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor('2025-02-24', beacon, lead),
        statement: 'All thirty-two members of staff have practised.',
        evidence: { type: 'training-record', title: 'List of those who took part' },
      },
      { kind: 'assurance-accepted', line: 'a', ...inMarch, reason: 'The list is complete.' },
      {
        kind: 'completed',
        line: 'a',
        ...inMarch,
        basis: 'assurance-accepted',
        evidence: [{ type: 'training-record', title: 'List of those who took part' }],
        reason: 'All staff have practised.',
      },
      {
        kind: 'embedding-checked',
        ...atLatest,
        method: 'Ten handovers read before the training and ten a year after.',
        result: 'Staff do what they practised.',
        before: 'Five of ten named a person.',
        after: 'Nine of ten named a person.',
      },
    ],
  },
  {
    id: 'invented-children-asked',
    words: 'Children are asked how their handover felt (invented)',
    theme: 'Voice of the child',
    scope,
    lines: [line(agency(harbour), lead, { date: { daysFromLoading: 3 } })],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...partnershipTeam({ daysFromLoading: -30 }),
        question: 'What did children say?',
        replyBy: { daysFromLoading: -2 },
      },
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor({ daysFromLoading: -16 }, harbour, lead),
        statement: 'Eighteen children answered four questions. Most were content; five had not known why.',
        evidence: { type: 'data', title: 'Answers of eighteen children' },
      },
    ],
  },
]);
