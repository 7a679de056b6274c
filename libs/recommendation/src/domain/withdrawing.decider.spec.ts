import { scenario } from '#app/testing';
import {
  LIG,
  ask,
  because,
  chair,
  delivered,
  executive,
  one,
  q3,
  socialCareAt,
  told,
  trustMember,
  two,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const toQ4 = { kind: 'quarter', value: 'Q4 2025-26' } as const;
const another = { id: 'r2', reference: 'REC-2025-26-002' };
const notApplicable = told('LineNotApplicable', { ...socialCareAt, reason: because });

describe('an end without completion', () => {
  it('of one line is that it does not apply, or is withdrawn, with a reason', () => {
    given(...two)
      .when(ask('DeclareNotApplicable', { lineId: 'line-2', reason: because }), { by: trustMember })
      .then(notApplicable);
    given(...two, notApplicable)
      .when(ask('DeclareNotApplicable', { lineId: 'line-2', reason: because }), { by: chair })
      .thenRefused('line-closed');
    given(...two)
      .when(ask('WithdrawLine', { lineId: 'line-2', reason: because }), { by: trustMember })
      .then(told('LineWithdrawn', { ...socialCareAt, reason: because }));
  });
  it('or a later target, is refused to a chair whose agency owns the line: another member decides', () => {
    const seen = delivered(socialCareAt, { actor: 'x', onBehalfOf: { role: 'y' } });
    for (const [history, tried] of [
      [
        [...two, seen],
        ask('CompleteRecommendation', { lineId: 'line-2', basis: 'product-delivered', reason: because }),
      ],
      [two, ask('DeclareNotApplicable', { lineId: 'line-2', reason: because })],
      [two, ask('WithdrawLine', { lineId: 'line-2', reason: because })],
      [two, ask('HandOverLine', { lineId: 'line-2', successor: { kind: 'team' }, reason: because })],
      [two, ask('ChangeTarget', { lineId: 'line-2', target: toQ4, reason: because })],
      [two, ask('WithdrawRecommendation', { reason: because })],
      [two, ask('SupersedeRecommendation', { by: another, reason: because })],
    ] as const) {
      given(...history)
        .when(tried, { by: chair })
        .thenRefused('own-line');
      expect(
        given(...history)
          .when(tried, { by: trustMember })
          .events().length,
      ).toBeGreaterThan(0);
    }
  });
  it('or a later target, is for a second group where the group that follows it owns the line', () => {
    const own = told('LineAssigned', { lineId: 'line-3', owner: { kind: 'group', id: LIG }, target: q3 });
    for (const tried of [
      ask('DeclareNotApplicable', { lineId: 'line-3', reason: because }),
      ask('WithdrawLine', { lineId: 'line-3', reason: because }),
      ask('HandOverLine', { lineId: 'line-3', successor: { kind: 'team' }, reason: because }),
      ask('ChangeTarget', { lineId: 'line-3', target: toQ4, reason: because }),
      ask('WithdrawRecommendation', { reason: because }),
      ask('SupersedeRecommendation', { by: another, reason: because }),
    ]) {
      given(...one, own)
        .when(tried, { by: trustMember })
        .thenRefused('not-this-groups-act');
      expect(
        given(...one, own)
          .when(tried, { by: executive })
          .events().length,
      ).toBeGreaterThan(0);
    }
  });
  it('of the whole is withdrawal', () => {
    given(...two)
      .when(ask('WithdrawRecommendation', { reason: because }), { by: trustMember })
      .then(told('RecommendationWithdrawn', { reason: because }));
  });
  it('or another recommendation in its place: new words are a new one', () => {
    const by = { id: 'r2', reference: 'REC-2025-26-002' };
    const superseded = told('RecommendationSuperseded', { by, reason: because });
    given(...two)
      .when(ask('SupersedeRecommendation', { by, reason: because }), { by: trustMember })
      .then(superseded);
    const itself = { id: 'r1', reference: 'REC-2025-26-001' };
    given(...two)
      .when(ask('SupersedeRecommendation', { by: itself, reason: because }), { by: trustMember })
      .thenRefused('superseded-by-itself');
    given(...two, superseded)
      .when(ask('WithdrawRecommendation', { reason: because }), { by: chair })
      .thenRefused('superseded');
  });
});
