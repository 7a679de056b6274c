import type { AuditCommand, AuditStep as Step } from '#app/audit';
import { narrative } from '#app/kernel';
import { type Audit, type AuditStep } from '../content';
import { SOURCE, channelsOf } from './sources';
import { type Year, type Draft, type Inventing, type Told, draft, tellRecord } from './telling';

type StepOf<Kind extends AuditStep['kind']> = Extract<AuditStep, { kind: Kind }>;
type Take = (command: AuditCommand, how?: Omit<Inventing, 'origin'>) => Draft;

/** The audits of the year. Of the earlier ones the records tell only how far their recommendations have come. */
export const tellAudits = (year: Year): readonly Told[] =>
  year.audits.flatMap((audit) =>
    tellRecord(year, 'audit', audit.id, audit.steps, (step, place) => [
      ...(place === 0 && step.kind !== 'put-in-programme' ? [programmeNotStated(step, audit, year)] : []),
      ...tell(step, audit, year),
    ]),
  );

function tell(step: AuditStep, audit: Audit, year: Year): readonly Draft[] {
  const { origin, theme } = audit;
  const on = year.day(step.on);
  const take: Take = (command, how = {}) => draft(step, year, command, { origin, ...how });
  switch (step.kind) {
    case 'put-in-programme':
      return [programme(step, audit, year)];
    case 'scoped':
      return [scoped(step, audit, on, take)];
    case 'panel-held':
      return panel(step, audit, on, take);
    case 'findings-drafted': {
      const data = {
        on,
        findings: step.findings.map(narrative),
        strengths: step.strengths.map(narrative),
        themes: [theme],
      };
      return [take({ type: 'RecordFindings', data }, { also: ['themes'] })];
    }
    case 'agreed-by-group':
      return [take({ type: 'AgreeFindings', data: { on } })];
    case 'approved-by-executive':
      return [take({ type: 'ApproveAudit', data: { on } })];
    case 'briefing-shared':
      return [
        take(
          { type: 'ShareBriefing', data: { on, title: step.title, channels: channelsOf(step.channels) } },
          { as: { channels: ['channel'] } },
        ),
      ];
    case 'progress-reviewed':
      return [take({ type: 'ReviewRecommendations', data: { on, summary: narrative(step.summary) } })];
    case 're-audited': {
      const data = { on, result: 'partly-improved', words: narrative(step.result) } as const;
      return [take({ type: 'CheckImpact', data })];
    }
    case 'not-stated-in-the-source':
      return [take(notStated(STEPS[step.step] ?? unknownStep(step.step), step.note))];
  }
}

const about = ({ title, titleGiven, theme, id }: Audit) => ({
  title,
  titleGiven,
  theme,
  type: id === 'audit-early-help-2024' ? ('joint-inspection-dry-run' as const) : ('multi-agency' as const),
});

function programme(step: StepOf<'put-in-programme'>, audit: Audit, year: Year): Draft {
  const both = { ...step, invented: [...step.invented, ...audit.invented] };
  const data = { ...about(audit), quarter: step.quarter, why: narrative(step.whyChosen), on: year.day(step.on) };
  const command: AuditCommand = { type: 'PutInProgramme', data };
  return draft(both, year, command, { origin: audit.origin, as: { whyChosen: ['why'] } });
}

/** An audit of earlier years is entered when its progress is first looked at. */
function programmeNotStated(step: AuditStep, audit: Audit, year: Year): Draft {
  const { origin, quarter, invented } = audit;
  const notStated = { document: SOURCE, note: 'The records do not say when or why it entered the programme.' };
  const data = { ...about(audit), notStated, ...(quarter !== null && { quarter }) };
  const both = { ...step, invented: [...step.invented, ...invented] };
  return draft(both, year, { type: 'PutInProgramme', data }, { origin });
}

function scoped({ scope, agencies }: StepOf<'scoped'>, { steps }: Audit, on: string, take: Take): Draft {
  const held = steps.find((one) => one.kind === 'panel-held');
  const children = held?.children ?? undefined;
  const data = {
    on,
    question: narrative(scope),
    agencies,
    tools: [],
    method: 'A panel of several agencies reads records together',
    ...(children !== undefined && { children }),
  };
  return take({ type: 'ScopeAudit', data }, { as: { scope: ['question'] }, also: ['method'] });
}

/** The records are silent about the agencies’ returns; the invented panel read for itself. */
function panel({ summary }: StepOf<'panel-held'>, audit: Audit, on: string, take: Take): readonly Draft[] {
  const agencies = audit.steps.find((one) => one.kind === 'scoped')?.agencies ?? [];
  const held = (without?: string): Draft => {
    const data = { on, agencies, note: narrative(summary), ...(without !== undefined && { without }) };
    return take({ type: 'HoldPanel', data }, { as: { summary: ['note'] }, also: ['agencies'] });
  };
  return audit.origin === 'invented'
    ? [held('The panel read the records itself.')]
    : [take(notStated(['returns'], 'The records do not say what agencies returned before the panel met.')), held()];
}

const notStated = (steps: readonly Step[], note: string): AuditCommand => ({
  type: 'RecordNotStated',
  data: { steps, olderPapers: true, document: SOURCE, note },
});

const STEPS: Readonly<Record<string, readonly Step[]>> = {
  scoped: ['scope', 'returns', 'briefing'],
  'work-of-the-quarter': ['scope', 'returns', 'panel'],
  'panel-held': ['panel', 'findings'],
  'agreed-by-group': ['agreement'],
  'approved-by-executive': ['approval'],
};

function unknownStep(step: string): never {
  throw new Error(`An audit has no step “${step}”`);
}
