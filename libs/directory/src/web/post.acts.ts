import { narrative } from '#app/kernel';
import { spoken } from '#app/calendar';
import { type ActDefinition, type Identities, type OptionLists, act, fieldAsked, insistInBeing } from '#app/platform';
import type { PostCommand } from '../domain/post.commands';
import type { PostQueries } from '../read/kinds.queries';
import type { PostDetail, PostRow } from '../read/post.row';
import { isGoing, isRight, plain, team } from './agency.acts';
import { ReasonForm } from './directory.forms';
import { POST_FIELDS, SEATS } from './directory.names';
import {
  AddPostForm,
  CorrectPostForm,
  EndPostForm,
  JoinAsPostForm,
  LeaveAsPostForm,
  RetitlePostForm,
} from './post.forms';
import { refuseLastOfTeam, signInActs } from './sign-in.acts';

const command = (given: PostCommand): PostCommand => given;

/** Seats that may end, each by its number on the record's page. A deputy's may end before the planned day (ISO). */
const held = (
  record: PostRow | undefined,
  today = '',
): readonly (PostDetail['seats'][number] & { readonly number: string })[] =>
  (record?.detail.seats ?? [])
    .map((seat, index) => ({ ...seat, number: String(index + 1) }))
    .filter(({ as, until }) => until === undefined || (as === 'deputy' && until > today));

export const addPost = act<PostRow, AddPostForm>({
  name: 'new',
  title: 'Add a person in a role',
  intro: 'A person is known here by the title of their role only. Enter no name.',
  button: 'Add the role',
  done: 'The role is in the directory:',
  form: AddPostForm,
  may: team,
  command: async (form, { directory, today }) => {
    if (form.agency) await insistInBeing(directory, form.agency, form.since ?? today);
    return command({ type: 'AddPost', data: plain(form) });
  },
});

export const postActs = (posts: PostQueries, identities: Identities): readonly ActDefinition<PostRow>[] => [
  act<PostRow, JoinAsPostForm>({
    name: 'group',
    title: 'Record a seat in a group',
    done: 'The seat is recorded.',
    form: JoinAsPostForm,
    may: team,
    offered: isGoing,
    // Cover is arranged today for days to come.
    happenedOn: ({ as, from }) => (as === 'deputy' ? undefined : from),
    command: (form) => command({ type: 'JoinAsPost', data: plain(form) }),
  }),
  act<PostRow, LeaveAsPostForm>({
    name: 'group-end',
    title: 'Record that a seat ended',
    done: 'The end of the seat is recorded.',
    form: LeaveAsPostForm,
    may: team,
    offered: (record) => isGoing(record) && held(record).length > 0,
    lists: ({ record, names, today }): OptionLists => ({
      seats: held(record, today).map(({ number, group, as, from, until }) => ({
        value: number,
        text: `${SEATS[as]}, ${names.group(group)}${until === undefined ? '' : `, ${spoken(from)} to ${spoken(until)}`}`,
      })),
    }),
    happenedOn: ({ until }) => until,
    command: ({ seat, until }, { record }) => {
      const { group = '', as = 'member', from } = held(record).find(({ number }) => number === seat) ?? {};
      return command({ type: 'LeaveAsPost', data: { group, as, ...(as === 'deputy' && from && { from }), until } });
    },
  }),
  act<PostRow, RetitlePostForm>({
    name: 'rename',
    title: 'Record a new title',
    done: 'The new title is recorded.',
    form: RetitlePostForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ since }) => since,
    command: ({ title, since }) => command({ type: 'RetitlePost', data: { title, since } }),
  }),
  act<PostRow, EndPostForm>({
    name: 'end',
    title: 'Record that the role ended',
    intro:
      'What was done in this role stays on record. Its seats in groups stop on that day, and nobody signs in for it any more.',
    done: 'The end is recorded.',
    form: EndPostForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ endedOn }) => endedOn,
    command: async (form, { record }) => {
      await refuseLastOfTeam(posts, record);
      return command({ type: 'EndPost', data: plain(form) });
    },
  }),
  act<PostRow, CorrectPostForm>({
    name: 'correction',
    title: 'Correct a mistake',
    intro: 'For what was never right. If the role has a new title, record the new title instead.',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectPostForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectPostForm['field'] }),
    may: team,
    offered: isRight,
    command: ({ field, words, date, agency, reason }) =>
      command({
        type: 'CorrectPost',
        data: { field, label: POST_FIELDS[field], to: words ?? date ?? agency ?? '', reason: narrative(reason) },
      }),
  }),
  act<PostRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The role is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: isRight,
    command: async ({ reason }, { record }) => {
      await refuseLastOfTeam(posts, record);
      return command({ type: 'EnterPostInError', data: { reason: narrative(reason) } });
    },
  }),
  ...signInActs(posts, identities),
];
