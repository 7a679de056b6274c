import { type OptionLists } from './context';
import { type Field, type FieldError, fieldsIn, type FormClass, type ViewContext } from './field';
import { own } from './raw';
import { inside, type Place, top } from './place';
import { type Choice, type FieldBase, type FieldView } from './view';

export interface Showing {
  readonly today: string;
  readonly lists: OptionLists;
  /** What was sent, to be shown again exactly; or the values of a record, in the shape of the form. */
  readonly values?: unknown;
  readonly errors?: readonly FieldError[];
}

/** The fields of a form for its page, with what was typed and what is wrong with it. */
export const fieldsOf = (form: FormClass, { today, lists, values, errors = [] }: Showing): readonly FieldView[] =>
  fieldViews(form, values, { today, lists, errors }, top);

/** The same for a group inside a form. */
export function fieldViews(form: FormClass, values: unknown, context: ViewContext, place: Place): readonly FieldView[] {
  const shown = fieldsIn(form).map((field) => ({ field, view: viewOf(field, values, context, place) }));
  const revealing = new Map(
    shown.flatMap(({ field, view }) => (view.is === 'radios' ? [[field.key, view] as const] : [])),
  );
  const revealed = (field: Field): boolean =>
    field.options.when?.values?.length === 1 && revealing.has(field.options.when.field ?? '');
  return shown
    .filter(({ field }) => !revealed(field))
    .map(({ field, view }) => {
      if (view.is !== 'radios') return view;
      const hidden = shown.filter((other) => revealed(other.field) && other.field.options.when?.field === field.key);
      return {
        ...view,
        inline: view.inline && hidden.length === 0,
        options: view.options.map((option) => reveal(option, hidden)),
      };
    });
}

const answer = (value: string | boolean | undefined): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '');

const reveal = (option: Choice, hidden: readonly { field: Field; view: FieldView }[]): Choice => {
  const shown = hidden.filter(({ field }) => answer(field.options.when?.values?.[0]) === option.value);
  return { ...option, reveals: [...option.reveals, ...shown.map(({ view }) => view)] };
};

function viewOf({ key, label, options, kind }: Field, values: unknown, context: ViewContext, place: Place): FieldView {
  const at = inside(place, key);
  const error = context.errors.find(({ name }) => name === at.name)?.message;
  const base: FieldBase = {
    id: at.id,
    name: at.name,
    label: options.optional === true ? `${label} (optional)` : label,
    ...(options.hint === undefined ? {} : { hint: options.hint }),
    ...(error === undefined ? {} : { error }),
  };
  const raw = own(values, key);
  return kind.view(base, raw === undefined ? options.initial : raw, context, at);
}
