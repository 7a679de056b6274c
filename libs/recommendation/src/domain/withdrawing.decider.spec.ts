import { scenario } from '#app/testing';
import { ask, because, chair, delivered, socialCareAt, told, trustMember, two } from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
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
  it('is refused to a chair whose agency owns the line, whoever gave the evidence: another member does it', () => {
    const seen = delivered(socialCareAt, { actor: 'x', onBehalfOf: { role: 'y' } });
    for (const [history, tried] of [
      [
        [...two, seen],
        ask('CompleteRecommendation', { lineId: 'line-2', basis: 'product-delivered', reason: because }),
      ],
      [two, ask('DeclareNotApplicable', { lineId: 'line-2', reason: because })],
      [two, ask('WithdrawLine', { lineId: 'line-2', reason: because })],
      [two, ask('HandOverLine', { lineId: 'line-2', successor: { kind: 'team' }, reason: because })],
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
  it('of the whole is withdrawal', () => {
    given(...two)
      .when(ask('WithdrawRecommendation', { reason: because }), { by: chair })
      .then(told('RecommendationWithdrawn', { reason: because }));
  });
  it('or another recommendation in its place: new words are a new one', () => {
    const by = { id: 'r2', reference: 'REC-2025-26-002' };
    const superseded = told('RecommendationSuperseded', { by, reason: because });
    given(...two)
      .when(ask('SupersedeRecommendation', { by, reason: because }), { by: chair })
      .then(superseded);
    const itself = { id: 'r1', reference: 'REC-2025-26-001' };
    given(...two)
      .when(ask('SupersedeRecommendation', { by: itself, reason: because }), { by: chair })
      .thenRefused('superseded-by-itself');
    given(...two, superseded)
      .when(ask('WithdrawRecommendation', { reason: because }), { by: chair })
      .thenRefused('superseded');
  });
});
