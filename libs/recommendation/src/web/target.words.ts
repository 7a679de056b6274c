import type { Target } from '#app/calendar';

/** "due 31 March 2025", "due by the end of Q3 2025-26", "reviewed every quarter": each kind of target as people say it. */
export function dueWords(target: Target): string {
  switch (target.kind) {
    case 'date':
      return `due ${target.label}`;
    case 'month':
    case 'quarter':
      return `due by the end of ${target.label}`;
    case 'rhythm':
      return rhythmWords(target.label);
  }
}

/** After a verb and a comma: ", target Q3 2025-26"; a rhythm has no day to aim at. */
export const aimWords = (target: Target, aim: string): string =>
  target.kind === 'rhythm' ? rhythmWords(target.label) : `${aim} ${target.label}`;

/** "reviewed every quarter", inside a sentence. */
export const rhythmWords = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
