import { type Facts, RuleBroken } from '#app/kernel';
import { before, dayOfDecision } from '#app/steps';
import type { AuditCommand, ProgrammeData } from './audit.commands';
import type { AuditEvent } from './audit.events';
import { QUALITY_ASSURANCE, planned, plannedAhead } from './audit.rules';
import type { Audit } from './audit.state';
import { keepsQuarter } from './audit.steps';

type DataOf<Type extends AuditCommand['type']> = Extract<AuditCommand, { type: Type }>['data'];

/** The annual programme belongs to Performance and Quality Assurance; older papers may not state when an audit entered it. */
export function programme(data: ProgrammeData, facts: Facts): Extract<AuditEvent, { type: 'AuditPutInProgramme' }> {
  const { reference, today } = facts;
  if (data.notStated !== undefined) {
    notAfter(data.on, today);
    const quarter = data.quarter === undefined ? {} : planned(data.quarter);
    return { type: 'AuditPutInProgramme', data: { reference, ...data, ...quarter } };
  }
  if (data.quarter === undefined)
    throw new RuleBroken(
      'quarter-missing',
      'Enter the quarter: an audit stands in the programme under its quarter.',
      'quarter',
    );
  if (data.why === undefined)
    throw new RuleBroken('reason-missing', 'Say why this was chosen. Only older papers may leave it unstated.', 'why');
  const on = dayOfDecision(QUALITY_ASSURANCE, data.on, facts);
  notAfter(on, today);
  return { type: 'AuditPutInProgramme', data: { reference, ...data, ...plannedAhead(data.quarter, on), on } };
}

/** An audit moves with a reason, as long as its work is not done. The first quarter stays in the history and on the page. */
export function moveToQuarter(
  { quarter, reason, on: given }: DataOf<'MoveToQuarter'>,
  state: Audit,
  facts: Facts,
): readonly AuditEvent[] {
  if (state.quarter === undefined)
    throw new RuleBroken(
      'no-quarter',
      'The source does not state a quarter, so there is none to move from.',
      'quarter',
    );
  if (state.settled[keepsQuarter(state.type)]?.taken)
    throw new RuleBroken('work-done', 'The work of this audit is done. Its quarter stays as it is.', 'quarter');
  if (planned(quarter).quarter === state.quarter) return [];
  const on = dayOfDecision(QUALITY_ASSURANCE, given, facts);
  notAfter(on, facts.today);
  const { quarter: to, due, ruleVersion } = plannedAhead(quarter, on);
  return [{ type: 'AuditMovedToQuarter', data: { on, from: state.quarter, to, due, ruleVersion, reason } }];
}

/** A re-audit or another look at the impact, in a quarter. It may be planned again: the history keeps the first plan. */
export function planImpact(
  { on, how, quarter }: DataOf<'PlanReAudit'>,
  state: Audit,
  { today }: Facts,
): readonly AuditEvent[] {
  if (state.settled.impact?.taken)
    throw new RuleBroken('impact-checked', 'The impact has been checked. Open a new audit to look again.');
  const missing = before(state.trail, 'impact').some((step) => state.settled[step] === undefined);
  if (missing)
    throw new RuleBroken(
      'not-approved',
      'A re-audit or an impact check is planned once the Executive has approved the audit.',
    );
  notAfter(on, today);
  return [{ type: 'ReAuditPlanned', data: { on, how, ...plannedAhead(quarter, on) } }];
}

function notAfter(on: string | undefined, today: string): void {
  if (on !== undefined && on > today)
    throw new RuleBroken('in-the-future', 'The date of a decision cannot be after today.', 'on');
}
