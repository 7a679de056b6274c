import { IsString, MaxLength } from 'class-validator';
import { field, type FieldOptions, type Kind, rule } from './field';
import { one, typed } from './raw';
import { counted, missing, subject } from './words';

export interface TextOptions extends FieldOptions {
  /** Characters; 200 for a line, 2,000 for words, 4,000 for a narrative. */
  readonly max?: number;
  readonly rows?: number;
}

/** Control characters, halves of a character, and marks that turn the direction of what follows: none can be kept faithfully. */
const UNKEEPABLE = /(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

const tidy = (raw: unknown): unknown => {
  if (typeof raw !== 'string') return raw;
  const text = raw.replace(LINE_ENDS, '\n').trim();
  return text === '' ? undefined : text;
};

function unkeepable(label: string, value: unknown, lines: boolean): string | undefined {
  if (typeof value !== 'string') return undefined;
  const at = value.search(UNKEEPABLE);
  if (at >= 0) {
    const before = value.slice(0, at).split(/\s/).at(-1) ?? '';
    return `${label} contains a hidden character that cannot be kept${before === '' ? '' : `, after “${before.slice(-30)}”`}`;
  }
  return !lines && value.includes('\n') ? `${label} must be on one line` : undefined;
}

interface Text {
  readonly max: number;
  readonly lines: boolean;
  readonly rows: number;
  readonly writes?: 'text' | 'narrative';
}

/** Text as a kind of field, for fields that are more than text. */
export function text(label: string, options: TextOptions, { max, lines, rows, writes }: Text): Kind {
  const called = subject({ label, ...options });
  return {
    take: (raw, context) => tidy(one(raw, context)),
    missing: missing('Enter', 'an answer to', { label, ...options }),
    rules: [
      IsString({ message: `${called} must be text` }),
      MaxLength(max, { message: `${called} must be ${counted(max)} characters or fewer` }),
      rule('keepable', (value) => unkeepable(called, value, lines)),
    ],
    schema: { type: 'string', minLength: 1, maxLength: max },
    view: (base, raw) =>
      lines
        ? { ...base, is: 'textarea', value: typed(raw), rows, max }
        : { ...base, is: 'input', value: typed(raw), numeric: false },
    ...(writes === undefined ? {} : { writes }),
  };
}

const written =
  (defaults: Text) =>
  (label: string, options: TextOptions = {}) =>
    field(
      label,
      options,
      text(label, options, { ...defaults, max: options.max ?? defaults.max, rows: options.rows ?? defaults.rows }),
    );

/** One line. */
export const TextField = written({ max: 200, lines: false, rows: 1, writes: 'text' });
/** Several lines that are not about people: the words of a recommendation. */
export const WordsField = written({ max: 2000, lines: true, rows: 4, writes: 'text' });
/** Several lines about people; kept in the shape of a sealed field. */
export const NarrativeField = written({ max: 4000, lines: true, rows: 6, writes: 'narrative' });

/** Carried by the page, never typed: the key of a fixed group, the id of what is acted on. */
export const HiddenField = (options: Omit<TextOptions, 'hint'> = {}) => {
  const label = options.called ?? 'Hidden value';
  const kind = text(label, options, { max: options.max ?? 200, lines: false, rows: 1 });
  return field(label, options, {
    ...kind,
    view: ({ id, name, error }, raw) => ({
      is: 'hidden',
      id,
      name,
      value: typed(raw),
      ...(error === undefined ? {} : { error }),
    }),
  });
};
