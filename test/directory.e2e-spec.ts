import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { Walk } from './walk';

const agency = { name: 'Island Young Carers', kind: 'relevant-agency', since: '2020-04-01' };
const group = {
  name: 'Young Carers Task Group',
  purpose: 'To look at how young carers are found.',
  since: '2026-04-01',
};
const TEAM = 'partnership-team';

describe('the directory', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let carers: string;
  let task: string;
  let post: string;

  beforeAll(async () => {
    carers = await walk.open(TEAM, 'agencies', agency);
    task = await walk.open(TEAM, 'groups', { ...group, parent: 'learning-inquiry-group' });
    post = await walk.open(TEAM, 'people', { title: 'Lead for young carers', agency: carers, since: '2024-01-08' });
  });

  it('is read by everybody and kept by the Partnership Team', async () => {
    for (const person of ['police-representative', 'scrutineer']) {
      expect(await walk.page(person, '/directory')).toContain('Agencies');
      expect(await walk.everything(person, 'agencies', 'agency', carers)).toContain(agency.name);
      expect(await walk.everything(person, 'groups', 'group', task)).toContain(group.purpose);
      expect(await walk.everything(person, 'people', 'post', post)).toContain('Lead for young carers');
      for (const [kind, body] of [
        ['agencies', agency],
        ['groups', group],
        ['people', { title: 'Another' }],
      ] as const) {
        await walk.act(person, kind, body, 403);
        await walk.page(person, `/${kind}/new`, 403);
      }
      await walk.act(person, `agencies/${carers}/rename`, { name: 'Ours', since: TODAY }, 403);
    }
  });

  it('is not read by anybody who has not signed in', async () => {
    const page = await fetch(`${house.url}/agencies`, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fagencies']);
    expect((await fetch(`${house.url}/api/v1/agencies`)).status).toBe(401);
  });

  it('lists by words, kind, parent, agency, group and status', async () => {
    expect(
      await walk.finds('scrutineer', 'agencies?words=young carers&kind=relevant-agency&status=going', carers),
    ).toBe(true);
    expect(await walk.finds('scrutineer', 'groups?parent=learning-inquiry-group', task)).toBe(true);
    expect(await walk.finds('scrutineer', `people?agency=${carers}`, post)).toBe(true);
    await walk.text('scrutineer', 'agencies?kind=pub', 400);
    await walk.text('scrutineer', 'agencies/nobody-knows-it', 404);
    await walk.page('scrutineer', '/groups/nobody-knows-it', 404);
  });

  it('gives a new agency to every form that asks for agencies', async () => {
    expect(await walk.page('police-representative', '/referrals/new')).toContain(agency.name);
  });

  it('keeps the old name with what happened while it held', async () => {
    const referral = await walk.open(TEAM, 'referrals', {
      headline: 'A child who looks after a parent',
      from: carers,
      role: 'Worker',
      receivedOn: '2026-11-02',
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'School was missed.',
      why: 'To learn early.',
      agencies: [carers],
    });
    await walk.act(TEAM, `agencies/${carers}/rename`, { name: 'Isle Young Carers', since: '2020-04-01' }, 409);
    await walk.act(TEAM, `agencies/${carers}/rename`, { name: 'Isle Young Carers', since: '2026-11-10' });
    expect(await walk.see('scrutineer', `agencies/${carers}`)).toMatchObject({
      name: 'Isle Young Carers',
      names: [
        { name: agency.name, from: '2020-04-01', until: '2026-11-09' },
        { name: 'Isle Young Carers', from: '2026-11-10', until: null },
      ],
    });
    expect(await walk.text('scrutineer', `history?stream=referral-${referral}`)).toContain(agency.name);
    expect(await walk.finds('scrutineer', 'agencies?words=isle young', carers)).toBe(true);
  });

  it('seats agencies and chairs in groups, and people in roles', async () => {
    const seat = { agency: carers, role: 'Lead for young carers', from: '2026-05-01' };
    await walk.act(TEAM, `groups/${task}/member`, { ...seat, from: '2026-03-01' }, 409);
    await walk.act(TEAM, `groups/${task}/member`, seat);
    const again = await walk.act(TEAM, `groups/${task}/member`, seat);
    expect(again).toMatchObject({ revision: 1 });
    await walk.act(TEAM, `groups/${task}/member`, { ...seat, from: '2026-05-02' }, 409);
    await walk.act(TEAM, `groups/${task}/chair`, { role: 'Head of Youth', from: '2026-05-01' });
    await walk.act(TEAM, `people/${post}/group`, { group: task, as: 'member', from: '2026-05-01' });
    expect(await walk.see('scrutineer', `groups/${task}`)).toMatchObject({
      members: [{ agency: { id: carers, name: 'Isle Young Carers' }, until: null }],
      chairs: [{ role: 'Head of Youth', until: null }],
    });
    expect(await walk.page('scrutineer', `/groups/${task}`)).toContain(`/people/${post}`);
    expect(await walk.finds('scrutineer', `people?group=${task}`, post)).toBe(true);
    await walk.act(TEAM, `groups/${task}/member-end`, { member: '1', until: '2026-11-12' });
    await walk.act(TEAM, `people/${post}/group-end`, { seat: '1', until: '2026-11-12' });
    expect(await walk.see('scrutineer', `people/${post}`)).toMatchObject({ groups: [{ until: '2026-11-12' }] });
  });

  it('asks which revision was seen, and tells what happened since', async () => {
    const renamed = { name: 'Another Task Group', since: '2026-11-15' };
    expect(await walk.blindly(TEAM, `groups/${task}/rename`, renamed)).toBe(428);
    const stale = await walk.act(TEAM, `groups/${task}/rename`, renamed, 412, { 'if-match': '"0"' });
    expect(JSON.stringify(stale)).toContain('GroupMemberLeft');
  });

  it('corrects what was never right in the open', async () => {
    const corrected = { field: 'since', date: '2019-04-01', reason: 'The register says so.' };
    await walk.act(TEAM, `agencies/${carers}/correction`, { ...corrected, date: '2026-12-01' }, 400);
    await walk.act(TEAM, `agencies/${carers}/correction`, corrected);
    expect(await walk.see('scrutineer', `agencies/${carers}`)).toMatchObject({ since: '2019-04-01' });
    expect(await walk.page('scrutineer', `/agencies/${carers}`)).toMatch(/<del>.*1 Apr 2020<\/del>/);
  });

  it('ends with a successor, stays to be read, and is taken for nothing new', async () => {
    const next = await walk.open(TEAM, 'agencies', { ...agency, name: 'Solent Young Carers', since: '2026-11-01' });
    await walk.act(TEAM, `agencies/${carers}/end`, { endedOn: '2026-11-21', successor: next }, 400);
    await walk.act(TEAM, `agencies/${carers}/end`, { endedOn: '2026-11-18', successor: carers }, 400);
    await walk.act(TEAM, `agencies/${carers}/end`, { endedOn: '2026-11-18' }, 400);
    const form = await walk.page(TEAM, `/agencies/${carers}/end`);
    expect(form).toContain('Still open here');
    expect(form).toContain('Lead for young carers');
    await walk.act(TEAM, `agencies/${carers}/end`, { endedOn: '2026-11-18', successor: next });
    const ended = await walk.see('police-representative', `agencies/${carers}`);
    expect(ended).toMatchObject({ status: { value: 'ended' }, endedOn: '2026-11-18', successor: { id: next } });
    expect(await walk.finds('scrutineer', 'agencies?status=ended&words=young carers', carers)).toBe(true);
    await walk.act(TEAM, `agencies/${carers}/rename`, { name: 'Too late', since: TODAY }, 409);
    await walk.act(TEAM, `groups/${task}/end`, { endedOn: '2026-11-18' });
    await walk.act(TEAM, `people/${post}/end`, { endedOn: '2026-11-18' });
    expect(await walk.see('scrutineer', `groups/${task}`)).toMatchObject({ chairs: [{ until: '2026-11-18' }] });
  });

  it('holds what was entered in error to be read, and no more', async () => {
    const wrong = await walk.open(TEAM, 'agencies', { ...agency, name: 'Entered twice' });
    await walk.act(TEAM, `agencies/${wrong}/error`, { reason: 'It was there already.' });
    await walk.act(TEAM, `agencies/${wrong}/rename`, { name: 'Again', since: TODAY }, 409);
    expect(await walk.page('scrutineer', `/agencies/${wrong}`)).toContain('ntered in error');
    expect(await walk.page(TEAM, '/referrals/new')).not.toContain('Entered twice');
  });

  it('gives nothing new to an agency that has ended, and names its successor', async () => {
    const role = { title: 'Night lead', agency: carers };
    for (const since of ['2026-11-19', undefined]) {
      const refused = await walk.act(TEAM, 'people', { ...role, ...(since && { since }) }, 409);
      expect(refused).toMatchObject({
        detail: expect.stringContaining('Its successor is Solent Young Carers.') as string,
      });
    }
    await walk.open(TEAM, 'people', { ...role, since: '2026-11-18' });
    const group = await walk.open(TEAM, 'groups', { name: 'Night Group', purpose: 'To look at nights.' });
    const seat = { agency: carers, role: 'Night lead', from: '2026-11-19' };
    await walk.act(TEAM, `groups/${group}/member`, seat, 409);
    await walk.act(TEAM, `groups/${group}/chair`, seat, 409);
    await walk.act(TEAM, `groups/${group}/member`, { ...seat, from: '2026-11-18' });
  });

  it('takes an agency’s name once, and gives its reference', async () => {
    const first = await walk.see(
      TEAM,
      `agencies/${await walk.open(TEAM, 'agencies', { name: 'Night Shelter', kind: 'other' })}`,
    );
    const twice = await walk.act(TEAM, 'agencies', { name: ' night  SHELTER ', kind: 'other' }, 409);
    expect(twice).toMatchObject({ detail: expect.stringContaining(first['reference'] as string) as string });
    const other = await walk.open(TEAM, 'agencies', { name: 'Day Shelter', kind: 'other' });
    await walk.act(TEAM, `agencies/${other}/rename`, { name: 'Night Shelter', since: TODAY }, 409);
    const correction = { field: 'name', words: 'Night Shelter', reason: 'It was misheard.' };
    await walk.act(TEAM, `agencies/${other}/correction`, correction, 409);
    await walk.act(TEAM, `agencies/${first['id'] as string}/end`, { endedOn: '2026-11-18', successor: 'nobody' });
    await walk.act(TEAM, `agencies/${other}/rename`, { name: 'Night Shelter', since: TODAY });
  });

  it('names a successor later', async () => {
    const ending = await walk.open(TEAM, 'agencies', { name: 'Old Youth Club', kind: 'other' });
    await walk.act(TEAM, `agencies/${ending}/end`, { endedOn: '2026-11-18', successor: 'nobody' });
    expect(await walk.page(TEAM, `/agencies/${ending}`)).toContain('None: nobody took over');
    const named = { field: 'successor', successor: 'constabulary', reason: 'It was agreed later.' };
    await walk.act(TEAM, `agencies/${ending}/correction`, named);
    expect(await walk.see(TEAM, `agencies/${ending}`)).toMatchObject({ successor: { id: 'constabulary' } });
    expect(await walk.page(TEAM, `/agencies/${ending}`)).toContain('<del>');
  });

  it('ends seats, chairs and roles, and renames groups and roles, on pages', async () => {
    const group = await walk.open(TEAM, 'groups', { name: 'Dawn Group', purpose: 'To look at mornings.' });
    const role = await walk.open(TEAM, 'people', { title: 'Dawn lead', agency: 'constabulary', since: '2026-01-05' });
    await walk.act(TEAM, `groups/${group}/member`, { agency: 'constabulary', role: 'Inspector', from: '2026-02-01' });
    await walk.act(TEAM, `groups/${group}/chair`, { role: 'Area Director', from: '2026-02-01' });
    await walk.act(TEAM, `groups/${group}/chair`, { role: 'Head of Service', from: '2026-06-01' });
    await walk.act(TEAM, `people/${role}/group`, { group, as: 'chair', from: '2026-02-01' });
    await walk.act(TEAM, `people/${role}/rename`, { title: 'Lead for mornings', since: '2026-07-01' });
    await walk.act(TEAM, `groups/${group}/rename`, { name: 'Morning Group', since: '2026-07-01' });
    for (const act of ['member', 'member-end', 'chair', 'chair-end', 'rename', 'end', 'correction', 'error'])
      expect(await walk.page(TEAM, `/groups/${group}/${act}`)).toContain('Morning Group');
    for (const act of ['group', 'group-end', 'rename', 'end', 'correction', 'error'])
      expect(await walk.page(TEAM, `/people/${role}/${act}`)).toContain('Lead for mornings');
    await walk.act(TEAM, `groups/${group}/chair-end`, { until: '2026-10-31' });
    await walk.act(TEAM, `groups/${group}/member-end`, { member: '1', until: '2026-10-31' });
    await walk.act(TEAM, `people/${role}/group-end`, { seat: '1', until: '2026-10-31' });
    expect(await walk.see(TEAM, `groups/${group}`)).toMatchObject({
      name: 'Morning Group',
      chairs: [
        { role: 'Area Director', until: '2026-05-31' },
        { role: 'Head of Service', until: '2026-10-31' },
      ],
      members: [{ until: '2026-10-31' }],
    });
    expect(await walk.page('scrutineer', `/people/${role}`)).toContain('Dawn lead');
    expect(await walk.page('scrutineer', `/groups/${group}`)).toContain('Dawn Group');
  });
});
