import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { PostCommand } from './post.commands';
import { post } from './post.decider';
import type { PostEvent } from './post.events';

const { given } = scenario(post('named-nurse'));

const why = narrative('The wrong agency was chosen.');
const add: PostCommand = {
  type: 'AddPost',
  data: { title: 'Named Nurse', agency: 'isle-of-wight-nhs-trust', since: '2022-01-01' },
};
const added: PostEvent = { type: 'PostAdded', data: { reference: 'POS-2025-26-001', ...add.data } };
const seat = { group: 'learning-inquiry-group', as: 'member' } as const;
const join = (from: string): PostCommand => ({ type: 'JoinAsPost', data: { ...seat, from } });
const joined: PostEvent = { type: 'PostJoinedGroup', data: { ...seat, from: '2022-06-01' } };
const leave = (until: string): PostCommand => ({ type: 'LeaveAsPost', data: { ...seat, until } });

describe('a person in a role', () => {
  it('is added by the title of the role', () => {
    given().when(add).then(added);
    given(added).when(add).thenNothing();
  });
  it('takes nothing before it is added', () => {
    given().when(join('2022-06-01')).thenRefused('role-not-in-directory');
  });
  it('has a new title from a day', () => {
    given(added)
      .when({ type: 'RetitlePost', data: { title: 'Lead Nurse', since: '2023-01-01' } })
      .then({ type: 'PostRetitled', data: { title: 'Lead Nurse', was: 'Named Nurse', since: '2023-01-01' } });
    given(added)
      .when({ type: 'RetitlePost', data: { title: 'Named Nurse', since: '2023-01-01' } })
      .thenNothing();
  });
  it('sits in a group from a day to a day', () => {
    given(added).when(join('2022-06-01')).then(joined);
    given(added, joined).when(join('2022-06-01')).thenNothing();
    given(added, joined)
      .when(leave('2023-05-31'))
      .then({ type: 'PostLeftGroup', data: { ...seat, until: '2023-05-31' } });
  });
  it('may sit as a member and in the chair at once', () => {
    given(added, joined)
      .when({ type: 'JoinAsPost', data: { group: seat.group, as: 'chair', from: '2023-01-01' } })
      .then({ type: 'PostJoinedGroup', data: { group: seat.group, as: 'chair', from: '2023-01-01' } });
  });
  it('sits nowhere before the role began, and does not leave a seat before taking it', () => {
    given(added).when(join('2021-12-31')).thenRefused('joined-before-it-began');
    given(added, joined).when(leave('2022-05-31')).thenRefused('left-before-joining');
  });
  it('ends, after every seat was taken', () => {
    given(added)
      .when({ type: 'EndPost', data: { endedOn: '2025-01-31' } })
      .then({ type: 'PostEnded', data: { endedOn: '2025-01-31' } });
    given(added, joined)
      .when({ type: 'EndPost', data: { endedOn: '2022-05-31' } })
      .thenRefused('ended-before-a-member');
  });
  it('takes no seat after it ended', () => {
    given(added, { type: 'PostEnded', data: { endedOn: '2025-01-31' } })
      .when(join('2025-01-01'))
      .thenRefused('role-ended');
  });
  it('is corrected: the old value stays', () => {
    given(added)
      .when({
        type: 'CorrectPost',
        data: { field: 'agency', label: 'Agency', to: 'integrated-care-board', reason: why },
      })
      .then({
        type: 'PostCorrected',
        data: {
          field: 'agency',
          label: 'Agency',
          from: 'isle-of-wight-nhs-trust',
          to: 'integrated-care-board',
          reason: why,
        },
      });
  });
  it('is covered by a deputy on days that are known beforehand', () => {
    const cover = { group: seat.group, as: 'deputy', from: '2026-03-09', until: '2026-03-20' } as const;
    const covers: PostCommand = { type: 'JoinAsPost', data: cover };
    const covered: PostEvent = { type: 'PostJoinedGroup', data: cover };
    given(added).when(covers).then(covered);
    given(added, covered).when(covers).thenNothing();
    const other = (from: string, until: string): PostCommand => ({
      type: 'JoinAsPost',
      data: { ...cover, from, until },
    });
    given(added, covered).when(other('2026-03-20', '2026-03-27')).thenRefused('deputises-already', 'from');
    given(added, covered)
      .when(other('2026-03-02', '2026-03-08'))
      .then({ type: 'PostJoinedGroup', data: { ...cover, from: '2026-03-02', until: '2026-03-08' } });
    given(added).when(other('2026-03-09', '2026-03-08')).thenRefused('left-before-joining', 'until');
    given(added).when(other('2026-03-09', '2027-03-09')).thenRefused('deputy-for-too-long', 'until');
    given(added).when(other('2021-12-31', '2026-03-08')).thenRefused('joined-before-it-began', 'from');
    given(added)
      .when({ type: 'JoinAsPost', data: { group: seat.group, as: 'deputy', from: '2026-03-09' } })
      .thenRefused('deputy-without-an-end', 'until');
    given(added)
      .when({ type: 'JoinAsPost', data: { ...seat, from: '2026-03-01', until: '2026-03-20' } })
      .thenRefused('only-a-deputy-ends', 'until');
  });
  it('stops deputising earlier than planned, or is called off before the first day', () => {
    const cover = { group: seat.group, as: 'deputy', from: '2026-03-09', until: '2026-03-20' } as const;
    const covered: PostEvent = { type: 'PostJoinedGroup', data: cover };
    const stop = (until: string): PostCommand => ({ type: 'LeaveAsPost', data: { ...cover, until } });
    const stopped = (until: string): PostEvent => ({ type: 'PostLeftGroup', data: { ...cover, until } });
    given(added, covered).when(stop('2026-03-12'), { today: '2026-03-12' }).then(stopped('2026-03-12'));
    given(added, covered).when(stop('2026-03-02')).then(stopped('2026-03-02'));
    given(added, covered).when(stop('2026-03-08'), { today: '2026-03-12' }).thenRefused('left-before-joining', 'until');
    given(added, covered).when(stop('2026-03-12')).thenRefused('in-the-future', 'until');
    given(added, covered).when(stop('2026-03-23'), { today: '2026-03-23' }).thenRefused('left-already', 'until');
    given(added, covered, stopped('2026-03-02')).when(stop('2026-03-02')).thenRefused('not-a-member', 'until');
  });
  it('ends although cover is planned for later', () => {
    const cover = { group: seat.group, as: 'deputy', from: '2026-03-09', until: '2026-03-20' } as const;
    given(added, { type: 'PostJoinedGroup', data: cover })
      .when({ type: 'EndPost', data: { endedOn: '2026-03-02' } })
      .then({ type: 'PostEnded', data: { endedOn: '2026-03-02' } });
  });
  it('takes nothing more once it is entered in error', () => {
    const error: PostEvent = { type: 'PostEnteredInError', data: { reason: why } };
    given(added)
      .when({ type: 'EnterPostInError', data: { reason: why } })
      .then(error);
    given(added, error).when(join('2022-06-01')).thenRefused('role-void');
  });
});
