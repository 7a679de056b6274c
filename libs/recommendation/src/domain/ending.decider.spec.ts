import { scenario } from '#app/testing';
import {
  LIG,
  accepted,
  agreed,
  ask,
  assigned,
  because,
  carried,
  chair,
  delivered,
  executive,
  made,
  member,
  one,
  police,
  policeAt,
  provided,
  socialCareAt,
  team,
  teamForGroup,
  told,
  trustMember,
  two,
  words,
} from './examples';
import { recommendation } from './recommendation.decider';
import type { Basis, OnLine } from './recommendation.events';

const { given } = scenario(recommendation);
const complete = (basis: Basis, lineId?: string) =>
  ask('CompleteRecommendation', { basis, reason: because, ...(lineId !== undefined && { lineId }) });
const lineComplete = (on: OnLine, basis: Basis) =>
  told('LineCompleted', { ...on, basis, evidence: [`${on.lineId}-evidence-1`], reason: because });
const notApplicable = told('LineNotApplicable', { ...socialCareAt, reason: because });
const done = told('RecommendationCompleted', {
  basis: 'assurance-accepted',
  evidence: ['line-1-evidence-1'],
  productOnly: false,
  reason: because,
});

describe('completion', () => {
  it('by accepted assurance needs every line closed', () => {
    given(...one, provided(), accepted())
      .when(complete('assurance-accepted'), { by: chair })
      .then(done);
    given(...two, provided(), accepted())
      .when(complete('assurance-accepted'), { by: chair })
      .thenRefused('no-evidence');
  });
  it('says how many lines are still open', () => {
    given(...two, delivered())
      .when(complete('product-delivered'), { by: chair })
      .thenRefused('lines-still-open');
  });
  it('counts a line that does not apply as closed, when another gives the evidence', () => {
    given(...two, provided(), accepted(), notApplicable)
      .when(complete('assurance-accepted'), { by: chair })
      .then(done);
  });
  it('needs at least one piece of evidence', () => {
    given(...one)
      .when(complete('product-delivered'), { by: chair })
      .thenRefused('no-evidence');
    given(...one, told('LineNotApplicable', { ...policeAt, reason: because }))
      .when(complete('assurance-accepted'), { by: chair })
      .thenRefused('no-evidence');
  });
  it('by a product alone is flagged', () => {
    given(...one, delivered())
      .when(complete('product-delivered'), { by: chair })
      .then(
        lineComplete(policeAt, 'product-delivered'),
        told('RecommendationCompleted', {
          basis: 'product-delivered',
          evidence: ['line-1-evidence-1'],
          productOnly: true,
        }),
      );
  });
  it('closes one line and leaves the others open', () => {
    given(...two, delivered())
      .when(complete('product-delivered', 'line-1'), { by: chair })
      .then(lineComplete(policeAt, 'product-delivered'));
  });
  it('of the last line completes the whole', () => {
    given(...two, provided(), accepted(), delivered(socialCareAt, { actor: 'x', onBehalfOf: { role: 'y' } }))
      .when(complete('product-delivered', 'line-2'), { by: trustMember })
      .then(
        lineComplete(socialCareAt, 'product-delivered'),
        told('RecommendationCompleted', {
          basis: 'product-delivered',
          evidence: ['line-1-evidence-1', 'line-2-evidence-1'],
          productOnly: false,
        }),
      );
  });
  it('waits until assurance that was sent has been judged', () => {
    given(...one, delivered(), provided(policeAt, 2))
      .when(complete('product-delivered'), { by: chair })
      .thenRefused('assurance-not-judged');
  });
  it('by a result is for lines that were carried and came back', () => {
    const result = told('ResultBroughtBack', {
      ...policeAt,
      evidenceId: 'line-1-evidence-1',
      words,
      files: [],
      providedBy: { actor: 'partnership-team' },
    });
    given(...one, carried, result)
      .when(complete('result-seen'), { by: chair })
      .then(
        lineComplete(policeAt, 'result-seen'),
        told('RecommendationCompleted', { basis: 'result-seen', evidence: ['line-1-evidence-1'], productOnly: false }),
      );
  });
  it('is recorded by somebody who did not provide the evidence', () => {
    const history = [...one, delivered(policeAt, { actor: 'partnership-team', onBehalfOf: { role: 'Named lead' } })];
    given(...history)
      .when(complete('product-delivered'), { by: teamForGroup })
      .thenRefused('own-evidence');
    const sameAgency = member('learning-inquiry-member', LIG, 'constabulary');
    given(...one, provided(), accepted())
      .when(complete('assurance-accepted'), { by: sameAgency })
      .thenRefused('own-evidence');
  });
  it('belongs to the group that follows it', () => {
    given(...one, provided(), accepted())
      .when(complete('assurance-accepted'), { by: police })
      .thenRefused('not-this-groups-act');
    given(...one, provided(), accepted())
      .when(complete('assurance-accepted'), { by: executive })
      .thenRefused('not-this-groups-act');
    given(...one, provided(), accepted())
      .when(complete('assurance-accepted'), { by: team })
      .thenRefused('not-this-groups-act');
  });
  it('belongs to the Executive Group where that group is the owner', () => {
    const own = { lineId: 'line-1', owner: { kind: 'group' as const, id: LIG } };
    const history = [made, agreed, assigned('line-1', own.owner), delivered(own, chair)];
    given(...history)
      .when(complete('product-delivered'), { by: trustMember })
      .thenRefused('not-this-groups-act');
    given(...history)
      .when(complete('product-delivered'), { by: executive })
      .then(
        lineComplete(own, 'product-delivered'),
        told('RecommendationCompleted', {
          basis: 'product-delivered',
          evidence: ['line-1-evidence-1'],
          productOnly: true,
        }),
      );
  });
  it('happens once', () => {
    given(...one, provided(), accepted(), done)
      .when(complete('assurance-accepted'), { by: chair })
      .thenRefused('complete');
  });
});

describe('after completion', () => {
  const closed = [...one, provided(), accepted(), done];

  it('a check shows whether the change has held', () => {
    const check = { method: words, result: words, before: '26%', after: '8%', embedded: true };
    given(...closed)
      .when(ask('CheckEmbedding', check), { by: chair })
      .then(told('EmbeddingChecked', check));
    given(...one)
      .when(ask('CheckEmbedding', check), { by: chair })
      .thenRefused('not-complete');
  });
  it('a line is reopened with a reason, and the whole with it', () => {
    given(...closed)
      .when(ask('ReopenRecommendation', { lineIds: ['line-1'], reason: because }), { by: chair })
      .then(
        told('RecommendationReopened', { lines: ['line-1'] }),
        told('LineReopened', { ...policeAt, reason: because }),
      );
  });
  it('what was given before reopening no longer counts', () => {
    const reopened = [
      told('RecommendationReopened', { lines: ['line-1'] }),
      told('LineReopened', { ...policeAt, reason: because }),
    ];
    given(...closed, ...reopened)
      .when(complete('assurance-accepted'), { by: chair })
      .thenRefused('no-evidence');
    given(...closed, ...reopened)
      .when(ask('ProvideAssurance', { lineId: 'line-1', words, type: 'statement', role: 'Named lead' }), { by: police })
      .then(provided(policeAt, 2));
  });
  it('nothing is added without reopening', () => {
    given(...closed)
      .when(ask('ReportProgress', { lineId: 'line-1', text: words, on: '2026-03-01' }), { by: police })
      .thenRefused('complete');
  });
});
