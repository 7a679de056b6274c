import { scenario } from '#app/testing';
import { targetOf } from '#app/calendar';
import {
  agreed,
  ask,
  assigned,
  because,
  carried,
  chair,
  made,
  one,
  police,
  policeAt,
  policeLine,
  q3,
  q4,
  socialCareLine,
  team,
  teamForGroup,
  told,
  unnamed,
  words,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const toQ3 = { kind: 'quarter' as const, value: 'Q3 2025-26' };
const toQ4 = { kind: 'quarter' as const, value: 'Q4 2025-26' };
const nobody = [made, agreed, assigned('line-1', unnamed)];

describe('a line', () => {
  it('is added for each owner by the group that follows the recommendation', () => {
    given(...one)
      .when(ask('AssignLines', { lines: [{ owner: socialCareLine, counts: 'A dip sample' }] }), { by: chair })
      .then(told('LineAssigned', { lineId: 'line-2', owner: socialCareLine, counts: 'A dip sample' }));
  });
  it('needs to know which agency', () => {
    given(...one)
      .when(ask('AssignLines', { lines: [{ owner: { kind: 'agency' } }] }), { by: chair })
      .thenRefused('owner-not-given');
  });
  it('may wait for its owner’s name; nobody is guessed, and nobody answers until then', () => {
    given(...nobody)
      .when(ask('ReportProgress', { lineId: 'line-1', text: words, on: '2026-03-01' }), { by: police })
      .thenRefused('owner-not-named');
    given(...nobody)
      .when(ask('NameOwner', { lineId: 'line-1', owner: policeLine }), { by: teamForGroup })
      .then(told('OwnerNamed', policeAt));
  });
  it('is given its owner once', () => {
    given(...one)
      .when(ask('NameOwner', { lineId: 'line-1', owner: policeLine }), { by: chair })
      .thenNothing();
    given(...one)
      .when(ask('NameOwner', { lineId: 'line-1', owner: socialCareLine }), { by: chair })
      .thenRefused('owner-named');
  });
  it('is one of this recommendation', () => {
    given(...one)
      .when(ask('ReportProgress', { lineId: 'line-9', text: words, on: '2026-03-01' }), { by: police })
      .thenRefused('no-such-line');
  });
});

describe('a target', () => {
  it('is moved with a reason; the first one is kept beside the old and the new', () => {
    given(...one)
      .when(ask('ChangeTarget', { lineId: 'line-1', target: toQ4, reason: because }), { by: chair })
      .then(told('TargetChanged', { ...policeAt, from: q3, first: q3, to: q4, reason: because }));
  });
  it('keeps its first value through every change', () => {
    const moved = told('TargetChanged', { ...policeAt, from: q3, first: q3, to: q4, reason: because });
    const rhythm = targetOf('rhythm', 'every quarter');
    given(...one, moved)
      .when(
        ask('ChangeTarget', { lineId: 'line-1', target: { kind: 'rhythm', value: 'every quarter' }, reason: because }),
        { by: chair },
      )
      .then(told('TargetChanged', { ...policeAt, from: q4, first: q3, to: rhythm, reason: because }));
  });
  it('is not moved by its owner', () => {
    given(...one)
      .when(ask('ChangeTarget', { lineId: 'line-1', target: toQ4, reason: because }), { by: police })
      .thenRefused('not-this-groups-act');
  });
});

describe('progress', () => {
  const report = ask('ReportProgress', { lineId: 'line-1', text: words, on: '2026-03-01', nextStep: because });
  const reported = told('ProgressReported', {
    ...policeAt,
    text: words,
    on: '2026-03-01',
    nextStep: because,
    files: [],
  });

  it('is reported by the owner and changes no state', () => {
    given(...one)
      .when(report, { by: police })
      .then(reported);
    const state = [...one, reported].reduce((s, e) => recommendation.evolve(s, e), recommendation.initialState);
    expect(state.status).toBe('agreed');
    expect(state.lines[0]?.ended).toBeUndefined();
  });
  it('may be entered by the Partnership Team for the agency, not as itself', () => {
    const forPolice = { ...team, onBehalfOf: { role: 'Named lead', agency: 'constabulary' } };
    given(...one)
      .when(report, { by: forPolice })
      .then(reported);
    given(...one)
      .when(report, { by: team })
      .thenRefused('not-your-line');
  });
  it('waits for the recommendation to be agreed', () => {
    given(made, assigned('line-1', policeLine)).when(report, { by: police }).thenRefused('not-agreed');
  });
  it('is of the past', () => {
    given(...one)
      .when(ask('ReportProgress', { lineId: 'line-1', text: words, on: '2026-03-03' }), { by: police })
      .thenRefused('in-the-future');
  });
});

describe('waiting on something', () => {
  const waiting = told('WaitingRecorded', { ...policeAt, what: words, whose: 'The council', expected: q4 });

  it('says what, whose and until when', () => {
    given(...one)
      .when(ask('RecordWaiting', { lineId: 'line-1', what: words, whose: 'The council', expected: toQ4 }), {
        by: police,
      })
      .then(waiting);
  });
  it('ends once', () => {
    const end = ask('ResolveWaiting', { lineId: 'line-1', how: because });
    given(...one, waiting)
      .when(end, { by: police })
      .then(told('WaitingResolved', { ...policeAt, how: because }));
    given(...one)
      .when(end, { by: police })
      .thenRefused('not-waiting');
  });
});

describe('a line carried into other work', () => {
  it('is linked to the work, expected in a quarter, and looked at again', () => {
    const data = {
      lineId: 'line-1',
      into: { words: 'Audit of domestic abuse' },
      reviewOn: '2026-04-01',
      reason: because,
    };
    given(...one)
      .when(ask('CarryIntoOtherWork', { ...data, expected: toQ4 }), { by: chair })
      .then(carried);
  });
  it('is not expected, nor looked at again, on a day that is past', () => {
    const data = { lineId: 'line-1', into: { words: 'Audit of domestic abuse' }, reason: because };
    given(...one)
      .when(ask('CarryIntoOtherWork', { ...data, reviewOn: '2026-04-01', expected: toQ3 }), { by: chair })
      .thenRefused('target-past');
    given(...one)
      .when(ask('CarryIntoOtherWork', { ...data, reviewOn: '2026-03-02' }), { by: chair })
      .thenRefused('review-past');
  });
  it('stays open until its result comes back and is seen', () => {
    given(...one, carried)
      .when(ask('CompleteRecommendation', { basis: 'result-seen', reason: because }), { by: chair })
      .thenRefused('no-evidence');
    given(...one, carried)
      .when(ask('BringBackResult', { lineId: 'line-1', words }))
      .then(
        told('ResultBroughtBack', {
          ...policeAt,
          evidenceId: 'line-1-evidence-1',
          words,
          files: [],
          providedBy: { actor: 'partnership-team' },
        }),
      );
  });
  it('has a result only when it was carried', () => {
    given(...one)
      .when(ask('BringBackResult', { lineId: 'line-1', words }))
      .thenRefused('not-carried');
  });
});

describe('a successor body', () => {
  it('takes the line over in a new one, with the target and the first target of the old', () => {
    const successor = { kind: 'agency' as const, id: 'new-constabulary' };
    const moved = told('TargetChanged', { ...policeAt, from: q3, first: q3, to: q4, reason: because });
    given(...one, moved)
      .when(ask('HandOverLine', { lineId: 'line-1', successor, reason: because }), { by: chair })
      .then(
        told('LineHandedOver', { ...policeAt, successor, to: 'line-2', reason: because }),
        told('LineAssigned', { lineId: 'line-2', owner: successor, target: q4, firstTarget: q3, from: 'line-1' }),
      );
  });
  it('has to be named', () => {
    given(...one)
      .when(ask('HandOverLine', { lineId: 'line-1', successor: unnamed, reason: because }), { by: chair })
      .thenRefused('owner-not-given');
  });
});
