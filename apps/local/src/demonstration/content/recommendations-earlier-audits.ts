import { enteredFor, partnershipTeam, qualityMember, representative, whenAndWho } from './acting';
import { agreedBefore, done, reviewedInMarch } from './earlier-audit';
import { agency, line, product, recorded, team } from './recommending';
import { childSexualAbuseRecommendations } from './recommendations-child-sexual-abuse';
import type { Recommendation } from './recommendation-types';

const multi = { scope: 'multi-agency' } as const;
/** The recommendation itself is not printed; its words are drawn from what was done. */
const wordsDrawn = ['words'];
const education = enteredFor('2025-01-13', 'council-education', 'Education lead');

const disability = recorded(agreedBefore('audit-disability-and-adulthood'), [
  {
    ...multi,
    id: 'disability-into-adulthood',
    words: 'Plan better, and sooner, for children with disabilities who are about to become adults.',
    theme: 'Disability',
    lines: [line(agency('childrens-social-care'))],
    alsoInvented: wordsDrawn,
    then: [
      {
        kind: 'waiting',
        line: 'a',
        ...representative(
          '2025-03-10',
          'children-social-care-representative',
          'childrens-social-care',
          'Representative of Children’s Social Care',
        ),
        waitingFor:
          'The sufficiency strategy, which is being rewritten. Once it is approved, an action plan will take this in.',
        whose: 'Children’s Social Care',
        expected: null,
        invented: whenAndWho,
      },
    ],
  },
]);

const illness = recorded(agreedBefore('audit-education-and-illness'), [
  {
    ...multi,
    id: 'education-and-illness-panel',
    words: 'Support children who miss education because of their health, together with their families.',
    theme: 'Education',
    lines: [line(agency('council-education'))],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: done(
      '2025-01-13',
      education,
      product('Panel of several professions'),
      'A panel now meets and starts from what the family needs.',
    ),
  },
]);

const absence = recorded(agreedBefore('audit-absence-2023'), [
  {
    ...multi,
    id: 'absence-model-policy',
    words:
      'Give schools a model policy on attendance, with guidance on educational neglect and a local strategy that follows the new law.',
    theme: 'Education',
    lines: [line(agency('council-education'))],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: done(
      '2025-01-13',
      education,
      product('Model Attendance Policy'),
      'The policy stands, and safeguarding leads heard of it at their conference.',
    ),
  },
  {
    ...multi,
    id: 'absence-emotional-reasons',
    words: 'Pass on as good practice the guidance about children who stay away from school for emotional reasons.',
    theme: 'Education',
    lines: [line(agency('council-education'))],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: done(
      '2025-01-13',
      education,
      product('Guidance on emotionally based school avoidance'),
      'Shared with schools.',
    ),
  },
]);

const frontDoor = recorded(agreedBefore('audit-front-door'), [
  {
    ...multi,
    id: 'front-door-checklist',
    words: 'Put a checklist for a good inter-agency referral where people look when they are worried about a child.',
    theme: 'Front door',
    lines: [line(team)],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: done(
      '2024-12-09',
      partnershipTeam('2024-12-09'),
      product('Checklist for inter-agency referrals'),
      'The checklist is on the website.',
    ),
  },
  {
    ...multi,
    id: 'front-door-briefing',
    words: 'Brief practitioners on what makes a referral good.',
    theme: 'Front door',
    lines: [line(team)],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: done(
      '2024-12-09',
      partnershipTeam('2024-12-09'),
      product('Briefing on the quality of referrals'),
      'Shared in training and newsletters.',
    ),
  },
  {
    ...multi,
    id: 'front-door-island-model',
    words: 'Build what the audit found into the way the Island’s own hub works.',
    theme: 'Front door',
    lines: [line(agency('childrens-social-care'))],
    alsoInvented: [...wordsDrawn, 'lines.0.owner'],
    then: [
      {
        kind: 'carried',
        line: 'a',
        ...qualityMember('2024-09-19', 'quality-assurance-2024-09'),
        into: { otherWork: 'The building of the Island’s own hub' },
        expected: { quarter: 'Q4 2024-25' },
        reviewOn: '2025-03-13',
        reason: 'The hub of the Island is being built: what the audit found goes into it.',
        invented: ['kind', ...whenAndWho, 'into', 'expected', 'reviewOn', 'reason'],
      },
      {
        kind: 'carried-result',
        line: 'a',
        ...partnershipTeam('2025-03-10'),
        result: 'The Island’s own hub is at work, with several of the points built in.',
        invented: ['kind', ...whenAndWho],
      },
      {
        kind: 'completed',
        line: 'a',
        ...reviewedInMarch,
        basis: 'result-seen',
        evidence: [{ type: 'statement', title: 'How the Island’s hub works' }],
        reason: 'Several of them are now built into the new way of working. The records do not say which, or how many.',
        invented: [...whenAndWho, 'evidence'],
      },
      {
        kind: 'embedding-checked',
        ...reviewedInMarch,
        method: 'Progress on earlier audits, as reported to the group.',
        result: 'Reported as embedded in the Island’s own model.',
        invented: [...whenAndWho, 'method'],
      },
    ],
  },
]);

export const earlierAuditRecommendations: readonly Recommendation[] = [
  ...disability,
  ...illness,
  ...absence,
  ...frontDoor,
  ...childSexualAbuseRecommendations,
];
