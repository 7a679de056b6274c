import { narrative } from '#app/kernel';
import { type ActDefinition, type OptionLists, act, fieldAsked, insistInBeing } from '#app/platform';
import type { GroupCommand } from '../domain/group.commands';
import type { Member } from '../domain/group.state';
import type { GroupRow } from '../read/group.row';
import { isGoing, isRight, plain, team } from './agency.acts';
import {
  AddGroupForm,
  CorrectGroupForm,
  EndForm,
  JoinGroupForm,
  LeaveChairForm,
  LeaveGroupForm,
  ReasonForm,
  RenameForm,
  TakeChairForm,
} from './directory.forms';
import { GROUP_FIELDS } from './directory.names';

const command = (given: GroupCommand): GroupCommand => given;

/** Members who sit now, each by its number on the record's page. */
const sitting = (record: GroupRow | undefined): readonly (Member & { readonly number: string })[] =>
  (record?.detail.members ?? [])
    .map((member, index) => ({ ...member, number: String(index + 1) }))
    .filter(({ until }) => until === undefined);

const chairs = ({ detail }: GroupRow): boolean => detail.chairs.some(({ until }) => until === undefined);

export const addGroup = act<GroupRow, AddGroupForm>({
  name: 'new',
  title: 'Add a group',
  button: 'Add the group',
  done: 'The group is in the directory:',
  form: AddGroupForm,
  may: team,
  command: (form) => command({ type: 'AddGroup', data: plain(form) }),
});

export const groupActs: readonly ActDefinition<GroupRow>[] = [
  act<GroupRow, JoinGroupForm>({
    name: 'member',
    title: 'Add a member',
    done: 'The member is recorded.',
    form: JoinGroupForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ from }) => from,
    command: async (form, { directory }) => {
      await insistInBeing(directory, form.agency, form.from);
      return command({ type: 'JoinGroup', data: plain(form) });
    },
  }),
  act<GroupRow, LeaveGroupForm>({
    name: 'member-end',
    title: 'Record that a member left',
    done: 'It is recorded that the member left.',
    form: LeaveGroupForm,
    may: team,
    offered: (record) => isGoing(record) && sitting(record).length > 0,
    lists: ({ record, names }): OptionLists => ({
      members: sitting(record).map(({ number, agency, role }) => ({
        value: number,
        text: `${role}, ${names.agency(agency)}`,
      })),
    }),
    happenedOn: ({ until }) => until,
    command: ({ member, until }, { record }) => {
      const { agency = '', role = '' } = sitting(record).find(({ number }) => number === member) ?? {};
      return command({ type: 'LeaveGroup', data: { agency, role, until } });
    },
  }),
  act<GroupRow, TakeChairForm>({
    name: 'chair',
    title: 'Record a new chair',
    done: 'The chair is recorded.',
    form: TakeChairForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ from }) => from,
    command: async (form, { directory, today }) => {
      if (form.agency) await insistInBeing(directory, form.agency, form.from ?? today);
      return command({ type: 'TakeChair', data: plain(form) });
    },
  }),
  act<GroupRow, LeaveChairForm>({
    name: 'chair-end',
    title: 'Record that the chair left',
    done: 'It is recorded that the chair left.',
    form: LeaveChairForm,
    may: team,
    offered: (record) => isGoing(record) && chairs(record),
    happenedOn: ({ until }) => until,
    command: ({ until }) => command({ type: 'LeaveChair', data: { until } }),
  }),
  act<GroupRow, RenameForm>({
    name: 'rename',
    title: 'Record a new name',
    done: 'The new name is recorded.',
    form: RenameForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ since }) => since,
    command: ({ name, since }) => command({ type: 'RenameGroup', data: { name, since } }),
  }),
  act<GroupRow, EndForm>({
    name: 'end',
    title: 'Record that it ended',
    intro: 'What it decided stays on record under its name. Its members and its chair stop on that day.',
    done: 'The end is recorded.',
    form: EndForm,
    may: team,
    offered: isGoing,
    lists: async ({ directory, id }) => {
      const others = (await directory.groups()).filter((one) => one.id !== id && one.endedOn === undefined);
      return { successors: others.map(({ id: value, name: text }) => ({ value, text })) };
    },
    happenedOn: ({ endedOn }) => endedOn,
    command: (form) => command({ type: 'EndGroup', data: plain(form) }),
  }),
  act<GroupRow, CorrectGroupForm>({
    name: 'correction',
    title: 'Correct a mistake',
    intro: 'For what was never right. If the group has changed its name, record a new name instead.',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectGroupForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectGroupForm['field'] }),
    may: team,
    offered: isRight,
    command: ({ field, words, date, group, reason }) =>
      command({
        type: 'CorrectGroup',
        data: { field, label: GROUP_FIELDS[field], to: words ?? date ?? group ?? '', reason: narrative(reason) },
      }),
  }),
  act<GroupRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The group is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: isRight,
    command: ({ reason }) => command({ type: 'EnterGroupInError', data: { reason: narrative(reason) } }),
  }),
];
