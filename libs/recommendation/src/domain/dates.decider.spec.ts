import { scenario } from '#app/testing';
import {
  agreed,
  ask,
  assigned,
  because,
  chair,
  details,
  made,
  madeOn,
  one,
  police,
  policeLine,
  q3,
  teamForGroup,
  words,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const toQ3 = { kind: 'quarter' as const, value: 'Q3 2025-26' };
const agree = ask('AgreeRecommendation', {});

describe('the meeting of 12 February 2026', () => {
  it('does not decide on a recommendation that was made after it', () => {
    const decided = given(madeOn('2026-02-13')).when(agree, { by: chair });
    decided.thenRefused('dates-backwards');
    expect(() => decided.events()).toThrow(
      'The meeting was held on 12 February 2026, before this recommendation was made on 13 February 2026.',
    );
    given(madeOn('2026-02-13'), agreed)
      .when(ask('ReviewRecommendation', { note: because }), { by: teamForGroup })
      .thenRefused('dates-backwards');
  });
  it('decides on one that was made at it, or before', () => {
    given(madeOn('2026-02-12')).when(agree, { by: chair }).then(agreed);
    given(madeOn('2026-02-11')).when(agree, { by: chair }).then(agreed);
  });
  it('is held on or before the day on which its decision is recorded', () => {
    given(madeOn('2026-02-01')).when(agree, { by: chair, today: '2026-02-11' }).thenRefused('meeting-in-the-future');
  });
  it('decided whatever older papers say that it decided', () => {
    given(madeOn('2026-02-13')).when(agree, { by: chair, imported: true }).then(agreed);
    given().when(ask('MakeRecommendation', details), { imported: true }).then(made);
  });
});

describe('a target', () => {
  const move = ask('ChangeTarget', {
    lineId: 'line-1',
    target: { kind: 'date', value: '2026-03-01' },
    reason: because,
  });
  const wait = ask('RecordWaiting', { lineId: 'line-1', what: words, whose: 'the national system', expected: toQ3 });
  const assign = ask('AssignLines', { lines: [{ owner: policeLine, target: toQ3 }] });
  it('of the third quarter is due on 31 December', () => {
    expect(q3.due).toBe('2025-12-31');
  });
  it('that is past is refused: what is promised lies ahead', () => {
    given(...one)
      .when(move, { by: chair })
      .thenRefused('target-past');
    given(...one)
      .when(wait, { by: police })
      .thenRefused('target-past');
    given(made, agreed).when(assign, { by: chair }).thenRefused('target-past');
  });
  it('says which day has gone by', () => {
    expect(() => given(made, agreed).when(assign, { by: chair }).events()).toThrow(
      'The target must be today or later: Q3 2025-26 ended on 31 December 2025.',
    );
    expect(() =>
      given(...one)
        .when(move, { by: chair })
        .events(),
    ).toThrow('The new target must be today or later: 1 March 2026 is past.');
  });
  it('is no fault on its last day', () => {
    expect(
      given(...one)
        .when(move, { by: chair, today: '2026-03-01' })
        .events(),
    ).toHaveLength(1);
  });
  it('is brought over with history from older papers: it was promised then', () => {
    given(made, agreed)
      .when(assign, { by: chair, imported: true })
      .then(assigned('line-1', policeLine, q3));
    expect(
      given(...one)
        .when(move, { by: chair, imported: true })
        .events(),
    ).toHaveLength(1);
  });
});
