import { narrative } from '#app/kernel';
import type { RecommendationCommand } from '#app/recommendation';
import { type Happening, type LineHappening, type Owner, type Recommendation, type Target } from '../content';
import { type Year, type Draft, type Inventing, type ReferenceOf, draft } from './telling';

type OfLine<Kind extends LineHappening['kind']> = Extract<LineHappening, { kind: Kind }>;

export const isOfLine = (happening: Happening): happening is LineHappening => 'line' in happening;

/** The lines as they are given to their owners. */
export const assignedLines = ({ lines }: Recommendation, year: Year) =>
  lines.map(({ owner, role, target }) => ({
    owner: ownerOf(owner, role),
    ...(target !== null && { target: targetOf(target, year) }),
  }));

/** Lines are numbered in the order in which they come to be; one that is handed over goes on as a new one. */
export function lineIdAt({ lines, happenings }: Recommendation, key: string, place: number): string {
  const handed = happenings.slice(0, place).filter((one) => one.kind === 'handed-over');
  const last = handed.findLastIndex(({ line }) => line === key);
  const number = last < 0 ? lines.findIndex((line) => line.key === key) : lines.length + last;
  return `line-${number + 1}`;
}

interface Telling extends Omit<Inventing, 'origin'> {
  readonly command: RecommendationCommand | ((referenceOf: ReferenceOf) => RecommendationCommand);
}

/** What happens on one line. */
export function tellLine(happening: LineHappening, recommendation: Recommendation, place: number, year: Year): Draft {
  const lineId = lineIdAt(recommendation, happening.line, place);
  const { command, ...how } = tell(happening, recommendation, lineId, year);
  return draft(happening, year, command, { origin: recommendation.origin, ...how });
}

function tell(happening: LineHappening, recommendation: Recommendation, lineId: string, year: Year): Telling {
  switch (happening.kind) {
    case 'owner-named':
      return { command: { type: 'NameOwner', data: { lineId, owner: ownerOf(happening.owner, happening.role) } } };
    case 'progress': {
      const { text, nextStep } = happening;
      const on = year.day(happening.on);
      const data = { lineId, text: narrative(text), on, ...(nextStep !== null && { nextStep: narrative(nextStep) }) };
      return { command: { type: 'ReportProgress', data } };
    }
    case 'target-changed': {
      const data = { lineId, target: targetOf(happening.target, year), reason: narrative(happening.reason) };
      return { command: { type: 'ChangeTarget', data }, as: { target: ['to'] } };
    }
    case 'waiting':
      return waiting(happening, lineId, year);
    case 'waiting-ended':
      return { command: { type: 'ResolveWaiting', data: { lineId, how: narrative(happening.how) } } };
    case 'carried':
      return carried(happening, lineId, year);
    case 'handed-over':
      return handedOver(happening, recommendation, lineId);
    default:
      return evidenced(happening, lineId, year);
  }
}

type Evidenced = Exclude<
  LineHappening,
  {
    kind: 'owner-named' | 'progress' | 'target-changed' | 'waiting' | 'waiting-ended' | 'carried' | 'handed-over';
  }
>;

function evidenced(happening: Evidenced, lineId: string, year: Year): Telling {
  const on = year.day(happening.on);
  switch (happening.kind) {
    case 'carried-result': {
      const data = { lineId, words: narrative(happening.result), on };
      return { command: { type: 'BringBackResult', data }, as: { result: ['words'] } };
    }
    case 'product-delivered': {
      const { product, text } = happening;
      const data = { lineId, title: product.title, words: narrative(text), on };
      return { command: { type: 'DeliverProduct', data }, as: { product: ['title'], text: ['words'] } };
    }
    case 'assurance-asked': {
      const { question, replyBy } = happening;
      const due = replyBy === null ? {} : { due: year.day(replyBy) };
      return {
        command: { type: 'RequestAssurance', data: { lineIds: [lineId], question: narrative(question), ...due } },
      };
    }
    case 'assurance-provided': {
      const { evidence, statement, onBehalfOf } = happening;
      const words = narrative(`${evidence.title}. ${statement}`);
      const data = { lineId, type: evidence.type, role: onBehalfOf.role, words, on };
      return {
        command: { type: 'ProvideAssurance', data },
        as: { 'evidence.type': ['type'], evidence: ['type', 'words'], statement: ['words'] },
      };
    }
    default:
      return { command: judged(happening, lineId), as: { evidence: ['evidence'] } };
  }
}

type Judged = Exclude<
  Evidenced,
  { kind: 'carried-result' | 'product-delivered' | 'assurance-asked' | 'assurance-provided' }
>;

function judged(happening: Judged, lineId: string): RecommendationCommand {
  const reason = narrative(happening.reason);
  switch (happening.kind) {
    case 'assurance-accepted':
      return { type: 'AcceptAssurance', data: { lineId, reason } };
    case 'assurance-returned':
      return { type: 'ReturnAssurance', data: { lineId, reason } };
    case 'not-applicable':
      return { type: 'DeclareNotApplicable', data: { lineId, reason } };
    case 'line-withdrawn':
      return { type: 'WithdrawLine', data: { lineId, reason } };
    case 'completed':
      return { type: 'CompleteRecommendation', data: { basis: happening.basis, reason, lineId } };
    case 'reopened':
      return { type: 'ReopenRecommendation', data: { lineIds: [lineId], reason } };
  }
}

function waiting({ waitingFor, whose, expected }: OfLine<'waiting'>, lineId: string, year: Year): Telling {
  const when = expected === null ? {} : { expected: targetOf(expected, year) };
  const data = { lineId, what: narrative(waitingFor), whose, ...when };
  return { command: { type: 'RecordWaiting', data }, as: { waitingFor: ['what'] } };
}

function carried(happening: OfLine<'carried'>, lineId: string, year: Year): Telling {
  const { into, expected, reviewOn, reason } = happening;
  const command = (work: { readonly words: string; readonly reference?: string }): RecommendationCommand => ({
    type: 'CarryIntoOtherWork',
    data: {
      lineId,
      into: work,
      expected: targetOf(expected, year),
      reviewOn: year.day(reviewOn),
      reason: narrative(reason),
    },
  });
  if ('otherWork' in into) return { command: command({ words: into.otherWork }) };
  const words = year.audits.find(({ id }) => id === into.audit)?.title ?? into.audit;
  return { command: (referenceOf) => command({ words, reference: referenceOf('audit', into.audit) }) };
}

function handedOver(happening: OfLine<'handed-over'>, { lines }: Recommendation, lineId: string): Telling {
  const role = lines.find(({ key }) => key === happening.line)?.role ?? null;
  const successor = ownerOf({ kind: 'agency', id: happening.to }, role);
  return {
    command: { type: 'HandOverLine', data: { lineId, successor, reason: narrative(happening.reason) } },
    as: { to: ['successor'] },
  };
}

function ownerOf(owner: Owner, role: string | null) {
  const inRole = role === null ? {} : { role };
  switch (owner.kind) {
    case 'agency':
    case 'group':
      return { kind: owner.kind, id: owner.id, ...inRole };
    case 'partnership-team':
      return { kind: 'team' as const, ...inRole };
    case 'not-named':
      return { kind: 'unnamed' as const, ...inRole };
  }
}

function targetOf(target: Target, year: Year) {
  if ('date' in target) return { kind: 'date' as const, value: year.day(target.date) };
  if ('month' in target) return { kind: 'month' as const, value: target.month };
  if ('quarter' in target) return { kind: 'quarter' as const, value: target.quarter };
  return { kind: 'rhythm' as const, value: 'every quarter' };
}
