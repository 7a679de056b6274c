import { type Line, type LineState, assignedLine, correctLine, evolveLine, isOpen, lineState } from './line.state';
import type { Corrected, DataOf, LineEvent, Made, RecommendationEvent, WholeEvent } from './recommendation.events';

/** What the rules need to know of a recommendation. */
export interface Recommendation extends Omit<Made, 'reference' | 'executiveApproval'> {
  readonly status:
    | 'unknown'
    | 'made'
    | 'agreed'
    | 'not-accepted'
    | 'complete'
    | 'embedded'
    | 'withdrawn'
    | 'superseded'
    | 'entered-in-error';
  readonly approval: 'not-asked' | 'asked' | 'given';
  readonly reference: string;
  readonly lines: readonly Line[];
  /** Groups that have not answered yet. Folded for the rules alone (`stillEscalated`): a row has it in a column of its own. */
  readonly escalatedTo?: readonly string[];
  /** The last one, for the rules alone: a row has all of them among its steps. */
  readonly lastCheck?: DataOf<'EmbeddingChecked'>;
}

export const unknown: Recommendation = {
  status: 'unknown',
  approval: 'not-asked',
  reference: '',
  words: '',
  source: { kind: 'referral', id: '', reference: '', title: '' },
  scope: 'multi-agency',
  themes: [],
  monitor: '',
  lines: [],
};

/** Where the whole stands, in one word. Carried and partly assured are open. */
export type Standing =
  | 'proposed'
  | 'not-accepted'
  | 'awaiting-approval'
  | Exclude<LineState, NonNullable<Line['ended']> | 'assurance-given'>
  | 'assurance-to-review'
  | 'partly-done'
  | 'ready-to-complete'
  | Exclude<Recommendation['status'], 'unknown' | 'made' | 'agreed'>;

export const isClosed = ({ status }: Recommendation): boolean => !['unknown', 'made', 'agreed'].includes(status);

export function standingOf(state: Recommendation): Standing {
  const { status, approval, lines } = state;
  if (status === 'unknown' || status === 'made') return 'proposed';
  if (status !== 'agreed') return status;
  if (approval === 'asked') return 'awaiting-approval';
  return lines.length === 0 ? 'unowned' : standingOfLines(lines);
}

function standingOfLines(lines: readonly Line[]): Standing {
  const open = new Set(lines.filter(isOpen).map((line) => ofLine(lineState(line))));
  const [only, another] = open;
  if (only === undefined) return 'ready-to-complete';
  if (open.has('assurance-to-review')) return 'assurance-to-review';
  const done = lines.some(({ ended }) => ended === 'assured' || ended === 'complete');
  if (another === undefined && (!done || TOGETHER.has(only))) return only;
  if (done) return 'partly-done';
  return (['assurance-returned', 'assurance-asked'] as const).find((one) => open.has(one)) ?? 'in-progress';
}

/** What the whole is where every open line is, though others are done. */
const TOGETHER: ReadonlySet<Standing> = new Set(['waiting', 'carried', 'assurance-returned']);

/** An open line's state, as the whole has it where all its lines stand alike. */
const ofLine = (state: LineState): Standing => {
  switch (state) {
    case 'assurance-given':
      return 'assurance-to-review';
    case 'assured':
    case 'complete':
    case 'not-applicable':
    case 'withdrawn':
    case 'handed-over':
      return 'ready-to-complete';
    default:
      return state;
  }
};

type Evolvers = {
  readonly [Type in WholeEvent['type']]?: (state: Recommendation, data: DataOf<Type>) => Recommendation;
};

const evolvers: Evolvers = {
  RecommendationMade: (_, { executiveApproval, ...data }) => ({
    ...unknown,
    ...data,
    status: 'made',
    approval: executiveApproval ? 'asked' : 'not-asked',
  }),
  RecommendationAgreed: (state) => ({ ...state, status: 'agreed' }),
  RecommendationNotAccepted: (state) => ({ ...state, status: 'not-accepted' }),
  RecommendationApproved: (state) => ({ ...state, approval: 'given' }),
  RecommendationCompleted: (state) => ({ ...state, status: 'complete' }),
  EmbeddingChecked: (state, { embedded }) => ({ ...state, status: embedded ? 'embedded' : 'complete' }),
  RecommendationReopened: (state) => ({ ...state, status: 'agreed' }),
  RecommendationWithdrawn: (state) => ({ ...state, status: 'withdrawn' }),
  RecommendationSuperseded: (state) => ({ ...state, status: 'superseded' }),
  RecommendationCorrected: corrected,
  RecommendationEnteredInError: (state) => ({ ...state, status: 'entered-in-error' }),
};

/** True for events of one line, whose shape says so. A correction is of the whole record, though it may be about a line. */
export const isOfLine = (event: RecommendationEvent): event is LineEvent =>
  'lineId' in event.data && event.type !== 'RecommendationCorrected';

export function evolve(state: Recommendation, event: RecommendationEvent): Recommendation {
  if (event.type === 'LineAssigned') return { ...state, lines: [...state.lines, assignedLine(event.data)] };
  if (isOfLine(event)) return onLine(state, event.data.lineId, (line) => evolveLine(line, event));
  const evolver = evolvers[event.type] as
    ((state: Recommendation, data: WholeEvent['data']) => Recommendation) | undefined;
  return evolver ? evolver(state, event.data) : state;
}

const onLine = (state: Recommendation, lineId: string, change: (line: Line) => Line): Recommendation => ({
  ...state,
  lines: state.lines.map((line) => (line.id === lineId ? change(line) : line)),
});

function corrected(state: Recommendation, data: Corrected): Recommendation {
  if (data.lineId !== undefined) return onLine(state, data.lineId, (line) => correctLine(line, data));
  const to = typeof data.to === 'string' ? data.to : '';
  switch (data.field) {
    case 'scope':
      return { ...state, scope: to as Recommendation['scope'] };
    case 'themes':
      return { ...state, themes: themesOf(to) };
    case 'outcome':
      return { ...state, outcome: to };
    case 'source-reference':
      return { ...state, source: { ...state.source, reference: to } };
    case 'source-title':
      return { ...state, source: { ...state.source, title: to } };
    case 'source-on':
      return { ...state, source: { ...state.source, on: to } };
    default:
      return state;
  }
}

/** "Domestic abuse, Physical abuse" as a list. */
export const themesOf = (words: string): readonly string[] => [
  ...new Set(
    words
      .split(',')
      .map((theme) => theme.trim())
      .filter((theme) => theme !== ''),
  ),
];
