import { type By, type Meeting, narrative } from '#app/kernel';
import { type Target, targetOf } from '#app/calendar';
import type { AskOf, RecommendationCommand } from './recommendation.commands';
import type { DataOf, Owner, RecommendationEvent } from './recommendation.events';

/** People, owners, commands and events that the specs of this slice speak of. */
export const LIG = 'learning-inquiry-group';
export const EXEC = 'executive-group';

const at = (group: string): Meeting => ({ group, date: '2026-02-12', label: 'February meeting' });

export const member = (actor: string, group: string, agency?: string): By => ({
  actor,
  onBehalfOf: { role: 'group-member', group, meeting: at(group), ...(agency !== undefined && { agency }) },
});
export const chair = member('learning-inquiry-chair', LIG, 'childrens-social-care');
export const trustMember = member('learning-inquiry-member', LIG, 'nhs-trust');
export const executive = member('executive-member', EXEC, 'nhs-trust');
export const team: By = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };
/** The Partnership Team records what the group decided at its meeting. */
export const teamForGroup: By = {
  actor: 'partnership-team',
  onBehalfOf: { role: 'partnership-team', group: LIG, meeting: at(LIG) },
};
export const representative = (agency: string): By => ({
  actor: `${agency}-representative`,
  onBehalfOf: { role: 'agency-representative', agency },
});
export const police = representative('constabulary');
export const socialCare = representative('childrens-social-care');

export const policeLine: Owner = { kind: 'agency', id: 'constabulary', role: 'Named lead' };
export const socialCareLine: Owner = { kind: 'agency', id: 'childrens-social-care' };
export const unnamed: Owner = { kind: 'unnamed' };

export const because = narrative('Because the group was satisfied with what it saw.');
export const words = narrative('Two of three teams have been briefed.');
export const q3: Target = targetOf('quarter', 'Q3 2025-26');
export const q4: Target = targetOf('quarter', 'Q4 2025-26');

export const details: AskOf<'MakeRecommendation'> = {
  words: 'Send out the bruising protocol again, and give assurance that it is known.',
  source: {
    kind: 'referral',
    id: 'r1',
    reference: 'REF-2024-25-003',
    title: 'Injuries to an infant',
    on: '2025-03-20',
  },
  scope: 'multi-agency',
  themes: ['Physical abuse'],
  monitor: LIG,
  executiveApproval: false,
  lines: [],
};

export const ask = <Type extends RecommendationCommand['type']>(type: Type, data: AskOf<Type>): RecommendationCommand =>
  ({ type, data }) as RecommendationCommand;
export const told = <Type extends RecommendationEvent['type']>(type: Type, data: DataOf<Type>): RecommendationEvent =>
  ({ type, data }) as RecommendationEvent;

const { lines: _lines, ...rest } = details;
/** What the event of its making keeps of the command. */
export const kept = rest;
export const made = told('RecommendationMade', { reference: 'REC-2025-26-001', ...kept });
/** As it is made today, and not brought over. */
export const madeOn = (day: string): RecommendationEvent =>
  told('RecommendationMade', { reference: 'REC-2025-26-001', ...kept, madeOn: day });
export const madeForApproval = told('RecommendationMade', {
  reference: 'REC-2025-26-001',
  ...kept,
  executiveApproval: true,
});
export const agreed = told('RecommendationAgreed', { nextReview: '2026-05-12' });
export const assigned = (lineId: string, owner: Owner, target?: Target): RecommendationEvent =>
  told('LineAssigned', { lineId, owner, ...(target && { target }) });

export const policeAt = { lineId: 'line-1', owner: policeLine };
export const socialCareAt = { lineId: 'line-2', owner: socialCareLine };
/** One line, of the Constabulary. */
export const one = [made, agreed, assigned('line-1', policeLine, q3)];
/** A second one, of Children's Social Care. */
export const two = [...one, assigned('line-2', socialCareLine, q3)];

export const provided = (
  on: { lineId: string; owner: Owner } = policeAt,
  number = 1,
  by: By = police,
): RecommendationEvent =>
  told('AssuranceProvided', {
    ...on,
    evidenceId: `${on.lineId}-evidence-${number}`,
    words,
    files: [],
    providedBy: { actor: by.actor, ...(by.onBehalfOf.agency !== undefined && { agency: by.onBehalfOf.agency }) },
    type: 'statement',
    role: 'Named lead',
  });
export const accepted = (on: { lineId: string; owner: Owner } = policeAt): RecommendationEvent =>
  told('AssuranceAccepted', { ...on, evidence: [`${on.lineId}-evidence-1`], reason: because });
export const delivered = (on: { lineId: string; owner: Owner } = policeAt, by: By = police): RecommendationEvent =>
  told('ProductDelivered', {
    ...on,
    evidenceId: `${on.lineId}-evidence-1`,
    words,
    files: [],
    providedBy: { actor: by.actor, ...(by.onBehalfOf.agency !== undefined && { agency: by.onBehalfOf.agency }) },
    title: 'Learning pack',
  });
export const carried = told('CarriedIntoOtherWork', {
  ...policeAt,
  into: { words: 'Audit of domestic abuse' },
  expected: q4,
  reviewOn: '2026-04-01',
  reason: because,
});
