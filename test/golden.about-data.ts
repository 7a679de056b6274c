import { type By, narrative } from '#app/kernel';
import type { SpokenOf } from '#app/concerned';
import type { DataRequestCommand } from '#app/erasure';
import { type Decisions, derivedId, fingerprint } from '#app/platform';
import { dataRequest } from '../libs/erasure/src/domain/data-request.decider';
import { hold } from '../libs/erasure/src/domain/hold';
import { retention } from '../libs/erasure/src/domain/retention';
import { TODAY } from './house';

const first: By = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };
const second: By = { actor: 'council-partner', onBehalfOf: { role: 'safeguarding-partner:council' } };

const reason = narrative('For the golden file.');
const record = { category: 'referral', id: derivedId('golden', 'referral'), reference: 'REF-2026-27-000' };
const person: SpokenOf = { subject: derivedId('golden', 'subject'), pseudonym: 'Family member 7K', record };
const file = {
  fileId: derivedId('golden', 'file'),
  record: { category: 'recommendation', id: derivedId('golden', 'recommendation'), reference: 'REC-2026-27-000' },
};
const held = { id: derivedId('golden', 'hold'), reference: 'HLD-2026-27-000', kind: 'court', authority: 'A court' };
const asks = { person, asker: 'themselves', receivedOn: TODAY, said: reason } as const;
const decided = { people: [person], reasons: reason, decidedOn: TODAY };
const granted = { ...decided, outcome: 'granted', ground: 'not-needed', files: [file] } as const;
const report = { keys: 1, before: 0, details: 2, files: 1, keptForms: 0 };

type Step = readonly [DataRequestCommand, By];

/** Requests about data in which everything happens that can, also what the house alone does. */
const requests: Readonly<Record<string, readonly Step[]>> = {
  erased: [
    [{ type: 'ReceiveDataRequest', data: { ...asks, asked: 'erasure' } }, first],
    [{ type: 'ExtendAnswer', data: { reason } }, first],
    [{ type: 'DecideDataRequest', data: granted }, first],
    [{ type: 'SendDecisionBack', data: { reason } }, second],
    [{ type: 'DecideDataRequest', data: granted }, first],
    [{ type: 'ApproveDecision', data: { note: reason } }, second],
    [{ type: 'CarryOutErasure', data: { holds: [held] } }, second],
    [{ type: 'ApproveDecision', data: {} }, second],
    [{ type: 'CarryOutErasure', data: { report } }, second],
  ],
  restricted: [
    [{ type: 'ReceiveDataRequest', data: { ...asks, asked: 'restriction' } }, first],
    [{ type: 'DecideDataRequest', data: { ...decided, outcome: 'granted', ground: 'accuracy', files: [] } }, first],
    [{ type: 'ApproveDecision', data: {} }, second],
    [{ type: 'LiftProcessingRestriction', data: { toldOn: TODAY, reason } }, first],
    [{ type: 'AnswerAsker', data: { answeredOn: TODAY, how: 'By letter' } }, first],
  ],
  reviewed: [
    [
      { type: 'BeginRetentionReview', data: { record, people: [person], keptUntil: TODAY, authority: 'A schedule' } },
      first,
    ],
    [{ type: 'EndDataRequest', data: { why: 'error', reason } }, first],
  ],
};

/** Takes them all: some of it no act of anybody leads to. */
export async function aboutDataSpecimens(decisions: Decisions): Promise<void> {
  const actOf = (command: object, by: By, ...names: readonly (string | number)[]) => ({
    commandId: derivedId('golden', ...names),
    hash: fingerprint(command),
    by,
  });
  for (const [name, steps] of Object.entries(requests)) {
    const id = derivedId('golden', 'request', name);
    for (const [at, [command, by]] of steps.entries())
      await decisions.take(dataRequest(id), id, command, actOf(command, by, 'request', name, at));
  }
  const set = {
    type: 'SetHold',
    data: { kind: 'court', authority: 'A court', on: { person }, from: TODAY, reason },
  } as const;
  await decisions.take(hold, held.id, set, actOf(set, first, 'set'));
  const lift = { type: 'LiftHold', data: { liftedOn: TODAY, reason } } as const;
  await decisions.take(hold, held.id, lift, actOf(lift, first, 'lift'));
  const period = { follows: 'review', years: 30, trigger: 'last-entry', authority: 'A schedule' } as const;
  const id = derivedId('golden', 'period');
  const begin = { type: 'SetRetentionPeriod', data: { of: 'referral', ...period } } as const;
  await decisions.take(retention, id, begin, actOf(begin, first, 'begin'));
  const change = { type: 'ChangeRetentionPeriod', data: { ...period, years: 35, reason } } as const;
  await decisions.take(retention, id, change, actOf(change, first, 'change'));
}
