import { type Facts, RuleBroken } from '#app/kernel';
import { parseQuarter, spoken } from '#app/calendar';
import type { Audit } from './audit.state';
import { type Step, before, stepWords, stepsOf } from './audit.steps';

export const QUALITY_ASSURANCE = 'performance-and-quality-assurance-group';
export const EXECUTIVE = 'executive-group';

const groupNames: Readonly<Record<string, string>> = {
  [QUALITY_ASSURANCE]: 'Performance and Quality Assurance Group',
  [EXECUTIVE]: 'Executive Group',
};

/** Local: a quarter is kept when the work is done by its last day (a partnership may set another rule, under a new version). */
const QUARTER_RULE = 'audit-quarter 1';

/** A quarter as it is kept, with its last day. Throws the calendar's sentence for what is no quarter. */
export function planned(quarter: string): { quarter: string; due: string; ruleVersion: string } {
  const { label, due } = parseQuarter(quarter);
  return { quarter: label, due, ruleVersion: QUARTER_RULE };
}

/** A group's decision is taken at its meeting, or between meetings with a reason, and bears that day. */
export function dayOfDecision(group: string, on: string | undefined, { by: { onBehalfOf } }: Facts): string {
  const { meeting, betweenMeetings } = onBehalfOf;
  if (onBehalfOf.group !== group || (meeting === undefined && betweenMeetings === undefined))
    throw new RuleBroken(
      'not-for-the-group',
      `The ${groupNames[group] ?? group} decides this: name its meeting, or say why it was done between meetings.`,
      'meeting',
    );
  if (on !== undefined && meeting !== undefined && on !== meeting.date)
    throw new RuleBroken(
      'not-the-day-of-the-meeting',
      `The meeting was on ${spoken(meeting.date)}. Leave the date empty, or say that it was done between meetings.`,
      'on',
    );
  const day = on ?? meeting?.date;
  if (day === undefined) throw new RuleBroken('date-needed', 'Enter the date: it was done between meetings.', 'on');
  return day;
}

/** The step may be taken now: it is not taken yet, all before it are over, and its date fits between theirs. */
export function mayBeTaken(step: Step, on: string, state: Audit, facts: Facts): void {
  if (state.settled[step]?.taken)
    throw new RuleBroken(
      'already-recorded',
      `This is recorded already: ${inSentence(step)}. Correct it where it is wrong.`,
    );
  follows(step, on, state, facts);
}

/** The same for what may be recorded more than once. */
export function follows(step: Step, on: string, state: Audit, facts: Facts): void {
  allBefore(step, state);
  datesInOrder(step, on, state, facts);
}

/** Everything before the step is taken, or known to be missing from the source. */
function allBefore(step: Step, { settled, type }: Audit): void {
  const missing = before(step, type).find((earlier) => settled[earlier] === undefined);
  if (missing !== undefined) throw missingStep(missing);
}

export const missingStep = (step: Step): RuleBroken =>
  new RuleBroken(
    'step-missing',
    `A step is missing: ${inSentence(step)}. Record it first, or record that the source does not state it.`,
  );

/** No step is dated after today, before one that precedes it, or after one that follows. Steps not stated have no date. */
export function datesInOrder(step: Step, on: string, { settled, type }: Audit, { today }: Facts): void {
  if (on > today)
    throw new RuleBroken('in-the-future', `The date of this step cannot be after today: ${inSentence(step)}.`, 'on');
  for (const other of stepsOf(type)) {
    const date = settled[other]?.on;
    if (date === undefined || other === step) continue;
    const backwards = before(step, type).includes(other) ? on < date : before(other, type).includes(step) && on > date;
    if (backwards)
      throw new RuleBroken(
        'dates-backwards',
        `This step cannot be dated ${spoken(on)}, ${on < date ? 'before' : 'after'} ${spoken(date)}, the date of: ${inSentence(other)}.`,
        'on',
      );
  }
}

/** The end comes after every step, and not after today. */
export function afterAll(on: string, { settled, type }: Audit, { today }: Facts): void {
  if (on > today) throw new RuleBroken('in-the-future', 'The date cannot be after today.', 'on');
  const later = stepsOf(type).find((step) => (settled[step]?.on ?? '') > on);
  if (later !== undefined)
    throw new RuleBroken(
      'dates-backwards',
      `The date cannot be before ${spoken(settled[later]?.on ?? on)}, the date of: ${inSentence(later)}.`,
      'on',
    );
}

const inSentence = (step: Step): string => {
  const words = stepWords[step];
  return words.charAt(0).toLowerCase() + words.slice(1);
};
