import { type By, type Narrative, RuleBroken } from '#app/kernel';
import type { GroupSeat, SignInAs, SignInEvent } from './post.events';
import type { SignInCommand } from './post.commands';
import { type Seat, isHeldOn } from './seats';

/** How it stands with somebody's sign-in. `ended` can be invited again. */
export interface SignIn extends SignInAs {
  readonly state: 'invited' | 'accepted' | 'ended';
  /** The day (ISO) on which it came to stand so. */
  readonly on: string;
  /** The last day of the link that was made last. */
  readonly linkUntil?: string;
  readonly provider?: string;
  /** Why it ended. */
  readonly reason?: Narrative;
}

/** What of a role the rules of signing in look at. */
export interface Standing {
  readonly agency?: string;
  readonly seats: readonly (GroupSeat & Seat)[];
  readonly signIn?: SignIn;
}

/** Somebody who is invited, or has accepted. */
export const signsIn = ({ signIn }: Standing): boolean => signIn !== undefined && signIn.state !== 'ended';

/** The seats that are held on a day (ISO). */
export const seatsOn = ({ seats }: Standing, day: string): readonly (GroupSeat & Seat)[] => seats.filter(isHeldOn(day));

/** Why a role does not fit somebody on a day (ISO), in a sentence; undefined where it does. */
export function misfit({ role, partner }: SignInAs, post: Standing, day: string): string | undefined {
  const seats = seatsOn(post, day);
  switch (role) {
    case 'group-chair':
      return seats.some(({ as }) => as === 'chair')
        ? undefined
        : 'Who signs in as a chair needs a chair’s seat in a group.';
    case 'group-member':
    case 'executive-member':
      return seats.length > 0 ? undefined : 'Who signs in as a member of a group needs a seat in one.';
    case 'agency-representative':
      return post.agency === undefined ? 'Who represents an agency needs one. Record the agency first.' : undefined;
    case 'safeguarding-partner':
      return partner === undefined ? 'Say for which safeguarding partner they speak.' : undefined;
    case 'scrutineer':
      return seats.length > 0
        ? 'The Independent Scrutineer decides nothing, and holds no seat in a group. Record that the seat ended first.'
        : undefined;
    case 'partnership-team':
      return undefined;
  }
}

/** What follows from a command about signing in, for the role `id`, on the day `today` (ISO). */
export function decideSignIn(
  id: string,
  command: SignInCommand,
  post: Standing,
  { by, today }: { readonly by: By; readonly today: string },
): readonly SignInEvent[] {
  const { signIn } = post;
  if (command.type === 'InviteToSignIn') return invited(command.data, post, today);
  if (!signIn) throw new RuleBroken('not-invited', 'Nobody has been invited to sign in for this role.');
  if (command.type === 'EndSignIn') {
    refuseOwn(id, by);
    return signIn.state === 'ended' ? [] : [{ type: 'SignInEnded', data: command.data }];
  }
  if (signIn.state === 'ended')
    throw new RuleBroken('sign-in-ended', 'This sign-in has ended. Invite the holder of the role again.');
  switch (command.type) {
    case 'MakeInvitationLink':
      refuseOwn(id, by);
      return [{ type: 'SignInLinkMade', data: command.data }];
    case 'AcceptSignIn':
      if (by.actor !== id)
        throw new RuleBroken('not-yours-to-accept', 'An invitation is accepted by the person whom it invites.');
      return [{ type: 'SignInAccepted', data: command.data }];
    case 'ChangeSignInRole':
      refuseOwn(id, by);
      return changed(command.data, signIn, post, today);
  }
}

function invited(as: SignInAs, post: Standing, today: string): readonly SignInEvent[] {
  const { signIn } = post;
  insistFits(as, post, today);
  if (!signIn || signIn.state === 'ended') return [{ type: 'SignInInvited', data: as }];
  if (isSame(as, signIn)) return [];
  throw new RuleBroken(
    'invited-already',
    'The holder of this role is invited already. Change what they may do instead.',
  );
}

function changed(as: SignInAs, signIn: SignIn, post: Standing, today: string): readonly SignInEvent[] {
  if (isSame(as, signIn)) return [];
  insistFits(as, post, today);
  const { role: was, partner: wasPartner, opensDetails: wasOpeningDetails, manages: wasManaging } = signIn;
  const before = {
    was,
    ...(wasPartner && { wasPartner }),
    ...(wasOpeningDetails && { wasOpeningDetails }),
    ...(wasManaging && { wasManaging }),
  };
  return [{ type: 'SignInRoleChanged', data: { ...as, ...before } }];
}

const isSame = (one: SignInAs, other: SignInAs): boolean =>
  one.role === other.role &&
  one.partner === other.partner &&
  one.opensDetails === other.opensDetails &&
  one.manages === other.manages;

function insistFits(as: SignInAs, post: Standing, today: string): void {
  if (as.partner !== undefined && as.role !== 'safeguarding-partner')
    throw new RuleBroken('role-does-not-fit', 'Only a delegated safeguarding partner speaks for one.', 'partner');
  if (as.opensDetails && as.role !== 'partnership-team')
    throw new RuleBroken(
      'role-does-not-fit',
      'Only somebody of the Partnership Team is named to open sealed details.',
      'opensDetails',
    );
  if (as.manages && as.role !== 'partnership-team')
    throw new RuleBroken('role-does-not-fit', 'The Partnership Manager is of the Partnership Team.', 'manages');
  const why = misfit(as, post, today);
  if (why !== undefined) throw new RuleBroken('role-does-not-fit', why, 'role');
}

/** Nobody widens, moves or ends the way in that they came by: somebody else of the Partnership Team does. */
export function refuseOwn(id: string, { actor }: By): void {
  if (actor === id)
    throw new RuleBroken(
      'own-sign-in',
      'This is your own sign-in. Somebody else of the Partnership Team has to change or end it.',
    );
}

/** Whoever is no longer in the role no longer signs in. */
export const endedWith = (post: Standing, reason: Narrative): readonly SignInEvent[] =>
  signsIn(post) ? [{ type: 'SignInEnded', data: { reason } }] : [];

/** Pages and rules fold a sign-in with the same lines. `on` is the day on which the event happened (ISO). */
export function signInAfter(signIn: SignIn | undefined, { type, data }: SignInEvent, on: string): SignIn {
  const before: SignIn = signIn ?? { role: 'group-member', state: 'ended', on };
  switch (type) {
    case 'SignInInvited':
      return { ...data, state: 'invited', on };
    case 'SignInLinkMade':
      return { ...before, linkUntil: data.expiresOn };
    case 'SignInAccepted': {
      const { linkUntil: _used, ...rest } = before;
      return { ...rest, state: 'accepted', on, provider: data.provider };
    }
    case 'SignInRoleChanged': {
      const { partner: _was, opensDetails: _did, manages: _managed, ...rest } = before;
      const { role, partner, opensDetails, manages } = data;
      return {
        ...rest,
        role,
        ...(partner && { partner }),
        ...(opensDetails && { opensDetails }),
        ...(manages && { manages }),
      };
    }
    case 'SignInEnded': {
      const { linkUntil: _void, ...rest } = before;
      return { ...rest, state: 'ended', on, reason: data.reason };
    }
    default:
      return before;
  }
}

const TYPES: ReadonlySet<string> = new Set<SignInEvent['type']>([
  'SignInInvited',
  'SignInLinkMade',
  'SignInAccepted',
  'SignInRoleChanged',
  'SignInEnded',
]);

export const isSignIn = (event: { readonly type: string }): event is SignInEvent => TYPES.has(event.type);
