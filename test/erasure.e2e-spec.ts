import { SECOND, approves, asksFor, erasedByTwo, granted, keysOf, statusOf, withPeople } from './erasure.house';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { QUILLON, REASON, TEAM, concernedOf, leaked } from './identity-section.house';
import { decision as decisionOn } from './referral.bodies';
import { jsonOf } from './visitor';
import { Walk } from './walk';

describe('a request that somebody’s details be erased', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  it('is asked, decided by one person, approved by another, carried out at once, and reported with counts', async () => {
    const { path, child, family } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    expect(await walk.see(TEAM, request)).toMatchObject({
      title: expect.stringMatching(/^Erasure: Child A, REF-/) as string,
      answerBy: '2026-12-21',
      status: { value: 'open' },
    });
    await walk.act(TEAM, `${request}/decision`, granted([child]));
    expect(await statusOf(walk, request)).toBe('decided');
    // Nothing has happened yet.
    expect((await walk.act(TEAM, `${path}/concerned/${child}/opening`, { reason: REASON }))['details']).toHaveLength(5);
    await walk.act(SECOND, `${request}/approval`, approves);
    expect(await walk.see(TEAM, request)).toMatchObject({
      status: { value: 'erased' },
      report: { keys: 1, before: 0, details: 5, files: 0, keptForms: 0, on: TODAY },
    });
    expect(await keysOf(house, [child, family])).toEqual([false, true]);
    const opened = await (await walk.as(TEAM)).post(`/api/v1/${path}/concerned/${child}/opening`, { reason: REASON });
    expect([opened.status, jsonOf(opened)['type']]).toEqual([409, 'urn:rule:person-erased']);
    expect(await walk.page(TEAM, `/${path}`)).toContain('Not kept any more: erased on 20 November 2026');
    expect((await walk.act(TEAM, `${path}/concerned/${family}/opening`, { reason: REASON }))['details']).toHaveLength(
      2,
    );
  });

  it('can be gone through on pages, from the record to the report', async () => {
    const { path, child } = await withPeople(walk);
    const team = await walk.as(TEAM);
    const record = await walk.page(TEAM, `/${path}`);
    expect(record).toContain(`/data-requests/new?person=${child}`);
    expect(await walk.page(TEAM, `/data-requests/new?person=${child}`)).toMatch(
      new RegExp(`value="${child}" (selected|checked)`),
    );
    const { evidence: _, people: __, ...words } = granted([child]) as Record<string, string>;
    const [year = '', month = '', day = ''] = TODAY.split('-');
    const received = { 'receivedOn[day]': day, 'receivedOn[month]': month, 'receivedOn[year]': year };
    const { receivedOn: _r, ...asks } = asksFor(child) as Record<string, string>;
    const opened = await team.form('/data-requests', { ...asks, ...received });
    expect(opened.status).toBe(303);
    await house.engine.catchUp();
    const request = opened.location.slice(1);
    const { decidedOn: _d, ...rest } = words;
    const decided = { 'decidedOn[day]': day, 'decidedOn[month]': month, 'decidedOn[year]': year };
    const decision = await team.form(`/${request}/decision`, { ...rest, ...decided, people: child, evidence: 'none' });
    expect([decision.status, decision.text]).toEqual([303, expect.stringContaining(request)]);
    await house.engine.catchUp();
    const own = await team.form(`/${request}/approval`, { read: 'read' });
    expect([own.status, own.text]).toEqual([409, expect.stringContaining('Somebody else has to approve it')]);
    const second = await walk.as(SECOND);
    expect((await second.form(`/${request}/approval`, {})).status).toBe(400);
    expect((await second.form(`/${request}/approval`, { read: 'read' })).status).toBe(303);
    await house.engine.catchUp();
    const report = await walk.page(SECOND, `/${request}`);
    for (const said of ['1 key destroyed', '5 sealed details', '0 evidence files', 'What stays'])
      expect(report).toContain(said);
    const history = await walk.page(TEAM, `/${request}/history`);
    for (const said of ['Decision approved by a second person', 'Details erased', '1 key destroyed'])
      expect(history).toContain(said);
    expect(leaked(report + history)).toEqual([]);
  });

  it('needs two people, of whom neither is of an agency', async () => {
    const { child } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    const decides = async (person: string) =>
      (await (await walk.as(person)).post(`/api/v1/${request}/decision`, granted([child]))).status;
    expect([await decides(SECOND), await decides('police-representative'), await decides('scrutineer')]).toEqual([
      403, 403, 403,
    ]);
    await walk.act(TEAM, `${request}/decision`, granted([child]));
    const own = await (await walk.as(TEAM)).post(`/api/v1/${request}/approval`, approves);
    expect([own.status, jsonOf(own)['type']]).toEqual([409, 'urn:rule:second-person']);
    for (const person of ['police-representative', 'learning-inquiry-chair', 'scrutineer'])
      expect((await (await walk.as(person)).post(`/api/v1/${request}/approval`, approves)).status).toBe(403);
    await walk.act(SECOND, `${request}/sending-back`, { reason: 'Say which ground it is.' });
    expect(await statusOf(walk, request)).toBe('open');
    expect(await keysOf(house, [child])).toEqual([true]);
  });

  it('reaches the same person on the records that came of it, where they are chosen there too', async () => {
    const { id, child, family, practitioner } = await withPeople(walk);
    await walk.act(TEAM, `referrals/${id}/decision`, decisionOn('learning-event'));
    const opened = await walk.open(TEAM, 'learning-events', {
      title: 'What missed appointments say',
      answers: 'referral',
      referral: id,
      criteria: 'none-met',
      basis: 'The decision on the referral.',
      learningNeeded: true,
      why: 'Agencies can learn together.',
      agreement: 'stated',
      meeting: { date: TODAY, label: 'A meeting of the group' },
    });
    const learning = `learning-events/${opened}`;
    await walk.act(TEAM, `${learning}/people-concerned`, { people: [{ kind: 'child', ...QUILLON }] });
    const [same] = await concernedOf(walk, TEAM, learning);
    const people = [child, family, practitioner, same?.subject ?? ''];
    const request = await erasedByTwo(walk, child, people);
    expect(await walk.see(TEAM, request)).toMatchObject({ report: { keys: 4, details: 14 } });
    expect(await keysOf(house, people)).toEqual([false, false, false, false]);
    expect(await walk.page(TEAM, `/${learning}`)).toContain('Not kept any more: erased on 20 November 2026');
  });

  it('is refused while a hold stands, which is named, and goes on once it is lifted', async () => {
    const { id, child, family } = await withPeople(walk);
    const onRecord = { kind: 'coroner', authority: 'The coroner', over: 'record', record: `referral-${id}` };
    const hold = `holds/${await walk.open(TEAM, 'holds', { ...onRecord, from: TODAY, reason: 'An inquest is open.' })}`;
    const { reference } = (await walk.see(TEAM, hold)) as { reference: string };
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    const refused = await (await walk.as(TEAM)).post(`/api/v1/${request}/decision`, granted([child]));
    expect([refused.status, jsonOf(refused)['type'], jsonOf(refused)['detail']]).toEqual([
      409,
      'urn:rule:held',
      expect.stringContaining(`${reference} (The coroner)`),
    ]);
    expect(await walk.page(TEAM, `/${request}`)).toContain('Holds that stand');
    await walk.act(TEAM, `${hold}/lifting`, { liftedOn: TODAY, reason: 'The inquest is over.' });
    await walk.act(TEAM, `${request}/decision`, granted([child]));
    // One over another person is no hindrance; one over this person comes in between the two.
    const over = (person: string) => ({
      kind: 'police',
      authority: 'The police',
      over: 'person',
      person,
      from: TODAY,
      reason: 'They look into it.',
    });
    await walk.open(TEAM, 'holds', over(family));
    const second = `holds/${await walk.open(TEAM, 'holds', over(child))}`;
    const late = await (await walk.as(SECOND)).post(`/api/v1/${request}/approval`, approves);
    expect([late.status, jsonOf(late)['type']]).toEqual([409, 'urn:rule:held']);
    expect(await keysOf(house, [child])).toEqual([true]);
    await walk.act(TEAM, `${second}/lifting`, { liftedOn: TODAY, reason: 'It is looked into.' });
    await walk.act(SECOND, `${request}/approval`, approves);
    expect(await keysOf(house, [child, family])).toEqual([false, true]);
  });

  it('is on the home of the Partnership Team with its day, and of who may approve it', async () => {
    const { child } = await withPeople(walk);
    const id = await walk.open(TEAM, 'data-requests', asksFor(child));
    expect(await walk.page(TEAM, '/')).toContain('Requests about people’s data to decide');
    await walk.act(TEAM, `data-requests/${id}/decision`, granted([child]));
    expect(await walk.page(SECOND, '/')).toContain('Decisions about people’s data that wait for a second person');
    expect(await walk.page('police-representative', '/')).not.toContain('people’s data');
    house.clock.set('2026-12-22T10:00:00.000Z');
    try {
      expect(await walk.page(TEAM, '/')).toContain('Requests about people’s data whose day has passed');
    } finally {
      house.clock.set('2026-11-20T10:00:00.000Z');
    }
  });

  it('can be refused, and whoever asked is told', async () => {
    const { child } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    await walk.act(TEAM, `${request}/extension`, { reason: 'There are many papers.' });
    expect(await walk.see(TEAM, request)).toMatchObject({ answerBy: '2027-02-22' });
    const refusal = {
      outcome: 'refused',
      exemption: 'public-task',
      reasons: 'A review is under way.',
      decidedOn: TODAY,
    };
    await walk.act(TEAM, `${request}/decision`, refusal);
    await walk.act(SECOND, `${request}/approval`, approves);
    await walk.act(TEAM, `${request}/answer`, { answeredOn: TODAY, how: 'letter' });
    expect(await walk.see(TEAM, request)).toMatchObject({
      status: { value: 'refused' },
      answerBy: null,
      answered: { on: TODAY, how: 'By letter' },
      report: null,
    });
    expect(await keysOf(house, [child])).toEqual([true]);
  });
});

describe('a request that somebody’s details be kept and not used', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  it('keeps them from being opened until it is lifted', async () => {
    const { path, child } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child, 'restriction'))}`;
    const decision = { outcome: 'granted', ground: 'accuracy', reasons: 'It is looked into.', decidedOn: TODAY };
    await walk.act(TEAM, `${request}/restriction-decision`, decision);
    const open = async () => {
      const answer = await (await walk.as(TEAM)).post(`/api/v1/${path}/concerned/${child}/opening`, { reason: REASON });
      return [answer.status, answer.status === 200 ? '' : jsonOf(answer)['type']];
    };
    expect(await open()).toEqual([200, '']);
    await walk.act(SECOND, `${request}/approval`, approves);
    expect(await open()).toEqual([409, 'urn:rule:processing-restricted']);
    expect((await (await walk.as(TEAM)).page(`/${path}/concerned/${child}`)).status).toBe(409);
    expect(await walk.page(TEAM, `/${path}`)).toContain('Kept and not opened');
    expect(await keysOf(house, [child])).toEqual([true]);
    await walk.act(TEAM, `${request}/lifting`, { toldOn: TODAY, reason: 'The details were right.' });
    expect(await open()).toEqual([200, '']);
  });
});
