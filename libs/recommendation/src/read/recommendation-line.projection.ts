import { type Plain, type Projection, type Recorded } from '#app/kernel';
import { idOf } from '#app/platform';
import { type Line, assignedLine, correctLine, evolveLine, isOpen, lineState } from '../domain/line.state';
import type { RecommendationEvent } from '../domain/recommendation.events';
import { isOfLine } from '../domain/recommendation.state';
import { type RecommendationLineRow, ownerKey } from './recommendation.row';

type Row = Plain<RecommendationLineRow>;

/** One row for each owner's line, folded as the decider folds it. */
export const recommendationLineProjection: Projection<RecommendationLineRow, RecommendationEvent> = {
  name: 'recommendation-line',
  version: 2,
  categories: ['recommendation'],
  history: { without: ['line'] },

  rows(recorded) {
    const { data } = recorded.event;
    if (!('lineId' in data)) return [];
    const recommendation = idOf(recorded.stream);
    const { lineId } = data;
    return [{ key: `${recommendation}:${lineId}`, change: (row) => changed(row, recorded, recommendation, lineId) }];
  },
};

function changed(
  row: Row | undefined,
  recorded: Recorded<RecommendationEvent>,
  recommendation: string,
  lineId: string,
): Row | undefined {
  const { event, revision } = recorded;
  const line = lineAfter(row?.line, event);
  if (!line) return row;
  const awaited = isOpen(line) && (line.asked || line.returned);
  return {
    id: `${recommendation}:${lineId}`,
    recommendation,
    lineId,
    owner: ownerKey(line.owner),
    state: lineState(line),
    open: isOpen(line),
    due: line.target?.due ?? null,
    targetLabel: line.target?.label ?? null,
    awaited,
    awaitedBy: awaited ? awaitedBy(row, event) : null,
    revision,
    line,
  };
}

function lineAfter(line: Line | undefined, event: RecommendationEvent): Line | undefined {
  if (event.type === 'LineAssigned') return assignedLine(event.data);
  if (line === undefined) return undefined;
  if (event.type === 'RecommendationCorrected') return correctLine(line, event.data);
  return isOfLine(event) ? evolveLine(line, event) : line;
}

const awaitedBy = (row: Row | undefined, { type, data }: RecommendationEvent): string | null =>
  type === 'AssuranceRequested' || type === 'AssuranceReturned' ? (data.due ?? null) : (row?.awaitedBy ?? null);
