import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { ReferralEvent } from './referral.events';
import { refuseTooEarly } from './referral.rules';
import type { Referral } from './referral.state';

/** A question to an agency, as far as it matters whose it is, and whether it still waits for an answer. */
export interface Question {
  readonly agency: string;
  readonly askedOn: string;
  readonly answered?: boolean;
  /** The day of the decision that came before the answer: then the information is no longer needed. */
  readonly endedOn?: string;
}

/** Where in the list the question stands that an answer of that day is for: the newest that was asked by then. */
export function questionFor(
  questions: readonly Pick<Question, 'agency' | 'askedOn'>[],
  { agency, givenOn }: { readonly agency: string; readonly givenOn: string },
): number {
  const byThen = questions.findLastIndex((one) => one.agency === agency && one.askedOn <= givenOn);
  // Older papers may date an answer before its question: it is still an answer.
  return byThen >= 0 ? byThen : questions.findLastIndex((one) => one.agency === agency);
}

export const asked = (questions: readonly Question[], { agency, askedOn }: Question): readonly Question[] => [
  ...questions,
  { agency, askedOn },
];

export function answered(
  questions: readonly Question[],
  given: { readonly agency: string; readonly givenOn: string },
): readonly Question[] {
  const at = questionFor(questions, given);
  return questions.map((one, index) => (index === at ? { ...one, answered: true } : one));
}

/** A decision needs no further answers: what was not given by then is no longer needed. */
export const ended = (questions: readonly Question[], decidedOn: string): readonly Question[] =>
  questions.map((one) => (one.answered === true || one.endedOn !== undefined ? one : { ...one, endedOn: decidedOn }));

type Asked = Extract<ReferralEvent, { type: 'InformationAsked' }>['data'];
type Given = Extract<ReferralEvent, { type: 'InformationGiven' }>['data'];

/** An agency may be asked again, answered or not: every question stays. */
export function askForInformation(data: Asked, { facts }: Referral, about: Facts): readonly ReferralEvent[] {
  const received = { rule: 'asked-before-received', after: 'the referral was received', since: facts.receivedOn };
  refuseTooEarly({ ...received, what: 'The question', field: 'askedOn', on: data.askedOn }, about);
  return [{ type: 'InformationAsked', data }];
}

/** A later answer replaces the one before, which stays. What is decided without an answer needs none any more. */
export function giveInformation(data: Given, { questions }: Referral, facts: Facts): readonly ReferralEvent[] {
  const first = questions.find(({ agency }) => agency === data.agency);
  const question = questions[questionFor(questions, data)];
  if (first === undefined || question === undefined)
    throw new RuleBroken(
      'information-not-asked',
      'This agency has not been asked for information on this referral.',
      'agency',
    );
  const asked = { rule: 'given-before-asked', after: 'it was asked for', since: first.askedOn };
  refuseTooEarly({ ...asked, what: 'The information', field: 'givenOn', on: data.givenOn }, facts);
  const { answered: before, endedOn } = question;
  const late = before !== true && endedOn !== undefined && data.givenOn > endedOn;
  // What comes all the same may change the decision: the Partnership Team puts it on the record.
  if (late && facts.imported !== true && facts.by.onBehalfOf.role !== 'partnership-team')
    throw new RuleBroken(
      'information-no-longer-needed',
      `This information is no longer needed: the referral was decided on ${spoken(endedOn)}. Where it may change the decision, tell the Partnership Team.`,
      'givenOn',
    );
  return [{ type: 'InformationGiven', data }];
}
