import type { LineView } from '../read/recommendation.lines';
import type { RecommendationRow } from '../read/recommendation.row';
import { LINE_STATES, STANDINGS } from './recommendation.names';

interface State {
  readonly value: string;
  readonly word: string;
  readonly kind: string;
}

export interface LineStanding {
  readonly state: State;
  /** What holds beside its state: other work carries the line, or it waits for something. */
  readonly also: readonly State[];
  readonly open: boolean;
}

/** Ends of the whole that leave no line going on. */
const ENDS: readonly string[] = ['withdrawn', 'superseded', 'entered-in-error', 'not-accepted'];

/** Where a line stands, as people see it: one that was still open when the whole ended has ended with it. */
export function lineStanding({ standing }: Pick<RecommendationRow, 'standing'>, line: LineView): LineStanding {
  if (line.open && ENDS.includes(standing)) {
    const word = `${STANDINGS[standing].word} with the recommendation`;
    return { state: { value: `${standing}-with-the-recommendation`, word, kind: 'ended' }, also: [], open: false };
  }
  const also = (['waiting', 'carried'] as const).filter((one) => line.open && line[one] && line.state !== one);
  return { state: stateOf(line.state), also: also.map(stateOf), open: line.open };
}

const stateOf = (value: LineView['state']): State => ({ value, ...LINE_STATES[value] });

/** "Assurance to review, carried into other work" */
export const inWords = ({
  state,
  also,
}: Pick<LineStanding, 'also'> & { readonly state: { readonly word: string } }): string =>
  [state.word, ...also.map(({ word }) => word.toLowerCase())].join(', ');

/** Where the whole stands; that other work still carries a line is said beside any other state. */
export function wholeStanding(row: RecommendationRow, lines: readonly LineView[]): State {
  const state = { value: row.standing, ...STANDINGS[row.standing] };
  const carried = row.open && row.standing !== 'carried' && lines.some((line) => line.open && line.carried);
  return carried ? { ...state, word: inWords({ state, also: [stateOf('carried')] }) } : state;
}
