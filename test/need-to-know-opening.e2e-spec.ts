import { forAll } from './for-all';
import { openHouse } from './house';
import { CHAIR, Planted, REASON, SCRUTINEER, TEAM, UNTIL, restrict } from './need-to-know.house';
import { Inviting } from './people.house';
import type { Json } from './visitor';

const house = forAll(openHouse);
let walk = new Inviting(house);
const WHY = 'The police ask whether the child is known here.';

let planted: Planted;
let audit: string;
let reference: string;
let restriction: string;

beforeAll(async () => {
  const { post } = await walk.letIn('Second of the team', { role: 'partnership-team', opensDetails: false });
  planted = await Planted.in(walk);
  const { record } = planted.samples.of('audits');
  ({ reference } = record);
  audit = `audits/${record.id}`;
  restriction = `restrictions/${await restrict(walk, record, [post])}`;
}, 300_000);

/** What tells of the audit, which alone is restricted here. */
const traces = (text: string): readonly string[] =>
  [reference, 'Velutine ladders', audit].filter((trace) => text.includes(trace));

const home = (person: string) => walk.page(person, '/');
/** Sessions of before are over by then: everybody signs in anew. */
const at = (time: string, day = '2026-11-20') => {
  house.clock.set(`${day}T${time}:00.000Z`);
  walk = new Inviting(house);
};

describe('the Partnership Manager, who is not named', () => {
  it('is asked for the reason, and told that the scrutineer is told at once', async () => {
    const page = await walk.page(TEAM, `/${restriction}/opening`);
    expect(page).toContain('Why do you need to see it?');
    expect(page).toContain('The Independent Scrutineer is told at once');
    expect(traces(page)).toEqual([]);
    expect(await walk.act(TEAM, `${restriction}/opening`, { reason: 'Must look' }, 409)).toMatchObject({
      type: 'urn:rule:reason-too-short',
    });
    for (const person of [CHAIR, SCRUTINEER]) await walk.act(person, `${restriction}/opening`, { reason: WHY }, 403);
    await walk.text(TEAM, audit, 404);
  });

  it('sees the record for four hours, which its page says, and not a minute longer', async () => {
    at('10:00');
    await walk.act(TEAM, `${restriction}/opening`, { reason: WHY });
    expect(await walk.page(TEAM, `/${audit}`)).toContain(
      'You opened it without being named, until 20 Nov 2026, 14:00.',
    );
    expect(await walk.page(TEAM, `/${restriction}`)).toContain(reference);
    expect(await walk.finds(TEAM, `audits?words=${reference}`, audit.split('/')[1] ?? '')).toBe(true);
    await walk.text('police-representative', audit, 404);
    at('13:59');
    await walk.text(TEAM, audit);
    at('14:00');
    await walk.text(TEAM, audit, 404);
    expect(await walk.page(TEAM, `/${restriction}`)).not.toContain(reference);
  });

  it('stands on the scrutineer’s home until it is seen, and among who has looked', async () => {
    expect(await home(SCRUTINEER)).toContain('Restricted record opened without being named');
    expect(await home(SCRUTINEER)).toContain(WHY);
    expect(traces(await home(SCRUTINEER))).toEqual([]);
    // Who opened the form is told where it does not tell of the record; looks at the record itself are its own.
    const looks = await walk.text(SCRUTINEER, `looks?record=restriction-${restriction.split('/')[1] ?? ''}`);
    expect(looks).toContain('Opened the form “Open it without being named”');
    expect(await walk.see(SCRUTINEER, `looks?record=${reference}`)).toMatchObject({ items: [], total: 0 });
    await walk.act(SCRUTINEER, `${restriction}/seen`, {
      opening: '1',
      question: 'Could a named person not have told them?',
    });
    expect(await home(SCRUTINEER)).not.toContain('Restricted record opened without being named');
  });

  it('is asked about it, and answers', async () => {
    expect(await home(TEAM)).toContain('The Independent Scrutineer asks about a restricted record that was opened');
    await walk.act(TEAM, `${restriction}/answer`, { opening: '1', answer: 'Both were away that day.' });
    expect(await home(TEAM)).not.toContain('The Independent Scrutineer asks about');
    expect(await walk.page(SCRUTINEER, `/${restriction}`)).toContain('Both were away that day.');
    const { openings } = (await walk.see(SCRUTINEER, restriction)) as { openings: readonly Json[] };
    expect(openings).toMatchObject([{ by: { id: TEAM }, reason: WHY, answer: 'Both were away that day.' }]);
  });

  it('has its history told, to those who are told of the restriction', async () => {
    const history = await walk.page(SCRUTINEER, `/${restriction}/history`);
    for (const words of ['Restricted to named people', 'Restricted record opened without being named', WHY, REASON])
      expect(history).toContain(words);
    expect(traces(history)).toEqual([]);
    await walk.text('police-representative', restriction, 403);
  });
});

describe('a restriction', () => {
  it('is changed by those whom it names, at once', async () => {
    const named = ((await walk.see(CHAIR, restriction))['named'] as readonly { id: string }[]).map(({ id }) => id);
    await walk.act(CHAIR, `${restriction}/change`, { named: [...named, 'scrutineer'], until: UNTIL, reason: REASON });
    expect(await walk.text(SCRUTINEER, audit)).toContain(reference);
    await walk.act(CHAIR, `${restriction}/change`, { named, until: UNTIL, reason: REASON });
    await walk.text(SCRUTINEER, audit, 404);
  });

  it('is remembered before it ends, and ends by its day', async () => {
    at('10:00', '2027-02-15');
    expect(await home(CHAIR)).toContain('Restrictions that end soon');
    at('10:00', UNTIL);
    await walk.text('police-representative', audit, 404);
    at('10:00', '2027-02-27');
    expect(await walk.text('police-representative', audit)).toContain(reference);
    expect(await walk.page(CHAIR, `/${audit}`)).toContain(`/restrictions/new?record=${reference}`);
  });

  it('is made again, and lifted by somebody whom it names', async () => {
    const { record } = planted.samples.of('audits');
    const again = await restrict(walk, record, [TEAM], '2027-05-28');
    expect(`restrictions/${again}`).toBe(restriction);
    await walk.text('police-representative', audit, 404);
    await walk.act(TEAM, `${restriction}/lifting`, { reason: 'The review has been published.' });
    await walk.text('police-representative', audit);
  });
});
