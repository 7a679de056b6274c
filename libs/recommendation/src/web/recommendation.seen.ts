import { wordsOf } from '#app/kernel';
import { type Person, isRepresentative } from '#app/platform';
import type { DataOf, RecommendationEvent } from '../domain/recommendation.events';
import { type LineView, linesOf } from '../read/recommendation.lines';
import type { RecommendationRow, Step } from '../read/recommendation.row';
import { isNotShared } from './choosing';
import { wholeStanding } from './line.standing';
import { type Seeing, linesSeen, overdueOf, targetSeen } from './line.seen';
import { BASES, SCOPES, ownerName, sourceHref, sourceLabel } from './recommendation.names';

/** What this person may see of a recommendation. Its words, source and state are for everybody; lines are for their owners. */
export function recommendationSeen(row: RecommendationRow, person: Person, seeing: Seeing): object {
  const { names } = seeing;
  const { state, steps, corrections } = row.detail;
  const { source, scope, themes, outcome, approval } = state;
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    words: row.title,
    revision: row.revision,
    status: wholeStanding(row, linesOf(row)),
    open: row.open,
    source: { ...source, label: sourceLabel(source), href: sourceHref(source) ?? null },
    scope: { value: scope, name: SCOPES[scope] },
    themes,
    monitor: { id: row.monitor, name: names.group(row.monitor) },
    outcome: outcome ?? null,
    approval,
    madeOn: row.madeOn,
    closedOn: row.closedOn,
    nextReview: row.nextReview,
    reviewOverdue: row.nextReview !== null && row.nextReview < seeing.today,
    productOnly: row.productOnly,
    ...dueOf(row, person, seeing),
    lines: linesSeen(row, person, seeing),
    completion: row.open ? null : completionOf(steps),
    supersededBy: told(steps, 'RecommendationSuperseded', ({ by }) => by).at(-1) ?? null,
    notes: told(steps, 'ScopeNoteAdded', ({ about, note, reason }) => ({
      about,
      note: wordsOf(note),
      reason: wordsOf(reason),
    })),
    checks: told(steps, 'EmbeddingChecked', ({ method, result, before, after, embedded }, { revision }) => ({
      method: wordsOf(method),
      result: wordsOf(result),
      before: before ?? null,
      after: after ?? null,
      embedded,
      beforeReopening: revision < reopenedAt(steps),
    })),
    reviews: told(steps, 'RecommendationReviewed', ({ note, nextReview }) => ({
      note: wordsOf(note),
      nextReview,
    })).reverse(),
    escalations: isRepresentative(person)
      ? []
      : told(steps, 'RecommendationEscalated', ({ to, reason }) => ({
          to: { id: to, name: names.group(to) },
          reason: wordsOf(reason),
        })),
    answers: isRepresentative(person)
      ? []
      : told(steps, 'EscalationAnswered', ({ group, decision }) => ({
          by: { id: group, name: names.group(group) },
          decision: wordsOf(decision),
        })),
    toAnswer: isRepresentative(person) ? [] : row.escalatedTo.map((id) => ({ id, name: names.group(id) })),
    comments: told(steps, 'ScrutinyCommentAdded', ({ kind, comment }) => ({ kind, comment: wordsOf(comment) })),
    ended: endOf(steps),
    corrections: corrections
      .filter(({ owner }) => owner === undefined || !isNotShared({ owner }, person))
      .map(({ field, label, from, to, reason, owner }) => ({
        field,
        label: owner ? `${label}, ${ownerName(owner, names)}` : label,
        from: field === 'owner' ? names.agency(from) : from,
        to: field === 'owner' ? names.agency(to) : to,
        reason,
      })),
    invented: steps[0]?.invented ?? [],
  };
}

/**
 * The nearest target that this person may see, and whether it is past. Where no line is open any more it is the last
 * one that there was: what was promised stays on the page.
 */
export function dueOf(row: RecommendationRow, person: Person, { today }: Seeing) {
  const line = aimed(linesOf(row).filter((one) => !isNotShared(one, person)));
  const moved = line?.firstTarget?.value !== line?.target?.value;
  return {
    target: targetSeen(line?.target),
    firstTarget: moved ? targetSeen(line?.firstTarget) : null,
    ...overdueOf(line?.target, today, row.open && line?.open === true),
  };
}

/** The line whose target the whole has: of the open ones the nearest due; of closed ones the last. */
function aimed(lines: readonly LineView[]): LineView | undefined {
  const open = lines.filter((line) => line.open);
  // What was handed over goes on in its successor's line.
  const among = (open.length > 0 ? open : lines.filter(({ ended }) => ended !== 'handed-over')).filter(
    ({ target }) => target !== undefined,
  );
  const byDue = among.filter(({ target }) => target?.due !== undefined).toSorted(dueFirst);
  return (open.length > 0 ? byDue[0] : byDue.at(-1)) ?? among[0];
}

const dueFirst = (a: LineView, b: LineView): number => ((a.target?.due ?? '') < (b.target?.due ?? '') ? -1 : 1);

/** The data of every event of a type, in people's shape, with the day and what was invented. */
export function told<Type extends RecommendationEvent['type'], Shape extends object>(
  steps: readonly Step[],
  type: Type,
  shape: (data: DataOf<Type>, step: Step) => Shape,
): (Shape & { readonly on: string; readonly invented: readonly string[] })[] {
  return steps
    .filter(({ event }) => event.type === type)
    .map((step) => ({ ...shape(step.event.data as DataOf<Type>, step), on: step.on, invented: step.invented }));
}

/** The revision at which it was last reopened: what was found before then is of before. */
const reopenedAt = (steps: readonly Step[]): number =>
  steps.findLast(({ event }) => event.type === 'RecommendationReopened')?.revision ?? -1;

const completionOf = (steps: readonly Step[]): object | null =>
  told(steps, 'RecommendationCompleted', ({ basis, reason, productOnly, evidence }) => ({
    basis: { value: basis, name: BASES[basis] },
    reason: reason ? wordsOf(reason) : null,
    productOnly,
    evidence,
  })).at(-1) ?? null;

/** Why it ended without being complete. */
function endOf(steps: readonly Step[]): object | null {
  const ends = steps.flatMap(({ event, on }) => {
    switch (event.type) {
      case 'RecommendationNotAccepted':
      case 'RecommendationWithdrawn':
      case 'RecommendationSuperseded':
      case 'RecommendationEnteredInError':
        return [{ on, reason: wordsOf(event.data.reason) }];
      default:
        return [];
    }
  });
  return ends.at(-1) ?? null;
}
