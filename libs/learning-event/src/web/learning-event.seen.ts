import { isIsoDate, spoken } from '#app/calendar';
import { type Names, type Person, concernedSeen, isRepresentative, isTeam } from '#app/platform';
import { CHANNELS } from '#app/steps';
import { type LearningEventRow, STEPS, stepWords } from '../read/learning-event.row';
import { opens } from './concerned.acts';
import { ACT_OF, CRITERIA, NEXT, PARTNERS, statusOf } from './learning-event.names';

/** Learning is shared with everybody; a draft is not shared with agencies before the group has approved it. */
const seesDrafts = ({ detail }: LearningEventRow, person: Person): boolean =>
  !isRepresentative(person) || detail.steps['group-approval'] !== undefined;

/** Everybody reads learning events; whom one concerns is for those who record it or scrutinise that. */
export const seesConcerned = (person: Person): boolean => isTeam(person) || person.role === 'scrutineer';

/** What this person may see of a learning event. */
export function learningEventSeen(row: LearningEventRow, person: Person, { names }: { names: Names }): object {
  const { id, reference, title, revision, state, next, year, heldOn, detail } = row;
  const { terms, workshop } = detail;
  const shared = <T>(draft: T | undefined): T | { notShared: true } | null =>
    draft === undefined ? null : seesDrafts(row, person) ? draft : { notShared: true };
  return {
    id,
    reference,
    title,
    revision,
    status: { value: state, ...statusOf(row) },
    next: next === null ? null : { value: next, words: NEXT[next], act: ACT_OF[next] },
    year,
    heldOn,
    ...openingSeen(row),
    ...(seesConcerned(person) && { concerned: concernedSeen(row, person, { path: 'learning-events', opens }) }),
    steps: stepsSeen(row),
    /** By step, the fields that were invented for the demonstration. */
    invented: Object.fromEntries(STEPS.map((step) => [step, detail.steps[step]?.invented ?? []])),
    terms: terms ? { purpose: terms.purpose, keyLines: terms.keyLines } : null,
    facilitators: facilitatorsSeen(row, names),
    workshop: workshop ? attendanceSeen(workshop, names) : null,
    learning: shared(detail.learning),
    report: shared(detail.report),
    groupApproval: detail.groupApproval ?? null,
    executiveApproval: detail.executiveApproval ? approvalSeen(detail.executiveApproval) : null,
    briefings: detail.briefings.map((briefing) => ({
      ...briefing,
      channel: { value: briefing.channel, words: CHANNELS[briefing.channel] },
    })),
    reviews: [...detail.reviews].reverse(),
    ...endSeen(row),
    corrections: detail.corrections.map((one) => ({ ...one, from: named(one.from, names), to: named(one.to, names) })),
  };
}

/** Who of the three took part, and who did not. */
function approvalSeen({ partners, ...approval }: NonNullable<LearningEventRow['detail']['executiveApproval']>): object {
  const all = Object.keys(PARTNERS) as (keyof typeof PARTNERS)[];
  return {
    ...approval,
    partners: partners.map((partner) => PARTNERS[partner]),
    missing: all.filter((partner) => !partners.includes(partner)).map((partner) => PARTNERS[partner]),
  };
}

function openingSeen({ detail: { agreed, steps } }: LearningEventRow): object {
  return {
    referral: agreed.referral ?? null,
    rapidReview: agreed.rapidReview ?? null,
    noReferral: agreed.noReferral ?? null,
    criteria: CRITERIA[agreed.criteria],
    basis: agreed.basis ?? null,
    why: agreed.why,
    agreedOn: steps.agreed?.on ?? null,
    workshopNotStated: steps.workshop?.state === 'not-stated',
  };
}

const endSeen = ({ detail }: LearningEventRow): object => ({
  closed: detail.closed ?? null,
  cancelled: detail.cancelled ?? null,
  void: detail.void ?? null,
});

/** Every step as a station of the trail: taken, not stated in the source, next, or to come. */
export function stepsSeen({ detail, next }: LearningEventRow): readonly object[] {
  return STEPS.map((step) => ({
    step,
    words: stepWords[step],
    ...(detail.steps[step] ?? { state: step === next ? 'next' : 'to-come', invented: [] }),
  }));
}

function facilitatorsSeen({ detail: { facilitators } }: LearningEventRow, names: Names): object | null {
  if (facilitators === undefined) return null;
  const { agencies, on, reason } = facilitators;
  return { agencies: agencies.map((id) => ({ id, name: names.agency(id, on) })), reason: reason ?? null };
}

function attendanceSeen(
  { on, total, byAgency, feedback }: NonNullable<LearningEventRow['detail']['workshop']>,
  names: Names,
): object {
  const counted = byAgency.reduce((sum, { people }) => sum + people, 0);
  return {
    on,
    total,
    byAgency: byAgency.map(({ agency, people }) => ({
      agency: { id: agency, name: names.agency(agency, on) },
      people,
    })),
    /** Who came from an agency that is not stated. */
    notCounted: total - counted,
    feedback: feedback ?? null,
  };
}

const named = (value: string | readonly string[], names: Names): string =>
  typeof value !== 'string' ? value.map((id) => names.agency(id)).join(', ') : isIsoDate(value) ? spoken(value) : value;
