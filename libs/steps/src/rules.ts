import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { Source } from './facts';
import { type Settled, type Trail, before } from './trail';

/** What the rules of the steps need to know of a record. */
export interface Stepped<Step extends string> {
  readonly trail: Trail<Step>;
  readonly settled: Readonly<Partial<Record<Step, Settled>>>;
  /** Entered from older papers, which may be silent about a step. */
  readonly olderPapers: boolean;
}

const groupNames: Readonly<Record<string, string>> = {
  'learning-inquiry-group': 'Learning Inquiry Group',
  'performance-and-quality-assurance-group': 'Performance and Quality Assurance Group',
  'executive-group': 'Executive Group',
};

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
export function mayBeTaken<Step extends string>(step: Step, on: string, state: Stepped<Step>, facts: Facts): void {
  if (state.settled[step]?.taken)
    throw new RuleBroken(
      'already-recorded',
      `This is recorded already: ${inSentence(state, step)}. Correct it where it is wrong.`,
    );
  follows(step, on, state, facts);
}

/** The same for what may be recorded more than once. */
export function follows<Step extends string>(step: Step, on: string, state: Stepped<Step>, facts: Facts): void {
  const missing = before(state.trail, step).find((earlier) => state.settled[earlier] === undefined);
  if (missing !== undefined) throw missingStep(state, missing);
  datesInOrder(step, on, state, facts);
}

export function missingStep<Step extends string>(state: Stepped<Step>, step: Step): RuleBroken {
  const instead = state.olderPapers ? ', or record that the source does not state it' : '';
  return new RuleBroken('step-missing', `A step is missing: ${inSentence(state, step)}. Record it first${instead}.`);
}

/**
 * No step is dated after today, before one that precedes it, or after one that follows. Steps not stated have no date.
 * `field` is where the form asks for the date.
 */
export function datesInOrder<Step extends string>(
  step: Step,
  on: string,
  state: Stepped<Step>,
  { today }: Facts,
  field = 'on',
): void {
  const { trail, settled } = state;
  if (on > today)
    throw new RuleBroken(
      'in-the-future',
      `The date of this step cannot be after today: ${inSentence(state, step)}.`,
      field,
    );
  for (const other of trail.order) {
    const date = settled[other]?.on;
    if (date === undefined || other === step) continue;
    const backwards = before(trail, step).includes(other)
      ? on < date
      : before(trail, other).includes(step) && on > date;
    if (backwards)
      throw new RuleBroken(
        'dates-backwards',
        `This step cannot be dated ${spoken(on)}, ${on < date ? 'before' : 'after'} ${spoken(date)}, the date of: ${inSentence(state, other)}.`,
        field,
      );
  }
}

/** The end comes after every step, and not after today. `field` is where the form asks for the date. */
export function afterAll<Step extends string>(on: string, state: Stepped<Step>, { today }: Facts, field = 'on'): void {
  const { trail, settled } = state;
  if (on > today) throw new RuleBroken('in-the-future', 'The date cannot be after today.', field);
  const later = trail.order.find((step) => (settled[step]?.on ?? '') > on);
  if (later !== undefined)
    throw new RuleBroken(
      'dates-backwards',
      `The date cannot be before ${spoken(settled[later]?.on ?? on)}, the date of: ${inSentence(state, later)}.`,
      field,
    );
}

export interface NotStatedData<Step extends string> extends Source {
  readonly steps: readonly Step[];
  /** Said by who records it: the record is entered from older papers. */
  readonly olderPapers?: boolean;
}

/**
 * One event for each step; what is recorded already stays. Work that goes on now is never "not stated": the record is
 * known to come from older papers, or who records it says so.
 */
export function notStated<Step extends string>(
  { steps, olderPapers = false, ...source }: NotStatedData<Step>,
  state: Stepped<Step>,
): readonly { readonly type: 'StepNotStated'; readonly data: { readonly step: Step } & Source }[] {
  if (!state.olderPapers && !olderPapers)
    throw new RuleBroken(
      'not-from-older-papers',
      'Only what is entered from older papers may leave a step unstated. Record the step when it is taken.',
      'olderPapers',
    );
  return steps
    .filter((step) => state.trail.order.includes(step) && state.settled[step] === undefined)
    .map((step) => ({ type: 'StepNotStated', data: { step, ...source } }));
}

function inSentence<Step extends string>({ trail }: Stepped<Step>, step: Step): string {
  const words = trail.words[step];
  return words.charAt(0).toLowerCase() + words.slice(1);
}
