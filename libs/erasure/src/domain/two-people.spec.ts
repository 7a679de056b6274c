import fc from 'fast-check';
import { type By, RuleBroken } from '#app/kernel';
import { recorded } from '#app/testing';
import type { DataRequestCommand } from './data-request.commands';
import { dataRequest } from './data-request.decider';
import type { DataRequestEvent } from './data-request.events';
import { evolve, unknown } from './data-request.state';
import { asked, child, decision, held, record, report, why } from './examples';
import { unfinishedIn } from './unfinished';

const rules = dataRequest('q1');

const command: fc.Arbitrary<DataRequestCommand> = fc.oneof(
  fc.constantFrom<DataRequestCommand>(
    { type: 'ReceiveDataRequest', data: asked },
    { type: 'ReceiveDataRequest', data: { ...asked, asked: 'restriction' } },
    {
      type: 'BeginRetentionReview',
      data: { record, people: [child], keptUntil: '2026-03-01', authority: 'Our schedule' },
    },
    { type: 'DecideDataRequest', data: decision },
    { type: 'DecideDataRequest', data: { ...decision, outcome: 'in-part', exemption: 'public-task' } },
    { type: 'DecideDataRequest', data: { ...decision, outcome: 'destroy' } },
    { type: 'DecideDataRequest', data: { ...decision, ground: 'accuracy', files: [] } },
    { type: 'SendDecisionBack', data: { reason: why } },
    { type: 'ApproveDecision', data: {} },
    { type: 'ApproveDecision', data: { holds: [held] } },
    { type: 'CarryOutErasure', data: { report } },
    { type: 'CarryOutErasure', data: { holds: [held] } },
    { type: 'LiftProcessingRestriction', data: { toldOn: '2026-03-02', reason: why } },
    { type: 'EndDataRequest', data: { why: 'withdrawn', reason: why } },
  ),
);
const actor = fc.constantFrom('one', 'another', 'third', 'system');

/** Chance alone does not finish an erasure, or leave one unfinished, every time. */
const carriedOut: [DataRequestCommand, string][] = [
  [{ type: 'ReceiveDataRequest', data: asked }, 'one'],
  [{ type: 'DecideDataRequest', data: decision }, 'one'],
  [{ type: 'ApproveDecision', data: {} }, 'another'],
  [{ type: 'CarryOutErasure', data: { report } }, 'system'],
];

/** What comes of these commands, by these people, one after another; refused ones leave nothing. */
function lived(steps: readonly (readonly [DataRequestCommand, string])[]) {
  const happened: { readonly event: DataRequestEvent; readonly by: string }[] = [];
  let state = unknown;
  for (const [given, by] of steps) {
    const acting: By = { actor: by, onBehalfOf: { role: 'partnership-team' } };
    try {
      const facts = { today: '2026-03-02', now: '2026-03-02T12:00:00.000Z', reference: 'DRQ', by: acting };
      for (const event of rules.decide(given, state, { ...facts, happenedOn: '2026-03-02' })) {
        happened.push({ event, by });
        state = evolve(state, event);
      }
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
  }
  return happened;
}

describe('whatever anybody does, and in whatever order', () => {
  it('nobody’s details are erased, and nobody’s use restricted, but by the decision of one person and the approval of another', () => {
    let erased = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(command, actor), { maxLength: 40 }), (steps) => {
        const happened = lived(steps);
        for (const [at, { event }] of happened.entries()) {
          if (event.type !== 'PeopleErased' && event.type !== 'ProcessingRestricted') continue;
          const before = happened.slice(0, at);
          const approved = before.findLast((one) => one.event.type === 'DecisionApproved');
          const decided = before.findLast((one) => one.event.type === 'DataRequestDecided');
          expect(approved && decided && approved.by !== decided.by).toBe(true);
          if (event.type === 'PeopleErased') erased++;
        }
        expect(happened.filter(({ event }) => event.type === 'PeopleErased').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000, examples: [[carriedOut]] },
    );
    expect(erased).toBeGreaterThan(0);
  });

  it('the house is left with what was approved and not carried out, and with nothing else', () => {
    let left = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(command, actor), { maxLength: 40 }), (steps) => {
        const events = lived(steps).map(({ event }, at) => recorded(event, at, 'dataRequest-q1'));
        const state = events.reduce((before, { event }) => evolve(before, event), unknown);
        const unfinished = unfinishedIn(events);
        expect(unfinished.length).toBe(state.status === 'approved' ? 1 : 0);
        left += unfinished.length;
      }),
      { numRuns: 1000, examples: [[carriedOut.slice(0, -1)]] },
    );
    expect(left).toBeGreaterThan(0);
  });
});
