import { enteredFor, partnershipTeam, qualityMember } from './acting';
import { agency, inventedRecommendations, line } from './recommending';
import { handovers } from './recommendations-invented-audit';
import type { Recommendation } from './recommendation-types';

const league = 'invented-westerly-sports-league';
const officer = 'Welfare officer';

/** Those about clubs, all of one league. */
export const clubRecommendations: readonly Recommendation[] = inventedRecommendations(handovers, [
  {
    id: 'invented-list-of-clubs',
    words: 'Everybody can look up who answers at a club (invented)',
    theme: 'Handovers',
    scope: 'single-agency',
    lines: [line(agency(league), officer, { date: { daysFromLoading: 9 } })],
    then: [
      {
        kind: 'assurance-provided',
        line: 'a',
        ...enteredFor({ daysFromLoading: -20 }, league, officer),
        statement: 'Thirty clubs are listed; ten were rung and answered as listed.',
        evidence: { type: 'audit-result', title: 'Ten clubs, rung' },
      },
      {
        kind: 'assurance-accepted',
        line: 'a',
        ...qualityMember({ daysFromLoading: -14 }, 'quality-assurance-latest'),
        reason: 'Ten of ten answered as listed.',
      },
    ],
  },
  {
    id: 'invented-scope-of-clubs',
    words: 'Clubs are part of every plan for a child who moves (invented)',
    theme: 'Handovers',
    scope: 'single-agency',
    lines: [line(agency(league), officer, { date: { daysFromLoading: 40 } })],
    then: [
      {
        kind: 'scope-note',
        ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
        note: 'Clubs means those in which a child takes part every week.',
        reason: 'Nobody could keep in touch with a club seen once a year.',
      },
      {
        kind: 'progress',
        line: 'a',
        ...enteredFor({ daysFromLoading: -28 }, league, officer),
        text: 'Twelve clubs take part in plans.',
        nextStep: 'Reach twenty.',
      },
      {
        kind: 'corrected',
        ...partnershipTeam({ daysFromLoading: -26 }),
        field: 'progress',
        was: 'Twelve clubs take part in plans.',
        becomes: 'Eleven clubs take part in plans.',
        reason: 'One club was counted twice.',
      },
    ],
  },
]);
