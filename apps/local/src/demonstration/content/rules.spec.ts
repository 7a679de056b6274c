import { neighbourYear } from '../neighbour';
import { everyField } from './acting';
import { type Act, type Day, type Demonstration, type Marked, demonstrationYear } from './index';

/** Any later day does: fixed days all lie before those that count from loading. */
const loading = Date.parse('2026-11-23');
const dayNumber = (day: Day): number =>
  typeof day === 'string' ? Date.parse(day) / 86_400_000 : loading / 86_400_000 + day.daysFromLoading;

/** Every text with the path that leads to it. */
const texts = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
};

const marked = (value: unknown, path: string): readonly (readonly [string, Marked])[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'invented' in value ? [[path, value as Marked] as const] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => marked(inner, `${path}.${key}`))];
};
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

const both: readonly (readonly [string, Demonstration])[] = [
  ['the demonstration year', demonstrationYear],
  ['the partnership next door', neighbourYear],
];

describe.each(both)('%s', (_name, year) => {
  const acts: readonly { readonly of: string; readonly origin: string; readonly list: readonly Act[] }[] = [
    ...[...year.referrals, ...year.rapidReviews].map(({ id, origin, acts: list }) => ({ of: id, origin, list })),
    ...[...year.learningEvents, ...year.audits].map(({ id, origin, steps: list }) => ({ of: id, origin, list })),
    ...year.recommendations.map(({ id, origin, happenings: list }) => ({ of: id, origin, list })),
  ];

  const allTexts = texts(year, 'year');

  it('uses no short forms but NHS and GP, and never calls a child a case', () => {
    const shortForm = /\b(?!(?:NHS|GPs?)\b)[A-Z][A-Z0-9]*[A-Z]s?\b/;
    expect(allTexts.filter(([, text]) => shortForm.test(text) || /\bcases?\b/i.test(text))).toEqual([]);
  });

  it('tells every record in order of day', () => {
    for (const { of, list } of acts) {
      const days = list.map(({ on }) => dayNumber(on));
      expect([of, days]).toEqual([of, days.toSorted((a, b) => a - b)]);
    }
  });

  it('lets nothing happen after the day of loading', () => {
    expect(
      acts.flatMap(({ list }) => list).filter(({ on }) => typeof on !== 'string' && on.daysFromLoading > 0),
    ).toEqual([]);
  });

  it('names the inventions by paths that lead to a value', () => {
    const astray = marked(year, 'year').flatMap(([path, value]) =>
      value.invented
        .filter((name) => at(value, name) === undefined || at(value, name) === null)
        .map((name) => [path, name]),
    );
    expect(astray).toEqual([]);
  });

  it('says of every act that its author is invented, and of an invented act that all of it is', () => {
    for (const { of, origin, list } of acts)
      for (const act of list) {
        const claimed = origin === 'invented' ? everyField(act) : ['on', 'by', 'onBehalfOf'];
        expect([of, claimed.filter((name) => !act.invented.includes(name))]).toEqual([of, []]);
      }
  });

  it('says "(invented)" in the title or the words of every invented record, and in no other', () => {
    const titled = [...year.referrals, ...year.rapidReviews, ...year.learningEvents, ...year.audits];
    for (const { origin, title } of titled)
      expect([title, title.endsWith('(invented)')]).toEqual([title, origin === 'invented']);
    for (const { origin, words } of year.recommendations)
      expect([words, words.endsWith('(invented)')]).toEqual([words, origin === 'invented']);
    for (const { origin, names } of year.agencies)
      for (const { name } of names)
        expect([name, name.endsWith('(demonstration)')]).toEqual([name, origin === 'invented']);
  });
});
