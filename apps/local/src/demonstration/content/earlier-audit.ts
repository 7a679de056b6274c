import { partnershipTeam, qualityMember, whenAndWho, type Who } from './acting';
import type { Beginnings } from './recommending';
import type { Happening } from './recommendation-types';
import type { EvidenceItem, IsoDate } from './types';

export const reviewedInMarch = qualityMember('2025-03-13', 'quality-assurance-2025-03');

/** Agreed before the year; the records tell only how far they have come, so their beginnings are invented. */
export const agreedBefore = (id: string): Beginnings => ({
  source: { kind: 'audit', id },
  monitor: 'performance-and-quality-assurance-group',
  begins: [
    { kind: 'proposed', ...partnershipTeam('2024-05-23'), invented: ['kind', ...whenAndWho] },
    {
      kind: 'agreed',
      ...qualityMember('2024-05-23', 'quality-assurance-2024-05'),
      reason: 'The audit shows the need.',
      invented: ['kind', ...whenAndWho, 'reason'],
    },
    {
      kind: 'assigned',
      ...qualityMember('2024-05-23', 'quality-assurance-2024-05'),
      invented: ['kind', ...whenAndWho],
    },
  ],
});

export const done = (on: IsoDate, who: Who, evidence: EvidenceItem, text: string): readonly Happening[] => [
  { kind: 'product-delivered', line: 'a', ...who, on, product: evidence, text, invented: whenAndWho },
  {
    kind: 'completed',
    line: 'a',
    ...reviewedInMarch,
    basis: 'product-delivered',
    evidence: [evidence],
    reason: 'What was asked for is there. Whether children notice has not been looked at.',
    invented: [...whenAndWho, 'reason'],
  },
];
