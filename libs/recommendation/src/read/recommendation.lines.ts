import { judgeOf } from '../domain/acting';
import { type Line, type LineState, isOpen, lineState } from '../domain/line.state';
import type { Owner } from '../domain/recommendation.events';
import type { RecommendationRow } from './recommendation.row';

export { EXECUTIVE, SECOND_GROUP } from '../domain/acting';
export { isProof, isUnreviewed } from '../domain/line.state';
export { themesOf } from '../domain/recommendation.state';
export { LINE_REFUSALS } from '../domain/refusals';

/** A line with where it stands. */
export interface LineView extends Line {
  readonly state: LineState;
  readonly open: boolean;
}

type Row = Pick<RecommendationRow, 'detail'>;

export const linesOf = ({ detail }: Row): readonly LineView[] =>
  detail.state.lines.map((line) => ({ ...line, state: lineState(line), open: isOpen(line) }));

export const openLinesOf = (row: Row): readonly LineView[] => linesOf(row).filter(({ open }) => open);

export const lineIn = (row: Row, lineId: string | undefined): LineView | undefined =>
  linesOf(row).find(({ id }) => id === lineId);

/** The group that judges these lines: the one that follows the recommendation, or a second where that one is the owner. */
export const judgesOf = ({ detail }: Row, lines: readonly { readonly owner: Owner }[]): string =>
  judgeOf(detail.state, lines);

/** Work goes on: agreed, approved where asked for, and not closed. */
export const isLive = ({ standing, open }: RecommendationRow): boolean =>
  open && standing !== 'proposed' && standing !== 'awaiting-approval';
