import { type Answers, choiceKind, written } from './choice';
import { type DateOptions, dateKind } from './date';
import { field, type FieldOptions, fieldsIn, type FormClass, type Kind, rule } from './field';
import { isNhsNumber } from './identifying';
import { isRecord, one, own, typed } from './raw';
import { text, type TextOptions } from './text';
import { missing, subject } from './words';

/**
 * Fields that say who somebody is. What is typed is sealed before it is kept. They are not looked through for names, because
 * names belong here.
 */
const sealed = (kind: Kind): Kind => ({ ...kind, sealed: true });

/** One line. */
export const SealedTextField = (label: string, options: TextOptions = {}): PropertyDecorator =>
  field(label, options, sealed(text(label, options, { max: options.max ?? 200, lines: false, rows: 1 })));

/** Several lines, as of an address. */
export const SealedWordsField = (label: string, options: TextOptions = {}): PropertyDecorator =>
  field(
    label,
    options,
    sealed(text(label, options, { max: options.max ?? 500, lines: true, rows: options.rows ?? 3 })),
  );

export const SealedDateField = (label: string, options: DateOptions = {}): PropertyDecorator =>
  field(label, options, sealed(dateKind({ label, ...options }, options)));

export const SealedChoiceField = (label: string, answers: Answers, options: FieldOptions = {}): PropertyDecorator =>
  field(label, options, sealed(choiceKind({ label, ...options }, written(answers), options.optional === true)));

/** Ten digits, with spaces or hyphens between them or without; kept without. The last one is tested (modulus 11). */
export function NhsNumberField(label: string, options: FieldOptions = {}): PropertyDecorator {
  const called = subject({ label, ...options });
  return field(
    label,
    options,
    sealed({
      take: (raw, context) => {
        const value = one(raw, context);
        if (typeof value !== 'string') return value;
        const digits = value.replace(/[\s-]/g, '');
        return digits === '' ? undefined : digits;
      },
      missing: missing('Enter', 'an answer to', { label, ...options }),
      rules: [
        rule('nhs-number', (value) => {
          if (typeof value !== 'string' || !/^\d{10}$/.test(value)) return `${called} must have 10 digits`;
          return isNhsNumber(value) ? undefined : `${called} must be a real NHS number: check each of its 10 digits`;
        }),
      ],
      schema: { type: 'string', minLength: 10, maxLength: 20, pattern: '^[\\d\\s-]{10,20}$' },
      view: (base, raw) => ({ ...base, is: 'input', value: typed(raw), numeric: false }),
    }),
  );
}

/**
 * What was sent, with a mark in place of everything that is sealed: for a fingerprint of the request, from which a name or a
 * date of birth could otherwise be guessed. That something was given, and how many groups there were, stays.
 */
export function withoutSealed(form: FormClass, sent: unknown): unknown {
  if (!isRecord(sent)) return sent;
  const changed = fieldsIn(form).flatMap(({ key, kind }): readonly (readonly [string, unknown])[] => {
    const value = own(sent, key);
    if (value === undefined) return [];
    if (kind.sealed) return [[key, value === '' ? '' : 'sealed']];
    if (kind.nested === undefined) return [];
    const within = (group: unknown): unknown => {
      const nested = kind.nested?.(group);
      return nested === undefined ? group : withoutSealed(nested, group);
    };
    if (kind.list === undefined) return [[key, within(value)]];
    if (Array.isArray(value)) return [[key, value.map(within)]];
    // A long list comes from a page as an object with numbers for names.
    if (!isRecord(value)) return [];
    return [[key, Object.fromEntries(Object.entries(value).map(([at, group]) => [at, within(group)]))]];
  });
  return { ...sent, ...Object.fromEntries(changed) };
}
