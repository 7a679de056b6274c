import {
  accepted,
  agreed,
  assigned,
  because,
  carried,
  delivered,
  made,
  one,
  policeAt,
  policeLine,
  provided,
  socialCareAt,
  told,
  two,
  unnamed,
} from './examples';
import { recommendation } from './recommendation.decider';
import type { RecommendationEvent } from './recommendation.events';
import { standingOf } from './recommendation.state';

describe('where it stands', () => {
  const standing = (...history: readonly RecommendationEvent[]) =>
    standingOf(history.reduce((state, event) => recommendation.evolve(state, event), recommendation.initialState));

  it('is open while carried or partly done', () => {
    expect(standing(...one, carried)).toBe('carried');
    expect(standing(...two, provided(), accepted())).toBe('partly-done');
    expect(standing(...one, provided())).toBe('assurance-to-review');
    expect(standing(...one, provided(), accepted())).toBe('ready-to-complete');
    expect(standing(made)).toBe('proposed');
    expect(standing(...one, delivered())).toBe('product-delivered');
  });
  it('says that assurance came back, not that it was asked for', () => {
    const back = told('AssuranceReturned', { ...policeAt, evidence: ['line-1-evidence-1'], reason: because });
    expect(standing(...one, provided(), back)).toBe('assurance-returned');
    const asked = told('AssuranceRequested', { ...socialCareAt, question: because });
    expect(standing(...two, provided(), back, asked)).toBe('assurance-returned');
    expect(standing(...two, asked)).toBe('assurance-asked');
    expect(standing(...two, provided(), back, provided(policeAt, 2))).toBe('assurance-to-review');
  });
  it('waits for an owner where nobody has it yet', () => {
    expect(standing(made, agreed)).toBe('unowned');
    expect(standing(made, agreed, assigned('line-1', unnamed))).toBe('unowned');
    expect(standing(made, agreed, assigned('line-1', unnamed), assigned('line-2', policeLine))).toBe('in-progress');
  });
});
