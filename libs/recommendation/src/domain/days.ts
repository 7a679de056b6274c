import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { RecommendationCommand } from './recommendation.commands';
import type { Correctable, RecommendationEvent } from './recommendation.events';
import type { Recommendation } from './recommendation.state';

type Type = RecommendationEvent['type'];
type ByType = Readonly<Partial<Record<Type, string>>>;

/** The last day (ISO) on which each type of event happened: of the whole, and of each line. */
export interface Days {
  readonly whole: ByType;
  readonly lines: Readonly<Record<string, ByType>>;
}

/** A recommendation as its rules fold it, with the days that no later act may be dated before. */
export type Dated = Recommendation & { readonly days?: Days };

const none: Days = { whole: {}, lines: {} };

const EVIDENCE = ['AssuranceProvided', 'ProductDelivered', 'ResultBroughtBack'] as const satisfies readonly Type[];
const ENDINGS = [
  'AssuranceAccepted',
  'LineCompleted',
  'LineNotApplicable',
  'LineWithdrawn',
] as const satisfies readonly Type[];

/** The day that the event itself tells goes before the day of its entry: a correction is of the former. */
const dayOf = ({ type, data }: RecommendationEvent, happenedOn: string | undefined): string | undefined => {
  if (type === 'RecommendationMade') return data.madeOn ?? happenedOn;
  return ('on' in data ? data.on : undefined) ?? happenedOn;
};

export function daysAfter(days: Days | undefined, event: RecommendationEvent, happenedOn?: string): Days {
  const { whole, lines } = days ?? none;
  if (event.type === 'RecommendationCorrected') return { whole, lines: correctedDays(lines, event.data) };
  const on = dayOf(event, happenedOn);
  if (on === undefined) return { whole, lines };
  if (!('lineId' in event.data)) return { whole: { ...whole, [event.type]: on }, lines };
  const { lineId } = event.data;
  return { whole, lines: { ...lines, [lineId]: { ...lines[lineId], [event.type]: on } } };
}

/** The right day in place of the wrong one, of what was reported or given last. */
function correctedDays(
  lines: Days['lines'],
  { field, to, lineId = '' }: Extract<RecommendationEvent, { type: 'RecommendationCorrected' }>['data'],
): Days['lines'] {
  const types = CORRECTED[field];
  const before = lines[lineId];
  if (types === undefined || before === undefined || typeof to !== 'string') return lines;
  const dayIn = (one: Type): string => before[one] ?? '';
  const [type] = types.filter((one) => dayIn(one) !== '').toSorted((a, b) => (dayIn(a) < dayIn(b) ? 1 : -1));
  return type === undefined ? lines : { ...lines, [lineId]: { ...before, [type]: to } };
}
const CORRECTED: Partial<Record<Correctable, readonly Type[]>> = {
  'progress-on': ['ProgressReported'],
  'evidence-on': EVIDENCE,
};

/** What an act comes after, and how that is said: "the assurance was given". */
interface Before {
  readonly on: string;
  readonly what: string;
}

const WHAT: Partial<Record<Type, string>> = {
  RecommendationMade: 'this recommendation was made',
  RecommendationAgreed: 'this recommendation was agreed',
  RecommendationCompleted: 'this recommendation was completed',
  RecommendationReopened: 'this recommendation was reopened',
  RecommendationEscalated: 'this recommendation was escalated',
  TargetChanged: 'the target was last changed',
  WaitingRecorded: 'the waiting was recorded',
  CarriedIntoOtherWork: 'the line was carried into other work',
  AssuranceRequested: 'the assurance was asked for',
  AssuranceReturned: 'the assurance was returned',
  AssuranceProvided: 'the assurance was given',
  ProductDelivered: 'the product was delivered',
  ResultBroughtBack: 'the result was brought back',
  AssuranceAccepted: 'the assurance was accepted',
  LineCompleted: 'the line was closed',
  LineNotApplicable: 'it was decided that it does not apply',
  LineWithdrawn: 'the line was withdrawn',
  LineReopened: 'the line was reopened',
};

/** The latest of these days, of the whole and of these lines. */
export function latestOf(
  { whole, lines }: Days,
  types: readonly Type[],
  lineIds: readonly string[] = [],
): Before | undefined {
  const found = [whole, ...lineIds.map((id) => lines[id] ?? {})].flatMap((days) =>
    types.flatMap((type): Before[] => {
      const on = days[type];
      return on === undefined ? [] : [{ on, what: WHAT[type] ?? 'what it follows' }];
    }),
  );
  return found.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
}

/** What a group judges when it answers, closes or reopens these lines: the meeting is held on that day or later. */
export const JUDGED = {
  answer: ['AssuranceProvided'],
  close: [...EVIDENCE, ...ENDINGS],
  reopen: ['RecommendationCompleted', ...ENDINGS],
} as const satisfies Record<string, readonly Type[]>;

type Follows = readonly Type[] | ((state: Recommendation, lineId: string) => readonly Type[]);

/** What each act comes after, beside the making of the recommendation. */
const FOLLOWS: Partial<Record<RecommendationCommand['type'], Follows>> = {
  ApproveRecommendation: ['RecommendationAgreed'],
  ChangeTarget: ['TargetChanged'],
  ResolveWaiting: ['WaitingRecorded'],
  BringBackResult: ['CarriedIntoOtherWork'],
  RequestAssurance: ['LineReopened'],
  ProvideAssurance: answered,
  DeliverProduct: ['LineReopened'],
  AcceptAssurance: JUDGED.answer,
  ReturnAssurance: JUDGED.answer,
  CompleteRecommendation: JUDGED.close,
  DeclareNotApplicable: ['LineReopened'],
  WithdrawLine: ['LineReopened'],
  HandOverLine: ['LineReopened'],
  CheckEmbedding: ['RecommendationCompleted'],
  ReopenRecommendation: JUDGED.reopen,
  WithdrawRecommendation: ['RecommendationReopened'],
  SupersedeRecommendation: ['RecommendationReopened'],
  AnswerEscalation: ['RecommendationEscalated'],
};

/** Assurance answers a question or a return that stands; what comes unasked answers none. */
function answered({ lines }: Recommendation, lineId: string): readonly Type[] {
  const line = lines.find(({ id }) => id === lineId);
  return [
    'LineReopened',
    ...(line?.asked ? (['AssuranceRequested'] as const) : []),
    ...(line?.returned ? (['AssuranceReturned'] as const) : []),
  ];
}

/** The lines that an act is about; all of them where it is about the whole. */
function aboutLines({ type, data }: RecommendationCommand, { lines }: Recommendation): readonly string[] {
  if ('lineId' in data) return [data.lineId];
  if ('lineIds' in data) return data.lineIds;
  return type === 'CompleteRecommendation' ? lines.map(({ id }) => id) : [];
}

const SAID: Partial<Record<RecommendationCommand['type'], { readonly words: string; readonly field: string }>> = {
  ReportProgress: { words: 'The date of the progress', field: 'on' },
  ProvideAssurance: { words: 'The date of the evidence', field: 'on' },
  DeliverProduct: { words: 'The date of the evidence', field: 'on' },
  BringBackResult: { words: 'The date of the evidence', field: 'on' },
  RequestAssurance: { words: 'The date it was asked', field: 'askedOn' },
};

/** No act of today's record is dated before what it follows. Older papers are taken as they are. */
export function refuseBackwards(command: RecommendationCommand, state: Dated, facts: Facts): void {
  if (facts.imported || state.days === undefined) return;
  const follows = FOLLOWS[command.type] ?? [];
  const lineIds = aboutLines(command, state);
  const types = typeof follows === 'function' ? follows(state, lineIds[0] ?? '') : follows;
  const before = latestOf(state.days, ['RecommendationMade', ...types], lineIds);
  if (before) refuseBefore(before, command, facts);
  if (command.type === 'CorrectRecommendation') refuseCorrection(command.data, state, state.days);
}

function refuseBefore({ on: earliest, what }: Before, command: RecommendationCommand, facts: Facts): void {
  const { meeting } = facts.by.onBehalfOf;
  const said = SAID[command.type];
  const told = 'on' in command.data ? command.data.on : undefined;
  const on = told ?? meeting?.date ?? facts.happenedOn;
  if (on >= earliest) return;
  if (said)
    throw new RuleBroken(
      'dates-backwards',
      `${said.words} must be on or after ${spoken(earliest)}, the day on which ${what}.`,
      said.field,
    );
  throw new RuleBroken(
    'dates-backwards',
    meeting
      ? `The meeting was held on ${spoken(on)}, before ${what} on ${spoken(earliest)}.`
      : `This cannot be dated ${spoken(on)}, before ${what} on ${spoken(earliest)}.`,
    'meeting',
  );
}

/** A right date is as bound as the wrong one was: not before what it follows, nor after the answer that it had. */
function refuseCorrection(
  { field, to, lineId = '' }: Extract<RecommendationCommand, { type: 'CorrectRecommendation' }>['data'],
  { lines }: Recommendation,
  days: Days,
): void {
  if (CORRECTED[field] === undefined || typeof to !== 'string') return;
  const earliest = latestOf(days, ['RecommendationMade', 'LineReopened'], [lineId]);
  if (earliest && to < earliest.on)
    throw new RuleBroken(
      'dates-backwards',
      `The right value must be on or after ${spoken(earliest.on)}, the day on which ${earliest.what}.`,
      'to',
    );
  const answer = days.lines[lineId]?.AssuranceAccepted;
  const assured = lines.some(({ id, ended }) => id === lineId && ended === 'assured');
  if (field === 'evidence-on' && assured && answer !== undefined && to > answer)
    throw new RuleBroken(
      'dates-backwards',
      `The right value must be on or before ${spoken(answer)}, the day on which the assurance was accepted.`,
      'to',
    );
}
