import { randomUUID } from 'node:crypto';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import {
  CORRECTED,
  IGNATIUS,
  PLANTED,
  QUILLON,
  REASON,
  TEAM,
  concernedOf,
  everybody,
  leaked,
  recorded,
  referred,
} from './identity-section.house';
import { jsonOf } from './visitor';
import { Walk } from './walk';

const house = forAll(openHouse);
const walk = new Walk(house);

describe('who is concerned', () => {
  it('is recorded on a page, and shown by pseudonym only', async () => {
    const id = await referred(walk);
    const team = await walk.as(TEAM);
    const form = await team.page(`/referrals/${id}/people-concerned`);
    expect(form.text).toContain('Which child of this record is it?');
    const sent = await team.form(`/referrals/${id}/people-concerned`, {
      'people[0][kind]': 'child',
      'people[0][child]': 'Child A',
      'people[0][name]': QUILLON.name,
      'people[0][dateOfBirth][day]': '7',
      'people[0][dateOfBirth][month]': '3',
      'people[0][dateOfBirth][year]': '2019',
      'people[0][nhsNumber]': '485-777-3457',
      'people[0][address]': QUILLON.address,
      'people[0][ethnicity]': QUILLON.ethnicity,
      // What is not asked of a child is left out, as everywhere on a page.
      'people[0][relation]': 'Undercliff',
    });
    expect([sent.status, sent.location]).toEqual([303, `/referrals/${id}`]);
    const page = await walk.page(TEAM, `/referrals/${id}`);
    expect(page).toContain('Who is concerned is recorded, and sealed.');
    expect(page).toMatch(
      /<dt[^>]*>Child A<\/dt>\s*<dd[^>]*>Child\. Sealed: Name, Date of birth, Address, Ethnicity, NHS number</,
    );
    expect(leaked(page)).toEqual([]);
  });

  it.each([
    [
      'rapid-reviews',
      'Child A',
      { headline: 'An incident', awareOn: TODAY, numberOfChildren: 1, agencies: ['constabulary'] },
    ],
    ['learning-events', undefined, undefined],
  ])('is recorded on %s too', async (path, child, opening) => {
    const { items } = (await walk.see(TEAM, `${path}?pageSize=1`)) as { items: readonly { id: string }[] };
    const id = opening ? await walk.open(TEAM, path, opening) : (items[0]?.id ?? '');
    const people = [
      { kind: 'child', ...(child && { child }), name: QUILLON.name },
      { kind: 'practitioner', ...IGNATIUS },
    ];
    await walk.act(TEAM, `${path}/${id}/people-concerned`, { people });
    const found = await concernedOf(walk, TEAM, `${path}/${id}`);
    expect(found.map(({ pseudonym }) => pseudonym)).toEqual([
      child ?? expect.stringMatching(/^Child \d[A-Z]$/),
      expect.stringMatching(/^Practitioner \d[A-Z]$/),
    ]);
    const opened = await walk.act(TEAM, `${path}/${id}/concerned/${found[1]?.subject ?? ''}/opening`, {
      reason: REASON,
    });
    expect(opened['details']).toEqual([
      { detail: 'name', name: 'Name', text: IGNATIUS.name },
      { detail: 'relation', name: 'Relation or role', text: IGNATIUS.relation },
    ]);
  });

  it('has a wrong NHS number refused at its field, on the page and by the API, with all that was typed', async () => {
    const id = await referred(walk);
    const team = await walk.as(TEAM);
    const people = [everybody[1], { ...everybody[0], nhsNumber: '485 777 3450' }];
    const answer = await team.post(`/api/v1/referrals/${id}/people-concerned`, { people });
    expect(jsonOf(answer)['errors']).toEqual([
      {
        pointer: '/people/1/nhsNumber',
        name: 'people[1][nhsNumber]',
        detail: 'NHS number must be a real NHS number: check each of its 10 digits',
      },
    ]);
    expect(answer.status).toBe(400);
    expect(leaked(answer.text)).toEqual([]);
    const page = await team.form(`/referrals/${id}/people-concerned`, {
      'people[0][kind]': 'child',
      'people[0][child]': 'Child B',
      'people[0][name]': QUILLON.name,
      'people[0][nhsNumber]': '12345',
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('href="#people-0-nhsNumber"');
    expect(page.text).toContain('NHS number must have 10 digits');
    expect(page.text).toContain(`value="${QUILLON.name}"`);
    expect(page.text).toContain('value="12345"');
  });

  it.each([
    ['a child that the record has not', { kind: 'child', child: 'Child Z', name: 'X' }, 400, '/people/0/child'],
    ['a child without saying which', { kind: 'child', name: 'X' }, 400, '/people/0/child'],
    [
      'an NHS number of a practitioner',
      { kind: 'practitioner', name: 'X', nhsNumber: '4857773456' },
      400,
      '/people/0/nhsNumber',
    ],
    ['a birth in the future', { kind: 'family', name: 'X', dateOfBirth: '2030-01-01' }, 400, '/people/0/dateOfBirth'],
    ['a detail that nobody asked for', { kind: 'family', name: 'X', shoeSize: '3' }, 400, '/people/0/shoeSize'],
    ['nobody', undefined, 400, '/people'],
  ])('refuses %s', async (_what, person, status, pointer) => {
    const id = await referred(walk);
    const people = person ? [person] : [];
    const answer = await (await walk.as(TEAM)).post(`/api/v1/referrals/${id}/people-concerned`, { people });
    expect(answer.status).toBe(status);
    expect((jsonOf(answer)['errors'] as { pointer: string }[]).map((error) => error.pointer)).toContain(pointer);
  });

  it('records each child of the record once', async () => {
    const { path } = await recorded(walk);
    const answer = await (await walk.as(TEAM)).post(`/api/v1/${path}/people-concerned`, { people: [everybody[0]] });
    expect([answer.status, jsonOf(answer)['type']]).toEqual([409, 'urn:rule:child-recorded']);
    const twice = [0, 1].map(() => ({ kind: 'child', child: 'Child B', name: 'X' }));
    const both = await (await walk.as(TEAM)).post(`/api/v1/${path}/people-concerned`, { people: twice });
    expect([both.status, jsonOf(both)['type']]).toEqual([409, 'urn:rule:child-recorded']);
  });

  it('is recorded by who referred, who then may not open it', async () => {
    const police = await walk.as('police-representative');
    const id = await referred(walk, 'police-representative');
    await walk.act('police-representative', `referrals/${id}/people-concerned`, { people: everybody });
    const [child] = await concernedOf(walk, TEAM, `referrals/${id}`);
    expect((await police.page(`/referrals/${id}/concerned/${child?.subject ?? ''}`)).status).toBe(403);
    expect(leaked(await walk.everything('police-representative', 'referrals', 'referral', id))).toEqual([]);
  });

  it('never conflicts with what others do to the record meanwhile', async () => {
    const { path } = await recorded(walk);
    const { revision } = await walk.see(TEAM, path);
    await walk.act(TEAM, `${path}/consideration`, {
      note: 'It was read.',
      consideredOn: TODAY,
      meeting: { between: 'It could not wait.' },
    });
    const seen = { 'if-match': `"${String(revision)}"` };
    await walk.act(TEAM, `${path}/people-concerned`, { people: [everybody[1]] }, 200, seen);
  });
});

describe('somebody recorded by mistake', () => {
  it('is taken off: nowhere on the record, opened by nobody, and in the history without any detail', async () => {
    const { path, family } = await recorded(walk);
    const subject = family.split('/').at(-1) ?? '';
    const concerned = async () => (await concernedOf(walk, TEAM, path)).map((person) => person.subject);
    const before = await concerned();
    const form = await walk.page(TEAM, `/${path}/people-concerned-taken-off?person=${subject}`);
    expect(form).toMatch(new RegExp(`value="${subject}" checked`));
    await walk.act(TEAM, `${path}/people-concerned-taken-off`, { subject, reason: 'It was on the wrong referral' });
    expect([before.length, await concerned()]).toEqual([3, before.filter((one) => one !== subject)]);
    const team = await walk.as(TEAM);
    expect((await team.form(`/${family}`, { reason: REASON })).status).toBe(404);
    const history = await walk.page(TEAM, `/${path}/history`);
    expect(history).toContain('Somebody recorded by mistake was taken off');
    expect(history).toContain('It was on the wrong referral');
    expect(leaked(history)).toEqual([]);
    expect((await team.post(`/api/v1/${path}/people-concerned-taken-off`, { subject, reason: 'Again' })).status).toBe(
      400,
    );
  });
});

describe('a request that is sent again', () => {
  it('counts once where it says the same, and is refused where a name is another', async () => {
    const id = await referred(walk);
    const headers = { 'idempotency-key': randomUUID() };
    const path = `referrals/${id}/people-concerned`;
    const first = await walk.act(TEAM, path, { people: everybody }, 200, headers);
    expect(await walk.act(TEAM, path, { people: everybody }, 200, headers)).toEqual(first);
    const other = [{ ...everybody[0], name: CORRECTED }, ...everybody.slice(1)];
    const answer = await (await walk.as(TEAM)).post(`/api/v1/${path}`, { people: other }, headers);
    expect([answer.status, jsonOf(answer)['type']]).toEqual([422, 'urn:problem:key-reused']);
    expect(leaked(answer.text)).toEqual([]);
    expect(await concernedOf(walk, TEAM, `referrals/${id}`)).toHaveLength(3);
  });

  it('is known by a fingerprint from which no name can be guessed', async () => {
    const hashes = new Set<string>();
    for (const name of [QUILLON.name, CORRECTED]) {
      const id = await referred(walk);
      await walk.act(TEAM, `referrals/${id}/people-concerned`, { people: [{ ...everybody[0], name }] });
      const [event] = await house.log.readStreamBackwards(`referral-${id}`, 1);
      const { people } = event?.event.data as { people: readonly { name: unknown }[] };
      expect(people[0]?.name).toMatchObject({ sealed: true });
      hashes.add(event?.metadata.commandHash ?? '');
    }
    // They differ by the record only: on one record, see the unit test of `withoutSealed`.
    expect(hashes.size).toBe(2);
  });
});

it('plants words that are told apart from all others', () => {
  expect(new Set(PLANTED).size).toBe(PLANTED.length);
});
