import type { Ground, Person } from '#app/platform';
import type { Evidence } from '../domain/line.state';
import {
  LINE_REFUSALS,
  type LineView,
  isProof,
  isUnreviewed,
  judgesOf,
  linesOf,
  openLinesOf,
} from '../read/recommendation.lines';
import { type Row, isMember, isOwn, membersOf } from './choosing';

/**
 * Why a line is not for this person to decide on, though their group does: a sentence, or nothing where it is theirs. What the
 * deciders refuse, so that a form offers only what can be done.
 */
export type Apart = (line: LineView, person: Person) => string | undefined;

const gave = (evidence: readonly Evidence[], { id, agency }: Person): boolean =>
  evidence.some(({ providedBy }) => providedBy.actor === id || (agency !== undefined && providedBy.agency === agency));

/** Nobody ends, or puts off, the line that their own agency owns. */
export const notOwnLine: Apart = (line, person) => (isOwn(line, person) ? LINE_REFUSALS.ownLine : undefined);

/** Nor judges assurance that they, or their agency, gave. */
export const notOwnAssurance: Apart = (line, person) =>
  gave(line.evidence.filter(isUnreviewed), person) ? LINE_REFUSALS.ownEvidence : notOwnLine(line, person);

/** Nor any evidence for which a line counts as done. */
export const notOwnEvidence: Apart = (line, person) =>
  gave(line.evidence.filter(isProof), person) ? LINE_REFUSALS.ownEvidence : notOwnLine(line, person);

/** The lines that end with the whole: the open ones, or all where none is open. */
const endedWith = (record: Row): readonly LineView[] => {
  const open = openLinesOf(record);
  return open.length > 0 ? open : linesOf(record);
};

/** The group that completes, withdraws or replaces the whole. */
export const wholeJudge = (record: Row): string => judgesOf(record, endedWith(record));

export const judgesWhole: Ground<Row> = membersOf(
  'Members of the group that follows it, or of a second group where that one is the owner',
  (person, record) => record !== undefined && isMember(person, wholeJudge(record)),
);

/** Why the whole is not this person's to withdraw or to replace. */
export const endingApart = (record: Row, person: Person): string | undefined =>
  firstApart(endedWith(record), person, notOwnLine);

/** Why it is not theirs to complete: the lines that close with it are judged; where none is open, what they were closed by. */
export function completionApart(record: Row, person: Person): string | undefined {
  const open = openLinesOf(record);
  if (open.length > 0) return firstApart(open, person, notOwnEvidence);
  const done = linesOf(record).filter(({ ended }) => ended === 'assured' || ended === 'complete');
  return gave(done.flatMap(({ evidence }) => evidence).filter(isProof), person) ? LINE_REFUSALS.ownEvidence : undefined;
}

/** The sentence of the first line that is not theirs. */
export const firstApart = (lines: readonly LineView[], person: Person, apart: Apart): string | undefined =>
  lines.map((line) => apart(line, person)).find((sentence) => sentence !== undefined);
