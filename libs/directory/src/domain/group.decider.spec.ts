import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { GroupCommand } from './group.commands';
import { group } from './group.decider';
import type { GroupEvent } from './group.events';

const { given } = scenario(group('exploitation-group'));

const why = narrative('The wrong group was chosen.');
const added: GroupEvent = {
  type: 'GroupAdded',
  data: {
    reference: 'GRP-2025-26-001',
    name: 'Exploitation Group',
    purpose: 'Keeps the plan against exploitation.',
    parent: 'executive-group',
    since: '2020-04-01',
  },
};
const { reference: _, ...details } = added.data;
const add: GroupCommand = { type: 'AddGroup', data: details };
const seat = { agency: 'constabulary', role: 'Chief Inspector' };
const join = (from: string): GroupCommand => ({ type: 'JoinGroup', data: { ...seat, from } });
const joined: GroupEvent = { type: 'GroupMemberJoined', data: { ...seat, from: '2021-01-01' } };
const leave = (until: string): GroupCommand => ({ type: 'LeaveGroup', data: { ...seat, until } });
const left: GroupEvent = { type: 'GroupMemberLeft', data: { ...seat, until: '2022-12-31' } };
const chair = (role: string, from?: string): GroupCommand => ({
  type: 'TakeChair',
  data: { role, ...(from !== undefined && { from }) },
});
const chaired = (role: string, from: string): GroupEvent => ({ type: 'GroupChairTaken', data: { role, from } });
const end = (endedOn: string, successor?: string): GroupCommand => ({
  type: 'EndGroup',
  data: { endedOn, ...(successor !== undefined && { successor }) },
});
const ended: GroupEvent = { type: 'GroupEnded', data: { endedOn: '2025-03-31' } };

describe('a group', () => {
  it('is added with its purpose and the group to which it reports', () => {
    given().when(add).then(added);
    given(added).when(add).thenNothing();
  });
  it('does not report to itself', () => {
    given()
      .when({ type: 'AddGroup', data: { ...details, parent: 'exploitation-group' } })
      .thenRefused('reports-to-itself');
    given(added)
      .when({
        type: 'CorrectGroup',
        data: { field: 'parent', label: 'Reports to', to: 'exploitation-group', reason: why },
      })
      .thenRefused('reports-to-itself');
  });
  it('takes nothing before it is added', () => {
    given().when(join('2021-01-01')).thenRefused('group-not-in-directory');
  });
  it('is renamed from a day, after the day of its present name', () => {
    given(added)
      .when({ type: 'RenameGroup', data: { name: 'Exploitation Strategy Delivery Group', since: '2023-04-01' } })
      .then({
        type: 'GroupRenamed',
        data: { name: 'Exploitation Strategy Delivery Group', was: 'Exploitation Group', since: '2023-04-01' },
      });
    given(added)
      .when({ type: 'RenameGroup', data: { name: 'New', since: '2020-04-01' } })
      .thenRefused('renamed-too-early');
  });
});

describe('members of a group', () => {
  it('join from a day', () => {
    given(added).when(join('2021-01-01')).then(joined);
  });
  it('join once', () => {
    given(added, joined).when(join('2021-01-01')).thenNothing();
    given(added, joined).when(join('2021-02-01')).thenRefused('still-a-member');
  });
  it('do not join before the group began, nor on a day still to come', () => {
    given(added).when(join('2020-03-31')).thenRefused('joined-before-it-began');
    given(added).when(join('2026-03-03')).thenRefused('in-the-future');
  });
  it('leave on a day, and may come back after it', () => {
    given(added, joined).when(leave('2022-12-31')).then(left);
    given(added, joined, left).when(leave('2022-12-31')).thenNothing();
    given(added, joined, left).when(join('2022-12-31')).thenRefused('was-a-member-then');
    given(added, joined, left)
      .when(join('2023-01-01'))
      .then({ type: 'GroupMemberJoined', data: { ...seat, from: '2023-01-01' } });
  });
  it('do not leave before they joined, nor where they do not sit', () => {
    given(added, joined).when(leave('2020-12-31')).thenRefused('left-before-joining');
    given(added).when(leave('2022-12-31')).thenRefused('not-a-member');
  });
});

describe('the chair of a group', () => {
  const inspector = chaired('Chief Inspector', '2021-01-01');

  it('takes the chair, and the one before leaves it the day before', () => {
    given(added).when(chair('Chief Inspector', '2021-01-01')).then(inspector);
    given(added, inspector).when(chair('Area Director', '2022-01-01')).then(chaired('Area Director', '2022-01-01'));
    given(added, inspector, chaired('Area Director', '2022-01-01'))
      .when({ type: 'LeaveChair', data: { until: '2022-06-30' } })
      .then({ type: 'GroupChairLeft', data: { role: 'Area Director', until: '2022-06-30' } });
  });
  it('may be the first without a known day, but not a later one', () => {
    given(added)
      .when(chair('Chief Inspector'))
      .then({ type: 'GroupChairTaken', data: { role: 'Chief Inspector' } });
    given(added, inspector).when(chair('Area Director')).thenRefused('chair-without-a-day');
  });
  it('is one at a time', () => {
    given(added, inspector).when(chair('Chief Inspector', '2022-01-01')).thenNothing();
    given(added, inspector).when(chair('Area Director', '2021-01-01')).thenRefused('chairs-overlap');
    given(added, inspector, { type: 'GroupChairLeft', data: { role: 'Chief Inspector', until: '2022-06-30' } })
      .when(chair('Area Director', '2022-06-30'))
      .thenRefused('chairs-overlap');
  });
  it('does not begin before the group, nor leave where nobody chairs', () => {
    given(added).when(chair('Chief Inspector', '2020-03-31')).thenRefused('joined-before-it-began');
    given(added)
      .when({ type: 'LeaveChair', data: { until: '2022-06-30' } })
      .thenRefused('nobody-chairs');
  });
});

describe('the end of a group', () => {
  it('is recorded, and nothing is added after it', () => {
    given(added, joined).when(end('2025-03-31')).then(ended);
    given(added, ended).when(end('2025-03-31')).thenNothing();
    given(added, ended).when(join('2025-01-01')).thenRefused('group-ended');
  });
  it('is not before it began, nor before somebody took a seat', () => {
    given(added).when(end('2020-03-31')).thenRefused('ended-before-it-began');
    given(added, joined).when(end('2020-12-31')).thenRefused('ended-before-a-member');
    given(added, joined, left).when(end('2022-12-30')).thenRefused('ended-before-a-member');
  });
  it('is not followed by itself', () => {
    given(added).when(end('2025-03-31', 'exploitation-group')).thenRefused('successor-of-itself');
  });
});

describe('a group with a mistake in it', () => {
  it('is corrected: the old value stays', () => {
    given(added)
      .when({ type: 'CorrectGroup', data: { field: 'purpose', label: 'Purpose', to: 'Another purpose.', reason: why } })
      .then({
        type: 'GroupCorrected',
        data: {
          field: 'purpose',
          label: 'Purpose',
          from: 'Keeps the plan against exploitation.',
          to: 'Another purpose.',
          reason: why,
        },
      });
  });
  it('takes nothing more once it is entered in error', () => {
    const error: GroupEvent = { type: 'GroupEnteredInError', data: { reason: why } };
    given(added)
      .when({ type: 'EnterGroupInError', data: { reason: why } })
      .then(error);
    given(added, error).when(join('2021-01-01')).thenRefused('group-void');
  });
});
