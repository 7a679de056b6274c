import type { Message } from '#app/kernel';
import {
  type Person,
  type Teller,
  type Told,
  asDate,
  asGroup,
  asAgency,
  asOneOf,
  asYesNo,
  wordsFor,
} from '#app/platform';
import type { PostEvent } from '../domain/post.events';
import { PARTNERS, SEATS } from './directory.names';
import { corrected, inError, renamed, withAgency } from './directory.words';

const asRole: Teller = (role: string, names) => names.role(role);
const OPENS: Told = ['May open sealed details', asYesNo];
const MANAGES: Told = ['Partnership Manager', asYesNo];

export const postWords = wordsFor<PostEvent>({
  PostAdded: {
    act: 'Added to the directory',
    fields: { title: 'Title', agency: ['Agency', asAgency], since: ['Since', asDate] },
  },
  PostRetitled: renamed('New title', 'title'),
  PostJoinedGroup: {
    act: 'Seat in a group',
    fields: { group: ['Group', asGroup], as: ['As', asOneOf(SEATS)], from: ['From', asDate], until: ['Until', asDate] },
  },
  PostLeftGroup: {
    act: 'Seat in a group ended',
    fields: {
      group: ['Group', asGroup],
      as: ['As', asOneOf(SEATS)],
      from: ['The seat from', asDate],
      until: ['Last day', asDate],
    },
  },
  PostEnded: { act: 'Ended', fields: { endedOn: ['Last day', asDate], note: 'Note' } },
  PostCorrected: corrected(withAgency),
  PostEnteredInError: inError,
  SignInInvited: {
    act: 'Invited to sign in',
    fields: { role: ['As', asRole], partner: ['Speaks for', asOneOf(PARTNERS)], opensDetails: OPENS, manages: MANAGES },
  },
  SignInLinkMade: { act: 'Invitation link made', fields: { expiresOn: ['Good until', asDate] } },
  SignInAccepted: { act: 'Invitation accepted', fields: { provider: 'Signs in with' } },
  SignInRoleChanged: {
    act: 'What they may do was changed',
    fields: {},
    changes: [
      { from: 'was', to: 'role', told: ['As', asRole] },
      { from: 'wasPartner', to: 'partner', told: ['Speaks for', asOneOf(PARTNERS)] },
      { from: 'wasOpeningDetails', to: 'opensDetails', told: OPENS },
      { from: 'wasManaging', to: 'manages', told: MANAGES },
    ],
  },
  SignInEnded: { act: 'Sign-in ended', fields: {}, why: 'reason' },
});

/** Who is told with whose account somebody signs in, and why a sign-in ended. That and as what they sign in, everybody reads. */
export const seesSignIns = ({ role }: Person): boolean => role === 'partnership-team' || role === 'scrutineer';

const NOT_FOR_ALL: ReadonlySet<string> = new Set(['SignInLinkMade', 'SignInAccepted', 'SignInEnded']);

/** Whether a history tells this person what the event says. */
export const tellsPost = ({ type }: Message, person: Person): boolean => !NOT_FOR_ALL.has(type) || seesSignIns(person);
