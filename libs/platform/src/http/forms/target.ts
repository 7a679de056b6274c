import { ValidateNested } from 'class-validator';
import { NotATarget, quarterOf, addMonths, rhythms, targetKinds, type TargetKind, targetOf } from '#app/calendar';
import { build } from './build';
import { choice, ChoiceField } from './choice';
import { type Option } from './context';
import { boxes, dateFault, joined } from './date';
import { field, type FieldOptions, type Kind, rule, type ViewContext } from './field';
import { isRecord, one, own, typed } from './raw';
import { inside, type Place } from './place';
import { type Choice, type FieldBase, type FieldView } from './view';
import { missing, subject } from './words';

/** How a person aims: the words of the calendar's four kinds of target. */
const KINDS: Readonly<Record<TargetKind, string>> = {
  date: 'On a date',
  month: 'In a month',
  quarter: 'In a quarter of the financial year',
  rhythm: 'Reviewed at regular times, without an end',
};
const ASK: Readonly<Record<TargetKind, string>> = {
  date: 'Enter the target date',
  month: 'Enter the target month and its year',
  quarter: 'Select the target quarter',
  rhythm: 'Select how often it is reviewed',
};
/** The quarters that a page offers, from the present one on: three years. */
const QUARTERS = 12;

const isKind = (kind: unknown): kind is TargetKind => targetKinds.includes(kind as TargetKind);

/** "2025-10" of the boxes month and year; empty when both are. */
function month(raw: unknown): unknown {
  const parts = joined({ ...(raw as object | undefined), day: '01' });
  return parts === '--01' ? undefined : String(parts).replace(/-01$/, '');
}

/** What the calendar makes of it: `q3 2025/26` is kept as `Q3 2025-26`. */
function normal(kind: unknown, value: unknown): unknown {
  if (!isKind(kind) || typeof value !== 'string') return value;
  try {
    return targetOf(kind, value).value;
  } catch {
    return value;
  }
}

function complaint(kind: unknown, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'The value of the target must be text';
  if (!isKind(kind)) return undefined;
  if (value === '') return ASK[kind];
  const fault = kind === 'date' ? dateFault(value) : undefined;
  if (fault !== undefined) return `The target date ${fault.words}`;
  if (kind === 'month' && !/^\d{4}-\d{2}$/.test(value))
    return 'The target month must have a month and a year of 4 numbers';
  try {
    targetOf(kind, value);
    return undefined;
  } catch (error) {
    if (error instanceof NotATarget) return error.message;
    throw error;
  }
}

const FOCUS: Readonly<Record<TargetKind, string>> = {
  date: '-date-day',
  month: '-month-month',
  quarter: '-quarter',
  rhythm: '-rhythm',
};

const value: Kind = {
  take: (raw) => raw,
  missing: 'Enter the value of the target',
  rules: [rule('target', (given, _context, { kind }) => complaint(kind, given))],
  schema: { type: 'string', maxLength: 40, examples: ['2025-12-31', '2025-10', 'Q3 2025-26', 'every quarter'] },
  view: (base) => ({ is: 'hidden', id: base.id, name: base.name, value: '' }),
  focus: (_value, { kind }) => (isKind(kind) ? FOCUS[kind] : ''),
  parts: (given) => (/-.*-/.test(String(given)) ? dateFault(given)?.parts : ['month', 'year']),
};

/** When something is aimed to be done, as the calendar's `targetOf(kind, value)` reads it. */
export class TargetAnswer {
  @ChoiceField('Kind of target', KINDS) kind: TargetKind;
  @field('Value of the target', {}, value) value: string;
}

/** A date, a month, a quarter or a review rhythm. In JSON { kind, value }. */
export function TargetField(label: string, options: FieldOptions = {}): PropertyDecorator {
  const wrong = `${subject({ label, ...options })} must be a kind and a value, like quarter and Q3 2025-26`;
  return field(label, options, {
    take: (raw, context) => {
      if (raw === undefined || raw === '') return undefined;
      if (!isRecord(raw)) return null;
      if (context.from === 'api')
        return build(
          TargetAnswer,
          { ...raw, ...(Object.hasOwn(raw, 'value') ? { value: normal(raw.kind, raw.value) } : {}) },
          context,
        );
      const { kind: sent, date, month: boxed, quarter, rhythm, ...rest } = raw;
      const kind = one(sent, context);
      if (kind === undefined || kind === '') return undefined;
      const given = { date: joined(date), month: month(boxed), quarter, rhythm };
      return build(
        TargetAnswer,
        { ...rest, kind, value: normal(kind, isKind(kind) ? (given[kind] ?? '') : '') },
        context,
      );
    },
    missing: missing('Select', 'an answer to', { label, ...options }),
    rules: [
      rule('target', (given) => (given instanceof TargetAnswer && isKind(given.kind) ? undefined : wrong)),
      ValidateNested({ message: wrong }),
    ],
    schema: {
      type: 'object',
      properties: { kind: { enum: [...targetKinds] }, value: value.schema },
      required: ['kind', 'value'],
      additionalProperties: false,
    },
    view: (base, raw, context, place) => targetView(base, raw, context, place, options.optional === true),
    nested: () => TargetAnswer,
  });
}

function targetView(base: FieldBase, raw: unknown, context: ViewContext, place: Place, optional: boolean): FieldView {
  const sent = asTyped(raw);
  const chosen = typed(own(sent, 'kind'));
  const at = inside(place, 'value');
  const error = context.errors.find(({ name }) => name === at.name);
  const base_ = (kind: TargetKind, text: string): FieldBase => ({
    id: `${at.id}-${kind}`,
    name: inside(place, kind).name,
    label: text,
    ...(error !== undefined && kind === chosen ? { error: error.message } : {}),
  });
  const wrong = error === undefined ? [] : (error.parts ?? ['day', 'month', 'year']);
  const marked = (kind: TargetKind): readonly string[] => (kind === chosen ? wrong : []);
  const inputs: Readonly<Record<TargetKind, FieldView>> = {
    date: { ...base_('date', 'Target date'), is: 'date', boxes: boxes(own(sent, 'date'), marked('date')) },
    month: {
      ...base_('month', 'Target month'),
      is: 'date',
      boxes: boxes(own(sent, 'month'), marked('month')).filter(({ key }) => key !== 'day'),
    },
    quarter: select(base_('quarter', 'Target quarter'), quarters(context.today), typed(own(sent, 'quarter'))),
    rhythm: select(
      base_('rhythm', 'How often'),
      rhythms.map((text) => ({ value: text, text })),
      typed(own(sent, 'rhythm')),
    ),
  };
  const options = targetKinds.map((kind): Choice => ({
    value: kind,
    text: KINDS[kind],
    checked: kind === chosen,
    reveals: [inputs[kind]],
  }));
  const none = choice({ value: '', text: 'No target yet' }, sent !== undefined && chosen === '');
  const kindName = inside(place, 'kind').name;
  return { ...base, is: 'radios', name: kindName, inline: false, options: optional ? [...options, none] : options };
}

/** A target that is not among the options offered (an old quarter) stays chosen. */
function select(base: FieldBase, offered: readonly Option[], chosen: string): FieldView {
  const known = chosen === '' || offered.some(({ value }) => value === chosen);
  const all = [{ value: '', text: 'Choose one' }, ...(known ? [] : [{ value: chosen, text: chosen }]), ...offered];
  return { ...base, is: 'select', options: all.map((option) => choice(option, option.value === chosen)) };
}

const quarters = (today: string): readonly Option[] =>
  Array.from({ length: QUARTERS }, (_, index) => quarterOf(addMonths(today, index * 3)).label).map((label) => ({
    value: label,
    text: label,
  }));

/** A target that comes from a record, in the shape that the page sends. */
function asTyped(raw: unknown): unknown {
  const kind = own(raw, 'kind');
  const given = own(raw, 'value');
  if (typeof given !== 'string' || !isKind(kind)) return raw;
  const [year = '', monthOf = ''] = given.split('-');
  return { kind, [kind]: kind === 'month' ? { month: String(Number(monthOf)), year } : given };
}
