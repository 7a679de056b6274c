import { partnershipTeam, qualityMember } from './acting';
import { inventedRecommendations, line, nobodyYet, team } from './recommending';
import { handovers } from './recommendations-invented-audit';
import type { Recommendation } from './recommendation-types';

/** Those that stopped, or still stand, before they were anybody's to do. */
export const beginningRecommendations: readonly Recommendation[] = inventedRecommendations(handovers, [
  {
    id: 'invented-uniform-badges',
    words: 'Everybody who hands over wears a badge of one colour (invented)',
    theme: 'Handovers',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    begins: [
      { kind: 'proposed', ...partnershipTeam('2024-08-29') },
      {
        kind: 'not-accepted',
        ...qualityMember('2024-09-19', 'quality-assurance-2024-09'),
        reason: 'A badge tells a child nothing about whom to trust.',
      },
    ],
    then: [],
  },
  {
    id: 'invented-second-audit-advice',
    words: 'Clubs are on the list of those whom a clinic tells (invented)',
    awaitsApproval: true,
    theme: 'Handovers',
    scope: 'multi-agency',
    lines: [line(team)],
    begins: [
      { kind: 'proposed', ...partnershipTeam({ daysFromLoading: -16 }) },
      {
        kind: 'agreed',
        ...qualityMember({ daysFromLoading: -14 }, 'quality-assurance-latest'),
        reason: 'The second audit shows that clubs are still told last.',
      },
    ],
    then: [],
  },
  {
    id: 'invented-only-proposed',
    words: 'The panel meets a young person before it reads about them (invented)',
    theme: 'Voice of the child',
    scope: 'local-additional',
    lines: [line(nobodyYet)],
    begins: [{ kind: 'proposed', ...partnershipTeam({ daysFromLoading: -5 }) }],
    then: [],
  },
]);
