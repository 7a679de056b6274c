import { fieldsIn, type FormClass } from './field';
import { listed } from './group';
import { own } from './raw';

type Change = (groups: readonly unknown[]) => readonly unknown[];

/**
 * What was typed, with one group more (`add` is the value of the pressed button `_add`: the list's name) or one less
 * (`remove`: the group's name, as in `lines[1]`). A name that is no list of this form changes nothing.
 */
export function changedList(form: FormClass, values: unknown, add?: string, remove?: string): unknown {
  if (typeof add === 'string') return changed(form, values, steps(add), (groups) => [...groups, {}]);
  if (typeof remove !== 'string') return values;
  const path = steps(remove);
  const index = Number(path.at(-1));
  return changed(form, values, path.slice(0, -1), (groups) => groups.filter((_, place) => place !== index));
}

const steps = (name: string): readonly string[] =>
  name
    .slice(0, 200)
    .split(/[[\]]+/)
    .filter((step) => step !== '');

function changed(form: FormClass, values: unknown, [key = '', ...rest]: readonly string[], change: Change): unknown {
  const kind = fieldsIn(form).find((field) => field.key === key)?.kind;
  if (kind?.nested === undefined) return values;
  const value = own(values, key);
  const nested = kind.nested(value);
  const within = (inner: unknown, path: readonly string[]) =>
    nested === undefined ? inner : changed(nested, inner, path, change);
  const answers = { ...(values as object | undefined) };
  if (kind.list === undefined) return { ...answers, [key]: within(value, rest) };
  const groups = listed(value, kind.list.min);
  if (rest.length === 0) return { ...answers, [key]: change(groups).slice(0, kind.list.max) };
  const [index, ...deeper] = rest;
  return { ...answers, [key]: groups.map((group, place) => (String(place) === index ? within(group, deeper) : group)) };
}
