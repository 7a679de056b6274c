import { scenario } from '#app/testing';
import {
  LIG,
  agreed,
  ask,
  assigned,
  because,
  chair,
  details,
  executive,
  made,
  madeForApproval,
  madeOn,
  one,
  police,
  policeLine,
  q4,
  socialCareLine,
  team,
  teamForGroup,
  told,
  two,
  unnamed,
  words,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const betweenMeetings = { ...team, onBehalfOf: { ...team.onBehalfOf, group: LIG, betweenMeetings: 'Agreed by email' } };

describe('a recommendation', () => {
  it('is made, with its words and where it came from', () => {
    given().when(ask('MakeRecommendation', details)).then(madeOn('2026-03-02'));
  });
  it('is made once, however often the form is sent', () => {
    given(made).when(ask('MakeRecommendation', details)).thenNothing();
  });
  it('needs words', () => {
    given()
      .when(ask('MakeRecommendation', { ...details, words: '  ' }))
      .thenRefused('no-words');
  });
  it('cannot come from a source that has not happened yet', () => {
    const source = { ...details.source, on: '2026-03-03' };
    given()
      .when(ask('MakeRecommendation', { ...details, source }))
      .thenRefused('in-the-future');
  });
  it('may be made with its owners, one line each, and a target by quarter', () => {
    const lines = [
      { owner: policeLine, target: { kind: 'quarter' as const, value: 'Q4 2025-26' } },
      { owner: unnamed },
    ];
    given()
      .when(ask('MakeRecommendation', { ...details, lines }))
      .then(madeOn('2026-03-02'), assigned('line-1', policeLine, q4), assigned('line-2', unnamed));
  });
  it('gives one owner one line', () => {
    const lines = [{ owner: policeLine }, { owner: policeLine }];
    given()
      .when(ask('MakeRecommendation', { ...details, lines }))
      .thenRefused('owner-has-a-line');
  });
  it('may be made and agreed at the same meeting', () => {
    given()
      .when(ask('MakeRecommendation', { ...details, agreed: true }), { by: teamForGroup })
      .then(madeOn('2026-02-12'), agreed);
  });
});

describe('agreement', () => {
  it('is the decision of the group that follows it, and sets the next review within a quarter', () => {
    given(made).when(ask('AgreeRecommendation', {}), { by: chair }).then(agreed);
  });
  it('may be recorded by the Partnership Team for the group, between meetings with a reason', () => {
    given(made)
      .when(ask('AgreeRecommendation', { reason: because }), { by: betweenMeetings })
      .then(told('RecommendationAgreed', { reason: because, nextReview: '2026-06-02' }));
  });
  it('is not the Partnership Team’s own', () => {
    given(made).when(ask('AgreeRecommendation', {}), { by: team }).thenRefused('not-this-groups-act');
  });
  it('names a meeting, or says why there was none', () => {
    const by = { ...team, onBehalfOf: { ...team.onBehalfOf, group: LIG } };
    given(made).when(ask('AgreeRecommendation', {}), { by }).thenRefused('no-meeting');
  });
  it('is not given at a meeting that has not been held', () => {
    given(made)
      .when(ask('AgreeRecommendation', {}), { by: chair, today: '2026-02-11' })
      .thenRefused('meeting-in-the-future');
  });
  it('may be refused, with a reason', () => {
    given(made)
      .when(ask('DoNotAccept', { reason: because }), { by: chair })
      .then(told('RecommendationNotAccepted', { reason: because }));
  });
  it('is not taken back: what was agreed is withdrawn or superseded', () => {
    given(made, agreed)
      .when(ask('DoNotAccept', { reason: because }), { by: chair })
      .thenRefused('agreed-already');
  });
});

describe('approval by the Executive Group', () => {
  it('is given where it is asked for', () => {
    given(madeForApproval, agreed)
      .when(ask('ApproveRecommendation', {}), { by: executive })
      .then(told('RecommendationApproved', {}));
  });
  it('comes after the agreement', () => {
    given(madeForApproval).when(ask('ApproveRecommendation', {}), { by: executive }).thenRefused('not-agreed');
  });
  it('is not given by another group', () => {
    given(madeForApproval, agreed)
      .when(ask('ApproveRecommendation', {}), { by: chair })
      .thenRefused('not-this-groups-act');
  });
  it('is not given where nobody asked', () => {
    given(made, agreed).when(ask('ApproveRecommendation', {}), { by: executive }).thenRefused('approval-not-asked');
  });
  it('comes before the work', () => {
    given(madeForApproval, agreed, assigned('line-1', policeLine))
      .when(ask('ReportProgress', { lineId: 'line-1', text: words, on: '2026-03-01' }), { by: police })
      .thenRefused('not-approved');
  });
});

describe('what is said of the whole', () => {
  it('may be a scope note: the words stay as they are', () => {
    const note = { about: 'scope' as const, note: words, reason: because };
    given(...one)
      .when(ask('AddScopeNote', note), { by: chair })
      .then(told('ScopeNoteAdded', note));
  });
  it('is reviewed at a meeting, and then again within a quarter', () => {
    given(...one)
      .when(ask('ReviewRecommendation', { note: words }), { by: chair })
      .then(told('RecommendationReviewed', { note: words, nextReview: '2026-05-12' }));
    given(...one)
      .when(ask('ReviewRecommendation', { note: words }), { by: betweenMeetings })
      .thenRefused('no-meeting');
  });
  it('sets the next review after this one', () => {
    given(...one)
      .when(ask('ReviewRecommendation', { note: words, nextReview: '2026-02-12' }), { by: chair })
      .thenRefused('review-not-later');
  });
  it('is escalated by the group that follows it, to another', () => {
    given(...one)
      .when(ask('EscalateRecommendation', { to: 'executive-group', reason: because }), { by: chair })
      .then(told('RecommendationEscalated', { to: 'executive-group', reason: because }));
    given(...one)
      .when(ask('EscalateRecommendation', { to: LIG, reason: because }), { by: chair })
      .thenRefused('escalated-to-itself');
  });
  it('is questioned by the Independent Scrutineer, who decides nothing', () => {
    const by = { actor: 'scrutineer', onBehalfOf: { role: 'scrutineer' } };
    const question = { kind: 'question' as const, comment: words };
    given(...one)
      .when(ask('AddScrutinyComment', question), { by })
      .then(told('ScrutinyCommentAdded', question));
    given(...one)
      .when(ask('AddScrutinyComment', question), { by: chair })
      .thenRefused('not-the-scrutineer');
    given(made).when(ask('AgreeRecommendation', {}), { by }).thenRefused('not-this-groups-act');
  });
  it('ends when it was entered in error', () => {
    const error = told('RecommendationEnteredInError', { reason: because });
    given(...one)
      .when(ask('EnterInError', { reason: because }))
      .then(error);
    given(...one, error)
      .when(ask('WithdrawRecommendation', { reason: because }), { by: chair })
      .thenRefused('entered-in-error');
  });
});

describe('a correction', () => {
  const correct = (field: 'scope' | 'themes' | 'owner' | 'source-on' | 'progress', to: string, lineId?: string) =>
    ask('CorrectRecommendation', {
      field,
      label: 'What',
      to,
      reason: because,
      ...(lineId !== undefined && { lineId }),
    });

  it('puts the right value in place of the wrong one, which stays on the record', () => {
    const corrected = { field: 'scope' as const, label: 'What', from: 'multi-agency', to: 'national', reason: because };
    given(...one)
      .when(correct('scope', 'national'))
      .then(told('RecommendationCorrected', corrected));
    const after = told('RecommendationCorrected', corrected);
    given(...one, after)
      .when(correct('scope', 'national'))
      .thenRefused('same-value');
  });
  it('is of something that is there', () => {
    given(...one)
      .when(correct('progress', 'Other words', 'line-1'))
      .thenRefused('nothing-to-correct');
  });
  it('is a value of the right sort', () => {
    given(...one)
      .when(correct('scope', 'everywhere'))
      .thenRefused('not-a-scope');
    given(...one)
      .when(correct('source-on', '2025-02-31'))
      .thenRefused('not-a-date');
    given(...one)
      .when(correct('source-on', '2027-01-01'))
      .thenRefused('not-a-date');
    given(...one)
      .when(correct('themes', ' , '))
      .thenRefused('no-right-value');
  });
  it('may name another owner until that owner has answered', () => {
    const corrected = {
      field: 'owner' as const,
      label: 'What',
      from: 'constabulary',
      to: 'probation',
      reason: because,
    };
    given(...one)
      .when(correct('owner', 'probation', 'line-1'))
      .then(told('RecommendationCorrected', { ...corrected, lineId: 'line-1', owner: policeLine }));
  });
});

describe('parts', () => {
  it('are the owners’ lines: acts on different lines never conflict', () => {
    const progress = (lineId: string) => ask('ReportProgress', { lineId, text: words, on: '2026-03-01' });
    expect(recommendation.partOf?.(progress('line-1'))).toBe('line-1');
    expect(recommendation.partOf?.(assigned('line-2', socialCareLine))).toBe('line-2');
    expect(recommendation.partOf?.(ask('RequestAssurance', { lineIds: ['line-1'], question: words }))).toBe('line-1');
    expect(
      recommendation.partOf?.(ask('RequestAssurance', { lineIds: ['line-1', 'line-2'], question: words })),
    ).toBeUndefined();
    expect(recommendation.partOf?.(agreed)).toBeUndefined();
  });
  it('are told apart by those who answer for them', () => {
    given(...two)
      .when(ask('ReportProgress', { lineId: 'line-2', text: words, on: '2026-03-01' }), { by: police })
      .thenRefused('not-your-line');
  });
});
