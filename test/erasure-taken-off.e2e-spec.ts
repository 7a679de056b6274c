import { DataSource } from 'typeorm';
import { SECOND, approves, asksFor, erasedByTwo, granted, keysOf, withPeople } from './erasure.house';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { REASON, TEAM, concernedOf } from './identity-section.house';
import { jsonOf } from './visitor';
import { Walk } from './walk';

const house = forAll(openHouse);
const walk = new Walk(house);

/** A child recorded by mistake and taken off again, and another in their place, whom the record calls by the same pseudonym. */
async function withMistake() {
  const record = await withPeople(walk);
  const off = { subject: record.child, reason: 'It was the wrong child.' };
  await walk.act(TEAM, `${record.path}/people-concerned-taken-off`, off);
  await walk.act(TEAM, `${record.path}/people-concerned`, {
    people: [{ kind: 'child', child: 'Child A', name: 'Isolde Featherbyrne' }],
  });
  const right = (await concernedOf(walk, TEAM, record.path)).find(({ pseudonym }) => pseudonym === 'Child A');
  const { reference } = (await walk.see(TEAM, record.path)) as { reference: string };
  return { ...record, right: right?.subject ?? '', called: `Child A, ${reference}, no longer named on the record` };
}

const detailsOf = (subject: string) =>
  house.web.app
    .get(DataSource)
    .query<{ details: object }[]>('SELECT "details" FROM "person_concerned_3" WHERE "id" = $1', [subject]);

describe('somebody who was taken off a record', () => {
  it('is offered when a request about another is decided, told apart, and erased and counted like any other', async () => {
    const { path, child, family, right, called } = await withMistake();
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(family))}`;
    const page = await walk.page(TEAM, `/${request}/decision`);
    expect(page).toContain(called);
    expect(page.split('no longer named on the record')).toHaveLength(2);
    expect(Object.keys((await detailsOf(child))[0]?.details ?? {})).toHaveLength(5);
    await walk.act(TEAM, `${request}/decision`, granted([family, child]));
    expect(await walk.page(SECOND, `/${request}`)).toMatch(
      /Child A, <a[^>]*>[^<]*<\/a>, no longer named on the record/,
    );
    await walk.act(SECOND, `${request}/approval`, approves);
    expect(await walk.see(TEAM, request)).toMatchObject({
      report: { keys: 2, before: 0, details: 7 },
      decision: {
        people: [
          { subject: child, takenOff: true },
          { subject: family, takenOff: false },
        ],
      },
    });
    expect(await keysOf(house, [child, family, right])).toEqual([false, false, true]);
    expect(await detailsOf(child)).toEqual([{ details: {} }]);
    for (const part of ['', '/history'])
      expect(await walk.page(TEAM, `/${request}${part}`)).toContain('no longer named');
    // The record speaks of those whom it names.
    expect((await concernedOf(walk, TEAM, path)).map(({ subject }) => subject)).not.toContain(child);
    const again = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(right))}`;
    expect(await walk.page(TEAM, `/${again}/decision`)).not.toContain('no longer named');
  });

  it('may be whom a request or a hold is about, though nobody opens their details', async () => {
    const { path, child, right, called } = await withMistake();
    for (const form of ['data-requests', 'holds']) expect(await walk.page(TEAM, `/${form}/new`)).toContain(called);
    const opening = await (await walk.as(TEAM)).post(`/api/v1/${path}/concerned/${child}/opening`, { reason: REASON });
    expect(opening.status).toBe(404);
    const hold = {
      kind: 'police',
      authority: 'The police',
      over: 'person',
      person: child,
      from: TODAY,
      reason: 'Why.',
    };
    const held = `holds/${await walk.open(TEAM, 'holds', hold)}`;
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    const refused = await (await walk.as(TEAM)).post(`/api/v1/${request}/decision`, granted([child]));
    expect([refused.status, jsonOf(refused)['type']]).toEqual([409, 'urn:rule:held']);
    await walk.act(TEAM, `${held}/lifting`, { liftedOn: TODAY, reason: 'It is over.' });
    const erased = await erasedByTwo(walk, child);
    expect(await walk.see(TEAM, erased)).toMatchObject({ report: { keys: 1, details: 5 } });
    expect(await keysOf(house, [child, right])).toEqual([false, true]);
  });
});
