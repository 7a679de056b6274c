import { type Narrative, wordsOf } from '#app/kernel';
import type { Names } from '#app/platform';
import type { DataOf, RecommendationEvent } from '../domain/recommendation.events';
import type { Step } from '../read/recommendation.row';
import type { PathMark, PathMarkKind } from './path';
import { ASSURANCE_TYPES, BASES, ownerName } from './recommendation.names';
import { aimWords } from './target.words';

type Told = readonly [kind: PathMarkKind, label: string];
type Tellers = {
  readonly [Type in RecommendationEvent['type']]?: (
    data: DataOf<Type>,
    monitor: string,
    names: Names,
  ) => Told | undefined;
};

/** As much of what was written as fits beside a mark. */
const LONGEST = 72;
function short(words: string | Narrative): string {
  const text = (typeof words === 'string' ? words : wordsOf(words)).replace(/\s+/g, ' ').replace(/\.$/, '');
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST)).replace(/(?<![,;:–-])[,;:–-]+$/, '')} …`;
}

function assignedWords({ owner, from, target }: DataOf<'LineAssigned'>, names: Names): string {
  const until = target ? `, ${aimWords(target, 'target')}` : '';
  if (owner.kind === 'unnamed') return `nobody named as its owner yet${until}`;
  return `${from === undefined ? 'given to' : 'taken over by'} ${ownerName(owner, names)}${until}`;
}

/** What the picture says of each event. What is not here (reviews, notes, comments) is told on the page and in the history. */
const tellers: Tellers = {
  RecommendationMade: () => ['made', 'recommendation made'],
  RecommendationAgreed: (_, monitor, names) => ['agreed', `agreed by the ${names.group(monitor)}`],
  RecommendationNotAccepted: ({ reason }) => ['withdrawn', `not accepted: ${short(reason)}`],
  RecommendationApproved: () => ['approved', 'approved by the Executive Group'],
  RecommendationCompleted: ({ basis, productOnly }) => [
    'completed',
    `complete: ${BASES[basis].toLowerCase()}${productOnly ? ', by products alone' : ''}`,
  ],
  EmbeddingChecked: ({ embedded, result }) =>
    embedded ? ['embedded', `the change has held: ${short(result)}`] : undefined,
  RecommendationReopened: () => ['reopened', 'reopened'],
  RecommendationWithdrawn: ({ reason }) => ['withdrawn', `withdrawn: ${short(reason)}`],
  RecommendationSuperseded: ({ by }) => ['handedOver', `superseded by ${by.reference}`],
  RecommendationEnteredInError: () => ['withdrawn', 'entered in error'],

  LineAssigned: (data, _, names) => ['assigned', assignedWords(data, names)],
  OwnerNamed: ({ owner }, _, names) => ['assigned', `owner named: ${ownerName(owner, names)}`],
  TargetChanged: ({ to }) => [
    'targetChanged',
    to.kind === 'rhythm' ? `target changed: ${aimWords(to, '')}` : `target moved to ${to.label}`,
  ],
  ProgressReported: ({ text }) => ['progress', short(text)],
  WaitingRecorded: ({ what, whose }) => ['waiting', `waiting on ${short(whose)}: ${short(what)}`],
  WaitingResolved: ({ how }) => ['resumed', `waiting over: ${short(how)}`],
  CarriedIntoOtherWork: ({ into, expected }) => [
    'carried',
    `carried into ${short(into.words)}${expected ? `, ${aimWords(expected, 'expected')}` : ''}`,
  ],
  ResultBroughtBack: ({ words }) => ['provided', `result of other work: ${short(words)}`],
  AssuranceRequested: ({ question }) => ['asked', `assurance asked for: ${short(question)}`],
  AssuranceProvided: ({ role, type }) => [
    'provided',
    `${ASSURANCE_TYPES[type].toLowerCase()} of assurance by the ${short(role)}`,
  ],
  AssuranceAccepted: ({ reason }) => ['accepted', `assurance accepted: ${short(reason)}`],
  AssuranceReturned: ({ reason }) => ['returned', `assurance returned: ${short(reason)}`],
  ProductDelivered: ({ title }) => ['provided', `product delivered: ${short(title)}`],
  LineNotApplicable: ({ reason }) => ['notApplicable', `does not apply: ${short(reason)}`],
  LineWithdrawn: ({ reason }) => ['withdrawn', `line withdrawn: ${short(reason)}`],
  LineHandedOver: ({ successor }, _, names) => ['handedOver', `handed over to ${ownerName(successor, names)}`],
  LineCompleted: ({ basis }) => ['completed', `line closed: ${BASES[basis].toLowerCase()}`],
  LineReopened: ({ reason }) => ['reopened', `reopened: ${short(reason)}`],
};

/** The mark of one event on the day it happened, where the picture shows it. */
export function marksOf({ event, on, invented }: Step, monitor: string, names: Names): readonly PathMark[] {
  const teller = tellers[event.type] as ((data: never, monitor: string, names: Names) => Told | undefined) | undefined;
  const told = teller?.(event.data as never, monitor, names);
  if (!told) return [];
  const [kind, label] = told;
  return [{ kind, on, label, ...(invented.length > 0 && { invented: true }) }];
}
