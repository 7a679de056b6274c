import { everyField, inventedActs } from '../content/acting';
import type { Audit, AuditStep } from '../content/source-types';
import { HOSPITALS, POLICE, SCHOOLS, executive, quality, team } from './acting';

const hospitalToSchool = {
  id: 'downs-audit-hospital-to-school',
  title: 'What a school hears when a child comes home from hospital (invented)',
  titleGiven: true,
  theme: 'Sharing information',
  quarter: 'Q4 2024-25',
};

export const audits: readonly Audit[] = [
  {
    ...hospitalToSchool,
    origin: 'invented',
    invented: everyField(hospitalToSchool),
    steps: inventedActs<AuditStep>([
      {
        kind: 'put-in-programme',
        ...quality('2025-01-16', 'quality-assurance-2025-01'),
        quarter: 'Q4 2024-25',
        whyChosen: 'Two schools had learned from a parent that a pupil had been on a ward.',
      },
      {
        kind: 'scoped',
        ...team('2025-02-06'),
        scope: 'Who is told, how soon, and by whom, when a pupil comes home from hospital.',
        agencies: [HOSPITALS, SCHOOLS, POLICE],
      },
      {
        kind: 'panel-held',
        ...team('2025-03-13'),
        children: 8,
        summary: 'The panel followed eight children from the ward to their first day back at school.',
      },
      {
        kind: 'findings-drafted',
        ...team('2025-04-03'),
        findings: ['In five of eight nobody told the school.', 'Nobody knew whose task it was.'],
        strengths: ['Where a nurse telephoned, the school acted on the same day.'],
      },
      { kind: 'agreed-by-group', ...quality('2025-04-24', 'quality-assurance-2025-04') },
      { kind: 'approved-by-executive', ...executive('2025-05-15', 'executive-2025-05') },
      {
        kind: 'briefing-shared',
        ...team('2025-06-05'),
        title: 'One telephone call to the school',
        channels: ['newsletter', 'website'],
      },
    ]),
  },
];
