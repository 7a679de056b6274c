import { type Facts, type Narrative, RuleBroken } from '#app/kernel';
import {
  actsFor,
  judgeOf,
  lineOf,
  onLine,
  openLineOf,
  refuseOwnEvidence,
  refuseOwnLines,
  refuseUnlessApart,
  refuseUnlessLive,
} from './acting';
import { isOpen, isProof, isUnreviewed, type Evidence, type Line } from './line.state';
import type { AskOf } from './recommendation.commands';
import type { Basis, RecommendationEvent } from './recommendation.events';
import { isClosed, type Recommendation } from './recommendation.state';
import { LINE_REFUSALS } from './refusals';
import type { Rules } from './rules';

type Commands =
  | 'DeclareNotApplicable'
  | 'WithdrawLine'
  | 'CompleteRecommendation'
  | 'CheckEmbedding'
  | 'ReopenRecommendation'
  | 'WithdrawRecommendation'
  | 'SupersedeRecommendation';

/** How lines and recommendations end, and how they begin again. */
export const endingRules: Rules<Commands> = {
  DeclareNotApplicable({ lineId, reason }, state, facts) {
    const line = endable(lineId, state, facts);
    return [{ type: 'LineNotApplicable', data: { ...onLine(line), reason } }];
  },

  WithdrawLine({ lineId, reason }, state, facts) {
    const line = endable(lineId, state, facts);
    return [{ type: 'LineWithdrawn', data: { ...onLine(line), reason } }];
  },

  CompleteRecommendation: complete,

  CheckEmbedding(data, state, facts) {
    if (state.status !== 'complete' && state.status !== 'embedded')
      throw new RuleBroken(
        'not-complete',
        'Whether a change has held is checked after the recommendation is complete.',
      );
    actsFor(state.monitor, facts);
    return [{ type: 'EmbeddingChecked', data }];
  },

  ReopenRecommendation: reopen,

  WithdrawRecommendation({ reason }, state, facts) {
    if (isClosed(state)) refuseUnlessLive(state);
    refuseUnlessApart(endedWith(state), state, facts);
    return [{ type: 'RecommendationWithdrawn', data: { reason } }];
  },

  /** The words never change: new words are a new recommendation, and the old one leads to it. */
  SupersedeRecommendation({ by, reason }, state, facts) {
    if (isClosed(state)) refuseUnlessLive(state);
    refuseUnlessApart(endedWith(state), state, facts);
    if (by.reference === state.reference)
      throw new RuleBroken('superseded-by-itself', 'A recommendation cannot be superseded by itself.', 'by');
    return [{ type: 'RecommendationSuperseded', data: { by, reason } }];
  },
};

function endable(lineId: string, state: Recommendation, facts: Facts): Line {
  refuseUnlessLive(state);
  const line = openLineOf(state, lineId);
  refuseUnlessApart([line], state, facts);
  return line;
}

/** The lines that end with the whole: the open ones, or all where none is open. */
const endedWith = ({ lines }: Recommendation): readonly Line[] => {
  const open = lines.filter(isOpen);
  return open.length > 0 ? open : lines;
};

const kindOf: Readonly<Record<Basis, Evidence['kind']>> = {
  'product-delivered': 'product',
  'assurance-accepted': 'assurance',
  'result-seen': 'result',
};

const lacking: Readonly<Record<Basis, string>> = {
  'product-delivered': 'No product has been delivered. Record the product first.',
  'assurance-accepted': 'No assurance has been accepted. Assurance is accepted by somebody other than its provider.',
  'result-seen': 'No result has come back from other work. Record the result first.',
};

/**
 * Closes one line, or all that are open, on a stated basis; and the whole, when that was the last. Done by the group that
 * follows the recommendation (a second group where that one is the owner), never by who provided the evidence.
 */
function complete(
  { basis, reason, lineId }: AskOf<'CompleteRecommendation'>,
  state: Recommendation,
  facts: Facts,
): readonly RecommendationEvent[] {
  refuseUnlessLive(state);
  const open = state.lines.filter(isOpen);
  const closing = lineId === undefined ? open : [lineOf(state, lineId)].filter(isOpen);
  const whole = open.length === closing.length;
  if (lineId !== undefined && closing.length === 0 && !whole) {
    // Older papers may close a line that its accepted assurance has closed.
    if (facts.imported) return [];
    openLineOf(state, lineId);
  }

  actsFor(judgeOf(state, closing.length > 0 ? closing : state.lines), facts);
  refuseUnready(closing, basis, lineId === undefined);
  const shown = state.lines.filter((line) => closing.includes(line) || isDone(line)).flatMap(proofOf);
  const counted = closing.length > 0 ? closing.flatMap(proofOf) : shown;
  if (!counted.some(({ kind }) => kind === kindOf[basis])) throw new RuleBroken('no-evidence', lacking[basis], 'basis');
  refuseOwnEvidence(counted, facts.by);
  refuseOwnLines(closing, facts.by);

  const lines = closing.map((line): RecommendationEvent => {
    const evidence = proofOf(line).map(({ id }) => id);
    return { type: 'LineCompleted', data: { ...onLine(line), basis, evidence, reason } };
  });
  if (!whole) return lines;
  // A line's reason stays with the line: the whole is seen by every agency.
  return [...lines, wholeComplete(basis, shown, closing.length === 0 ? { reason } : {})];
}

const wholeComplete = (
  basis: Basis,
  shown: readonly Evidence[],
  why: { readonly reason?: Narrative },
): RecommendationEvent => ({
  type: 'RecommendationCompleted',
  data: {
    basis,
    evidence: shown.map(({ id }) => id),
    productOnly: shown.every(({ kind }) => kind === 'product'),
    ...why,
  },
});

const proofOf = ({ evidence }: Line): readonly Evidence[] => evidence.filter(isProof);

const isDone = ({ ended }: Line): boolean => ended === 'assured' || ended === 'complete';

function refuseUnready(closing: readonly Line[], basis: Basis, all: boolean): void {
  if (closing.some(({ evidence }) => evidence.some(isUnreviewed)))
    throw new RuleBroken('assurance-not-judged', 'Assurance is waiting for an answer. Accept or return it first.');
  const unready = closing.filter((line) => !proofOf(line).some(({ kind }) => kind === kindOf[basis]));
  if (unready.length === 0) return;
  if (all && closing.length > 1)
    throw new RuleBroken(
      'lines-still-open',
      `${unready.length} of its lines ${unready.length === 1 ? 'is' : 'are'} still open. Each owner’s line is closed first: by accepted assurance, a delivered product, a result, or a reason why it does not apply.`,
    );
  throw new RuleBroken('no-evidence', lacking[basis], 'basis');
}

/** A reason opens lines again; what they had given before then no longer counts. A complete recommendation opens with them. */
function reopen(
  { lineIds, reason }: AskOf<'ReopenRecommendation'>,
  state: Recommendation,
  facts: Facts,
): readonly RecommendationEvent[] {
  const wasComplete = state.status === 'complete' || state.status === 'embedded';
  if (!wasComplete) refuseUnlessLive(state);
  const lines = [...new Set(lineIds)].map((lineId) => lineOf(state, lineId));
  if (lines.length === 0) throw new RuleBroken('nothing-to-reopen', 'Choose at least one line to reopen.', 'lineIds');
  if (lines.some(({ ended }) => ended === 'handed-over'))
    throw new RuleBroken('handed-over', LINE_REFUSALS.handedOver, 'lineIds');
  actsFor(state.monitor, facts);
  const closed = lines.filter((line) => !isOpen(line));
  if (closed.length === 0) throw new RuleBroken('nothing-to-reopen', 'These lines are open already.', 'lineIds');
  const opened = closed.map((line): RecommendationEvent => ({
    type: 'LineReopened',
    data: { ...onLine(line), reason },
  }));
  const ids = closed.map(({ id }) => id);
  return wasComplete ? [{ type: 'RecommendationReopened', data: { lines: ids } }, ...opened] : opened;
}
