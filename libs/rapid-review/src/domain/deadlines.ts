import { RuleBroken } from '#app/kernel';
import { CalendarError, type Clock, clock } from '#app/calendar';
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

/** The two clocks of awareness: Children Act 2004 section 16C(1) and Working Together 2023. `field` holds the day. */
export const fromAwareness = (awareOn: string, field = 'awareOn'): readonly Deadline[] =>
  counted('The day on which the council became aware', field, () => [
    deadline('notify-panel', clock('notify-panel', awareOn)),
    deadline('report-to-partners', clock('report-to-partners', awareOn)),
  ]);

/** The clock of the rapid review, under the version in force on the day of the notification, which `field` holds. */
export const fromNotification = (aware: string, notified: string, field = 'sentOn'): readonly Deadline[] =>
  counted('The day on which the notification was sent', field, () => [
    deadline('rapid-review', clock('rapid-review', { aware, notified })),
  ]);

/** A day from which a clock cannot be counted is refused: bank holidays are never guessed. */
function counted(called: string, field: string, clocks: () => readonly Deadline[]): readonly Deadline[] {
  try {
    return clocks();
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new RuleBroken(error.rule, `${called} starts a clock that cannot be counted. ${error.message}.`, field);
  }
}

/** Those of the clocks that these dates, one of them corrected, change: as they were, and as they are. */
export function recomputed(
  deadlines: readonly Deadline[],
  { awareOn, notifiedOn }: { readonly awareOn?: string; readonly notifiedOn?: string },
): { readonly before: readonly Deadline[]; readonly after: readonly Deadline[] } {
  if (awareOn === undefined) return { before: [], after: [] };
  const now = [
    ...fromAwareness(awareOn, 'to'),
    ...(notifiedOn === undefined ? [] : fromNotification(awareOn, notifiedOn, 'to')),
  ];
  const pairs = deadlines.flatMap((before) => {
    const after = now.find(({ rule }) => rule === before.rule);
    return after && !same(before, after) ? [{ before, after }] : [];
  });
  return { before: pairs.map(({ before }) => before), after: pairs.map(({ after }) => after) };
}

const same = (one: Deadline, other: Deadline): boolean =>
  one.counted === other.counted && one.due === other.due && one.version === other.version;
