import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsString } from 'class-validator';
import { type Option, type OptionLists, optionsOf } from './context';
import { field, type FieldOptions, type Kind, rule } from './field';
import { many, one, typed } from './raw';
import { type Choice, type FieldBase, type FieldView } from './view';
import { missing, type Naming, shown, subject } from './words';

/** The words of each answer, or its words and a hint. */
export type Answers = Readonly<Record<string, string | { readonly label: string; readonly hint?: string }>>;

/** Above this many options a page shows a select in place of radios. */
const MOST_RADIOS = 7;
/** No page and no list of ours comes near it. */
const MOST_CHOICES = 500;

/** Where the options come from: written with the form, or a list of records handed over when it is read or shown. */
export interface Source {
  (lists: OptionLists): readonly Option[];
  /** "is not an agency in the directory" */
  readonly refusal: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export function written(answers: Answers): Source {
  const options = Object.entries(answers).map(([value, words]) =>
    typeof words === 'string'
      ? { value, text: words }
      : { value, text: words.label, ...(words.hint === undefined ? {} : { hint: words.hint }) },
  );
  const schema = { type: 'string', enum: options.map(({ value }) => value) };
  return Object.assign(() => options, { refusal: 'is not one of the answers', schema });
}

export const fromList = (list: string, refusal: string): Source =>
  Object.assign((lists: OptionLists) => optionsOf(lists, list), {
    refusal,
    schema: { type: 'string', minLength: 1, maxLength: 200, description: `A value of the list “${list}”.` },
  });

const offered = (source: Source, lists: OptionLists): readonly Option[] =>
  source(lists).filter(({ refused }) => refused === undefined);

/** Why this value cannot be chosen, when it cannot. */
function refusal(source: Source, lists: OptionLists, called: string, value: unknown): string | undefined {
  const option = source(lists).find((one) => one.value === value);
  return option ? option.refused : `${called}: “${shown(value)}” ${source.refusal}`;
}

export const choice = ({ value, text, hint, section }: Option, checked: boolean): Choice => ({
  value,
  text,
  checked,
  reveals: [],
  ...(hint === undefined ? {} : { hint }),
  ...(section === undefined ? {} : { section }),
});

/** Radios, or a select where there are many. An answer that may be left out can also be taken back. */
function oneOf(base: FieldBase, source: Source, lists: OptionLists, raw: unknown, optional: boolean): FieldView {
  const chosen = typed(raw);
  const options = offered(source, lists).map((option) => choice(option, option.value === chosen));
  if (options.length > MOST_RADIOS) {
    const first = choice({ value: '', text: optional ? 'None' : 'Choose one' }, chosen === '');
    return { ...base, is: 'select', options: [first, ...options] };
  }
  const none = optional ? [choice({ value: '', text: 'No answer' }, raw !== undefined && chosen === '')] : [];
  return { ...base, is: 'radios', options: [...options, ...none], inline: false };
}

export function choiceKind(naming: Naming, source: Source, optional: boolean): Kind {
  const called = subject(naming);
  return {
    take: (raw, context) => {
      const value = one(raw, context);
      return value === '' ? undefined : value;
    },
    missing: missing('Select', 'an answer to', naming),
    rules: [
      IsString({ message: `${called} must be text` }),
      rule('offered', (value, { lists }) => refusal(source, lists, called, value)),
    ],
    schema: source.schema,
    view: (base, raw, { lists }) => oneOf(base, source, lists, raw, optional),
  };
}

export function choicesKind(naming: Naming, source: Source): Kind {
  const called = subject(naming);
  return {
    take: (raw, context) => {
      const values = many(raw, context);
      if (!Array.isArray(values)) return values;
      const kept: unknown[] = context.from === 'page' ? values.filter((value) => value !== '') : values;
      return kept.length === 0 ? undefined : kept;
    },
    missing: missing('Select', 'at least one answer to', naming),
    rules: [
      IsArray({ message: `${called} must be a list` }),
      ArrayMaxSize(MOST_CHOICES, { message: `${called} may hold ${MOST_CHOICES} answers at most` }),
      rule('offered', (values, { lists }) => {
        const chosen: readonly unknown[] = Array.isArray(values) ? values : [];
        return chosen.map((value) => refusal(source, lists, called, value)).find((sentence) => sentence !== undefined);
      }),
      ArrayUnique({ message: `${called} must name each answer once` }),
    ],
    schema: { type: 'array', items: source.schema, uniqueItems: true, minItems: 1, maxItems: MOST_CHOICES },
    view: (base, raw, { lists }) => {
      const chosen: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
      const options = offered(source, lists).map((option) => choice(option, chosen.includes(option.value)));
      return { ...base, is: 'checkboxes', options };
    },
  };
}

/** One answer of a few: radios, or a select above seven. */
export const ChoiceField = (label: string, answers: Answers, options: FieldOptions = {}) =>
  field(label, options, choiceKind({ label, ...options }, written(answers), options.optional === true));

/** Any number of answers: checkboxes. */
export const ChoicesField = (label: string, answers: Answers, options: FieldOptions = {}) =>
  field(label, options, choicesKind({ label, ...options }, written(answers)));

/** Yes or no on the page, true or false in JSON. */
export function YesNoField(label: string, options: FieldOptions = {}): PropertyDecorator {
  const words = new Map<unknown, unknown>([
    ['yes', true],
    ['true', true],
    ['on', true],
    ['no', false],
    ['false', false],
    ['', undefined],
  ]);
  const source = written({ yes: 'Yes', no: 'No' });
  return field(label, options, {
    take: (raw, context) => {
      const value = one(raw, context);
      return context.from === 'page' && words.has(value) ? words.get(value) : value;
    },
    missing: missing('Select', 'yes or no for', { label, ...options }),
    rules: [IsBoolean({ message: `${subject({ label, ...options })} must be yes or no` })],
    schema: { type: 'boolean' },
    view: (base, raw, { lists }) => {
      const value = typeof raw === 'boolean' ? (raw ? 'yes' : 'no') : raw;
      const view = oneOf(base, source, lists, value, options.optional === true);
      return view.is === 'radios' ? { ...view, inline: true } : view;
    },
  });
}

/** One record of a named list. */
export const OptionField =
  (list: string, refusal: string) =>
  (label: string, options: FieldOptions = {}) =>
    field(label, options, choiceKind({ label, ...options }, fromList(list, refusal), options.optional === true));

/** Several records of a named list. */
export const OptionsField =
  (list: string, refusal: string) =>
  (label: string, options: FieldOptions = {}) =>
    field(label, options, choicesKind({ label, ...options }, fromList(list, refusal)));

export const AgencyField = OptionField('agencies', 'is not an agency in the directory');
export const AgenciesField = OptionsField('agencies', 'is not an agency in the directory');
export const GroupField = OptionField('groups', 'is not a group in the directory');
export const PersonField = OptionField('people', 'is not a person in the directory');
export const LineField = OptionField('lines', 'is not a line of this recommendation');
export const RecordField = OptionField('records', 'is not a record that you can choose here');
