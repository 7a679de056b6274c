import { type Facts, RuleBroken } from '#app/kernel';
import { before, dayOfDecision, follows } from '#app/steps';
import type { AuditCommand, ProgrammeData } from './audit.commands';
import type { AuditEvent, Checked } from './audit.events';
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

/**
 * A re-audit or another look at the impact, in a quarter. It may be planned again, for a reason: the first plan stays in
 * the history and on the page.
 */
export function planImpact(
  { on, how, quarter, reason }: DataOf<'PlanReAudit'>,
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
  const plan = plannedAhead(quarter, on);
  if (state.plan?.how === how && state.plan.quarter === plan.quarter) return [];
  if ((state.plan === undefined) !== (reason === undefined))
    throw new RuleBroken(
      state.plan ? 'plan-changed-without-reason' : 'no-plan-changed',
      state.plan
        ? `${PLANNED[state.plan.how]} is planned for ${state.plan.quarter}. Say why the plan changes.`
        : 'Nothing was planned before, so there is no change to explain. Leave this empty.',
      'reason',
    );
  return [{ type: 'ReAuditPlanned', data: { on, how, ...plan, ...(reason !== undefined && { reason }) } }];
}

const PLANNED = { 're-audit': 'A new audit', 'impact-check': 'A check of the impact' } as const;

/** A planned re-audit is done by an audit that looked again, which is named; another kind of check is planned first. */
export function checkImpact(data: Checked, state: Audit, facts: Facts): readonly AuditEvent[] {
  follows('impact', data.on, state, facts);
  const { plan, settled } = state;
  if (plan?.how === 're-audit' && data.audit === undefined && !settled.impact?.taken)
    throw new RuleBroken(
      're-audit-not-named',
      `A new audit is planned for ${plan.quarter}. Name the audit that looked again, or plan a check of the impact in its place, with the reason.`,
      'audit',
    );
  return [{ type: 'ImpactChecked', data }];
}

function notAfter(on: string | undefined, today: string): void {
  if (on !== undefined && on > today)
    throw new RuleBroken('in-the-future', 'The date of a decision cannot be after today.', 'on');
}
