import { howFar, standing } from '#app/calendar';
import type { At } from '#app/platform';
import { linesOf } from '../read/recommendation.lines';
import type { RecommendationRow } from '../read/recommendation.row';
import { isNotShared } from './choosing';
import { ownerName } from './recommendation.names';

/** One clock for each open line that has a last day and may be seen, and one for the group's review. */
export function clocksOf(row: RecommendationRow, { person, today, names }: At<RecommendationRow>): readonly object[] {
  if (!row.open) return [];
  const targets = linesOf(row)
    .filter((line) => line.open && !isNotShared(line, person))
    .flatMap(({ owner, target, firstTarget }) =>
      target?.due === undefined
        ? []
        : [
            {
              name: ownerName(owner, names),
              dueLabel: target.label,
              ...clockOf(target.due, today),
              ...(firstTarget?.due !== undefined && { firstDue: firstTarget.due }),
            },
          ],
    );
  const review =
    row.nextReview === null
      ? []
      : [{ name: `Review by the ${names.group(row.monitor)}`, ...clockOf(row.nextReview, today) }];
  return [...targets, ...review];
}

function clockOf(due: string, today: string): object {
  const stands = standing({ due }, today);
  const late = stands.state === 'late';
  return {
    due,
    status: { word: late ? 'Late' : 'Running', kind: late ? 'late' : 'going' },
    ...howFar(stands),
  };
}
