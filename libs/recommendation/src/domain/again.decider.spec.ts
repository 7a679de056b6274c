import { scenario } from '#app/testing';
import {
  accepted,
  agreed,
  ask,
  because,
  chair,
  executive,
  made,
  madeForApproval,
  one,
  policeLine,
  provided,
  socialCareLine,
  team,
  told,
  two,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const reason = because;
const withdraw = ask('WithdrawRecommendation', { reason });
const supersede = ask('SupersedeRecommendation', { by: { id: 'r2', reference: 'REC-2025-26-002' }, reason });
const inError = ask('EnterInError', { reason });
const withdrawn = told('RecommendationWithdrawn', { reason });
const superseded = told('RecommendationSuperseded', { by: { id: 'r2', reference: 'REC-2025-26-002' }, reason });

describe('what has been decided already', () => {
  it('is not decided a second time: whoever tries reads what stands, and no words are lost', () => {
    given(...one, withdrawn)
      .when(withdraw, { by: chair })
      .thenRefused('withdrawn');
    given(...one, superseded)
      .when(supersede, { by: chair })
      .thenRefused('superseded');
    given(...one, told('RecommendationEnteredInError', { reason }))
      .when(inError, { by: team })
      .thenRefused('entered-in-error');
    given(made, told('RecommendationNotAccepted', { reason }))
      .when(ask('DoNotAccept', { reason }), { by: chair })
      .thenRefused('not-accepted');
    given(made, agreed).when(ask('AgreeRecommendation', { reason }), { by: chair }).thenRefused('agreed-already');
    given(madeForApproval, agreed, told('RecommendationApproved', {}))
      .when(ask('ApproveRecommendation', { note: reason }), { by: executive })
      .thenRefused('approved-already');
    given(...two, told('LineWithdrawn', { lineId: 'line-1', owner: policeLine, reason }))
      .when(ask('WithdrawLine', { lineId: 'line-1', reason }), { by: chair })
      .thenRefused('line-closed');
    given(...one)
      .when(ask('ReopenRecommendation', { lineIds: ['line-1'], reason }), { by: chair })
      .thenRefused('nothing-to-reopen');
    given(...one)
      .when(ask('ChangeTarget', { lineId: 'line-1', target: { kind: 'quarter', value: 'Q3 2025-26' }, reason }), {
        by: chair,
      })
      .thenRefused('same-target');
    given(...two, provided(), accepted())
      .when(ask('CompleteRecommendation', { lineId: 'line-1', basis: 'assurance-accepted', reason }), { by: chair })
      .thenRefused('line-closed');
  });
});

describe('a line', () => {
  const handOver = (successor: typeof policeLine) =>
    ask('HandOverLine', { lineId: 'line-1', successor, reason: because });
  it('is not handed over to the body that owns it, in whatever role', () => {
    given(...one)
      .when(handOver(policeLine), { by: chair })
      .thenRefused('own-successor');
    const again = given(...one).when(handOver({ ...policeLine, role: 'Head of crime' }), { by: chair });
    again.thenRefused('own-successor');
    expect(() => again.events()).toThrow('must be another than the one that owns the line');
    expect(
      given(...one)
        .when(handOver(socialCareLine), { by: chair })
        .events(),
    ).toHaveLength(2);
  });
});
