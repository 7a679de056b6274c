import { findIdentifying, freeTextOf } from '../forms';

/** Words that may tell who a child is, with the field that holds them. */
export interface Identifying {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly found: ReturnType<typeof findIdentifying>;
}

/** Looks through everything that a person wrote. It warns; it never forbids. */
export const identifyingWords = (form: new () => object, filled: object): readonly Identifying[] =>
  freeTextOf(form, filled).flatMap(({ name, label, text }) => {
    const found = findIdentifying(text);
    return found.length > 0 ? [{ name, label, text, found }] : [];
  });
