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
