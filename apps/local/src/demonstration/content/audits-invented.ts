import { declaring, everyField, executiveMember, inventedActs, partnershipTeam, qualityMember } from './acting';
import type { Audit, AuditStep } from './source-types';

const complete = {
  id: 'invented-audit-handovers',
  title: 'Handovers between clinics, clubs and college (invented)',
  titleGiven: true,
  theme: 'Handovers',
  quarter: 'Q2 2024-25',
};
const running = {
  id: 'invented-audit-weekend-contact',
  title: 'Who answers at weekends (invented)',
  titleGiven: true,
  theme: 'Access',
  quarter: 'Q1 2025-26',
};

/** One that came to its second look, and one that has only begun. */
export const inventedAudits: readonly Audit[] = [
  {
    ...complete,
    origin: 'invented',
    invented: everyField(complete),
    steps: inventedActs<AuditStep>([
      {
        kind: 'put-in-programme',
        ...qualityMember('2024-05-23', 'quality-assurance-2024-05'),
        quarter: 'Q2 2024-25',
        whyChosen: 'Two referrals had shown that a handover can lose a worry.',
      },
      {
        kind: 'scoped',
        ...qualityMember('2024-06-27'),
        scope: 'What is told, to whom, when a child moves from one service to another.',
        agencies: ['invented-quayside-clinics', 'invented-beacon-college', 'invented-westerly-sports-league'],
      },
      {
        kind: 'panel-held',
        ...qualityMember('2024-07-25'),
        children: 6,
        summary: 'The panel read what six children’s handovers had said and left out.',
      },
      {
        kind: 'findings-drafted',
        ...partnershipTeam('2024-08-29'),
        findings: ['Half of the handovers named no person to ring.', 'Clubs were told last, or not at all.'],
        strengths: ['Every handover was on time.'],
      },
      {
        kind: 'agreed-by-group',
        ...declaring(qualityMember('2024-09-19', 'quality-assurance-2024-09'), {
          agency: 'childrens-social-care',
          nature: 'Runs the service whose handovers were read',
          did: 'stayed',
          reason: 'it answered questions of fact, and the group agreed the findings without it',
        }),
      },
      { kind: 'approved-by-executive', ...executiveMember('2024-09-26', 'executive-2024-09') },
      {
        kind: 'briefing-shared',
        ...partnershipTeam('2024-10-14'),
        title: 'Name the person to ring',
        channels: ['training', 'newsletter', 'practice-week', 'website'],
      },
      {
        kind: 'progress-reviewed',
        ...qualityMember('2025-03-13', 'quality-assurance-2025-03'),
        summary: 'Some agencies have shown that it works; some have yet to answer.',
      },
      {
        kind: 're-audited',
        ...qualityMember({ daysFromLoading: -14 }, 'quality-assurance-latest'),
        result: 'Eight of ten handovers now name a person; clubs are told in six of ten.',
      },
    ]),
  },
  {
    ...running,
    origin: 'invented',
    invented: everyField(running),
    steps: inventedActs<AuditStep>([
      {
        kind: 'put-in-programme',
        ...qualityMember('2025-03-13', 'quality-assurance-2025-03'),
        quarter: 'Q1 2025-26',
        whyChosen: 'A message lay unread from a Friday to a Monday.',
      },
      {
        kind: 'scoped',
        ...qualityMember({ daysFromLoading: -20 }),
        scope: 'Who answers at weekends, and how a child would know.',
        agencies: ['invented-beacon-college', 'invented-harbour-youth-charity'],
      },
    ]),
  },
];
