import type { Message } from '#app/kernel';
import { isIsoDate, shortSpoken } from '#app/calendar';
import type { Names } from '../../identity/directory';

/** How a stored value is said to a person; undefined says nothing of it. `on` is the date on which it happened. */
export type Teller = (value: never, names: Names, on: string) => string | readonly string[] | undefined;

/** A label, or a label with the way to say the value. A bare label takes strings, numbers and narratives as they are. */
export type Told = string | readonly [label: string, teller: Teller];

/** How one type of event is told: what happened, and its fields in the order in which they are shown. */
export interface EventWords {
  readonly act: string;
  readonly fields: Readonly<Record<string, Told>>;
  /** Pairs of fields that hold old and new. */
  readonly changes?: readonly {
    readonly from: string;
    readonly to: string;
    readonly told: Told;
    /** The field that names what was changed, where it may be one of several; the label of `told` stands without one. */
    readonly label?: string;
  }[];
  /** The field that says why. */
  readonly why?: string;
  /** A decision: it is told whether those who took part declared a conflict of interest. */
  readonly decides?: true;
}

export type Words = Readonly<Record<string, EventWords>>;

/** Words for every event of a slice: leaving one out does not compile. */
export const wordsFor = <E extends Message>(words: WordsOf<E>): Words => words;

type WordsOf<E extends Message> = { readonly [Type in E['type']]: EventWords };

export const asAgency: Teller = (id: string, names, on) => names.agency(id, on);
export const asAgencies: Teller = (ids: readonly string[], names, on) => ids.map((id) => names.agency(id, on));
export const asGroup: Teller = (id: string, names) => names.group(id);
export const asDate: Teller = (date: string) => shortSpoken(date);
export const asFiles: Teller = (files: readonly { name: string }[]) => files.map(({ name }) => name);
export const asYesNo: Teller = (yes: boolean) => (yes ? 'Yes' : 'No');

/** What was corrected: a date, agencies by their ids, or words. */
export const asCorrected: Teller = (value: string | readonly string[], names, on) => {
  if (typeof value !== 'string') return value.map((id) => names.agency(id, on));
  return isIsoDate(value) ? shortSpoken(value) : value;
};

/** The label of a choice by its stored value. */
export const asOneOf =
  (labels: Readonly<Record<string, string>>): Teller =>
  (value: string) =>
    labels[value] ?? value;
