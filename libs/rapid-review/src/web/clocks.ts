import { lengthInWords, ruleVersion, standing, standingInWords } from '#app/calendar';
import type { Deadline } from '../domain/rapid-review.events';
import type { ClockRow, RapidReviewRow } from '../read/rapid-review.row';

export const CLOCK_NAMES: Readonly<Record<Deadline['rule'], string>> = {
  'notify-panel': 'Notify the national Panel',
  'report-to-partners': 'Report to the safeguarding partners',
  'rapid-review': 'Finish and send the rapid review',
};

/** How a clock came to its end: what was asked was done on a day, or it is no longer asked since a day. */
type End = { readonly done: string } | { readonly over: string; readonly word: string } | undefined;

/** The clocks of a record as the clock panel takes them: due, done, late by, rule version and law. */
export const clocksOf = (row: RapidReviewRow, today: string): readonly object[] =>
  row.detail.clocks.map((clock) => clockOf(clock, endOf(clock.rule, row), row, today));

function endOf(rule: Deadline['rule'], { detail }: RapidReviewRow): End {
  const { sent, partnersTold, sentToPanel, notMet, decisions } = detail;
  const decision = decisions.at(-1);
  const notToNotify = !sent && decision?.outcome === 'do-not-notify' ? decision.decidedOn : undefined;
  switch (rule) {
    case 'notify-panel':
      if (sent) return { done: sent.sentOn };
      return notToNotify === undefined ? undefined : { over: notToNotify, word: 'Decided: no notification' };
    case 'report-to-partners':
      if (partnersTold) return { done: partnersTold.toldOn };
      if (sent?.told.includes('safeguarding-partners')) return { done: sent.sentOn };
      return notToNotify === undefined ? undefined : { over: notToNotify, word: 'Decided: no notification' };
    case 'rapid-review':
      if (sentToPanel) return { done: sentToPanel.sentOn };
      return notMet && { over: notMet.foundOn, word: 'The duty has ended' };
  }
}

function clockOf(clock: ClockRow, end: End, { detail, status }: RapidReviewRow, today: string): object {
  const { rule, due, firstDue, version } = clock;
  const known = ruleVersion(rule, version);
  const ended = status === 'entered-in-error' && !end ? { over: due, word: 'Entered in error' } : end;
  return {
    name: CLOCK_NAMES[rule],
    due,
    ...(firstDue !== due && { firstDue }),
    ...standingOf(due, ended, today),
    from: `From ${known ? lengthInWords(known).replace(/^.* after /, '') : 'its trigger'}`,
    counted: clock.counted,
    rule: { text: known ? lengthInWords(known) : rule, law: known?.law, version },
    ...(known?.unchecked && { note: `Not yet compared with the published text: ${known.unchecked}` }),
    invented: rule === 'rapid-review' ? (detail.sent?.invented.includes('sentOn') ?? false) : detail.awareInvented,
  };
}

function standingOf(due: string, end: End, today: string): object {
  if (end && 'word' in end) return { status: { word: end.word, kind: 'done' }, done: end.over };
  const stands = standing({ due }, today, end?.done);
  const late = stands.state === 'late' || stands.state === 'done late';
  const soon = stands.state === 'due today' || (stands.state === 'running' && (stands.left ?? 9) <= 2);
  const kind = end ? 'done' : late ? 'late' : soon ? 'soon' : 'going';
  const word = { running: soon ? 'Due soon' : 'Running', 'due today': 'Due today', late: 'Late', done: 'Done', 'done late': 'Done late' }[
    stands.state
  ];
  return {
    status: { word, kind },
    ...(end && { done: end.done }),
    ...(late ? { late: lateBy(stands.lateBy) } : !end && { left: standingInWords(stands) }),
  };
}

const lateBy = (days: number | undefined): string => {
  if (days === undefined) return 'late';
  return days === 0 ? 'late by less than a working day' : `late by ${days} working ${days === 1 ? 'day' : 'days'}`;
};
