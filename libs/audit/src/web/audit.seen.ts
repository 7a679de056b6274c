import { isIsoDate, spoken } from '#app/calendar';
import { type Names, type Person, isRepresentative } from '#app/platform';
import { CHANNELS } from '#app/steps';
import { type AuditRow, STEPS, stepWords, trailOf } from '../read/audit.row';
import { ACT_OF, NEXT, PLANS, RESULTS, statusOf, TYPES } from './audit.names';

type Detail = AuditRow['detail'];

/** What was found is shared with everybody; a draft is not shared with agencies before the group has agreed it. */
const seesDrafts = ({ detail }: AuditRow, person: Person): boolean =>
  !isRepresentative(person) || detail.steps.agreement !== undefined;

/** What this person may see of an audit. */
export function auditSeen(row: AuditRow, person: Person, { names }: { names: Names }): object {
  const { id, reference, title, revision, state, next, year, quarter, due, doneOn, theme, type, detail } = row;
  const { found } = detail;
  const named = (ids: readonly string[], on?: string): object[] =>
    ids.map((one) => ({ id: one, name: names.agency(one, on) }));
  return {
    id,
    reference,
    title,
    titleGiven: detail.programmed.titleGiven,
    revision,
    status: { value: state, ...statusOf(row) },
    next: next === null ? null : { value: next, words: NEXT[next], act: ACT_OF[next] },
    type: { value: type, words: TYPES[type] },
    theme,
    quarter,
    firstQuarter: detail.programmed.quarter ?? null,
    due,
    doneOn,
    year,
    why: detail.programmed.why ?? null,
    earlier: detail.programmed.earlier ?? null,
    moves: detail.moves,
    steps: stepsSeen(row),
    /** By step, the fields that were invented for the demonstration. */
    invented: Object.fromEntries(STEPS.map((step) => [step, detail.steps[step]?.invented ?? []])),
    scope: detail.scope ? { ...detail.scope, agencies: named(detail.scope.agencies, detail.scope.on) } : null,
    returns: detail.returns.map((one) => returnSeen(one, person, names)),
    panel: detail.panel ? { ...detail.panel, agencies: named(detail.panel.agencies, detail.panel.on) } : null,
    findings: found === undefined ? null : seesDrafts(row, person) ? found : { notShared: true },
    ...afterwardsSeen(detail),
    corrections: detail.corrections.map((one) => ({ ...one, from: shown(one.from, names), to: shown(one.to, names) })),
  };
}

/** An agency's return is its own: other agencies see that it was given, not what it says. */
function returnSeen(one: Detail['returns'][number], person: Person, names: Names): object {
  const { agency, askedOn, dueOn, on, summary, children, invented } = one;
  const state = {
    agency: { id: agency, name: names.agency(agency, on ?? askedOn) },
    askedOn,
    dueOn: dueOn ?? null,
    on: on ?? null,
    invented,
  };
  if (isRepresentative(person) && person.agency !== agency) return { ...state, notShared: true };
  return { ...state, summary: summary ?? null, children: children ?? null };
}

const afterwardsSeen = (detail: Detail): object => ({
  agreement: detail.agreement ?? null,
  approval: detail.approval ?? null,
  briefings: detail.briefings.map((one) => ({ ...one, channel: { value: one.channel, words: CHANNELS[one.channel] } })),
  reviews: detail.reviews.toReversed(),
  plans: detail.plans.map((one) => ({ ...one, how: { value: one.how, words: PLANS[one.how] } })),
  checks: detail.checks
    .map((one) => ({ ...one, result: { value: one.result, words: RESULTS[one.result] } }))
    .toReversed(),
  closed: detail.closed ?? null,
  cancelled: detail.cancelled ?? null,
  void: detail.void ?? null,
});

/** Every step as a station of the trail: taken, gone ahead without, not stated in the source, next, or to come. */
function stepsSeen({ detail, next, type }: AuditRow): readonly object[] {
  return trailOf(type).order.map((step) => ({
    step,
    words: stepWords[step],
    ...(detail.steps[step] ?? { state: step === next ? 'next' : 'to-come', invented: [] }),
  }));
}

function shown(value: string | readonly string[], names: Names): string {
  if (typeof value !== 'string') return value.map((id) => names.agency(id)).join(', ');
  return isIsoDate(value) ? spoken(value) : value;
}
