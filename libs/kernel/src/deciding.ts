import type { Facts } from './decider';
import { RuleBroken } from './rule-broken';

/**
 * The Partnership Team records what others decide and decides nothing itself (domain reference §2.3). What it records as a
 * decision says where that was taken: at a meeting, or between meetings with a reason.
 */
export function refuseTeamAlone({ by: { onBehalfOf } }: Pick<Facts, 'by'>): void {
  const { role, meeting, betweenMeetings } = onBehalfOf;
  if (role !== 'partnership-team' || meeting !== undefined || betweenMeetings !== undefined) return;
  throw new RuleBroken(
    'team-decides-nothing',
    'The Partnership Team records a decision and takes none. Name the meeting at which it was taken, or say why it was taken between meetings.',
    'meeting',
  );
}

/**
 * Interests are declared and resolved at each decision (The Seven Principles of Public Life: integrity; domain reference
 * §2.3). Who stays says why. Nobody whose interest it is decides alone: at a meeting a group decides, and the Partnership Team
 * records what others decided.
 */
export function refuseConflicted({ by: { actor, onBehalfOf } }: Pick<Facts, 'by'>): void {
  const { role, agency, meeting, conflicts = [] } = onBehalfOf;
  if (conflicts.some(({ did, reason = '' }) => did === 'stayed' && reason.trim() === ''))
    throw new RuleBroken(
      'stayed-without-reason',
      'Say why whoever declared a conflict of interest stayed.',
      'conflicts',
    );
  if (role === 'partnership-team' || meeting !== undefined) return;
  if (conflicts.some((one) => one.post === actor || (agency !== undefined && one.agency === agency)))
    throw new RuleBroken(
      'conflicted-decider',
      'You, or your agency, declare a conflict of interest, and nobody decides this with you. Somebody else decides it, or the group does at a meeting.',
      'conflicts',
    );
}
