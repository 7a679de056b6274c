import type { FieldView } from '../forms';
import type { Action } from './views';

/** The name of the act that puts a mistake right, the same for every kind. */
const CORRECTION = 'correction';

/** The way from one value on a record's page to its correction. */
export interface CorrectLink {
  readonly href: string;
  readonly text: string;
  readonly hidden: string;
}

/** For the template: `correct('receivedOn', 'the date received')` beside a value; nothing where the person may not. */
export function correctFrom(actions: readonly Action[]): (field: string, what: string) => CorrectLink | undefined {
  const act = actions.find(({ name }) => name === CORRECTION);
  return (field, what) => act && { href: `${act.href}?field=${field}`, text: 'Correct', hidden: what };
}

/** Which value such a link named: the form begins with it chosen. One that cannot be corrected is not an option. */
export const fieldAsked = ({ query }: { readonly query: Readonly<Record<string, string | undefined>> }): string =>
  query['field'] ?? '';

/** A link beside a value asks for the right one of that value alone; what else might be wrong is not asked. */
export const onlyAsked = (fields: readonly FieldView[], asked: string): readonly FieldView[] =>
  fields.flatMap((field) => {
    if (field.is !== 'radios' || field.name !== 'field') return [field];
    const { id, name, options } = field;
    const chosen = options.find(({ value, checked, reveals }) => checked && value === asked && reveals.length > 0);
    return chosen ? [{ is: 'hidden' as const, id, name, value: asked }, ...chosen.reveals] : [field];
  });
