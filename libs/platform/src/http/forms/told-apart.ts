import { type FieldError } from './field';
import { type FieldView } from './view';

/** Where a field stands on the page: the legends around it and its own label, outermost first. */
interface Spot {
  readonly name: string;
  readonly trail: readonly string[];
}

/**
 * The errors for the summary of a page. Where two of them say the same, each begins with the group that it stands in, so
 * that a reader of the summary alone knows which is which; beside the field the sentence stays as it is.
 */
export function toldApart(errors: readonly FieldError[], fields: readonly FieldView[]): readonly FieldError[] {
  const spots = spotsIn(fields, []);
  return errors.map((error) => {
    const alike = errors.filter(({ message }) => message === error.message);
    if (alike.length < 2) return error;
    const others = alike.filter((one) => one !== error).map(({ name }) => trailOf(name, spots));
    const own = trailOf(error.name, spots);
    const inner = own.findLast((words, depth) => others.every((other) => other[depth] !== words));
    const where = inner ?? own.join(', ');
    return where === '' ? error : { ...error, message: `${where}: ${error.message}` };
  });
}

/** Of the field of that name, or of the one that holds it: a target's value has no field of its own. */
function trailOf(name: string, spots: readonly Spot[]): readonly string[] {
  const holding = spots.filter((spot) => name === spot.name || name.startsWith(`${spot.name}[`));
  return holding.sort((a, b) => b.name.length - a.name.length)[0]?.trail ?? [];
}

function spotsIn(fields: readonly FieldView[], around: readonly string[]): Spot[] {
  return fields.flatMap((field) => {
    if (field.is === 'hidden') return [];
    const trail = [...around, field.label];
    return [{ name: field.name, trail }, ...inside(field, trail)];
  });
}

function inside(field: Exclude<FieldView, { is: 'hidden' }>, trail: readonly string[]): Spot[] {
  if (field.is === 'group') return spotsIn(field.fields, trail);
  if (field.is === 'list') return field.groups.flatMap(({ legend, fields }) => spotsIn(fields, [...trail, legend]));
  if (field.is === 'radios' || field.is === 'checkboxes')
    return field.options.flatMap(({ text, reveals }) => spotsIn(reveals, [...trail, text]));
  return [];
}
