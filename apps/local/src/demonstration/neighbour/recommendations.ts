import { inventedActs, representative, scrutineer } from '../content/acting';
import { type Beginnings, agency, inventedRecommendations, line } from '../content/recommending';
import type { Happening, Recommendation } from '../content/recommendation-types';
import { HOSPITALS, POLICE, SCHOOLS, enteredFor, executive, quality, team } from './acting';

const lead = 'Safeguarding lead';
const theme = 'Sharing information';
const scope = 'single-agency';
const atLatest = quality({ daysFromLoading: -11 }, 'quality-assurance-latest');

const beginnings: Beginnings = {
  source: { kind: 'audit', id: 'downs-audit-hospital-to-school' },
  monitor: 'performance-and-quality-assurance-group',
  begins: inventedActs<Happening>([
    { kind: 'proposed', ...team('2025-04-03') },
    {
      kind: 'agreed',
      ...quality('2025-04-24', 'quality-assurance-2025-04'),
      reason: 'Each of the three would have changed what the panel saw.',
    },
    { kind: 'approved', ...executive('2025-05-15', 'executive-2025-05') },
    { kind: 'assigned', ...quality('2025-05-22') },
  ]),
};

const samples = { type: 'audit-result', title: 'Twenty discharges, read by the trust (invented)' } as const;

/** One is complete, one is on its way, and one agency has been asked for its assurance. */
export const recommendations: readonly Recommendation[] = inventedRecommendations(beginnings, [
  {
    id: 'downs-ward-telephones-school',
    words: 'The ward telephones the school before a pupil goes home (invented)',
    theme,
    scope,
    lines: [line(agency(HOSPITALS), lead, { quarter: 'Q3 2025-26' })],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...team({ daysFromLoading: -60 }),
        question: 'How do you know that the call is made?',
        replyBy: { daysFromLoading: -30 },
      },
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor({ daysFromLoading: -35 }, HOSPITALS, lead),
        statement: 'We read twenty discharges. In nineteen of them the call was made and noted.',
        evidence: samples,
      },
      { kind: 'assurance-accepted', line: 'a', ...atLatest, reason: 'The trust looked at real discharges.' },
      {
        kind: 'completed',
        line: 'a',
        ...atLatest,
        basis: 'assurance-accepted',
        evidence: [samples],
        reason: 'Nineteen of twenty is what the group asked for.',
      },
    ],
  },
  {
    id: 'downs-police-tell-school',
    words: 'The police tell a school on the next morning when a pupil was at an incident (invented)',
    theme,
    scope,
    lines: [line(agency(POLICE), 'Head of public protection', { date: { daysFromLoading: 45 } })],
    then: [
      {
        kind: 'progress',
        line: 'a',
        ...representative({ daysFromLoading: -18 }, 'police-representative', POLICE, 'Representative of the police'),
        text: 'Messages now reach the schools of the federation. The other schools follow by the end of term.',
        nextStep: 'Collect the addresses of the other schools.',
      },
      {
        kind: 'scrutiny-comment',
        ...scrutineer({ daysFromLoading: -3 }),
        comment: 'What do schools do with the message, and what do pupils notice of it?',
      },
    ],
  },
  {
    id: 'downs-school-named-person',
    words: 'Every school names one person whom a ward or the police can telephone (invented)',
    theme,
    scope,
    lines: [line(agency(SCHOOLS), lead, { date: { daysFromLoading: 20 } })],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...team({ daysFromLoading: -6 }),
        question: 'Which schools have named their person, and when was the list last looked at?',
        replyBy: { daysFromLoading: 8 },
      },
    ],
  },
]);
