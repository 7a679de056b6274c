import { RuleBroken } from '#app/kernel';
import { parseQuarter, spoken } from '#app/calendar';

export const QUALITY_ASSURANCE = 'performance-and-quality-assurance-group';
export const EXECUTIVE = 'executive-group';

/** Local: a quarter is kept when the work is done by its last day (a partnership may set another rule, under a new version). */
const QUARTER_RULE = 'audit-quarter 1';

/** A quarter as it is kept, with its last day. Throws the calendar's sentence for what is no quarter. */
export function planned(quarter: string): { quarter: string; due: string; ruleVersion: string } {
  const { label, due } = parseQuarter(quarter);
  return { quarter: label, due, ruleVersion: QUARTER_RULE };
}

/** Nobody plans work for a quarter that was over on the day of the plan; only older papers tell of one that is. */
export function plannedAhead(quarter: string, on: string): { quarter: string; due: string; ruleVersion: string } {
  const plan = planned(quarter);
  if (plan.due < on)
    throw new RuleBroken(
      'quarter-over',
      `${plan.quarter} ended on ${spoken(plan.due)}. Choose a quarter that was not over on ${spoken(on)}, the day this was agreed.`,
      'quarter',
    );
  return plan;
}
