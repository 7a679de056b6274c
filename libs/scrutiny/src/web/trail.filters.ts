import { isIsoDate, spoken } from '#app/calendar';
import {
  type Directory,
  type FilterField,
  type ListQuery,
  type Names,
  type People,
  type Registry,
  givenFilters,
} from '#app/platform';
import type { TrailFilters } from '../read/trail.queries';

const TICKS = ['late', 'notable', 'declared'] as const;

const TICK_LABELS = {
  late: 'Recorded more than a week late',
  notable: 'Decisions, completions, moved targets and late records of learning',
  declared: 'A conflict of interest was declared',
} as const;

/** What the trail can be filtered by. `from` and `until` are dates; the page draws them itself. */
export async function trailFields(
  registry: Registry,
  people: People,
  directory: Directory,
  names: Names,
): Promise<readonly FilterField[]> {
  const [agencies, groups, everybody] = await Promise.all([directory.agencies(), directory.groups(), people.ever()]);
  const named = (entries: readonly { id: string; name: string }[]) =>
    entries.map(({ id, name }) => ({ value: id, text: name }));
  return [
    { name: 'record', label: 'Reference of the record, or its beginning', kind: 'text' },
    {
      name: 'kind',
      label: 'Kind of record',
      kind: 'choice',
      options: registry.kinds.map(({ category, plural }) => ({ value: category, text: plural })),
    },
    { name: 'act', label: 'What was done', kind: 'choice', options: actsOf(registry) },
    {
      name: 'person',
      label: 'Who did it',
      kind: 'choice',
      options: [...everybody, 'system'].map((id) => ({ value: id, text: names.person(id) })),
    },
    { name: 'agency', label: 'On behalf of the agency', kind: 'choice', options: named(agencies) },
    { name: 'group', label: 'On behalf of the group', kind: 'choice', options: named(groups) },
    { name: 'from', label: 'Happened on or after', kind: 'text' },
    { name: 'until', label: 'Happened on or before', kind: 'text' },
    ...TICKS.map((name) => ({ name, label: TICK_LABELS[name], kind: 'tick' }) as const),
  ];
}

/** "Referral: Decision recorded". Two kinds may share a type of event: it is offered once, for both. */
function actsOf({ kinds }: Registry): readonly { value: string; text: string }[] {
  const told = new Map<string, string>();
  for (const { noun, words } of kinds)
    for (const [type, { act }] of Object.entries(words)) {
      const known = told.get(type);
      told.set(type, known === undefined ? `${sentence(noun)}: ${act}` : `${known}; ${sentence(noun)}: ${act}`);
    }
  return [...told].map(([value, text]) => ({ value, text }));
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The filters as the queries take them. A date that is none, or an end before the beginning, is left out. */
export const trailFilters = (query: ListQuery): TrailFilters => givenFilters(query, TICKS);

export interface Chip {
  readonly label: string;
  readonly text: string;
  readonly href: string;
}

/** One for each filter in force, with the address of the trail without it. */
export function chipsOf(fields: readonly FilterField[], current: Readonly<Record<string, string>>): readonly Chip[] {
  return fields.flatMap(({ name, label, kind, options }) => {
    const value = current[name];
    if (value === undefined) return [];
    const rest = new URLSearchParams(Object.entries(current).filter(([key]) => key !== name)).toString();
    const href = rest === '' ? '/audit-trail' : `/audit-trail?${rest}`;
    if (kind === 'tick') return [{ label: '', text: label, href }];
    const text = isIsoDate(value) ? spoken(value) : options?.find((option) => option.value === value)?.text;
    return [{ label, text: text ?? value, href }];
  });
}
