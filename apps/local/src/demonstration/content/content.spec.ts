import { demonstrationYear as year, type Happening, type Recommendation } from './index';

const { recommendations } = year;
const fromRecords = recommendations.filter(({ origin }) => origin === 'records');
const invented = recommendations.filter(({ origin }) => origin === 'invented');
const kindsOf = (list: readonly Recommendation[]) =>
  new Set(list.flatMap((one) => one.happenings.map(({ kind }) => kind)));

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
