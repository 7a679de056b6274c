import { narrative } from '#app/kernel';
import { type ActDefinition, type OptionLists, act, fieldAsked, insistInBeing } from '#app/platform';
import type { PostCommand } from '../domain/post.commands';
import type { PostDetail, PostRow } from '../read/post.row';
import { isGoing, isRight, plain, team } from './agency.acts';
import {
  AddPostForm,
  CorrectPostForm,
  EndPostForm,
  JoinAsPostForm,
  LeaveAsPostForm,
  ReasonForm,
  RetitlePostForm,
} from './directory.forms';
import { POST_FIELDS, SEATS } from './directory.names';

const command = (given: PostCommand): PostCommand => given;

/** Seats that are held now, each by its number on the record's page. */
const held = (record: PostRow | undefined): readonly (PostDetail['seats'][number] & { readonly number: string })[] =>
  (record?.detail.seats ?? [])
    .map((seat, index) => ({ ...seat, number: String(index + 1) }))
    .filter(({ until }) => until === undefined);

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

export const postActs: readonly ActDefinition<PostRow>[] = [
  act<PostRow, JoinAsPostForm>({
    name: 'group',
    title: 'Record a seat in a group',
    done: 'The seat is recorded.',
    form: JoinAsPostForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ from }) => from,
    command: (form) => command({ type: 'JoinAsPost', data: plain(form) }),
  }),
  act<PostRow, LeaveAsPostForm>({
    name: 'group-end',
    title: 'Record that a seat ended',
    done: 'The end of the seat is recorded.',
    form: LeaveAsPostForm,
    may: team,
    offered: (record) => isGoing(record) && held(record).length > 0,
    lists: ({ record, names }): OptionLists => ({
      seats: held(record).map(({ number, group, as }) => ({
        value: number,
        text: `${SEATS[as]}, ${names.group(group)}`,
      })),
    }),
    happenedOn: ({ until }) => until,
    command: ({ seat, until }, { record }) => {
      const { group = '', as = 'member' } = held(record).find(({ number }) => number === seat) ?? {};
      return command({ type: 'LeaveAsPost', data: { group, as, until } });
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
    intro: 'What was done in this role stays on record. Its seats in groups stop on that day.',
    done: 'The end is recorded.',
    form: EndPostForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ endedOn }) => endedOn,
    command: (form) => command({ type: 'EndPost', data: plain(form) }),
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
    command: ({ reason }) => command({ type: 'EnterPostInError', data: { reason: narrative(reason) } }),
  }),
];
