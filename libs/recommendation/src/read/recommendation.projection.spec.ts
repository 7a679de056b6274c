import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
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
  q3,
  q4,
  told,
  two,
  unnamed,
  words,
} from '../domain/examples';
import type { RecommendationEvent } from '../domain/recommendation.events';
import { recommendationLineProjection } from './recommendation-line.projection';
import { recommendationProjection } from './recommendation.projection';

const { given } = projected(recommendationProjection);
const lines = projected(recommendationLineProjection);
const done = told('RecommendationCompleted', {
  basis: 'product-delivered',
  evidence: ['line-1-evidence-1'],
  productOnly: true,
});
const lineDone = told('LineCompleted', {
  ...policeAt,
  basis: 'product-delivered',
  evidence: ['line-1-evidence-1'],
  reason: because,
});
const later = told('TargetChanged', { ...policeAt, from: q3, first: q3, to: q4, reason: because });

describe('the recommendations that people read', () => {
  it('are none before the first', () => {
    given().then();
    given(agreed).then();
  });
  it('show a recommendation as made, with its words and source', () => {
    const [row] = given(made).rows();
    expect(row).toMatchObject({
      id: 'test',
      reference: 'REC-2025-26-001',
      standing: 'proposed',
      open: true,
      sourceKind: 'referral',
      sourceId: 'r1',
      owners: [],
      nearestDue: null,
      nextReview: null,
    });
  });
  it('wait for a review by the groups before which they were brought, until there was one', () => {
    const brought = (to: string) => told('RecommendationEscalated', { to, reason: because });
    const escalatedTo = (...events: readonly RecommendationEvent[]) =>
      given(made, agreed, ...events).rows()[0]?.escalatedTo;
    expect(escalatedTo(brought('executive-group'), brought('executive-group'), brought('board'))).toEqual([
      'executive-group',
      'board',
    ]);
    expect(
      escalatedTo(brought('board'), told('RecommendationReviewed', { note: words, nextReview: '2026-06-01' })),
    ).toEqual([]);
    expect(
      escalatedTo(
        brought('executive-group'),
        brought('board'),
        told('EscalationAnswered', { group: 'executive-group', decision: words }),
      ),
    ).toEqual(['board']);
  });
  it('know their owners, the nearest due day and the next review', () => {
    const [row] = given(...two).rows();
    expect(row).toMatchObject({
      standing: 'in-progress',
      owners: ['agency:constabulary', 'agency:childrens-social-care'],
      nearestDue: '2025-12-31',
      nextReview: '2026-05-12',
      revision: 3,
    });
  });
  it('keep the first due day when a target is moved', () => {
    const [row] = given(...one, later).rows();
    expect(row).toMatchObject({ nearestDue: '2026-03-31', firstDue: '2025-12-31' });
  });
  it('count a closed line’s target no more', () => {
    const [row] = given(...one, provided(), accepted()).rows();
    expect(row).toMatchObject({ standing: 'ready-to-complete', open: true, nearestDue: null, firstDue: '2025-12-31' });
  });
  it('are open while carried, and looked at again on the earlier review', () => {
    const [row] = given(...one, carried).rows();
    expect(row).toMatchObject({ standing: 'carried', open: true, nextReview: '2026-04-01' });
  });
  it('are closed when complete, flagged where a product alone closed them, and open again when reopened', () => {
    const [closed] = given(...one, delivered(), lineDone, done).rows();
    expect(closed).toMatchObject({
      standing: 'complete',
      open: false,
      closedOn: '2026-03-02',
      productOnly: true,
      nextReview: null,
    });
    const reopened = [
      told('RecommendationReopened', { lines: ['line-1'] }),
      told('LineReopened', { ...policeAt, reason: because }),
    ];
    const [again] = given(...one, delivered(), lineDone, done, ...reopened).rows();
    expect(again).toMatchObject({
      standing: 'in-progress',
      open: true,
      closedOn: null,
      productOnly: false,
      nextReview: '2026-05-12',
    });
  });
  it('show the right value, and keep the wrong one', () => {
    const corrected = told('RecommendationCorrected', {
      field: 'themes',
      label: 'Themes',
      from: 'Physical abuse',
      to: 'Neglect, Infants',
      reason: because,
    });
    const [row] = given(...one, corrected).rows();
    expect(row).toMatchObject({ themes: ['Neglect', 'Infants'] });
    expect(row?.detail.corrections).toMatchObject([
      { label: 'Themes', from: 'Physical abuse', to: 'Neglect, Infants' },
    ]);
  });
  it('correct what an owner reported, in its place', () => {
    const progress = told('ProgressReported', { ...policeAt, text: words, on: '2026-02-20', files: [] });
    const corrected = told('RecommendationCorrected', {
      ...policeAt,
      field: 'progress',
      label: 'Progress',
      from: words,
      to: narrative('All three teams.'),
      reason: because,
    });
    const [row] = given(...one, progress, corrected).rows();
    expect(row?.detail.steps.at(-1)).toMatchObject({
      event: { type: 'ProgressReported', data: { text: narrative('All three teams.') } },
      was: { text: 'Two of three teams have been briefed.' },
    });
  });
  it('correct what the last check found, in its place', () => {
    const check = told('EmbeddingChecked', { method: words, result: words, embedded: true });
    const corrected = told('RecommendationCorrected', {
      field: 'check-result',
      label: 'What the last check found',
      from: words,
      to: narrative('All three teams.'),
      reason: because,
    });
    const [row] = given(...one, check, check, corrected).rows();
    expect(row?.detail.steps.slice(-2).map(({ event }) => event.data)).toMatchObject([
      { result: words },
      { result: narrative('All three teams.') },
    ]);
  });
});

describe('the lines that wait for somebody', () => {
  it('are one for each owner', () => {
    expect(lines.given(...two, assigned('line-3', unnamed)).rows()).toMatchObject([
      {
        id: 'test:line-1',
        owner: 'agency:constabulary',
        state: 'in-progress',
        open: true,
        due: '2025-12-31',
        targetLabel: 'Q3 2025-26',
      },
      { id: 'test:line-2', owner: 'agency:childrens-social-care' },
      { id: 'test:line-3', owner: 'unnamed', due: null },
    ]);
  });
  it('wait for assurance from the day it is asked until it comes', () => {
    const asked = told('AssuranceRequested', { ...policeAt, question: words, due: '2026-04-01' });
    expect(lines.given(...one, asked).rows()).toMatchObject([
      { state: 'assurance-asked', awaited: true, awaitedBy: '2026-04-01' },
    ]);
    expect(lines.given(...one, asked, provided()).rows()).toMatchObject([
      { state: 'assurance-given', awaited: false, awaitedBy: null },
    ]);
    const returned = told('AssuranceReturned', { ...policeAt, evidence: ['line-1-evidence-1'], reason: because });
    expect(lines.given(...one, asked, provided(), returned).rows()).toMatchObject([
      { state: 'assurance-returned', awaited: true, awaitedBy: null },
    ]);
  });
  it('go on under a successor', () => {
    const successor = { kind: 'agency' as const, id: 'new-constabulary' };
    const history = [
      ...one,
      told('LineHandedOver', { ...policeAt, successor, to: 'line-2', reason: because }),
      told('LineAssigned', { lineId: 'line-2', owner: successor, target: q3, firstTarget: q3, from: 'line-1' }),
    ];
    expect(lines.given(...history).rows()).toMatchObject([
      { id: 'test:line-1', state: 'handed-over', open: false },
      { id: 'test:line-2', owner: 'agency:new-constabulary', open: true, due: '2025-12-31' },
    ]);
  });
  it('take a corrected owner', () => {
    const corrected = told('RecommendationCorrected', {
      field: 'owner',
      label: 'Owner',
      from: 'constabulary',
      to: 'probation',
      reason: because,
      lineId: 'line-1',
      owner: policeLine,
    });
    expect(lines.given(...one, corrected).rows()).toMatchObject([{ owner: 'agency:probation' }]);
  });
});
