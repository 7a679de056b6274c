import type { By, Conflict, Facts } from './decider';
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

/** Whose own answer a decision is, whoever enters it: the roles that give it, and their agencies. */
export interface Answering {
  readonly posts: readonly string[];
  readonly agencies: readonly string[];
}

/**
 * Interests are declared and resolved at each decision (The Seven Principles of Public Life: integrity; domain reference
 * §2.3). Who stays says why. Nobody whose interest it is decides alone: at a meeting a group decides, and the Partnership Team
 * records what others decided. A partner's own answer is the partner's, whoever enters it.
 */
export function refuseConflicted({ by, answering }: Pick<Facts, 'by'> & { readonly answering?: Answering }): void {
  const { role, meeting, conflicts = [] } = by.onBehalfOf;
  if (conflicts.some(({ did, reason = '' }) => did === 'stayed' && reason.trim() === ''))
    throw new RuleBroken(
      'stayed-without-reason',
      'Say why whoever declared a conflict of interest stayed.',
      'conflicts',
    );
  if (answering && !answering.posts.includes(by.actor)) {
    refuseAnsweringFor(answering, conflicts);
    return;
  }
  if (role === 'partnership-team' || meeting !== undefined) return;
  if (conflicts.some((one) => isOf(one, by)))
    throw new RuleBroken(
      'conflicted-decider',
      'You, or your agency, declare a conflict of interest, and nobody decides this with you. Somebody else decides it, or the group does at a meeting.',
      'conflicts',
    );
}

const isOf = ({ post, agency }: Conflict, { actor, onBehalfOf }: By): boolean =>
  post === actor || (onBehalfOf.agency !== undefined && agency === onBehalfOf.agency);

/**
 * Each of the three partners answers for itself (Children Act 2004, section 16E), by its delegated partner or, where that
 * one stands aside, by its lead partner, who stays accountable (Working Together to Safeguard Children 2023, chapter 2). So a role
 * that declares an interest has had no part in it; a whole agency cannot stand aside from its own answer.
 */
function refuseAnsweringFor({ posts, agencies }: Answering, conflicts: readonly Conflict[]): void {
  const own = ({ post = '', agency = '', did }: Conflict): boolean =>
    agencies.includes(agency) || (posts.includes(post) && did !== 'took-no-part');
  if (!conflicts.some(own)) return;
  throw new RuleBroken(
    'conflicted-partner',
    'This partner declares a conflict of interest in its own answer. Its lead partner, or another who is delegated, answers: then say which role declared it, and that it took no part.',
    'conflicts',
  );
}
