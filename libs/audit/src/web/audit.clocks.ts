import { type Standing, standing } from '#app/calendar';
import type { AuditRow } from '../read/audit.row';
import { PLANS } from './audit.names';

const WORDS = {
  running: { word: 'Running', kind: 'going' },
  'due today': { word: 'Due today', kind: 'soon' },
  late: { word: 'Late', kind: 'late' },
  done: { word: 'Done', kind: 'done' },
  'done late': { word: 'Done late', kind: 'done' },
} as const;

/** The audit's own quarter, and the quarter of the re-audit or impact check where one is planned. */
export function clocksOf({ due, quarter, doneOn, state, detail }: AuditRow, today: string): readonly object[] {
  if (state === 'cancelled' || state === 'entered-in-error') return [];
  const { programmed, moves, steps } = detail;
  const own = due === null || quarter === null ? [] : [{ due, quarter }];
  return [
    ...own.map((one) => ({
      ...clockOf('Do the audit', one, today, doneOn ?? undefined),
      firstDue: programmed.due,
      rule: {
        text: 'The work is done by the last day of the quarter',
        version: moves.at(-1)?.ruleVersion ?? programmed.ruleVersion,
      },
      invented: steps.programme?.invented.includes('quarter') ?? false,
      ...(moves.length > 0 && { note: `First planned for ${programmed.quarter ?? 'another quarter'}` }),
    })),
    ...anotherLook(detail, state, today),
  ];
}

/**
 * A planned re-audit is done by an audit that is named, a check of the impact by any check. Once the audit is closed
 * without one, or the source does not state it, nothing runs on.
 */
function anotherLook({ plans, checks, steps }: AuditRow['detail'], state: AuditRow['state'], today: string): object[] {
  const [first] = plans;
  const plan = plans.at(-1);
  if (first === undefined || plan === undefined) return [];
  const again = plan.how === 're-audit';
  const done = (again ? checks.find(({ audit }) => audit !== undefined) : checks[0])?.on;
  if (done === undefined && (state === 'closed' || steps.impact?.state === 'not-stated')) return [];
  return [
    {
      ...clockOf(again ? 'Audit it again' : 'Check the impact', plan, today, done),
      firstDue: first.due,
      ...(first.how !== plan.how && { note: `First planned: ${PLANS[first.how].toLowerCase()}` }),
      rule: { text: 'The work is done by the last day of the quarter', version: plan.ruleVersion },
    },
  ];
}

function clockOf(
  name: string,
  { due, quarter }: { due: string; quarter: string },
  today: string,
  done: string | undefined,
): object {
  const stands = standing({ due }, today, done);
  return {
    name,
    status: WORDS[stands.state],
    due,
    dueLabel: quarter,
    ...(done !== undefined && { done }),
    ...howFar(stands),
  };
}

function howFar({ lateBy, left }: Standing): { late?: string; left?: string } {
  if (lateBy !== undefined) return { late: `late by ${working(lateBy)}` };
  return left === undefined ? {} : { left: `${working(left)} left` };
}

const working = (days: number): string => `${days} working ${days === 1 ? 'day' : 'days'}`;
