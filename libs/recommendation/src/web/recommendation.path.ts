import { spoken, standing } from '#app/calendar';
import type { Person } from '#app/platform';
import { type LineView, judgesOf, linesOf } from '../read/recommendation.lines';
import type { RecommendationRow } from '../read/recommendation.row';
import { isNotShared } from './choosing';
import { type Seeing, stepsOf } from './line.seen';
import { inWords, lineStanding } from './line.standing';
import type { Path, PathLine } from './path';
import { marksOf } from './path-marks';
import { STANDINGS, ownerName, sourceLabel } from './recommendation.names';
import { dueOf } from './recommendation.seen';

/** The path of a recommendation as this person may see it: the picture, the list beside it, and GET …/path. */
export function pathOf(row: RecommendationRow, person: Person, seeing: Seeing, from: SourceRecord): Path {
  const { names, today } = seeing;
  const { source } = row.detail.state;
  const { target, firstTarget } = dueOf(row, person, seeing);
  const whole = row.detail.steps.filter(({ event }) => !('lineId' in event.data));
  const says = standingSentence(row, target?.due ?? undefined, today);
  return {
    reference: row.reference,
    words: row.title,
    source: {
      label: sourceLabel(source),
      ...dayOfSource(row, from.learned),
      ...(from.href !== undefined && { href: from.href }),
    },
    milestones: whole.flatMap((step) => marksOf(step, row.monitor, names)),
    monitor: names.group(row.monitor),
    today,
    ...(target && { target: targetIn(target) }),
    ...(firstTarget && { firstTarget: targetIn(firstTarget) }),
    lines: linesOf(row).map((line) => pathLine(row, line, person, seeing)),
    state: STANDINGS[row.standing].word,
    closed: !row.open,
    ...(says !== undefined && { standing: says }),
    missing: missingFrom(row, person, seeing),
    ...(row.nextReview !== null && { nextReview: { group: names.group(row.monitor), on: row.nextReview } }),
  };
}

/** When the learning was reached, as the page of the source has it. */
export interface Learned {
  readonly on: string;
  readonly invented: boolean;
}

/** What the record of the source adds to what the recommendation knows of it; nothing where it has no record here. */
export interface SourceRecord {
  /** For whom it may be read. */
  readonly href?: string;
  readonly learned?: Learned;
}

/** As it was told when the recommendation was made, else as its source has it; nothing later has led to it. */
function dayOfSource({ detail, madeOn }: RecommendationRow, learned: Learned | undefined): Partial<Path['source']> {
  const { on } = detail.state.source;
  if (on !== undefined) return { on };
  if (learned === undefined || learned.on > madeOn) return {};
  return { on: learned.on, ...(learned.invented && { invented: true }) };
}

const targetIn = ({ label, due }: { readonly label: string; readonly due: string | null }) => ({
  label,
  ...(due !== null && { due }),
});

function pathLine(row: RecommendationRow, line: LineView, person: Person, { names }: Seeing): PathLine {
  const stands = lineStanding(row, line);
  const named = {
    id: line.id,
    owner: ownerName(line.owner, names),
    state: inWords(stands),
    closed: !stands.open,
  };
  if (isNotShared(line, person)) return { ...named, marks: [], notShared: true };
  const { target, owner } = line;
  return {
    ...named,
    ...(owner.role !== undefined && { role: owner.role }),
    ...(target && { target: { label: target.label, ...(target.due !== undefined && { due: target.due }) } }),
    marks: stepsOf(row, line.id).flatMap((step) => marksOf(step, row.monitor, names)),
    notShared: false,
  };
}

/** One sentence, where counting the lines does not say it all. */
function standingSentence(row: RecommendationRow, due: string | undefined, today: string): string | undefined {
  const lines = linesOf(row);
  if (!row.open)
    return row.closedOn === null ? undefined : `${STANDINGS[row.standing].word} since ${spoken(row.closedOn)}`;
  if (row.standing === 'proposed' || row.standing === 'awaiting-approval') return STANDINGS[row.standing].word;
  if (lines.length === 0) return 'No owner is named yet';
  const stands = due === undefined ? undefined : standing({ due }, today);
  if (stands?.state !== 'late') return undefined;
  const closed = lines.filter(({ open }) => !open).length;
  const late = stands.lateBy === undefined ? 'past its target' : `overdue by ${counted(stands.lateBy, 'working day')}`;
  return `${closed} of ${counted(lines.length, 'line')} closed; ${late}`;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What still stands between today and the end, in sentences. */
export function missingFrom(row: RecommendationRow, person: Person, { names }: Seeing): readonly string[] {
  const monitor = names.group(row.monitor);
  if (row.standing === 'proposed') return [`The agreement of the ${monitor}.`];
  if (row.standing === 'awaiting-approval') return ['The approval of the Executive Group.'];
  if (row.standing === 'complete')
    return [
      ...(row.productOnly ? ['Assurance that it works: products alone closed it.'] : []),
      'A check that the change has held.',
    ];
  if (!row.open) return [];
  const lines = linesOf(row);
  if (lines.length === 0) return ['An owner.'];
  const open = lines.filter((line) => line.open);
  if (open.length === 0) return [`The ${names.group(judgesOf(row, lines))} has to record that it is complete.`];
  return open.map((line) => missingOn(row, line, isNotShared(line, person), names));
}

function missingOn(row: RecommendationRow, line: LineView, notShared: boolean, names: Seeing['names']): string {
  const owner = ownerName(line.owner, names);
  if (line.owner.kind === 'unnamed') return 'The name of an owner.';
  if (notShared) return `The end of the line of ${owner}.`;
  const judge = `the ${names.group(judgesOf(row, [line]))}`;
  switch (line.state) {
    case 'assurance-given':
      return `The answer of ${judge} to the assurance of ${owner}.`;
    case 'assurance-asked':
      return `Assurance from ${owner}, which was asked for it.`;
    case 'assurance-returned':
      return `Further assurance from ${owner}: what was sent was not enough.`;
    case 'waiting':
      return `What ${owner} waits for.`;
    case 'carried':
      return `The result of the work into which the line of ${owner} was carried.`;
    case 'product-delivered':
      return `The closing of the line of ${owner} by ${judge}.`;
    default:
      return `Evidence from ${owner}.`;
  }
}
