import { type Facts, type Meeting, type Narrative, RuleBroken, wordsOf } from '#app/kernel';
import { CalendarError, clock, spoken } from '#app/calendar';
import type { Referral } from './referral.state';

/** Issued by the system, so that they say nothing of the child: Child A, Child B … */
export const pseudonyms = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `Child ${String.fromCharCode(65 + index)}`);

interface Dates {
  readonly receivedOn?: string;
  readonly incidentOn?: string;
  readonly awareOn?: string;
}

type DateName = keyof Dates;

interface Order {
  readonly rule: string;
  readonly field: DateName;
  readonly sentence: string;
  readonly broken: (dates: Dates, today: string) => boolean;
}

/** Whether the first lies after the second; what is not known breaks no rule. */
const after = (first: string | undefined, second: string | undefined): boolean =>
  first !== undefined && second !== undefined && first > second;

/** Happened, became known, was referred: nothing lies ahead, and the incident comes first. */
const ORDER: readonly Order[] = [
  {
    rule: 'received-in-the-future',
    field: 'receivedOn',
    sentence: 'The referral cannot be received after today.',
    broken: ({ receivedOn }, today) => after(receivedOn, today),
  },
  {
    rule: 'incident-after-received',
    field: 'incidentOn',
    sentence: 'The incident cannot be dated after the referral was received.',
    broken: ({ incidentOn, receivedOn }) => after(incidentOn, receivedOn),
  },
  {
    rule: 'aware-in-the-future',
    field: 'awareOn',
    sentence: 'The council’s awareness cannot be dated after today.',
    broken: ({ awareOn }, today) => after(awareOn, today),
  },
  {
    rule: 'aware-before-incident',
    field: 'awareOn',
    sentence: 'The council cannot have become aware before the incident.',
    broken: ({ incidentOn, awareOn }) => after(incidentOn, awareOn),
  },
];

/** `asked` is the field to name where it is not the date's own: that of a correction. */
export function refuseImpossibleDates(dates: Dates, today: string, asked?: string): void {
  const wrong = ORDER.find(({ broken }) => broken(dates, today));
  if (wrong) throw new RuleBroken(wrong.rule, wrong.sentence, asked ?? wrong.field);
}

/**
 * Five working days for a notification count from the day of awareness (Children Act 2004, section 16C; dated rule).
 * A day from which they cannot be counted is refused: bank holidays are never guessed.
 */
export function notifyFrom(awareOn: string): { readonly notifyBy: string; readonly ruleVersion: string } {
  try {
    const { due, rule, ruleVersion } = clock('notify-panel', awareOn);
    return { notifyBy: due, ruleVersion: `${rule} ${ruleVersion}` };
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const sentence = `The day on which the council became aware starts a clock that cannot be counted. ${error.message}.`;
    throw new RuleBroken(error.rule, sentence, 'awareOn');
  }
}

/** Of a reason: fewer are no sentence. */
const FEWEST_WORDS = 4;

/** `rule` and `field` as a broken rule has them; `asked` is what the person is told to give: "the rationale in a sentence". */
export function refuseFewWords(text: Narrative, rule: string, field: string, asked: string): void {
  if (wordsOf(text).trim().split(/\s+/).length < FEWEST_WORDS)
    throw new RuleBroken(rule, `Give ${asked} of at least ${FEWEST_WORDS} words.`, field);
}

/** Something that comes after something else: "The answer" cannot be dated before "the decision to pass the referral on". */
interface Follows {
  readonly rule: string;
  readonly what: string;
  readonly on: string;
  readonly field: string;
  readonly after: string;
  readonly since: string | undefined;
}

/** Older papers are taken with the dates that they give. */
export function refuseTooEarly({ rule, what, on, field, after: event, since }: Follows, { imported }: Facts): void {
  if (imported !== true && after(since, on))
    throw new RuleBroken(rule, `${what} cannot be dated before ${event}, on ${spoken(since ?? '')}.`, field);
}

/** Something that a group does with the referral: "decision", the name of its date's field, and the date. */
interface Done {
  readonly called: 'decision' | 'consideration';
  readonly field: string;
  readonly on: string;
}

/**
 * Nothing is considered or decided before the referral was there or after today, and no meeting has looked at it earlier
 * than it came or later than the day on which the meeting is said to have done so.
 */
export function refuseOutsideReferral(
  { meeting }: { readonly meeting?: Meeting },
  { called, field, on }: Done,
  { facts: { receivedOn = '' } }: Referral,
  { today }: Facts,
): void {
  const done = called === 'decision' ? 'decided' : 'considered';
  if (on > today) throw new RuleBroken(`${done}-in-the-future`, `The ${called} cannot be dated after today.`, field);
  if (on < receivedOn)
    throw new RuleBroken(
      `${done}-before-received`,
      `The ${called} cannot be dated before the referral was received.`,
      field,
    );
  if (meeting === undefined) return;
  if (meeting.date < receivedOn)
    throw new RuleBroken(
      'meeting-before-received',
      `The meeting was on ${spoken(meeting.date)}, before the referral was received on ${spoken(receivedOn)}. Choose a later meeting.`,
      'meeting',
    );
  if (meeting.date > on)
    throw new RuleBroken(
      'meeting-after-date',
      `The meeting was on ${spoken(meeting.date)}, after the date given for the ${called}, ${spoken(on)}. Change one of them.`,
      'meeting',
    );
}
