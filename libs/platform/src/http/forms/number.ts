import { IsInt, IsNumber, Max, Min } from 'class-validator';
import { field, type FieldOptions } from './field';
import { one, typed } from './raw';
import { counted, missing, subject } from './words';

export interface NumberOptions extends FieldOptions {
  /** 0 when left out. */
  readonly min?: number;
  /** One million when left out. */
  readonly max?: number;
  /** Places after the point; whole numbers when left out. */
  readonly decimals?: number;
  readonly suffix?: string;
}

/** "1,200" and " 12 " are numbers to a person; "12 people" is left as it is, to be refused. */
function toNumber(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  const text = raw.trim();
  if (text === '') return undefined;
  return /^-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?$/.test(text) ? Number(text.replaceAll(',', '')) : raw;
}

export function NumberField(label: string, options: NumberOptions = {}): PropertyDecorator {
  const { min = 0, max = 1_000_000, decimals = 0, suffix } = options;
  const called = subject({ label, ...options });
  const example = `${called} must be a ${decimals === 0 ? 'whole number, like 12' : 'number, like 12.5'}`;
  return field(label, options, {
    take: (raw, context) => (context.from === 'page' ? toNumber(one(raw, context)) : raw),
    missing: missing('Enter', 'a number for', { label, ...options }),
    rules: [
      decimals === 0
        ? IsInt({ message: example })
        : IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: decimals }, { message: example }),
      Min(min, { message: `${called} must be ${counted(min)} or more` }),
      Max(max, { message: `${called} must be ${counted(max)} or fewer` }),
    ],
    schema: { type: decimals === 0 ? 'integer' : 'number', minimum: min, maximum: max },
    view: (base, raw) => ({
      ...base,
      is: 'input',
      value: typed(raw),
      numeric: true,
      ...(suffix === undefined ? {} : { suffix }),
    }),
  });
}
