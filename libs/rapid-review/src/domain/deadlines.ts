import { type Clock, clock } from '#app/calendar';
import type { Clocks, Deadline } from './rapid-review.events';

const deadline = (rule: Deadline['rule'], { trigger, due, ruleVersion }: Clock): Deadline => ({
  rule,
  counted: trigger,
  due,
  version: ruleVersion,
});

export const startedBy = (deadlines: readonly Deadline[]): Clocks => ({
  deadlines,
  ruleVersion: deadlines.map(({ rule, version }) => `${rule} ${version}`).join(', '),
});

/** The two clocks of awareness: Children Act 2004 section 16C(1) and Working Together 2023. */
export const fromAwareness = (awareOn: string): readonly Deadline[] => [
  deadline('notify-panel', clock('notify-panel', awareOn)),
  deadline('report-to-partners', clock('report-to-partners', awareOn)),
];

/** The clock of the rapid review, under the version in force on the day of the notification. */
export const fromNotification = (aware: string, notified: string): readonly Deadline[] => [
  deadline('rapid-review', clock('rapid-review', { aware, notified })),
];

/** Those of the clocks that these dates change: as they were, and as they are. */
export function recomputed(
  deadlines: readonly Deadline[],
  { awareOn, notifiedOn }: { readonly awareOn?: string; readonly notifiedOn?: string },
): { readonly before: readonly Deadline[]; readonly after: readonly Deadline[] } {
  if (awareOn === undefined) return { before: [], after: [] };
  const now = [...fromAwareness(awareOn), ...(notifiedOn === undefined ? [] : fromNotification(awareOn, notifiedOn))];
  const pairs = deadlines.flatMap((before) => {
    const after = now.find(({ rule }) => rule === before.rule);
    return after && !same(before, after) ? [{ before, after }] : [];
  });
  return { before: pairs.map(({ before }) => before), after: pairs.map(({ after }) => after) };
}

const same = (one: Deadline, other: Deadline): boolean =>
  one.counted === other.counted && one.due === other.due && one.version === other.version;
