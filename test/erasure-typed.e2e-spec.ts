import { DataSource } from 'typeorm';
import { erasedByTwo, withPeople } from './erasure.house';
import { forAll } from './for-all';
import { openHouse } from './house';
import { QUILLON, TEAM } from './identity-section.house';
import { visit } from './visitor';
import { Walk } from './walk';

const CHAIR = 'learning-inquiry-chair';

const house = forAll(openHouse);
const walk = new Walk(house);

const keptForms = () =>
  house.web.app.get(DataSource).query<{ person: string }[]>('SELECT "person" FROM "kept_form" ORDER BY "person"');

/** These forms arrive when their person's session has run out: each is kept. */
async function typedTooLate(forms: readonly (readonly [person: string, address: string])[]): Promise<void> {
  const visitors = [];
  for (const [person, address] of forms) visitors.push({ address, visitor: await visit(house, person) });
  house.clock.set(new Date(house.clock.now().getTime() + 31 * 60_000).toISOString());
  for (const { address, visitor } of visitors) {
    const { status, location } = await visitor.form(address, { reason: QUILLON.name, why: QUILLON.name });
    expect([address, status, location.split('?')[0]]).toEqual([address, 303, '/sign-in']);
  }
}

describe('what somebody typed about a person and had not sent', () => {
  it('is gone with the person’s details, whoever typed it and into whichever form; what is about others stays', async () => {
    const about = await withPeople(walk);
    const other = await withPeople(walk);
    await typedTooLate([
      [TEAM, `/${about.path}/people-concerned-correction?person=${about.child}`],
      [TEAM, `/${about.path}/correction?field=headline`],
      [TEAM, `/data-requests?person=${about.child}`],
      [CHAIR, `/${about.path}/decision`],
      [TEAM, `/${other.path}/people-concerned-correction?person=${other.child}`],
      [TEAM, `/data-requests?person=${other.child}`],
    ]);
    expect(await keptForms()).toHaveLength(6);
    const later = new Walk(house);
    const shown = async (person: string, address: string) =>
      (await (await later.as(person)).page(address)).text.includes('This was not sent');
    const correction = ({ path, child }: typeof about) => `/${path}/people-concerned-correction?person=${child}`;
    expect(await shown(TEAM, correction(about))).toBe(true);

    const request = await erasedByTwo(later, about.child);
    expect(await later.see(TEAM, request)).toMatchObject({ report: { keys: 1, keptForms: 4 } });
    expect(await later.page(TEAM, `/${request}`)).toContain('4 typed and unsent forms dropped');
    expect(await keptForms()).toEqual([{ person: TEAM }, { person: TEAM }]);
    for (const [person, address] of [
      [TEAM, correction(about)],
      [TEAM, `/data-requests/new?person=${about.child}`],
      [CHAIR, `/${about.path}/decision`],
    ] as const)
      expect([address, await shown(person, address)]).toEqual([address, false]);
    expect(await shown(TEAM, correction(other))).toBe(true);
  });
});
