import { type Plain, type Projection, type Recorded, wordsOf } from '#app/kernel';
import { idOf } from '#app/platform';
import { stillEscalated } from '../domain/escalating';
import { CHECK_PARTS } from '../domain/checking';
import { isOpen } from '../domain/line.state';
import type { Correctable, Corrected, RecommendationEvent } from '../domain/recommendation.events';
import { type Recommendation, evolve, isClosed, standingOf, unknown } from '../domain/recommendation.state';
import { type CorrectionRow, type RecommendationRow, type Step, ownerKey } from './recommendation.row';

type Row = Plain<RecommendationRow>;

/** The decider's own fold, with what a page shows beside it. */
export const recommendationProjection: Projection<RecommendationRow, RecommendationEvent> = {
  name: 'recommendation',
  version: 3,
  categories: ['recommendation'],
  // A list as at a day shows the columns; a page as at a day folds its record's own events.
  history: { without: ['detail'] },

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [{ key, change: (row) => (row ? changed(row, recorded) : opened(recorded, key)) }];
  },
};

function opened(recorded: Recorded<RecommendationEvent>, id: string): Row | undefined {
  const { event, metadata } = recorded;
  if (event.type !== 'RecommendationMade') return undefined;
  const { reference, words, source } = event.data;
  const state = evolve(unknown, event);
  return {
    id,
    reference,
    title: words,
    madeOn: metadata.happenedOn,
    monitor: state.monitor,
    sourceId: source.id,
    sourceKind: source.kind,
    closedOn: null,
    productOnly: false,
    ...columnsOf(state, recorded.revision),
    nextReview: null,
    escalatedTo: [],
    detail: { state, steps: [stepOf(recorded)], corrections: [] },
  };
}

function changed(row: Row, recorded: Recorded<RecommendationEvent>): Row {
  const { event, metadata } = recorded;
  const state = evolve(row.detail.state, event);
  const corrections =
    event.type === 'RecommendationCorrected'
      ? [...row.detail.corrections, correctionOf(event.data)]
      : row.detail.corrections;
  const steps =
    event.type === 'RecommendationCorrected'
      ? putRight(row.detail.steps, event.data)
      : [...row.detail.steps, stepOf(recorded)];
  const closed = isClosed(state);
  return {
    ...row,
    ...columnsOf(state, recorded.revision),
    closedOn: closed ? (row.closedOn ?? metadata.happenedOn) : null,
    nextReview: closed ? null : reviewOf(steps, state),
    escalatedTo: [...stillEscalated(row.escalatedTo, event)],
    productOnly: event.type === 'RecommendationCompleted' ? event.data.productOnly : closed && row.productOnly,
    detail: { state, steps, corrections },
  };
}

const stepOf = ({
  event,
  revision,
  metadata: { happenedOn, onBehalfOf, invented = [] },
}: Recorded<RecommendationEvent>): Step => ({
  revision,
  on: happenedOn,
  event,
  behalf: onBehalfOf,
  invented,
});

/** What lists filter and sort by, as the state has it. */
function columnsOf(state: Recommendation, revision: number) {
  const open = state.lines.filter(isOpen);
  return {
    revision,
    standing: standingOf(state),
    open: !isClosed(state),
    themes: [...state.themes],
    sourceReference: state.source.reference,
    owners: [...new Set(state.lines.map(({ owner }) => ownerKey(owner)))],
    nearestDue: earliest(open.map(({ target }) => target?.due)),
    firstDue: earliest(state.lines.map(({ firstTarget }) => firstTarget?.due)),
  };
}

const earliest = (days: readonly (string | undefined)[]): string | null =>
  days.filter((day) => day !== undefined).sort()[0] ?? null;

/** The group's next review, or the earlier one of a line that other work carries. */
function reviewOf(steps: readonly Step[], { lines }: Recommendation): string | null {
  const group = steps.map(({ event }) => ('nextReview' in event.data ? event.data.nextReview : undefined));
  const carried = lines
    .filter((line) => isOpen(line) && line.carried)
    .map(({ id }) => steps.findLast(({ event }) => event.type === 'CarriedIntoOtherWork' && event.data.lineId === id))
    .map((step) => (step?.event.type === 'CarriedIntoOtherWork' ? step.event.data.reviewOn : undefined));
  return earliest([group.findLast((day) => day !== undefined), ...carried]);
}

export const plain = (value: Corrected['from']): string => (typeof value === 'string' ? value : wordsOf(value));

const correctionOf = ({ field, label, from, to, reason, lineId, owner }: Corrected): CorrectionRow => ({
  field,
  label,
  from: plain(from),
  to: plain(to),
  reason: wordsOf(reason),
  ...(lineId !== undefined && { lineId }),
  ...(owner && { owner }),
});

/** Corrections of what an owner reported or gave, and of what a check found: the types of event they are about, and the field in their data. */
const told: Partial<Record<Correctable, { readonly types: readonly string[]; readonly field: string }>> = {
  progress: { types: ['ProgressReported'], field: 'text' },
  'progress-on': { types: ['ProgressReported'], field: 'on' },
  'evidence-on': { types: ['AssuranceProvided', 'ProductDelivered', 'ResultBroughtBack'], field: 'on' },
  'evidence-role': { types: ['AssuranceProvided', 'ProductDelivered', 'ResultBroughtBack'], field: 'role' },
  ...Object.fromEntries(
    Object.entries(CHECK_PARTS).map(([one, field]) => [one, { types: ['EmbeddingChecked'], field }]),
  ),
};

/** The right value where the wrong one stood; the wrong one beside it. */
function putRight(steps: readonly Step[], { field, from, to, lineId }: Corrected): readonly Step[] {
  const about = told[field];
  const place = steps.findLastIndex(({ event }) => lineOfEvent(event) === lineId && about?.types.includes(event.type));
  return steps.map((step, index) => {
    if (about === undefined || index !== place) return step;
    const event = { ...step.event, data: { ...step.event.data, [about.field]: to } } as RecommendationEvent;
    return { ...step, event, was: { [about.field]: plain(from), ...step.was } };
  });
}

const lineOfEvent = ({ data }: RecommendationEvent): string | undefined => ('lineId' in data ? data.lineId : undefined);
