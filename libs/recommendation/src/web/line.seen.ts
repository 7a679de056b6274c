import { type Narrative, type OnBehalfOf, wordsOf } from '#app/kernel';
import { type Target, standing, standingInWords } from '#app/calendar';
import { type Names, type Person } from '#app/platform';
import type { DataOf, EvidenceFile, RecommendationEvent } from '../domain/recommendation.events';
import type { Evidence } from '../domain/line.state';
import { type LineView, linesOf } from '../read/recommendation.lines';
import type { RecommendationRow, Step } from '../read/recommendation.row';
import { isNotShared } from './choosing';
import { lineStanding } from './line.standing';
import { ASSURANCE_TYPES, BASES, ownerName } from './recommendation.names';

export interface Seeing {
  readonly today: string;
  readonly names: Names;
}

/** The steps of one line, oldest first. */
export const stepsOf = ({ detail }: RecommendationRow, lineId: string): readonly Step[] =>
  detail.steps.filter(({ event }) => 'lineId' in event.data && event.data.lineId === lineId);

export const targetSeen = (target: Target | undefined) =>
  target ? { kind: target.kind, value: target.value, label: target.label, due: target.due ?? null } : null;

/** Where a target stands today; nothing is said of one without a last day. */
export function overdueOf(target: Target | undefined, today: string, open: boolean) {
  if (!target?.due || !open) return { overdue: false, standing: null };
  const stands = standing({ due: target.due }, today);
  return { overdue: stands.state === 'late', standing: standingInWords(stands) };
}

/** What this person may see of each line: of another agency's, the name and the state. */
export const linesSeen = (row: RecommendationRow, person: Person, seeing: Seeing): readonly object[] =>
  linesOf(row).map((line) => {
    const named = {
      id: line.id,
      owner: { kind: line.owner.kind, id: line.owner.id ?? null, name: ownerName(line.owner, seeing.names) },
      ...lineStanding(row, line),
    };
    return isNotShared(line, person) ? { ...named, notShared: true } : { ...named, ...sharedOf(row, line, seeing) };
  });

function sharedOf(row: RecommendationRow, line: LineView, { today, names }: Seeing): object {
  const steps = stepsOf(row, line.id);
  const told = steps
    .map((step, place) =>
      toldOf(row.id, step, { line, names, asked: questionBefore(steps, place), standing: answerTo(step, steps) }),
    )
    .filter((one) => one !== undefined);
  const of = (...kinds: readonly string[]) => told.filter(({ kind }) => kinds.includes(kind));
  const assigned = steps[0];
  return {
    notShared: false,
    role: line.owner.role ?? null,
    target: targetSeen(line.target),
    firstTarget: targetSeen(line.firstTarget),
    ...overdueOf(line.target, today, line.open && row.open),
    counts: line.counts ?? null,
    progress: of('progress').reverse(),
    requests: of('request'),
    evidence: of('assurance', 'product', 'result'),
    decisions: of('decision'),
    waiting: line.waiting ? (of('waiting').at(-1) ?? null) : null,
    carried: line.carried ? (of('carried').at(-1) ?? null) : null,
    targetChanges: of('target'),
    invented: assigned ? [...assigned.invented] : [],
  };
}

interface Told {
  readonly kind: string;
  readonly on: string;
  readonly invented: readonly string[];
  readonly [further: string]: unknown;
}

/** What a line's step is told with: `asked` is the question that it may answer, `behalf` for whom it was entered. */
interface On {
  readonly line: LineView;
  readonly names: Names;
  readonly asked: string | null;
  readonly standing: Evidence['standing'];
}
type Teller<Type extends RecommendationEvent['type']> = (
  data: DataOf<Type>,
  on: On & { readonly id: string; readonly behalf: OnBehalfOf },
) => { readonly kind: string };
type Tellers = { readonly [Type in RecommendationEvent['type']]?: Teller<Type> };

const files = (id: string, kept: readonly EvidenceFile[]) =>
  kept.map(({ fileId, name, type, size, sha256 }) => ({
    fileId,
    name,
    type,
    size,
    sha256,
    href: `/recommendations/${id}/files/${fileId}`,
  }));

interface Given {
  readonly evidenceId: string;
  readonly words: Narrative;
  readonly on?: string;
  readonly files: readonly EvidenceFile[];
  readonly link?: string;
  readonly providedBy: { readonly agency?: string; readonly group?: string };
  readonly role?: string;
}
const evidence = (kind: string, data: Given, { line, id, names, asked, standing }: On & { readonly id: string }) => ({
  kind,
  evidenceId: data.evidenceId,
  givenOn: data.on ?? null,
  words: wordsOf(data.words),
  files: files(id, data.files),
  link: data.link ?? null,
  agency:
    data.providedBy.agency === undefined || data.providedBy.group !== undefined
      ? null
      : { id: data.providedBy.agency, name: names.agency(data.providedBy.agency, data.on) },
  by: givenBy(data.role, data.providedBy, names, data.on),
  answers: asked,
  standing,
  beforeReopening: !line.evidence.some(({ id: kept }) => kept === data.evidenceId),
});
/** "Named GP, Isle of Wight primary care": whose evidence it is, in words. A member of a group gives what is the group's. */
function givenBy(
  role: string | undefined,
  { agency, group }: { readonly agency?: string; readonly group?: string },
  names: Names,
  on?: string,
): string {
  const body =
    group === undefined ? (agency === undefined ? 'Partnership Team' : names.agency(agency, on)) : names.group(group);
  return role === undefined || role === body ? body : `${role}, ${body}`;
}

/** The last question that the line had been asked before. */
function questionBefore(steps: readonly Step[], place: number): string | null {
  const step = steps.slice(0, place).findLast(({ event }) => event.type === 'AssuranceRequested');
  return step?.event.type === 'AssuranceRequested' ? wordsOf(step.event.data.question) : null;
}

/** What came of a piece of evidence, whether it still counts or was given before the line was reopened. */
function answerTo({ event: { data } }: Step, steps: readonly Step[]): Evidence['standing'] {
  const given = 'evidenceId' in data ? data.evidenceId : undefined;
  const answers = steps.flatMap(({ event }) =>
    event.type === 'AssuranceAccepted' || event.type === 'AssuranceReturned' ? [event] : [],
  );
  const answer = answers.findLast(({ data: { evidence: ids } }) => given !== undefined && ids.includes(given));
  if (answer === undefined) return 'given';
  return answer.type === 'AssuranceAccepted' ? 'accepted' : 'returned';
}

const decision = (what: string, reason: Narrative, further: object = {}) => ({
  kind: 'decision',
  what,
  reason: wordsOf(reason),
  ...further,
});

const tellers: Tellers = {
  ProgressReported: (data, { id, behalf, names }) => ({
    kind: 'progress',
    text: wordsOf(data.text),
    reportedOn: data.on,
    nextStep: data.nextStep ? wordsOf(data.nextStep) : null,
    by: givenBy(undefined, behalf, names, data.on),
    files: files(id, data.files),
  }),
  AssuranceRequested: ({ question, due }) => ({ kind: 'request', question: wordsOf(question), due: due ?? null }),
  AssuranceProvided: (data, on) => ({
    ...evidence('assurance', data, on),
    type: { value: data.type, name: ASSURANCE_TYPES[data.type] },
    role: data.role,
  }),
  ProductDelivered: (data, on) => ({ ...evidence('product', data, on), title: data.title }),
  ResultBroughtBack: (data, on) => evidence('result', data, on),
  AssuranceAccepted: ({ reason, evidence: ids }) => decision('Assurance accepted', reason, { evidence: ids }),
  AssuranceReturned: ({ reason, due, evidence: ids }) =>
    decision('Assurance returned', reason, { due: due ?? null, evidence: ids }),
  LineNotApplicable: ({ reason }) => decision('Does not apply', reason),
  LineWithdrawn: ({ reason }) => decision('Line withdrawn', reason),
  LineHandedOver: ({ reason, successor, to }, { names }) =>
    decision(`Handed over to ${ownerName(successor, names)}`, reason, { to }),
  LineCompleted: ({ reason, basis }) => decision(`Line closed: ${BASES[basis].toLowerCase()}`, reason),
  LineReopened: ({ reason }) => decision('Line reopened', reason),
  WaitingRecorded: ({ what, whose, expected }) => ({
    kind: 'waiting',
    what: wordsOf(what),
    whose,
    expected: targetSeen(expected),
  }),
  CarriedIntoOtherWork: ({ into, expected, reviewOn, reason }) => ({
    kind: 'carried',
    into,
    expected: targetSeen(expected),
    reviewOn,
    reason: wordsOf(reason),
  }),
  TargetChanged: ({ from, to, reason }) => ({
    kind: 'target',
    from: targetSeen(from),
    to: targetSeen(to),
    reason: wordsOf(reason),
  }),
};

function toldOf(id: string, { event, on, invented, was, behalf }: Step, of: On): Told | undefined {
  const teller = tellers[event.type] as Teller<never> | undefined;
  return teller && { on, invented, ...(was && { was }), ...teller(event.data as never, { ...of, id, behalf }) };
}
