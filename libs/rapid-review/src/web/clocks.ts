import { type Standing, lengthInWords, ruleVersion, spoken, standing } from '#app/calendar';
import type { Deadline } from '../domain/rapid-review.events';
import type { ClockRow, RapidReviewDetail, RapidReviewRow } from '../read/rapid-review.row';

export const CLOCK_NAMES: Readonly<Record<Deadline['rule'], string>> = {
  'notify-panel': 'Notify the national Panel',
  'report-to-partners': 'Report to the safeguarding partners',
  'rapid-review': 'Finish and send the rapid review',
};

/** How a clock came to its end: what it asks was done on a day, or it is asked no longer. */
type End = { readonly done: string } | { readonly over: string; readonly since: string } | undefined;

/** The clocks of a record as the clock panel takes them: due, done, late by, rule version and law. */
export const clocksOf = (row: RapidReviewRow, today: string): readonly object[] =>
  row.detail.clocks.map((clock) => clockOf(clock, row.detail, today));

function clockOf(clock: ClockRow, detail: RapidReviewDetail, today: string): object {
  const { rule, due, firstDue, counted, version } = clock;
  const known = ruleVersion(rule, version);
  const length = known ? lengthInWords(known) : '';
  const sent = rule === 'rapid-review' && detail.sent?.invented.includes('sentOn');
  return {
    name: CLOCK_NAMES[rule],
    due,
    ...(firstDue !== due && { firstDue }),
    ...standsAs(due, ENDS[rule](detail) ?? overOf(detail), today),
    from: `from ${spoken(counted)}${length && `, ${length.replace(/^.*? after /, '')}`}`,
    rule: { text: length, law: known?.law, version },
    ...(known?.unchecked && { note: `Not yet compared with the published text: ${known.unchecked}` }),
    invented: sent ?? detail.awareInvented,
  };
}

const ENDS: Readonly<Record<Deadline['rule'], (detail: RapidReviewDetail) => End>> = {
  'notify-panel': ({ sent, ...detail }) => (sent ? { done: sent.sentOn } : notToNotify(detail)),
  'report-to-partners': ({ sent, partnersTold, ...detail }) => {
    if (partnersTold) return { done: partnersTold.toldOn };
    if (sent?.told.includes('safeguarding-partners')) return { done: sent.sentOn };
    return sent ? undefined : notToNotify(detail);
  },
  'rapid-review': ({ sentToPanel, notMet }) => {
    if (sentToPanel) return { done: sentToPanel.sentOn };
    return notMet && { over: 'The duty has ended', since: notMet.foundOn };
  },
};

function notToNotify({ decisions }: Pick<RapidReviewDetail, 'decisions'>): End {
  const decision = decisions.at(-1);
  return decision?.outcome === 'do-not-notify'
    ? { over: 'Decided: no notification', since: decision.decidedOn }
    : undefined;
}

const overOf = (detail: RapidReviewDetail): End => detail.void && { over: 'Entered in error', since: '' };

function standsAs(due: string, end: End, today: string): object {
  if (end && 'over' in end) return { status: { word: end.over, kind: 'ended' }, ...(end.since && { done: end.since }) };
  const stands = standing({ due }, today, end?.done);
  return { status: shownAs(stands), ...(end && { done: end.done }), ...leftOrLate(stands) };
}

/** So many working days before a date it counts as due soon. */
const SOON = 2;

function shownAs({ state, left }: Standing): { readonly word: string; readonly kind: string } {
  switch (state) {
    case 'running':
      return left !== undefined && left <= SOON
        ? { word: 'Due soon', kind: 'soon' }
        : { word: 'Running', kind: 'going' };
    case 'due today':
      return { word: 'Due today', kind: 'soon' };
    case 'late':
      return { word: 'Late', kind: 'late' };
    case 'done':
      return { word: 'Done', kind: 'done' };
    case 'done late':
      return { word: 'Done late', kind: 'done' };
  }
}

function leftOrLate({ state, left, lateBy }: Standing): object {
  if (state === 'late' || state === 'done late') return { late: lateInWords(lateBy) };
  return left === undefined ? {} : { left: workingDays(left) };
}

export const workingDays = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;

/** Late by 0 is a Saturday after a Friday. */
export function lateInWords(days: number | undefined): string {
  if (days === undefined) return 'late';
  return `late by ${days === 0 ? 'less than a working day' : workingDays(days)}`;
}
