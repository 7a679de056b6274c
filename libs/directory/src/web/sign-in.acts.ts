import { RuleBroken, narrative } from '#app/kernel';
import { addDays } from '#app/calendar';
import { type ActDefinition, type Identities, act } from '#app/platform';
import type { PostCommand } from '../domain/post.commands';
import type { SignInAs } from '../domain/post.events';
import type { PostQueries } from '../read/kinds.queries';
import type { PostRow } from '../read/post.row';
import { isGoing, team } from './agency.acts';
import { EndSignInForm, InvitationLinkForm, SignInForm } from './post.forms';

/** As long as an invitation stands (`Identities`). */
const DAYS_OF_A_LINK = 7;
const UNDER = 'Sign-in';

const command = (given: PostCommand): PostCommand => given;

/** Invited, or has accepted. */
const signsIn = ({ signIn }: PostRow): boolean => signIn === 'invited' || signIn === 'accepted';

/**
 * The Partnership Team keeps the directory: without it, nobody could be let in again. It is asked here, for a decider sees one
 * record only; of two that end each other at the same moment both are taken, and the next is invited from the terminal.
 */
export async function refuseLastOfTeam(posts: PostQueries, record: PostRow | undefined): Promise<void> {
  if (!record || !signsIn(record) || record.role !== 'partnership-team') return;
  if ((await posts.teamBeside(record.id)) > 0) return;
  throw new RuleBroken(
    'last-of-the-team',
    'Nobody else of the Partnership Team signs in. Invite somebody else first, and wait until they have accepted.',
  );
}

const asked = ({ role, partner, opensDetails, manages }: SignInForm): SignInAs => ({
  role,
  ...(partner !== undefined && { partner }),
  ...(opensDetails === true && { opensDetails }),
  ...(manages === true && { manages }),
});

/** What is set out here is done to the sign-in of the role's holder. */
export const signInActs = (posts: PostQueries, identities: Identities): readonly ActDefinition<PostRow>[] => [
  act<PostRow, SignInForm>({
    name: 'invitation',
    title: 'Invite to sign in',
    intro:
      'For whoever holds this role today. They sign in with the account that they have at work. Here they stay known by their role.',
    button: 'Invite',
    done: 'The holder of this role is invited. Make the link for them now.',
    under: UNDER,
    form: SignInForm,
    may: team,
    offered: (record) => isGoing(record) && !signsIn(record),
    command: async (form, { id, record }) => {
      // Whoever held the role before has no way back in by what is granted to the next.
      if (record && !signsIn(record)) await identities.release(id);
      return command({ type: 'InviteToSignIn', data: asked(form) });
    },
  }),
  act<PostRow, InvitationLinkForm>({
    name: 'invitation-link',
    title: 'Make an invitation link',
    intro:
      'The link is shown once, on the next page. It can be used once, for seven days. Give it to nobody but the holder of this role: whoever opens it first signs in as them. An earlier link stops working.',
    button: 'Make the link',
    done: 'The link is made.',
    under: UNDER,
    form: InvitationLinkForm,
    may: team,
    offered: (record) => isGoing(record) && signsIn(record),
    command: (_form, { today }) =>
      command({ type: 'MakeInvitationLink', data: { expiresOn: addDays(today, DAYS_OF_A_LINK) } }),
    shows: {
      template: 'post/link',
      with: async ({ id }) => {
        const { code, expiresAt } = await identities.invite(id);
        return { link: `/invitation/${code}`, expiresAt: expiresAt.toISOString() };
      },
    },
  }),
  act<PostRow, SignInForm>({
    name: 'sign-in-role',
    title: 'Change what they may do',
    intro: 'It holds at once. Whoever is signed in is asked to sign in again.',
    button: 'Change it',
    done: 'The change is recorded.',
    under: UNDER,
    form: SignInForm,
    initial: ({ record }) => {
      const { role, partner, opensDetails = false, manages = false } = record?.detail.signIn ?? {};
      return { ...(role && { role }), ...(partner && { partner }), opensDetails, manages };
    },
    may: team,
    offered: (record, person) => isGoing(record) && signsIn(record) && person.id !== record.id,
    command: async (form, { record }) => {
      if (form.role !== 'partnership-team') await refuseLastOfTeam(posts, record);
      return command({ type: 'ChangeSignInRole', data: asked(form) });
    },
  }),
  act<PostRow, EndSignInForm>({
    name: 'sign-in-end',
    title: 'End the sign-in',
    intro: 'It holds at once: whoever is signed in is signed out. What they did stays on record.',
    button: 'End it',
    done: 'The sign-in has ended.',
    under: UNDER,
    form: EndSignInForm,
    may: team,
    offered: (record, person) => signsIn(record) && person.id !== record.id,
    command: async ({ reason }, { record }) => {
      await refuseLastOfTeam(posts, record);
      return command({ type: 'EndSignIn', data: { reason: narrative(reason) } });
    },
  }),
];
