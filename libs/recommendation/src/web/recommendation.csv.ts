import type { Names, Person } from '#app/platform';
import { linesOf } from '../read/recommendation.lines';
import type { RecommendationRow } from '../read/recommendation.row';
import { STANDINGS, ownerName, sourceLabel } from './recommendation.names';
import { inWords, lineStanding } from './line.standing';
import { dueOf } from './recommendation.seen';

interface For {
  readonly today: string;
  readonly names: Names;
  readonly person?: Person;
}

/** One line of the spreadsheet. Without a person it says only what every agency may read. */
export function csvOf(row: RecommendationRow, at: For): Readonly<Record<string, string>> {
  const { names } = at;
  const owners = linesOf(row).map(
    (line) => `${ownerName(line.owner, names)} (${inWords(lineStanding(row, line)).toLowerCase()})`,
  );
  return {
    Reference: row.reference,
    Recommendation: row.title,
    Status: STANDINGS[row.standing].word,
    Owners: owners.join('; '),
    'Followed by': names.group(row.monitor),
    Themes: row.themes.join('; '),
    Source: sourceLabel(row.detail.state.source),
    ...targetsOf(row, at),
    'Next review': row.nextReview ?? '',
    'Closed on': row.closedOn ?? '',
    'By products alone': row.productOnly ? 'Yes' : 'No',
  };
}

/** Targets belong to lines: another agency's are not shared. */
function targetsOf(row: RecommendationRow, { today, names, person }: For): Readonly<Record<string, string>> {
  const shared = person ? dueOf(row, person, { today, names }) : { target: null, firstTarget: null, overdue: false };
  const { target, firstTarget, overdue } = shared;
  return {
    Target: target?.label ?? '',
    Due: target?.due ?? '',
    'First target': firstTarget?.label ?? '',
    'Past its target': overdue ? 'Yes' : 'No',
  };
}
