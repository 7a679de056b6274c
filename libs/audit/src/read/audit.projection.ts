import { type Plain, type Projection, type Recorded } from '#app/kernel';
import { financialYear } from '#app/calendar';
import { type ReadModel, idOf, readModel } from '#app/platform';
import {
  nextOf,
  reachedOf,
  said,
  settledAt,
  withBriefing,
  withFirst,
  withNoneMade,
  withReview,
  withStep,
  isOfNote,
  noteRowCorrected,
} from '#app/steps';
import type { AuditEvent } from '../domain/audit.events';
import { type Step, keepsQuarter, trailOf } from '../domain/audit.steps';
import { type AuditDetail, AuditRow } from './audit.row';
import { corrected, withReturns } from './audit.detail';

type Row = Plain<AuditRow>;
type Event = Recorded<AuditEvent>;

export const auditProjection: Projection<AuditRow, AuditEvent> = {
  name: 'audit',
  version: 1,
  categories: ['audit'],

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [{ key, change: (row) => opened(recorded, key) ?? (row && changed(row, recorded)) }];
  },
};

export const auditModels: readonly ReadModel[] = [readModel(auditProjection, AuditRow, ['id'])];

function opened({ event, revision, metadata }: Event, id: string): Row | undefined {
  if (event.type !== 'AuditPutInProgramme') return undefined;
  const { data } = event;
  const taken = settledAt(metadata, data.on);
  const programme = data.notStated ? { ...taken, state: 'not-stated' as const, ...data.notStated } : taken;
  const detail: AuditDetail = {
    programmed: said(data),
    steps: { programme },
    moves: [],
    returns: [],
    briefings: [],
    reviews: [],
    plans: [],
    checks: [],
    corrections: [],
  };
  const row = {
    id,
    reference: data.reference,
    title: data.title,
    revision,
    state: 'programme',
    next: 'scope',
    type: data.type,
    theme: data.theme,
    earlierId: data.earlier?.id ?? null,
    owing: [],
    detail,
  } as const;
  return { ...row, owing: [], ...dates(detail, data.on ?? metadata.happenedOn) };
}

/** The columns follow from the detail, so that no event can forget one. */
function changed(row: Row, recorded: Event): Row {
  const { detail, state } = told(row, recorded);
  const trail = trailOf(row.type);
  const end = state ?? ENDS.find((one) => one === row.state);
  const { programmed, steps, returns } = detail;
  return {
    ...row,
    ...dates(detail, row.sortOn),
    revision: recorded.revision,
    title: programmed.title,
    theme: programmed.theme,
    state: end ?? reachedOf(trail, steps, 'programme'),
    next: end === undefined ? (nextOf(trail, steps) ?? 'closing') : null,
    owing: returns.filter(({ on }) => on === undefined).map(({ agency }) => agency),
    detail,
  };
}

/** Where it stands in time: by its quarter, else by the day of the work, else by what is known of its beginning. */
function dates(detail: AuditDetail, known: string): Pick<Row, 'quarter' | 'due' | 'doneOn' | 'sortOn' | 'year'> {
  const { programmed, steps } = detail;
  const { quarter, due } = quarterOf(detail);
  const work = steps[keepsQuarter(programmed.type)];
  const doneOn = work?.on ?? null;
  const sortOn = due ?? doneOn ?? steps.programme?.on ?? known;
  // Work of which the source does not say when it was done is nothing to wait for: it never reads as late.
  return { quarter, due: work?.state === 'not-stated' ? null : due, doneOn, sortOn, year: financialYear(sortOn) };
}

/** The quarter in which it stands now. */
function quarterOf({ programmed, moves }: AuditDetail): { quarter: string | null; due: string | null } {
  const moved = moves.at(-1);
  if (moved) return { quarter: moved.to, due: moved.due };
  return { quarter: programmed.quarter ?? null, due: programmed.due ?? null };
}

const ENDS: readonly Row['state'][] = ['closed', 'cancelled', 'entered-in-error'];
type Told = { readonly detail: AuditDetail; readonly state?: Row['state'] };

function told({ detail }: Row, { event, metadata }: Event): Told {
  const { type, data } = event;
  const invented = metadata.invented ?? [];
  switch (type) {
    case 'AuditMovedToQuarter':
      return { detail: { ...detail, moves: [...detail.moves, { ...said(data), invented }] } };
    case 'ReturnAsked': {
      const { agency, on: askedOn, dueOn } = data;
      const asked = { agency, askedOn, ...(dueOn !== undefined && { dueOn }), invented };
      return { detail: withReturns({ ...detail, returns: [...detail.returns, asked] }) };
    }
    case 'ReturnReceived': {
      const given = { ...said(data), invented };
      const returns = detail.returns.map((one) => (one.agency === data.agency ? { ...one, ...given } : one));
      return { detail: withReturns({ ...detail, returns }) };
    }
    case 'BriefingShared':
      return { detail: withBriefing(detail, data, metadata) };
    case 'RecommendationsReviewed':
      return { detail: withReview(detail, data, metadata) };
    case 'NoRecommendationsMade':
      return { detail: withNoneMade(detail, data, metadata) };
    case 'ReAuditPlanned':
      return { detail: { ...detail, plans: [...detail.plans, { ...said(data), invented }] } };
    case 'ImpactChecked': {
      const checks = [...detail.checks, { ...said(data), invented }];
      return { detail: { ...withFirst(detail, 'impact', settledAt(metadata, data.on)), checks } };
    }
    default:
      return afterwards(detail, event, metadata);
  }
}

/** Steps that are taken once, and the end. */
function afterwards(detail: AuditDetail, { type, data }: AuditEvent, metadata: Event['metadata']): Told {
  switch (type) {
    case 'StepNotStated': {
      const { step, ...source } = data;
      return { detail: withStep(detail, step, { state: 'not-stated', ...source, invented: metadata.invented ?? [] }) };
    }
    case 'AuditClosed':
      return { detail: { ...detail, closed: said(data) }, state: 'closed' };
    case 'AuditCancelled':
      return { detail: { ...detail, cancelled: said(data) }, state: 'cancelled' };
    case 'AuditEnteredInError':
      return { detail: { ...detail, void: said(data) }, state: 'entered-in-error' };
    case 'AuditCorrected': {
      const told = { ...detail, corrections: [...detail.corrections, said(data)] };
      return { detail: isOfNote(data) ? noteRowCorrected(told, data.field, data.to) : corrected(told, data) };
    }
    case 'AuditScoped':
    case 'PanelHeld':
    case 'FindingsRecorded':
    case 'FindingsAgreed':
    case 'AuditApproved': {
      const after = withStep(detail, STEP_OF[type], settledAt(metadata, data.on));
      return { detail: withReturns({ ...after, [PARTS[type]]: said(data) }) };
    }
    default:
      return { detail };
  }
}

/** The part of the detail that an event fills, and the step that it takes. */
const PARTS = {
  AuditScoped: 'scope',
  PanelHeld: 'panel',
  FindingsRecorded: 'found',
  FindingsAgreed: 'agreement',
  AuditApproved: 'approval',
} as const satisfies Partial<Record<AuditEvent['type'], keyof AuditDetail>>;
const STEP_OF = {
  AuditScoped: 'scope',
  PanelHeld: 'panel',
  FindingsRecorded: 'findings',
  FindingsAgreed: 'agreement',
  AuditApproved: 'approval',
} as const satisfies Partial<Record<AuditEvent['type'], Step>>;
