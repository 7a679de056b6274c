import { type By, narrative } from '#app/kernel';
import type { Named, RestrictionEvent } from './restriction.events';

export const REFERENCE = 'RES-2025-26-001';
export const reason = narrative('A member of staff is related to the family.');
export const record = { category: 'referral', id: 'r1' };

export const team: Named = { post: 'partnership-team', role: 'partnership-team' };
export const chair: Named = { post: 'chair', role: 'group-chair' };
export const member: Named = { post: 'member', role: 'group-member' };

const by = ({ post, role }: Named): By => ({ actor: post, onBehalfOf: { role } });
export const byTeam = by(team);
export const byMember = by(member);
export const byManager = by({ post: 'manager', role: 'partnership-team' });

/** From the specs' day, 2 March 2026, until the end of May. */
export const UNTIL = '2026-05-31';
export const restricted: RestrictionEvent = {
  type: 'RecordRestricted',
  data: { reference: REFERENCE, record, named: [team, chair], until: UNTIL, reason },
};
export const lifted: RestrictionEvent = { type: 'RestrictionLifted', data: { reason } };
/** At noon of that day, for four hours. */
export const opened: RestrictionEvent = {
  type: 'RestrictedRecordOpened',
  data: { opening: 1, person: 'manager', until: '2026-03-02T16:00:00.000Z', reason },
};
export const asked: RestrictionEvent = { type: 'RestrictedOpeningSeen', data: { opening: 1, question: reason } };
