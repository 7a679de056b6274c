import { fieldsIn, type FormClass } from './field';
import { own } from './raw';
import { inside, type Place, top } from './place';

export interface Written {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** The narratives of a form that has been read: text about people, kept in the shape of a sealed field. */
export const narrativesOf = (form: FormClass, answers: object): readonly Written[] =>
  writtenIn(form, answers, top, ['narrative']);

/** Everything that a person wrote in their own words, for the check for names, birth dates, postcodes and NHS numbers. */
export const freeTextOf = (form: FormClass, answers: object): readonly Written[] =>
  writtenIn(form, answers, top, ['narrative', 'text']);

function writtenIn(form: FormClass, answers: unknown, place: Place, kinds: readonly string[]): Written[] {
  return fieldsIn(form).flatMap(({ key, label, kind }) => {
    const value = own(answers, key);
    const { name, id } = inside(place, key);
    if (typeof value === 'string') return kinds.includes(kind.writes ?? '') ? [{ name, id, label, text: value }] : [];
    if (kind.nested === undefined || value === undefined) return [];
    const groups = Array.isArray(value)
      ? value.map((group: unknown, index) => ({ group, at: inside(inside(place, key), String(index)) }))
      : [{ group: value, at: inside(place, key) }];
    return groups.flatMap(({ group, at }) => {
      const nested = kind.nested?.(group);
      return nested === undefined ? [] : writtenIn(nested, group, at, kinds);
    });
  });
}
