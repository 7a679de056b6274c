import { everyField } from './acting';
import {
  demonstrationYear as year,
  type Act,
  type Day,
  type Happening,
  type Marked,
  type Recommendation,
} from './index';

/** Any later day does: fixed days all lie before those that count from loading. */
const loading = Date.parse('2026-11-23');
const dayNumber = (day: Day): number =>
  typeof day === 'string' ? Date.parse(day) / 86_400_000 : loading / 86_400_000 + day.daysFromLoading;

const acts: readonly { readonly of: string; readonly origin: string; readonly list: readonly Act[] }[] = [
  ...[...year.referrals, ...year.rapidReviews].map(({ id, origin, acts: list }) => ({ of: id, origin, list })),
  ...[...year.learningEvents, ...year.audits].map(({ id, origin, steps: list }) => ({ of: id, origin, list })),
  ...year.recommendations.map(({ id, origin, happenings: list }) => ({ of: id, origin, list })),
];

const { recommendations } = year;
const fromRecords = recommendations.filter(({ origin }) => origin === 'records');
const invented = recommendations.filter(({ origin }) => origin === 'invented');
const kindsOf = (list: readonly Recommendation[]) =>
  new Set(list.flatMap((one) => one.happenings.map(({ kind }) => kind)));

/** Every text with the path that leads to it. */
const texts = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
};
const allTexts = texts(year, 'year');

const marked = (value: unknown, path: string): readonly (readonly [string, Marked])[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'invented' in value ? [[path, value as Marked] as const] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => marked(inner, `${path}.${key}`))];
};
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

describe('the demonstration year', () => {
  it('has at least forty recommendations of the records: 9, 10, 4, 12 and 11', () => {
    const perSource = new Map<string, number>();
    for (const { source } of fromRecords) perSource.set(source.id, (perSource.get(source.id) ?? 0) + 1);
    expect(fromRecords.length).toBeGreaterThanOrEqual(40);
    expect([...perSource.values()]).toEqual([9, 10, 4, 12, 1, 1, 2, 3, 4]);
  });

  it('counts as many recommendations in a learning event as point to it', () => {
    for (const event of year.learningEvents)
      for (const step of event.steps)
        if (step.kind === 'recommendations-made')
          expect([event.id, step.count]).toEqual([
            event.id,
            recommendations.filter(({ source }) => source.id === event.id).length,
          ]);
  });

  it.each([
    ['april-fathers-details', 'full assurance is yet to be received'],
    ['constabulary-domestic-abuse', 'Carried into the Q3 2025-26 audit'],
    ['constabulary-primary-care-training', 'Complete by assurance of the Named GP'],
  ])('shows of %s: %s', (id, words) => {
    expect(JSON.stringify(recommendations.find((one) => one.id === id))).toContain(words);
  });

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
    for (const { origin, words } of recommendations)
      expect([words, words.endsWith('(invented)')]).toEqual([words, origin === 'invented']);
    for (const { origin, names } of year.agencies)
      for (const { name } of names)
        expect([name, name.endsWith('(demonstration)')]).toEqual([name, origin === 'invented']);
  });
});

const badNews: readonly Happening['kind'][] = [
  'assurance-returned',
  'entered-in-error',
  'escalated',
  'handed-over',
  'line-withdrawn',
  'not-accepted',
  'reopened',
  'superseded',
  'target-changed',
  'withdrawn',
];

describe('bad news', () => {
  it('is told of invented recommendations only', () => {
    const kinds = kindsOf(fromRecords);
    expect(badNews.filter((kind) => kinds.has(kind))).toEqual([]);
  });

  it('falls on invented agencies only', () => {
    const owners = invented.flatMap(({ lines }) => lines.map(({ owner }) => owner));
    const real = owners.filter((owner) => owner.kind === 'agency' && !owner.id.startsWith('invented-'));
    expect(real).toEqual([]);
  });

  it('includes no lateness of a real owner: what the records ask has no day that could pass', () => {
    expect(fromRecords.flatMap(({ lines }) => lines).filter(({ target }) => target !== null)).toEqual([]);
    const replies = fromRecords
      .flatMap(({ happenings }) => happenings)
      .filter(({ kind }) => kind === 'assurance-asked');
    expect(replies.filter((asked) => 'replyBy' in asked && asked.replyBy !== null)).toEqual([]);
  });

  it('keeps dissent to invented records', () => {
    const told = [...year.referrals, ...year.rapidReviews].filter(({ origin }) => origin === 'records');
    expect(JSON.stringify(told)).not.toContain('dissents');
    expect(JSON.stringify(year.rapidReviews)).toContain('dissents');
  });
});

describe('every state', () => {
  const everyHappening: Record<Happening['kind'], true> = {
    proposed: true,
    agreed: true,
    'not-accepted': true,
    approved: true,
    assigned: true,
    'scope-note': true,
    corrected: true,
    'entered-in-error': true,
    withdrawn: true,
    superseded: true,
    reviewed: true,
    escalated: true,
    'embedding-checked': true,
    'scrutiny-comment': true,
    'owner-named': true,
    progress: true,
    waiting: true,
    'waiting-ended': true,
    carried: true,
    'carried-result': true,
    'product-delivered': true,
    'assurance-asked': true,
    'assurance-provided': true,
    'assurance-accepted': true,
    'assurance-returned': true,
    'target-changed': true,
    'not-applicable': true,
    'line-withdrawn': true,
    'handed-over': true,
    completed: true,
    reopened: true,
  };

  it('of a recommendation is shown', () => {
    const shown = kindsOf(recommendations);
    expect(Object.keys(everyHappening).filter((kind) => !shown.has(kind as Happening['kind']))).toEqual([]);
  });

  it('of a referral is shown, with every outcome', () => {
    const outcomes = year.referrals.flatMap((one) =>
      one.acts.flatMap((act) => (act.kind === 'decided' ? [act.outcome.is] : [])),
    );
    expect([...new Set(outcomes)].toSorted()).toEqual([
      'criteria-appear-met',
      'learning-event',
      'learning-identified-without-event',
      'no-further-action',
      'passed-elsewhere',
      'professional-differences',
      'single-agency-learning',
    ]);
  });

  it('has something due soon and something overdue on the day of loading', () => {
    const days = invented.flatMap(({ lines, happenings }) => [
      ...lines.map(({ target }) => target),
      ...happenings.map((one) => (one.kind === 'target-changed' ? one.target : null)),
    ]);
    const relative = days.flatMap((target) =>
      target !== null && 'date' in target && typeof target.date !== 'string' ? [target.date.daysFromLoading] : [],
    );
    expect(relative.filter((left) => left > 0 && left <= 14).length).toBeGreaterThanOrEqual(3);
    expect(relative.some((left) => left < 0)).toBe(true);
  });
});
