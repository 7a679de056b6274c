import { type Metadata, type Narrative, wordsOf } from '#app/kernel';
import type { Change, NoneMade, Shared } from './facts';

/** A stored value as it is read: every narrative as its words. */
export type Said<T> = T extends Narrative
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Said<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Said<T[Key]> }
      : T;

/** Names of the fields that were invented for the demonstration. */
interface Marked {
  readonly invented: readonly string[];
}

/** A step that is over. `where` is the meeting, or why it was done between meetings. */
export interface StepRow extends Marked {
  readonly state: 'taken' | 'not-stated' | 'gone-ahead';
  /** What the trail says of it, where that is not what the step is called. */
  readonly words?: string;
  readonly on?: string;
  readonly where?: string;
  readonly document?: string;
  readonly note?: string;
  /** The reason, where the step came to nothing. */
  readonly why?: string;
}

export interface BriefingRow extends Shared, Marked {}

export interface ReviewRow extends Marked {
  readonly on: string;
  readonly where?: string;
  readonly summary: string;
}

export interface CorrectionRow extends Change {
  readonly field: string;
  readonly label: string;
  readonly reason: string;
}

/** What the pages of every record with steps hold. */
export interface SteppedDetail<Step extends string> {
  readonly steps: Readonly<Partial<Record<Step, StepRow>>>;
  readonly briefings: readonly BriefingRow[];
  readonly reviews: readonly ReviewRow[];
}

/** The opening or another step was not stated, so nobody has to say it again. */
export const isFromOlderPapers = (detail: SteppedDetail<string> | undefined): boolean =>
  Object.values(detail?.steps ?? {}).some((step) => step?.state === 'not-stated');

export const withStep = <Step extends string, Detail extends SteppedDetail<Step>>(
  detail: Detail,
  step: Step,
  row: StepRow,
): Detail => ({ ...detail, steps: { ...detail.steps, [step]: row } });

/** What may be done again counts from its first date. */
export function withFirst<Step extends string, Detail extends SteppedDetail<Step>>(
  detail: Detail,
  step: Step,
  row: StepRow,
): Detail {
  const { on: first, why } = detail.steps[step] ?? {};
  return first !== undefined && why === undefined && first <= (row.on ?? '') ? detail : withStep(detail, step, row);
}

export const withBriefing = <Detail extends SteppedDetail<'briefing'>>(
  detail: Detail,
  data: Shared,
  metadata: Metadata,
): Detail => ({
  ...withFirst(detail, 'briefing', settledAt(metadata, data.on)),
  briefings: [...detail.briefings, { ...data, invented: metadata.invented ?? [] }],
});

/** That there was nothing to monitor, until somebody finds that there is. */
export const withNoneMade = <Detail extends SteppedDetail<'monitoring'>>(
  detail: Detail,
  { on, reason }: NoneMade,
  metadata: Metadata,
): Detail =>
  withStep<'monitoring', Detail>(detail, 'monitoring', {
    ...settledAt(metadata, on),
    words: 'No recommendations were made',
    why: wordsOf(reason),
  });

/** The word for how far a record is, where its last step came to nothing: it is not told as done. */
const wordOf = (step: StepRow | undefined): { readonly word?: string } =>
  step?.words === undefined ? {} : { word: step.words };

/** The same where the source does not state the last step: "Panel not stated". It may not have been taken at all. */
const silenceOf = (step: StepRow | undefined, called: string): { readonly word?: string } =>
  step?.state === 'not-stated' ? { word: `${called} not stated` } : {};

/** How far a record is, as lists and its page say it. `called` is what each step is about. */
export function reachedWords<Step extends string, Status extends object>(
  state: Step | Exclude<string, Step>,
  { steps }: SteppedDetail<Step>,
  { words, called }: { readonly words: Status; readonly called: Readonly<Record<Step, string>> },
): Status & { readonly word?: string } {
  const step = steps[state as Step];
  return { ...words, ...(state === 'monitoring' && wordOf(step)), ...silenceOf(step, called[state as Step]) };
}

export const withReview = <Detail extends SteppedDetail<'monitoring'>>(
  detail: Detail,
  { on, summary }: { readonly on: string; readonly summary: Narrative },
  metadata: Metadata,
): Detail => ({
  ...withFirst(detail, 'monitoring', settledAt(metadata, on)),
  reviews: [
    ...detail.reviews,
    { on, ...where(metadata), summary: wordsOf(summary), invented: metadata.invented ?? [] },
  ],
});

export const settledAt = (metadata: Metadata, on: string | undefined): StepRow => ({
  state: 'taken',
  ...(on !== undefined && { on }),
  ...where(metadata),
  invented: metadata.invented ?? [],
});

function where({ onBehalfOf: { meeting, betweenMeetings } }: Metadata): { where?: string } {
  if (meeting) return { where: meeting.label };
  return betweenMeetings === undefined ? {} : { where: `Between meetings: ${betweenMeetings}` };
}

/** Every narrative as its words. */
export function said<T>(value: T): Said<T> {
  const words = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(words);
    if (typeof one !== 'object' || one === null) return one;
    if ('sealed' in one) return wordsOf(one as Narrative);
    return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, words(held)]));
  };
  return words(value) as Said<T>;
}
