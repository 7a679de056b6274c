import { spoken } from '#app/calendar';
import { wordsOf } from '#app/kernel';
import type { Names, Person, Waiting, WaitingItem } from '#app/platform';
import { lineIn, linesOf } from '../read/recommendation.lines';
import type { Some, WaitingLine } from '../read/recommendation.queries';
import type { RecommendationRow } from '../read/recommendation.row';
import { wholeStanding } from './line.standing';
import { LINE_STATES, STANDINGS } from './recommendation.names';
import { notOwnAssurance } from './separating';
import { dueWords } from './target.words';

const SHOWN = 5;

/** How a section is named, where it leads, and whether what it holds is late. */
export interface Heading {
  readonly title: string;
  readonly href: string;
  readonly late?: boolean;
}

/**
 * One row for each recommendation, as the list that the heading leads to has it: its first line, and all of its owners
 * where `names` can tell them.
 */
export function ofLines(
  heading: Heading,
  { first: lines, ...counted }: Some<WaitingLine>,
  item: (one: WaitingLine) => WaitingItem,
  names?: Names,
): Waiting {
  const wholes = new Map<string, WaitingLine[]>();
  for (const one of lines) wholes.set(one.row.id, [...(wholes.get(one.row.id) ?? []), one]);
  const items = [...wholes.values()].slice(0, SHOWN).flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const told = item(first);
    const owners = names && ownersOf(own, names);
    const note = [owners, told.note].filter((words) => words !== undefined).join('. ');
    return [{ ...told, ...stateOf(own), ...(note !== '' && { note }) }];
  });
  return { ...heading, ...counted, items };
}

/** Lines that do not stand alike say nothing together: then it is where the whole stands. */
function stateOf(own: readonly WaitingLine[]): Partial<WaitingItem> {
  const [first] = own;
  if (!first || own.every(({ line }) => line.state === first.line.state)) return {};
  return { status: wholeStanding(first.row, linesOf(first.row)) };
}

const ownersOf = (own: readonly WaitingLine[], names: Names): string =>
  and.format(new Set(own.map((one) => ownedBy(one, names))));
const and = new Intl.ListFormat('en-GB');

function ownedBy({ line: { owner } }: WaitingLine, names: Names): string {
  const [kind = '', id = ''] = owner.split(':');
  if (kind === 'agency') return names.agency(id);
  if (kind === 'group') return names.group(id);
  return kind === 'team' ? 'Partnership Team' : 'Owner not yet named';
}

/** What waits as a whole, with the one act that answers it. */
export const ofWholes = (
  heading: Heading,
  { first: rows, ...counted }: Some<RecommendationRow>,
  [act, text]: readonly [string, string],
  apart: (row: RecommendationRow) => string | undefined = () => undefined,
): Waiting => ({
  ...heading,
  ...counted,
  items: rows.map((row) => ({
    ...wholeItem(row),
    ...(row.nextReview !== null && act === 'review' && { due: row.nextReview }),
    ...actOr(apart(row), { text, href: `/recommendations/${row.id}/${act}` }),
  })),
});

/** The one button that answers it, or why it is not this person's to press. */
const actOr = (why: string | undefined, act: NonNullable<WaitingItem['act']>): Pick<WaitingItem, 'act' | 'note'> =>
  why === undefined ? { act } : { note: why };

/** Why a recommendation was brought before this group, and the way to its answer. */
export const escalated = (
  heading: Heading,
  { first: rows, ...counted }: Some<RecommendationRow>,
  group: string,
): Waiting => ({
  ...heading,
  ...counted,
  items: rows.map((row) => ({
    ...wholeItem(row),
    ...escalationOf(row, group),
    act: { text: 'Answer', href: `/recommendations/${row.id}/escalation-answer` },
  })),
});

function escalationOf({ detail }: RecommendationRow, group: string): Partial<WaitingItem> {
  const step = detail.steps.findLast(
    ({ event }) => event.type === 'RecommendationEscalated' && event.data.to === group,
  );
  if (step?.event.type !== 'RecommendationEscalated') return {};
  return { note: `Escalated on ${spoken(step.on)}: ${wordsOf(step.event.data.reason)}` };
}

const wholeItem = (row: RecommendationRow): WaitingItem => ({
  text: row.title,
  reference: row.reference,
  href: `/recommendations/${row.id}`,
  status: STANDINGS[row.standing],
});

const actHref = ({ line, row }: WaitingLine, act: string): string =>
  `/recommendations/${row.id}/${act}?line=${line.lineId}`;

export const lineItem = ({ line, row }: WaitingLine): WaitingItem => ({
  text: row.title,
  reference: row.reference,
  href: `/recommendations/${row.id}`,
  status: LINE_STATES[line.state],
  ...(line.line.target && { dueWords: dueWords(line.line.target) }),
});

export const ownerItem = (one: WaitingLine): WaitingItem => ({
  ...lineItem(one),
  act: { text: 'Name the owner', href: actHref(one, 'owner') },
});

export const progressItem = (one: WaitingLine): WaitingItem => ({
  ...lineItem(one),
  act: { text: 'Report progress', href: actHref(one, 'progress') },
});

export function askedItem(one: WaitingLine): WaitingItem {
  const { dueWords: _target, ...item } = lineItem(one);
  const { awaitedBy } = one.line;
  return {
    ...item,
    ...(awaitedBy !== null && { due: awaitedBy }),
    act: {
      text: one.line.state === 'assurance-returned' ? 'Send further assurance' : 'Provide assurance',
      href: actHref(one, 'assurance'),
    },
  };
}

/** Assurance to accept or return: not the person's own, which stands in the list of the group all the same. */
export const judgeItem =
  (person: Person) =>
  (one: WaitingLine): WaitingItem => {
    const line = lineIn(one.row, one.line.lineId);
    const why = line && notOwnAssurance(line, person);
    return { ...lineItem(one), ...actOr(why, { text: 'Accept or return', href: actHref(one, 'acceptance') }) };
  };
