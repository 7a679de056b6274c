import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import { afterAll, briefed, dayOfDecision, follows, mayBeTaken, missingStep, nextOf, notStated } from '#app/steps';
import { correct } from './correct-audit';
import { checkImpact, moveToQuarter, planImpact, programme } from './plan-audit';
import { askForReturns, goingAhead, receiveReturn } from './audit.returns';
import type { AuditCommand } from './audit.commands';
import type { AuditEvent, Found } from './audit.events';
import { EXECUTIVE, QUALITY_ASSURANCE } from './audit.rules';
import { type Audit, evolve, unknown } from './audit.state';

export const audit: Decider<AuditCommand, AuditEvent, Audit> = {
  category: 'audit',
  prefix: 'AUD',
  initialState: unknown,
  evolve,

  decide(command, state, facts) {
    if (command.type === 'PutInProgramme') return state.status === 'unknown' ? [programme(command.data, facts)] : [];
    if (state.status === 'unknown')
      throw new RuleBroken('audit-not-in-programme', 'This audit is not in the programme.');
    if (state.status === 'void')
      throw new RuleBroken('entered-in-error', 'This record was entered in error. Nothing can be added to it.');
    switch (command.type) {
      case 'CorrectAudit':
        return correct(command.data, state, facts);
      case 'EnterInError':
        return [{ type: 'AuditEnteredInError', data: command.data }];
      default:
        stillOpen(state);
        return step(command, state, facts);
    }
  },

  partOf({ type, data }) {
    switch (type) {
      case 'ReturnAsked':
      case 'ReceiveReturn':
      case 'ReturnReceived':
        return `return:${data.agency}`;
      default:
        return undefined;
    }
  },
};

type StepCommand = Exclude<AuditCommand, { type: 'PutInProgramme' | 'CorrectAudit' | 'EnterInError' }>;
type Early = 'MoveToQuarter' | 'ScopeAudit' | 'AskForReturns' | 'ReceiveReturn' | 'HoldPanel' | 'RecordFindings';
type Middle = 'AgreeFindings' | 'ApproveAudit' | 'ShareBriefing' | 'PlanReAudit' | 'CheckImpact';

/** From the programme to the findings. */
function step(command: StepCommand, state: Audit, facts: Facts): readonly AuditEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'MoveToQuarter':
      return moveToQuarter(data, state, facts);
    case 'ScopeAudit':
      mayBeTaken('scope', data.on, state, facts);
      if (state.trail.order.includes('panel') && data.agencies.length < 2)
        throw new RuleBroken('one-agency', 'A multi-agency audit takes in at least two agencies.', 'agencies');
      return [{ type: 'AuditScoped', data }];
    case 'AskForReturns':
      return askForReturns(data, state, facts);
    case 'ReceiveReturn':
      return receiveReturn(data, state, facts);
    case 'HoldPanel':
      if (!state.trail.order.includes('panel'))
        throw new RuleBroken('no-panel', 'An audit of this type has no multi-agency panel. Record its findings.');
      mayBeTaken('panel', data.on, goingAhead(data.without, state), facts);
      return [{ type: 'PanelHeld', data }];
    case 'RecordFindings':
      return findings(data, state, facts);
    default:
      return approve(command, state, facts);
  }
}

function findings(data: Found, state: Audit, facts: Facts): readonly AuditEvent[] {
  if (state.settled.agreement?.taken)
    throw new RuleBroken('already-agreed', 'The group has agreed the findings. They stay as they are.');
  follows('findings', data.on, goingAhead(data.without, state), facts);
  if (data.findings.length + data.strengths.length === 0)
    throw new RuleBroken('nothing-found', 'Enter at least one finding or one strength.', 'findings');
  return [{ type: 'FindingsRecorded', data }];
}

/** From agreement to the impact check. */
function approve(command: Exclude<StepCommand, { type: Early }>, state: Audit, facts: Facts): readonly AuditEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'AgreeFindings': {
      const on = dayOfDecision(QUALITY_ASSURANCE, data.on, facts);
      mayBeTaken('agreement', on, state, facts);
      return [{ type: 'FindingsAgreed', data: { ...data, on } }];
    }
    case 'ApproveAudit': {
      const on = dayOfDecision(EXECUTIVE, data.on, facts);
      mayBeTaken('approval', on, state, facts);
      return [{ type: 'AuditApproved', data: { ...data, on } }];
    }
    case 'ShareBriefing':
      follows('briefing', data.on, state, facts);
      return briefed(data, state.shared);
    case 'PlanReAudit':
      return planImpact(data, state, facts);
    case 'CheckImpact':
      return checkImpact(data, state, facts);
    default:
      return end(command, state, facts);
  }
}

function end(
  { type, data }: Exclude<StepCommand, { type: Early | Middle }>,
  state: Audit,
  facts: Facts,
): readonly AuditEvent[] {
  if (type === 'RecordNotStated') return notStated(data, state);
  const on = dayOfDecision(QUALITY_ASSURANCE, data.on, facts);
  switch (type) {
    case 'ReviewRecommendations':
      follows('monitoring', on, state, facts);
      return [{ type: 'RecommendationsReviewed', data: { ...data, on } }];
    case 'RecordNoRecommendations':
      mayBeTaken('monitoring', on, state, facts);
      return [{ type: 'NoRecommendationsMade', data: { ...data, on } }];
    case 'CloseAudit':
      mayBeClosed(state, data.noImpactCheck);
      afterAll(on, state, facts);
      return [{ type: 'AuditClosed', data: { ...data, on } }];
    case 'CancelAudit':
      afterAll(on, state, facts);
      return [{ type: 'AuditCancelled', data: { ...data, on } }];
  }
}

/** Every step is over; without a check of the impact, and only without one, for a reason. */
function mayBeClosed(state: Audit, noImpactCheck: string | undefined): void {
  const missing = nextOf(state.trail, state.settled);
  if (missing !== undefined && missing !== 'impact') throw missingStep(state, missing);
  if (missing === 'impact' && noImpactCheck === undefined)
    throw new RuleBroken(
      'impact-not-checked',
      'Check the impact first, or say why no check is needed.',
      'noImpactCheck',
    );
  if (state.settled.impact?.taken && noImpactCheck !== undefined)
    throw new RuleBroken(
      'impact-checked',
      'A check of the impact is recorded, so no reason for leaving it out is needed. Leave this empty.',
      'noImpactCheck',
    );
}

function stillOpen({ status }: Audit): void {
  if (status === 'closed') throw new RuleBroken('closed', 'This audit is closed. It can only be corrected.');
  if (status === 'cancelled') throw new RuleBroken('cancelled', 'This audit was cancelled. It can only be corrected.');
}
