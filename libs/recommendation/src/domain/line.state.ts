import type { Target } from '#app/calendar';
import { type Narrative, wordsOf } from '#app/kernel';
import type { Assigned, DataOf, LineEvent, Owner, Provider } from './recommendation.events';

/** A piece of evidence, as the rules need it. */
export interface Evidence {
  readonly id: string;
  readonly kind: 'assurance' | 'product' | 'result';
  readonly standing: 'given' | 'accepted' | 'returned';
  readonly providedBy: Provider;
  readonly on?: string;
  readonly role?: string;
}

/** One owner's part of a recommendation. */
export interface Line {
  readonly id: string;
  readonly owner: Owner;
  readonly target?: Target;
  /** The first target there was: changes never hide it. */
  readonly firstTarget?: Target;
  readonly counts?: string;
  /** How it was closed. */
  readonly ended?: 'assured' | 'complete' | 'not-applicable' | 'withdrawn' | 'handed-over';
  readonly waiting: boolean;
  readonly carried: boolean;
  readonly asked: boolean;
  readonly returned: boolean;
  /** Since the line was opened, or opened again. */
  readonly evidence: readonly Evidence[];
  /** Of all there ever was: the next one's number. */
  readonly evidenceCount: number;
  readonly progress?: { readonly text: Narrative; readonly on: string };
}

/** Where a line stands, in one word. The decider, the rows and the picture take it from here. */
export type LineState =
  | NonNullable<Line['ended']>
  | 'in-progress'
  | 'unowned'
  | 'waiting'
  | 'assurance-asked'
  | 'assurance-given'
  | 'assurance-returned'
  | 'carried'
  | 'product-delivered';

export function lineState(line: Line): LineState {
  if (line.ended) return line.ended;
  if (line.evidence.some(isUnreviewed)) return 'assurance-given';
  if (line.waiting) return 'waiting';
  if (line.returned) return 'assurance-returned';
  if (line.asked) return 'assurance-asked';
  if (line.carried) return 'carried';
  if (line.evidence.some(({ kind }) => kind === 'product')) return 'product-delivered';
  return line.owner.kind === 'unnamed' ? 'unowned' : 'in-progress';
}

export const isOpen = ({ ended }: Line): boolean => ended === undefined;

export const isUnreviewed = ({ kind, standing }: Evidence): boolean => kind === 'assurance' && standing === 'given';

/** What shows that something was done: accepted assurance, a delivered product, a result that came back. */
export const isProof = ({ kind, standing }: Evidence): boolean => kind !== 'assurance' || standing === 'accepted';

export const assignedLine = ({ lineId, owner, target, counts, firstTarget }: Assigned): Line => ({
  id: lineId,
  owner,
  ...(target && { target }),
  ...((firstTarget ?? target) && { firstTarget: firstTarget ?? target }),
  ...(counts !== undefined && { counts }),
  waiting: false,
  carried: false,
  asked: false,
  returned: false,
  evidence: [],
  evidenceCount: 0,
});

type Evolvers = {
  readonly [Type in LineEvent['type']]?: (line: Line, data: DataOf<Type>) => Line;
};

const evolvers: Evolvers = {
  OwnerNamed: (line, { owner }) => ({ ...line, owner }),
  TargetChanged: (line, { to }) => ({ ...line, target: to, firstTarget: line.firstTarget ?? to }),
  ProgressReported: (line, { text, on }) => ({ ...line, progress: { text, on } }),
  WaitingRecorded: (line) => ({ ...line, waiting: true }),
  WaitingResolved: (line) => ({ ...line, waiting: false }),
  CarriedIntoOtherWork: (line) => ({ ...line, carried: true }),
  ResultBroughtBack: (line, data) => ({ ...withEvidence(line, 'result', data), carried: false }),
  AssuranceRequested: (line) => ({ ...line, asked: true, returned: false }),
  AssuranceProvided: (line, data) => ({ ...withEvidence(line, 'assurance', data), asked: false, returned: false }),
  AssuranceAccepted: (line, { evidence }) => ({ ...judged(line, evidence, 'accepted'), ended: 'assured' }),
  AssuranceReturned: (line, { evidence }) => ({ ...judged(line, evidence, 'returned'), returned: true }),
  ProductDelivered: (line, data) => withEvidence(line, 'product', data),
  LineNotApplicable: (line) => ({ ...line, ended: 'not-applicable' }),
  LineWithdrawn: (line) => ({ ...line, ended: 'withdrawn' }),
  LineHandedOver: (line) => ({ ...line, ended: 'handed-over' }),
  LineCompleted: (line) => ({ ...line, ended: 'complete' }),
  LineReopened: ({ ended: _ended, ...line }) => ({ ...line, asked: false, returned: false, evidence: [] }),
};

/** One line after one of its events. */
export function evolveLine(line: Line, { type, data }: LineEvent): Line {
  const evolver = evolvers[type] as ((line: Line, data: LineEvent['data']) => Line) | undefined;
  return evolver ? evolver(line, data) : line;
}

interface Given {
  readonly evidenceId: string;
  readonly providedBy: Provider;
  readonly on?: string;
  readonly role?: string;
}

function withEvidence(line: Line, kind: Evidence['kind'], { evidenceId, providedBy, on, role }: Given): Line {
  const evidence: Evidence = {
    id: evidenceId,
    kind,
    standing: 'given',
    providedBy,
    ...(on !== undefined && { on }),
    ...(role !== undefined && { role }),
  };
  return { ...line, evidence: [...line.evidence, evidence], evidenceCount: line.evidenceCount + 1 };
}

const judged = (line: Line, ids: readonly string[], standing: Evidence['standing']): Line => ({
  ...line,
  evidence: line.evidence.map((one) => (ids.includes(one.id) ? { ...one, standing } : one)),
});

/** The right value in place of the wrong one. */
export function correctLine(line: Line, { field, to }: Pick<DataOf<'RecommendationCorrected'>, 'field' | 'to'>): Line {
  const words = typeof to === 'string' ? to : wordsOf(to);
  const latest = (change: Partial<Evidence>): Line => ({
    ...line,
    evidence: line.evidence.map((one, place) => (place === line.evidence.length - 1 ? { ...one, ...change } : one)),
  });
  switch (field) {
    case 'owner':
      return { ...line, owner: { ...line.owner, kind: 'agency', id: words } };
    case 'role':
      return { ...line, owner: { ...line.owner, role: words } };
    case 'counts':
      return { ...line, counts: words };
    case 'progress':
      return line.progress && typeof to !== 'string' ? { ...line, progress: { ...line.progress, text: to } } : line;
    case 'progress-on':
      return line.progress ? { ...line, progress: { ...line.progress, on: words } } : line;
    case 'evidence-on':
      return latest({ on: words });
    case 'evidence-role':
      return latest({ role: words });
    default:
      return line;
  }
}
