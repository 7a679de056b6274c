import type { Plain, Projection, Recorded } from '#app/kernel';
import { financialYear } from '#app/calendar';
import { type ReadModel, idOf, readModel } from '#app/platform';
import {
  type StepRow,
  nextOf,
  reachedOf,
  said,
  settledAt,
  withBriefing,
  withNoneMade,
  withReview,
  withStep,
  isOfNote,
  noteRowCorrected,
} from '#app/steps';
import type { Corrected, LearningEventEvent } from '../domain/learning-event.events';
import { type Step, stepOf, trail } from '../domain/learning-event.steps';
import { type LearningEventDetail, LearningEventRow, WantedReviewRow, WantedRow } from './learning-event.row';
import { wantedProjection } from './wanted.projection';
import { wantedReviewProjection } from './wanted-review.projection';

type Row = Plain<LearningEventRow>;
type Event = Recorded<LearningEventEvent>;

export const learningEventProjection: Projection<LearningEventRow, LearningEventEvent> = {
  name: 'learning-event',
  version: 1,
  categories: ['learningEvent'],

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [{ key, change: (row) => opened(recorded, key) ?? (row && changed(row, recorded)) }];
  },
};

export const learningEventModels: readonly ReadModel[] = [
  readModel(learningEventProjection, LearningEventRow, ['id']),
  readModel(wantedProjection, WantedRow, ['id']),
  readModel(wantedReviewProjection, WantedReviewRow, ['id']),
];

function opened({ event, revision, metadata }: Event, id: string): Row | undefined {
  if (event.type !== 'LearningEventAgreed') return undefined;
  const { data } = event;
  const sortOn = data.on ?? metadata.happenedOn;
  const agreed: StepRow = {
    ...settledAt(metadata, data.on),
    ...(data.notStated && { state: 'not-stated', ...data.notStated }),
  };
  return {
    id,
    reference: data.reference,
    title: data.title,
    revision,
    state: 'agreed',
    next: 'terms',
    year: financialYear(sortOn),
    heldOn: null,
    sortOn,
    referralId: data.referral?.id ?? null,
    themes: [],
    detail: { agreed: said(data), steps: { agreed }, briefings: [], reviews: [], corrections: [] },
  };
}

/** The columns follow from the detail, so that no event can forget one. */
function changed(row: Row, recorded: Event): Row {
  const { detail, state } = told(row, recorded);
  const end = state ?? ENDS.find((one) => one === row.state);
  const themes = detail.steps['group-approval'] ? (detail.learning?.themes ?? []) : [];
  return {
    ...row,
    ...dates(row, detail),
    revision: recorded.revision,
    title: detail.agreed.title,
    state: end ?? reachedOf(trail, detail.steps, 'agreed'),
    next: end === undefined ? (nextOf(trail, detail.steps) ?? 'closing') : null,
    themes: [...themes],
    detail,
  };
}

function dates(row: Row, { steps }: LearningEventDetail): Pick<Row, 'heldOn' | 'sortOn' | 'year'> {
  const heldOn = steps.workshop?.on ?? null;
  const sortOn = heldOn ?? steps.agreed?.on ?? row.sortOn;
  return { heldOn, sortOn, year: financialYear(sortOn) };
}

const ENDS: readonly Row['state'][] = ['closed', 'cancelled', 'entered-in-error'];
type Told = { readonly detail: LearningEventDetail; readonly state?: Row['state'] };

function told({ detail }: Row, { event, metadata }: Event): Told {
  const { type, data } = event;
  const invented = metadata.invented ?? [];
  switch (type) {
    case 'LearningEventAgreed':
      return { detail };
    case 'StepNotStated': {
      const { step, ...source } = data;
      return { detail: withStep(detail, step, { state: 'not-stated', ...source, invented }) };
    }
    case 'BriefingShared':
      return { detail: withBriefing(detail, data, metadata) };
    case 'RecommendationsReviewed':
      return { detail: withReview(detail, data, metadata) };
    case 'NoRecommendationsMade':
      return { detail: withNoneMade(detail, data, metadata) };
    case 'LearningEventClosed':
      return { detail: { ...detail, closed: said(data) }, state: 'closed' };
    case 'LearningEventCancelled':
      return { detail: { ...detail, cancelled: said(data) }, state: 'cancelled' };
    case 'LearningEventEnteredInError':
      return { detail: { ...detail, void: said(data) }, state: 'entered-in-error' };
    case 'LearningEventCorrected': {
      const told = { ...detail, corrections: [...detail.corrections, said(data)] };
      return { detail: isOfNote(data) ? noteRowCorrected(told, data.field, data.to) : corrected(told, data) };
    }
    case 'PeopleConcernedRecorded':
    case 'PersonConcernedCorrected':
    case 'PersonConcernedTakenOff':
      return { detail };
    default: {
      const [step, part] = [stepOf[type], PARTS[type]];
      return step && part
        ? { detail: { ...withStep(detail, step, settledAt(metadata, data.on)), [part]: said(data) } }
        : { detail };
    }
  }
}

/** The part of the detail that an event fills. */
const PARTS: { readonly [type in string]?: keyof LearningEventDetail } = {
  TermsOfReferenceAgreed: 'terms',
  FacilitatorsNamed: 'facilitators',
  WorkshopHeld: 'workshop',
  LearningRecorded: 'learning',
  ReportDrafted: 'report',
  ReportApprovedByGroup: 'groupApproval',
  ReportApprovedByExecutive: 'executiveApproval',
};

function corrected(detail: LearningEventDetail, { field, to }: Corrected): LearningEventDetail {
  if (typeof to !== 'string')
    return detail.facilitators ? { ...detail, facilitators: { ...detail.facilitators, agencies: to } } : detail;
  if (field === 'title') return { ...detail, agreed: { ...detail.agreed, title: to } };
  if (field === 'workshop.total')
    return detail.workshop ? { ...detail, workshop: { ...detail.workshop, total: Number(to) } } : detail;
  const { closed, cancelled } = detail;
  if (field === 'end.on')
    return {
      ...detail,
      ...(closed && { closed: { ...closed, on: to } }),
      ...(cancelled && { cancelled: { ...cancelled, on: to } }),
    };
  const step = field.slice(0, -3) as Step;
  const row = detail.steps[step];
  return row ? withStep(detail, step, { ...row, on: to }) : detail;
}
