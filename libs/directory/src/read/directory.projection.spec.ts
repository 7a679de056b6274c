import type { Meeting } from '#app/kernel';
import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { AgencyEvent } from '../domain/agency.events';
import type { GroupEvent } from '../domain/group.events';
import type { PostEvent } from '../domain/post.events';
import { agencyProjection } from './agency.projection';
import { groupProjection } from './group.projection';
import { meetingProjection } from './meeting.projection';
import { namesFrom } from './names';
import { postProjection } from './post.projection';

const why = narrative('It was spelt wrongly.');

describe('the agencies that people read', () => {
  const { given } = projected(agencyProjection);
  const added: AgencyEvent = {
    type: 'AgencyAdded',
    data: { reference: 'AGY-2025-26-001', name: 'Lantern Housing', kind: 'relevant-agency', since: '2020-04-01' },
  };
  const renamed: AgencyEvent = {
    type: 'AgencyRenamed',
    data: { name: 'Lantern Homes', was: 'Lantern Housing', since: '2024-07-01' },
  };
  const ended: AgencyEvent = {
    type: 'AgencyEnded',
    data: { endedOn: '2025-03-31', successor: 'harbour-homes', note: 'Merged' },
  };

  it('show the present name, and keep the former with its days', () => {
    const [row] = given(added, renamed).rows();
    expect(row).toMatchObject({
      id: 'test',
      reference: 'AGY-2025-26-001',
      title: 'Lantern Homes',
      status: 'going',
      since: '2020-04-01',
      revision: 1,
    });
    expect(row?.detail.names).toEqual([
      { name: 'Lantern Housing', from: '2020-04-01' },
      { name: 'Lantern Homes', from: '2024-07-01' },
    ]);
  });
  it('show the end and who took over', () => {
    const [row] = given(added, renamed, ended).rows();
    expect(row).toMatchObject({
      status: 'ended',
      endedOn: '2025-03-31',
      detail: { successor: 'harbour-homes', note: 'Merged' },
    });
  });
  it('show the right value, and keep the wrong one', () => {
    const corrected: AgencyEvent = {
      type: 'AgencyCorrected',
      data: { field: 'name', label: 'Present name', from: 'Lantern Housing', to: 'Lantern Houses', reason: why },
    };
    const [row] = given(added, corrected).rows();
    expect(row).toMatchObject({ title: 'Lantern Houses' });
    expect(row?.detail.corrections).toEqual([
      {
        field: 'name',
        label: 'Present name',
        from: 'Lantern Housing',
        to: 'Lantern Houses',
        reason: 'It was spelt wrongly.',
      },
    ]);
  });
  it('are called as they were called on the day that is asked about', () => {
    const rows = given(added, renamed).rows();
    const named = rows.map(({ id, title, detail }) => ({ of: 'agency' as const, id, title, names: detail.names }));
    const names = namesFrom(named);
    expect(names.agency('test', '2024-06-30')).toBe('Lantern Housing');
    expect(names.agency('test', '2024-07-01')).toBe('Lantern Homes');
    expect(names.agency('test')).toBe('Lantern Homes');
    expect(names.agency('test', '2019-01-01')).toBe('Lantern Housing');
    expect(names.agency('nobody-knows')).toBe('nobody-knows');
  });
});

describe('the groups that people read', () => {
  const { given } = projected(groupProjection);
  const added: GroupEvent = {
    type: 'GroupAdded',
    data: {
      reference: 'GRP-2025-26-001',
      name: 'Exploitation Group',
      purpose: 'Keeps the plan.',
      parent: 'executive-group',
    },
  };
  const chair = (role: string, from?: string): GroupEvent => ({
    type: 'GroupChairTaken',
    data: { role, ...(from !== undefined && { from }) },
  });

  it('show members and chairs with their days', () => {
    const seat = { agency: 'constabulary', role: 'Inspector' };
    const joined: GroupEvent = { type: 'GroupMemberJoined', data: { ...seat, from: '2021-01-01' } };
    const left: GroupEvent = { type: 'GroupMemberLeft', data: { ...seat, until: '2022-12-31' } };
    const [row] = given(added, joined, left, joined, chair('Inspector'), chair('Area Director', '2023-01-01')).rows();
    expect(row).toMatchObject({ title: 'Exploitation Group', parent: 'executive-group', since: null });
    expect(row?.detail.members).toEqual([
      { ...seat, from: '2021-01-01', until: '2022-12-31' },
      { ...seat, from: '2021-01-01' },
    ]);
    expect(row?.detail.chairs).toEqual([
      { role: 'Inspector', until: '2022-12-31' },
      { role: 'Area Director', from: '2023-01-01' },
    ]);
  });
  it('say what was invented for the demonstration, seat by seat', () => {
    const joined: GroupEvent = {
      type: 'GroupMemberJoined',
      data: { agency: 'constabulary', role: 'Inspector', from: '2021-01-01' },
    };
    const [row] = projected(groupProjection, { with: { invented: ['from'] } })
      .given(joined)
      .rows();
    expect(row?.detail.invented).toEqual(['GroupMemberJoined constabulary Inspector.from']);
  });
});

describe('the people in roles that people read', () => {
  const { given } = projected(postProjection);
  const added: PostEvent = {
    type: 'PostAdded',
    data: { reference: 'POS-2025-26-001', title: 'Named Nurse', agency: 'isle-of-wight-nhs-trust' },
  };

  it('show the title, the agency and the seats', () => {
    const joined: PostEvent = {
      type: 'PostJoinedGroup',
      data: { group: 'learning-inquiry-group', as: 'member', from: '2022-06-01' },
    };
    const [row] = given(added, joined, { type: 'PostEnded', data: { endedOn: '2025-01-31' } }).rows();
    expect(row).toMatchObject({
      title: 'Named Nurse',
      agency: 'isle-of-wight-nhs-trust',
      groups: ['learning-inquiry-group'],
      status: 'ended',
      endedOn: '2025-01-31',
    });
  });
  it('show who signs in, and as what', () => {
    const invited: PostEvent = { type: 'SignInInvited', data: { role: 'safeguarding-partner', partner: 'health' } };
    const [row] = given(added, invited).rows();
    expect(row).toMatchObject({ signIn: 'invited', role: 'safeguarding-partner', partner: 'health' });
    const [later] = given(
      added,
      invited,
      { type: 'SignInAccepted', data: { provider: 'health' } },
      {
        type: 'SignInRoleChanged',
        data: { role: 'agency-representative', was: 'safeguarding-partner', wasPartner: 'health' },
      },
    ).rows();
    expect(later).toMatchObject({ signIn: 'accepted', role: 'agency-representative', partner: null });
    const [ended] = given(added, invited, { type: 'SignInEnded', data: { reason: why } }).rows();
    expect(ended).toMatchObject({ signIn: 'ended', detail: { signIn: { reason: why } } });
  });
  it('are called by their titles where they act, also when they no longer sign in', () => {
    const named = given(added)
      .rows()
      .map(({ id, title }) => ({ of: 'post' as const, id, title, names: null }));
    const names = namesFrom(named);
    expect([names.person('test'), names.person('system'), names.person('nobody')]).toEqual([
      'Named Nurse',
      'Learning Trail itself',
      'nobody',
    ]);
    expect(names.role('safeguarding-partner:council')).toBe('Delegated safeguarding partner, council');
    expect(names.role('agency-representative')).toBe('Agency representative');
  });
});

describe('the meetings that can be chosen again', () => {
  const meeting: Meeting = { group: 'executive-group', date: '2025-03-20', label: 'Quarterly meeting' };
  const anything = { type: 'AnythingAtAll', data: {} };

  it('are those that an event of any record names, each once', () => {
    const onBehalfOf = { role: 'partnership-team', group: 'executive-group', meeting };
    projected(meetingProjection, { stream: 'referral-1', with: { onBehalfOf } })
      .given(anything, anything)
      .then({ key: '["executive-group","2025-03-20","Quarterly meeting"]', ...meeting });
  });
  it('are none where nobody met', () => {
    projected(meetingProjection, { stream: 'referral-1' }).given(anything).then();
  });
});
