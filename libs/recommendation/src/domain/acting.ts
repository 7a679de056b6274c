import { type By, type Facts, RuleBroken } from '#app/kernel';
import { type Target, spoken } from '#app/calendar';
import { isOpen, type Evidence, type Line } from './line.state';
import type { OnLine, Owner, Provider } from './recommendation.events';
import type { Recommendation } from './recommendation.state';
import { LINE_REFUSALS } from './refusals';

export const EXECUTIVE = 'executive-group';
const QUALITY_ASSURANCE = 'performance-and-quality-assurance-group';

/** Nobody follows their own work: where the owner is the monitor, the Executive Group judges, and for the Executive another. */
export const SECOND_GROUP = { ofExecutive: QUALITY_ASSURANCE, ofOthers: EXECUTIVE } as const;

const secondGroup = (owner: string): string => (owner === EXECUTIVE ? SECOND_GROUP.ofExecutive : SECOND_GROUP.ofOthers);

/** The group that accepts, returns and completes these lines. */
export function judgeOf(
  { monitor }: Pick<Recommendation, 'monitor'>,
  lines: readonly { readonly owner: Owner }[],
): string {
  return lines.some(({ owner }) => owner.kind === 'group' && owner.id === monitor) ? secondGroup(monitor) : monitor;
}

/** A group's decision names its meeting, or says why it was taken between meetings. */
export function actsFor(group: string, { by, today }: Facts, needsMeeting = false): void {
  const { group: acting, meeting, betweenMeetings } = by.onBehalfOf;
  if (acting !== group)
    throw new RuleBroken(
      'not-this-groups-act',
      'This is decided by the group that follows the recommendation, or for it.',
      'meeting',
    );
  if (meeting === undefined && (needsMeeting || betweenMeetings === undefined))
    throw new RuleBroken(
      'no-meeting',
      needsMeeting
        ? 'Name the meeting at which it was done.'
        : 'Name the meeting, or say why it was done between meetings.',
      'meeting',
    );
  if (meeting && meeting.group !== group)
    throw new RuleBroken('meeting-of-another-group', 'The meeting must be one of the group that decides.', 'meeting');
  if (meeting && meeting.date > today)
    throw new RuleBroken('meeting-in-the-future', 'The meeting must have been held on or before today.', 'meeting');
}

/** The day of the decision, as far as the act tells. */
export const decidedOn = ({ by, today }: Facts): string => by.onBehalfOf.meeting?.date ?? today;

/** An agency's line is answered by the agency, a group's by the group, the Partnership Team's by the team. */
export function answersFor({ owner }: Pick<Line, 'owner'>, by: By): void {
  const { agency, group, role } = by.onBehalfOf;
  const answers = {
    agency: agency !== undefined && agency === owner.id,
    group: group !== undefined && group === owner.id,
    team: role === 'partnership-team' && agency === undefined,
    unnamed: false,
  }[owner.kind];
  if (answers) return;
  if (owner.kind === 'unnamed') throw new RuleBroken('owner-not-named', LINE_REFUSALS.unowned, 'lineId');
  throw new RuleBroken('not-your-line', LINE_REFUSALS.notYours, 'lineId');
}

export const providerOf = ({ actor, onBehalfOf: { agency, group } }: By): Provider => ({
  actor,
  ...(agency !== undefined && { agency }),
  ...(group !== undefined && { group }),
});

/** Nobody judges what they provided: neither the same person nor anybody of the same agency. */
export function refuseOwnEvidence(evidence: readonly Evidence[], { actor, onBehalfOf: { agency } }: By): void {
  const own = evidence.some(
    ({ providedBy }) => providedBy.actor === actor || (agency !== undefined && providedBy.agency === agency),
  );
  if (own) throw new RuleBroken('own-evidence', LINE_REFUSALS.ownEvidence);
}

/** Nobody ends, or puts off, the line that their own agency owns, whoever provided what is on it: somebody of another does. */
export function refuseOwnLines(lines: readonly Pick<Line, 'owner'>[], { onBehalfOf: { agency } }: By): void {
  if (agency === undefined || !lines.some(({ owner }) => owner.kind === 'agency' && owner.id === agency)) return;
  throw new RuleBroken('own-line', LINE_REFUSALS.ownLine);
}

/** What ends these lines or moves their day: for the group that judges them, and for nobody whose agency owns one. */
export function refuseUnlessApart(lines: readonly Line[], state: Recommendation, facts: Facts): void {
  actsFor(judgeOf(state, lines), facts);
  refuseOwnLines(lines, facts.by);
}

/** Work on lines begins when the recommendation is agreed and, where asked for, approved; and stops when it is closed. */
export function refuseUnlessLive({ status, approval }: Recommendation): void {
  const sentences: Partial<Record<Recommendation['status'], string>> = {
    made: 'The group that follows this recommendation has not agreed it yet.',
    'not-accepted': 'This recommendation was not accepted.',
    complete: 'This recommendation is complete. Reopen it first.',
    embedded: 'This recommendation is complete and embedded. Reopen it first.',
    withdrawn: 'This recommendation was withdrawn.',
    superseded: 'This recommendation was superseded by another.',
  };
  const sentence = sentences[status];
  if (sentence !== undefined) throw new RuleBroken(status === 'made' ? 'not-agreed' : status, sentence);
  if (approval === 'asked')
    throw new RuleBroken('not-approved', 'The Executive Group has not approved this recommendation yet.');
}

/** As long as nothing has closed the whole: its lines may be set up before it is agreed. */
export function refuseClosed(state: Recommendation): void {
  if (state.status !== 'made') refuseUnlessLive({ ...state, approval: 'not-asked' });
}

export function lineOf({ lines }: Recommendation, lineId: string): Line {
  const line = lines.find(({ id }) => id === lineId);
  if (!line) throw new RuleBroken('no-such-line', 'This recommendation has no such line.', 'lineId');
  return line;
}

export function openLineOf(state: Recommendation, lineId: string): Line {
  const line = lineOf(state, lineId);
  if (!isOpen(line)) throw new RuleBroken('line-closed', LINE_REFUSALS.closed, 'lineId');
  return line;
}

export const onLine = ({ id, owner }: Line): OnLine => ({ lineId: id, owner });

/** What is promised lies ahead. History that is brought over tells what had been promised then. */
export function refusePast(target: Target, { today, imported = false }: Facts, field: string, words: string): void {
  if (imported || target.due === undefined || target.due >= today) return;
  const ended = target.kind === 'date' ? 'is past' : `ended on ${spoken(target.due)}`;
  throw new RuleBroken('target-past', `${words} must be today or later: ${target.label} ${ended}.`, field);
}

export function refuseFuture(on: string | undefined, today: string, words: string): void {
  if (on !== undefined && on > today)
    throw new RuleBroken('in-the-future', `${words} must be on or before today.`, 'on');
}
