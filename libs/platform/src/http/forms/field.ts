import { ValidateBy, ValidateIf } from 'class-validator';
import { contextOf, type FormContext } from './context';
import { type Place } from './place';
import { type FieldBase, type FieldView } from './view';
import { type Naming, subject } from './words';

export type FormClass<T extends object = object> = new () => T;
export type Answers = Readonly<Record<string, unknown>>;

/** Whether a field is asked, given the other answers of its group. `is()` makes one that a page and a schema understand. */
export interface Condition {
  (form: never): boolean;
  readonly field?: string;
  readonly values?: readonly (string | boolean)[];
}

export interface FieldOptions {
  readonly hint?: string;
  readonly optional?: boolean;
  /** The words for messages where the label does not fit after "Enter" or "Select". */
  readonly called?: string;
  /** Asked, and then required unless optional, only where this holds. */
  readonly when?: Condition;
  /** What the field holds before anybody has typed. */
  readonly initial?: unknown;
}

export type Schema = Readonly<Record<string, unknown>>;

/** What is given to `view` beside the field's own place and value. */
export interface ViewContext extends Omit<FormContext, 'from' | 'files'> {
  readonly errors: readonly FieldError[];
}

export interface FieldError {
  /** JSON Pointer into the API's body: /criteria/0/reason. */
  readonly pointer: string;
  /** The name on the page: criteria[0][reason]. */
  readonly name: string;
  /** The element that a link to this error leads to. */
  readonly id: string;
  readonly message: string;
  /** Of a date: the boxes that are wrong. */
  readonly parts?: readonly string[];
}

/** One kind of field: how it is read, validated, described and shown. */
export interface Kind {
  /** Brings what was sent into the shape that JSON has; undefined means "nothing given". Never throws: wrong types pass through. */
  take(raw: unknown, context: FormContext, key: string): unknown;
  /** class-validator's decorators; each one carries its sentence. */
  readonly rules: readonly PropertyDecorator[];
  /** What to say when nothing is given. */
  readonly missing: string;
  readonly schema: Schema;
  view(base: FieldBase, raw: unknown, context: ViewContext, place: Place): FieldView;
  /** The end of the id that an error links to, after the field's id: "-day". */
  focus?(value: unknown, form: Answers): string;
  parts?(value: unknown): readonly string[] | undefined;
  /** The classes of nested groups, for the walk over what people wrote. */
  readonly nested?: (value: unknown) => FormClass | undefined;
  /** Of a list: how many groups it may have. */
  readonly list?: { readonly min: number; readonly max: number };
  /** Free text: who reads it must be warned of names. `narrative` is text about people, kept sealed. */
  readonly writes?: 'text' | 'narrative';
  /** Who somebody is: sealed before it is kept, and left out of what a request is recognised by. */
  readonly sealed?: true;
}

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly options: FieldOptions;
  readonly kind: Kind;
}

const fields = new WeakMap<object, Field[]>();

/** The fields of a form in the order in which they are written, those of a base class first. */
export function fieldsIn(form: object): readonly Field[] {
  const base: unknown = Object.getPrototypeOf(form);
  const inherited = typeof base === 'function' && base !== Function.prototype ? fieldsIn(base) : [];
  return [...inherited, ...(fields.get(form) ?? [])];
}

/** A class-validator rule that answers with its own sentence, or with nothing when all is well. */
export const rule = (
  name: string,
  complaint: (value: unknown, context: FormContext, form: Answers) => string | undefined,
): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown, at) =>
        at === undefined || complaint(value, contextOf(at.object), at.object as Answers) === undefined,
      defaultMessage: (at) =>
        (at === undefined ? undefined : complaint(at.value, contextOf(at.object), at.object as Answers)) ?? '',
    },
  });

/** A condition over other answers may meet answers that are missing or malformed: those have errors of their own. */
export function isAsked({ when }: FieldOptions, form: object): boolean {
  if (when === undefined) return true;
  try {
    return when(form as never);
  } catch {
    return false;
  }
}

/** Asked where another field of the same group has one of these values. A radio button reveals the field, where one value is named. */
export const is = (field: string, ...values: (string | boolean)[]): Condition =>
  Object.assign((form: Answers) => values.includes(form[field] as string), { field, values });

/** Makes the decorator of a field from its kind. Rules run in this order and the first complaint is the one a person reads. */
export function field(label: string, options: FieldOptions, kind: Kind): PropertyDecorator {
  const naming: Naming = { label, ...(options.called === undefined ? {} : { called: options.called }) };
  const asked = rule('asked', (_value, _context, form) =>
    isAsked(options, form) ? undefined : `${subject(naming)} is not asked for with these answers: leave it out`,
  );
  const given = rule('given', (value) => (value === undefined ? kind.missing : undefined));
  const applies = ValidateIf(
    (form: object, value: unknown) => value !== undefined || (options.optional !== true && isAsked(options, form)),
  );
  return (target, key) => {
    if (typeof key !== 'string') throw new Error('A field has a name.');
    const own = fields.get(target.constructor) ?? [];
    fields.set(target.constructor, [...own, { key, label, options, kind }]);
    for (const decorate of [applies, asked, given, ...kind.rules]) decorate(target, key);
  };
}
