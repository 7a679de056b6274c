import { type Facts, type Narrative, RuleBroken } from '#app/kernel';
import {
  actsFor,
  answersFor,
  judgeOf,
  onLine,
  openLineOf,
  providerOf,
  refuseFuture,
  refuseOwnEvidence,
  refuseOwnLines,
  refuseUnlessLive,
} from './acting';
import { isUnreviewed, type Line } from './line.state';
import type { EvidenceFile, Evidenced } from './recommendation.events';
import type { Recommendation } from './recommendation.state';
import { LINE_REFUSALS } from './refusals';
import type { Rules } from './rules';

type Commands =
  | 'RequestAssurance'
  | 'ProvideAssurance'
  | 'AcceptAssurance'
  | 'ReturnAssurance'
  | 'DeliverProduct'
  | 'BringBackResult';

/** Assurance is evidence that something is done and works: asked of an owner, given by the owner, judged by somebody else. */
export const assuranceRules: Rules<Commands> = {
  RequestAssurance({ lineIds, question, due }, state) {
    refuseUnlessLive(state);
    if (lineIds.length === 0) throw new RuleBroken('nobody-asked', 'Choose at least one line.', 'lineIds');
    return [...new Set(lineIds)].map((lineId) => {
      const line = openLineOf(state, lineId);
      refuseWithoutAnswerer(line);
      return { type: 'AssuranceRequested', data: { ...onLine(line), question, ...(due !== undefined && { due }) } };
    });
  },

  ProvideAssurance({ lineId, type, role, ...given }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    refuseWithoutAnswerer(line);
    refuseTeamItself(facts);
    answersFor(line, facts.by);
    return [{ type: 'AssuranceProvided', data: { ...evidenced(line, given, facts), type, role } }];
  },

  /** Accepted assurance closes the line. */
  AcceptAssurance({ lineId, reason }, state, facts) {
    const { line, evidence } = judged(lineId, state, facts);
    return [{ type: 'AssuranceAccepted', data: { ...onLine(line), evidence, reason } }];
  },

  ReturnAssurance({ lineId, reason, due }, state, facts) {
    const { line, evidence } = judged(lineId, state, facts);
    return [
      { type: 'AssuranceReturned', data: { ...onLine(line), evidence, reason, ...(due !== undefined && { due }) } },
    ];
  },

  DeliverProduct({ lineId, title, ...given }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    answersFor(line, facts.by);
    return [{ type: 'ProductDelivered', data: { ...evidenced(line, given, facts), title } }];
  },

  /** What the other work has shown. Anybody who follows or owns the line may bring it back; the line goes on. */
  BringBackResult({ lineId, ...given }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    if (!line.carried) throw new RuleBroken('not-carried', LINE_REFUSALS.notCarried, 'lineId');
    return [{ type: 'ResultBroughtBack', data: evidenced(line, given, facts) }];
  },
};

interface Given {
  readonly words: Narrative;
  readonly on?: string;
  readonly files?: readonly EvidenceFile[];
  readonly link?: string;
}

function evidenced(line: Line, { words, on, files = [], link }: Given, { by, today }: Facts): Evidenced {
  refuseFuture(on, today, 'The date of the evidence');
  if (link !== undefined && !/^https?:\/\/[^\s]+$/i.test(link))
    throw new RuleBroken(
      'not-a-link',
      'The link must be a whole address that begins with https:// or http://.',
      'link',
    );
  return {
    ...onLine(line),
    evidenceId: `${line.id}-evidence-${line.evidenceCount + 1}`,
    words,
    ...(on !== undefined && { on }),
    files,
    ...(link !== undefined && { link }),
    providedBy: providerOf(by),
  };
}

/** All assurance of the line that nobody has judged yet, after asking whether this person may judge it. */
function judged(lineId: string, state: Recommendation, facts: Facts): { line: Line; evidence: readonly string[] } {
  refuseUnlessLive(state);
  const line = openLineOf(state, lineId);
  const waiting = line.evidence.filter(isUnreviewed);
  if (waiting.length === 0) throw new RuleBroken('nothing-to-judge', LINE_REFUSALS.nothingToJudge, 'lineId');
  actsFor(judgeOf(state, [line]), facts);
  refuseOwnEvidence(waiting, facts.by);
  refuseOwnLines([line], facts.by);
  return { line, evidence: waiting.map(({ id }) => id) };
}

/** The Partnership Team chases and records assurance; it gives none. */
function refuseWithoutAnswerer({ owner }: Line): void {
  if (owner.kind === 'team') throw new RuleBroken('team-gives-no-assurance', LINE_REFUSALS.teamGivesNone, 'lineId');
  if (owner.kind === 'unnamed') throw new RuleBroken('owner-not-named', LINE_REFUSALS.unowned, 'lineId');
}

function refuseTeamItself({ by: { onBehalfOf } }: Facts): void {
  if (onBehalfOf.role === 'partnership-team' && onBehalfOf.agency === undefined)
    throw new RuleBroken(
      'team-gives-no-assurance',
      'The Partnership Team gives no assurance as itself. Say for whom it is recorded.',
    );
}
