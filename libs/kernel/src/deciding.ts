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
