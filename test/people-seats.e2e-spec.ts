import { chairOf, memberOf } from '#app/platform';
import { PostQueries } from '../libs/directory/src/read/kinds.queries';
import { refuseLastOfTeam } from '../libs/directory/src/web/sign-in.acts';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { CONSTABULARY, Inviting, TEAM } from './people.house';
import { signInAs } from './provider';

const house = forAll(openHouse);
const walk = new Inviting(house);

beforeEach(() => {
  house.clock.set(LOADED);
});

describe('a deputy', () => {
  it('counts as a member on the days of the seat, and on no other', async () => {
    const post = await walk.role('Standing in for the nurse', 'isle-of-wight-nhs-trust');
    const cover = { group: 'learning-inquiry-group', as: 'deputy', from: '2026-11-23', until: '2026-11-25' };
    await walk.act(TEAM, `people/${post}/group`, { ...cover, as: 'member' }, 400);
    await walk.act(TEAM, `people/${post}/group`, { ...cover, until: undefined }, 400);
    await walk.act(TEAM, `people/${post}/group`, cover);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'group-member' }, 409);
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'agency-representative' });
    const groupsOn = async (day: string) => {
      house.clock.set(`${day}T00:30:00.000Z`);
      return (await walk.people.find(post))?.groups;
    };
    expect(await groupsOn('2026-11-22')).toEqual([]);
    expect(await groupsOn('2026-11-23')).toEqual(['learning-inquiry-group']);
    expect(await groupsOn('2026-11-25')).toEqual(['learning-inquiry-group']);
    expect(await groupsOn('2026-11-26')).toEqual([]);
    house.clock.set('2026-11-23T10:00:00.000Z');
    await walk.act(TEAM, `people/${post}/sign-in-role`, { role: 'group-member' });
    expect(await walk.people.find(post)).toMatchObject({ role: 'group-member' });
    house.clock.set('2026-11-26T10:00:00.000Z');
    expect(await walk.people.find(post)).toBeUndefined();
    expect(await walk.page(TEAM, `/people/${post}`)).toContain('Cannot sign in today.');
  });

  it('stops earlier, or is called off before the first day', async () => {
    const post = await walk.role('Standing in twice', 'isle-of-wight-nhs-trust');
    const cover = { group: 'learning-inquiry-group', as: 'deputy' };
    await walk.act(TEAM, `people/${post}/group`, { ...cover, from: '2026-11-20', until: '2026-11-27' });
    await walk.act(TEAM, `people/${post}/group`, { ...cover, from: '2026-12-07', until: '2026-12-11' });
    expect(await walk.page(TEAM, `/people/${post}/group-end`)).toContain('7 December 2026 to 11 December 2026');
    await walk.act(TEAM, `people/${post}/group-end`, { seat: '2', until: '2026-11-20' });
    await walk.act(TEAM, `people/${post}/group-end`, { seat: '1', until: '2026-11-20' });
    expect(await walk.see(TEAM, `people/${post}`)).toMatchObject({
      groups: [{ as: { value: 'deputy' }, from: '2026-11-20', until: '2026-11-20', held: true }],
    });
  });
});

describe('a seat', () => {
  it('ends with its group', async () => {
    const post = await walk.role('Chair for a while', CONSTABULARY);
    const group = await walk.open(TEAM, 'groups', {
      name: 'Short Group',
      purpose: 'To be short.',
      since: '2026-01-05',
    });
    await walk.act(TEAM, `people/${post}/group`, { group, as: 'chair', from: '2026-02-02' });
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'group-chair' });
    expect(await walk.people.find(post)).toMatchObject({ chairs: [group] });
    await walk.act(TEAM, `groups/${group}/end`, { endedOn: '2026-11-20' });
    expect(await walk.people.find(post)).toMatchObject({ chairs: [group] });
    house.clock.set('2026-11-21T10:00:00.000Z');
    expect(await walk.people.find(post)).toBeUndefined();
  });
});

describe('somebody who chairs one group and sits in another', () => {
  it('is the chair of the one only', async () => {
    const post = await walk.role('Chair here, member there', CONSTABULARY);
    const [here, there] = ['education-group', 'learning-inquiry-group'];
    await walk.act(TEAM, `people/${post}/group`, { group: here, as: 'chair', from: '2026-02-02' });
    await walk.act(TEAM, `people/${post}/group`, { group: there, as: 'member', from: '2026-02-02' });
    await walk.act(TEAM, `people/${post}/invitation`, { role: 'group-chair' });
    const person = await walk.people.find(post);
    if (!person) throw new Error('Nobody signs in');
    expect([here, there].map((group) => chairOf(group, '').holds(person, undefined))).toEqual([true, false]);
    expect([here, there].map((group) => memberOf(group, '').holds(person, undefined))).toEqual([true, true]);
  });
});

describe('the last of the Partnership Team', () => {
  it('is told from one of several by who else has accepted', async () => {
    const posts = house.web.app.get(PostQueries);
    const record = (await posts.find(TEAM)) ?? undefined;
    await expect(refuseLastOfTeam(posts, record)).rejects.toMatchObject({ rule: 'last-of-the-team' });
    const { post } = await walk.letIn('Second of the team', { role: 'partnership-team', opensDetails: false });
    await expect(refuseLastOfTeam(posts, record)).resolves.toBeUndefined();
    const second = await signInAs(house.url, `other:a-${post}`);
    expect(await walk.home(second.jar.sent)).toBe(200);
    await walk.act(TEAM, `people/${post}/sign-in-end`, { reason: 'Moved on.' });
    await expect(refuseLastOfTeam(posts, record)).rejects.toMatchObject({ rule: 'last-of-the-team' });
  });
});

describe('the people of the demonstration', () => {
  it('sign in by the directory, as they are listed', async () => {
    const all = await walk.people.all();
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([TEAM, 'scrutineer', 'council-partner']));
    expect(await walk.people.find('learning-inquiry-chair')).toMatchObject({
      chairs: ['learning-inquiry-group', 'performance-and-quality-assurance-group'],
    });
  });
});
