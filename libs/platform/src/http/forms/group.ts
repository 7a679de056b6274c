import { ValidateNested } from 'class-validator';
import { build } from './build';
import { type Option, type OptionLists, optionsOf } from './context';
import { type Answers, field, type FieldOptions, type FormClass, type Kind, rule } from './field';
import { many, isRecord, own } from './raw';
import { schemaOf } from './schema';
import { fieldViews } from './fields-of';
import { inside } from './place';
import { type GroupView } from './view';
import { missing, shown, subject } from './words';

/** Fields that belong together: an object in JSON, a fieldset on the page. */
export const GroupOf = (form: FormClass, label: string, options: FieldOptions = {}): PropertyDecorator =>
  field(label, options, groupKind(form, label, options));

export function groupKind(form: FormClass, label: string, options: FieldOptions): Kind {
  const called = subject({ label, ...options });
  const wrong = `${called} must be a group of fields`;
  return {
    take: (raw, context) => {
      const page = context.from === 'page';
      if (page && options.optional === true && isBlank(raw ?? {})) return undefined;
      const answers = raw ?? (page ? {} : undefined);
      if (answers === undefined) return undefined;
      return isRecord(answers) ? build(form, answers, context) : null;
    },
    missing: missing('Enter', 'an answer to', { label, ...options }),
    rules: [rule('group', (value) => (value === null ? wrong : undefined)), ValidateNested({ message: wrong })],
    schema: schemaOf(form),
    view: (base, raw, context, place) => ({ ...base, is: 'group', fields: fieldViews(form, raw, context, place) }),
    nested: () => form,
  };
}

export interface ListOptions extends FieldOptions {
  /** 1 when left out, 0 where optional. */
  readonly min?: number;
  /** 20 when left out. */
  readonly max?: number;
  /** One of the list, in the words of the button and the legends: "agency". */
  readonly item?: string;
  /** One group for each of these, no more and no fewer; `key` is the HiddenField that holds which. */
  readonly fixed?: { readonly key: string; readonly of: Readonly<Record<string, string>> | string };
}

/** A list of groups: an array in JSON; on the page groups with "Add another", or one fieldset for each fixed key. */
export function ListOf(form: FormClass, label: string, options: ListOptions = {}): PropertyDecorator {
  const { min = options.optional === true ? 0 : 1, max = 20, item = 'entry', fixed } = options;
  const called = subject({ label, ...options });

  const keys = (lists: OptionLists): readonly Option[] => {
    if (fixed === undefined) return [];
    if (typeof fixed.of === 'string') return optionsOf(lists, fixed.of);
    return Object.entries(fixed.of).map(([value, words]) => ({ value, text: words }));
  };
  /** A page shows more than may be needed: what was left wholly blank is not meant. */
  const meant = (groups: readonly unknown[]): readonly unknown[] => {
    if (fixed === undefined) return withoutEmptyEnd(groups, min);
    const untouched = groups.every((group) => isRecord(group) && isBlank({ ...group, [fixed.key]: '' }));
    return untouched && options.optional === true ? [] : groups;
  };
  const size = (length: number): string | undefined => {
    if (length < min) return `${called} must have at least ${min}`;
    return length > max ? `${called} may have ${max} at most` : undefined;
  };
  const allFixed = (groups: readonly unknown[], key: string, options: readonly Option[]): string | undefined => {
    const given = groups.map((group) => (group as Answers)[key]);
    const stranger = given.find((value) => !options.some((option) => option.value === value));
    if (stranger !== undefined) return `${called}: “${shown(stranger)}” is not one of them`;
    if (new Set(given).size < given.length) return `${called} must have each one once`;
    const absent = options.find(({ value }) => !given.includes(value));
    return absent === undefined ? undefined : `${called} must include “${absent.text}”`;
  };

  return field(label, options, {
    take: (raw, context) => {
      const page = context.from === 'page';
      const list = many(raw, context) ?? (page && min > 0 ? [{}] : undefined);
      if (!Array.isArray(list)) return list;
      const kept = page ? meant(list) : list;
      if (kept.length === 0) return undefined;
      // More than may be sent are refused by their number: they are not read one by one.
      return kept.slice(0, max + 1).map((group: unknown) => (isRecord(group) ? build(form, group, context) : null));
    },
    missing: missing('Enter', 'an answer to', { label, ...options }),
    rules: [
      rule('list', (value, { lists }) => {
        if (!Array.isArray(value)) return `${called} must be a list`;
        const wrong = value.indexOf(null);
        if (wrong >= 0) return `${called}: number ${wrong + 1} must be a group of fields`;
        return fixed === undefined ? size(value.length) : allFixed(value, fixed.key, keys(lists));
      }),
      ValidateNested({ each: true, message: `${called} must be a list of groups of fields` }),
    ],
    schema: { type: 'array', items: schemaOf(form), minItems: min, maxItems: max },
    view: (base, raw, context, place) => {
      const named = keys(context.lists);
      const groups = fixed === undefined ? listed(raw, min) : fixedGroups(raw, fixed.key, named);
      const views = groups.map((group, index): GroupView => {
        const at = inside(place, String(index));
        const one = named[index];
        return {
          legend: one?.text ?? `${item.charAt(0).toUpperCase()}${item.slice(1)} ${index + 1}`,
          ...(one?.hint === undefined ? {} : { hint: one.hint }),
          fields: fieldViews(form, group, context, at),
          ...(fixed === undefined && groups.length > Math.max(min, 1) ? { remove: at.name } : {}),
        };
      });
      const add = fixed === undefined && groups.length < max ? { add: `Add another ${item}` } : {};
      return { ...base, is: 'list', groups: views, ...add };
    },
    nested: () => form,
    list: { min, max },
  });
}

/** The groups that a page shows: what was typed, and blank ones up to the fewest that there must be. */
export function listed(raw: unknown, min: number): readonly unknown[] {
  const list = many(raw, { from: 'page' });
  const given: readonly unknown[] = Array.isArray(list) ? list : [];
  return Array.from({ length: Math.max(given.length, min, 1) }, (_, index) => given[index] ?? {});
}

/** One group for each key, in the order of the keys, with what was typed for it. */
function fixedGroups(raw: unknown, key: string, keys: readonly Option[]): readonly unknown[] {
  const given = listed(raw, 1);
  return keys.map(({ value }) => ({ ...(given.find((group) => own(group, key) === value) ?? {}), [key]: value }));
}

function withoutEmptyEnd(list: readonly unknown[], min: number): readonly unknown[] {
  const last = list.findLastIndex((group) => !isBlank(group));
  return list.slice(0, Math.max(last + 1, Math.min(min, list.length)));
}

const isBlank = (value: unknown): boolean =>
  isRecord(value) ? Object.values(value).every(isBlank) : typeof value === 'string' && value.trim() === '';
