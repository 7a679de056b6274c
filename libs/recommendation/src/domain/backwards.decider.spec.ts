import type { By } from '#app/kernel';
import { scenario } from '#app/testing';
import {
  accepted,
  agreed,
  ask,
  assigned,
  because,
  carried,
  chair,
  delivered,
  made,
  police,
  policeAt,
  policeLine,
  provided,
  q3,
  told,
  words,
} from './examples';
import type { RecommendationCommand } from './recommendation.commands';
import type { RecommendationEvent } from './recommendation.events';
import { recommendation } from './recommendation.decider';

const { givenOn } = scenario(recommendation);
type Days = readonly (readonly [event: RecommendationEvent, on?: string])[];

/** Made on 1 February 2026; the group of `chair` meets on 12 February. */
const begun: Days = [
  [made, '2026-02-01'],
  [agreed, '2026-02-01'],
  [assigned('line-1', policeLine, q3), '2026-02-01'],
];
const line = { lineId: 'line-1' };
const reason = because;
const assurance = (on: string) =>
  ask('ProvideAssurance', { ...line, words, on, type: 'statement', role: 'Named lead' });
const product = (on: string) => ask('DeliverProduct', { ...line, words, on, title: 'Learning pack' });
const progress = (on: string) => ask('ReportProgress', { ...line, text: words, on });
const asked = told('AssuranceRequested', { ...policeAt, question: words });
const returned = told('AssuranceReturned', { ...policeAt, reason, evidence: ['line-1-evidence-1'] });
const complete = ask('CompleteRecommendation', { ...line, basis: 'product-delivered', reason });
const completed = told('RecommendationCompleted', {
  basis: 'assurance-accepted',
  evidence: ['line-1-evidence-1'],
  productOnly: false,
});
const reopened = told('LineReopened', { ...policeAt, reason });

/** The rule holds on the wrong day and not on the right one, and never for older papers. */
function refusedUntil(history: Days, by: By, wrong: RecommendationCommand, right: RecommendationCommand): string {
  const decided = givenOn(...history).when(wrong, { by });
  decided.thenRefused('dates-backwards');
  expect(
    givenOn(...history)
      .when(wrong, { by, imported: true })
      .events(),
  ).not.toEqual([]);
  expect(
    givenOn(...history)
      .when(right, { by })
      .events(),
  ).not.toEqual([]);
  try {
    decided.events();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
/** The meeting of 12 February answers what happened on the first of these days, and not what happened on the second. */
function meets(command: RecommendationCommand, history: (day: string) => Days): string {
  expect(
    givenOn(...history('2026-02-12'))
      .when(command, { by: chair })
      .events(),
  ).not.toEqual([]);
  const late = givenOn(...history('2026-02-20'));
  expect(late.when(command, { by: chair, imported: true }).events()).not.toEqual([]);
  const decided = late.when(command, { by: chair });
  decided.thenRefused('dates-backwards');
  try {
    decided.events();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('no date runs backwards', () => {
  it('for assurance: it is answered on or after the day on which it was given', () => {
    const answers = ['AcceptAssurance', 'ReturnAssurance'] as const;
    for (const answer of answers)
      expect(meets(ask(answer, { ...line, reason }), (day) => [...begun, [provided(), day]])).toBe(
        'The meeting was held on 12 February 2026, before the assurance was given on 20 February 2026.',
      );
  });
  it('for evidence and progress: they come on or after the day on which the recommendation was made', () => {
    for (const told of [progress, product, assurance])
      expect(refusedUntil(begun, police, told('2026-01-31'), told('2026-02-01'))).toMatch(
        /must be on or after 1 February 2026, the day on which this recommendation was made\.$/,
      );
    expect(refusedUntil(begun, police, progress('2026-01-31'), progress('2026-02-01'))).toMatch(
      /^The date of the progress/,
    );
  });
  it('for assurance that answers a question, a return or a reopening', () => {
    for (const [history, what] of [
      [[...begun, [asked, '2026-02-10']], 'the assurance was asked for'],
      [[...begun, [provided(), '2026-02-05'], [returned, '2026-02-10']], 'the assurance was returned'],
      [
        [
          ...begun,
          [provided(), '2026-02-05'],
          [accepted(), '2026-02-06'],
          [completed, '2026-02-06'],
          [told('RecommendationReopened', { lines: ['line-1'] }), '2026-02-10'],
          [reopened, '2026-02-10'],
        ],
        'the line was reopened',
      ],
    ] as const satisfies readonly (readonly [Days, string])[])
      expect(refusedUntil(history, police, assurance('2026-02-09'), assurance('2026-02-10'))).toBe(
        `The date of the evidence must be on or after 10 February 2026, the day on which ${what}.`,
      );
  });
  it('for a request, which says the day on which it was asked', () => {
    const request = ask('RequestAssurance', { lineIds: ['line-1'], question: words });
    const on = (happenedOn: string) => givenOn(...begun).when(request, { by: chair, happenedOn });
    const by = { ...chair, onBehalfOf: { role: 'group-member', group: 'learning-inquiry-group' } };
    givenOn(...begun)
      .when(request, { by, happenedOn: '2026-01-31' })
      .thenRefused('dates-backwards');
    expect(on('2026-02-01').events()).toHaveLength(1);
  });
  it('for the closing of a line, a check and a reopening', () => {
    expect(meets(complete, (day) => [...begun, [delivered(), day]])).toContain('before the product was delivered on');
    const closed = (day: string): Days => [...begun, [provided(), '2026-02-02'], [accepted(), day], [completed, day]];
    const check = ask('CheckEmbedding', { method: words, result: words, embedded: true });
    expect(meets(check, closed)).toContain('before this recommendation was completed on');
    expect(meets(ask('ReopenRecommendation', { lineIds: ['line-1'], reason }), closed)).toMatch(/, before .* on 20 /);
  });
  it('for targets, withdrawals and work that carries a line', () => {
    const target = ask('ChangeTarget', { ...line, target: { kind: 'date', value: '2026-06-01' }, reason });
    const moved = told('TargetChanged', { ...policeAt, to: q3, reason });
    expect(meets(target, (day) => [...begun, [moved, day]])).toContain('before the target was last changed on');
    expect(
      meets(ask('WithdrawRecommendation', { reason }), (day) => [
        [made, day],
        [agreed, day],
      ]),
    ).toContain('before this recommendation was made on');
    const result = (on: string) => ask('BringBackResult', { ...line, words, on });
    expect(
      refusedUntil([...begun, [carried, '2026-02-10']], police, result('2026-02-09'), result('2026-02-10')),
    ).toContain('the line was carried into other work');
  });
  it('for corrections: the right date is as bound as the wrong one was', () => {
    const correct = (to: string) =>
      ask('CorrectRecommendation', { field: 'evidence-on', label: 'Date', to, reason, ...line });
    const given = [...begun, [provided(), '2026-02-05']] as const satisfies Days;
    const accepting = [...given, [accepted(), '2026-02-12']] as const satisfies Days;
    for (const to of ['2026-01-31', '2026-02-13'])
      givenOn(...accepting)
        .when(correct(to))
        .thenRefused('dates-backwards');
    expect(
      givenOn(...accepting)
        .when(correct('2026-02-12'))
        .events(),
    ).toHaveLength(1);
    const [put] = givenOn(...given)
      .when(correct('2026-02-14'))
      .events();
    if (put === undefined) throw new Error('It is not corrected');
    givenOn(...given, [put, '2026-03-01'])
      .when(ask('AcceptAssurance', { ...line, reason }), { by: chair })
      .thenRefused('dates-backwards');
  });
});
