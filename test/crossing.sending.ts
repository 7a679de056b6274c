import { Registry } from '#app/platform';
import { type Naming, choicesIn, typedIn, writtenSince } from './crossing.bodies';
import type { Side, TwoSides } from './crossing.houses';
import { type Answer, type Visitor, jsonOf } from './visitor';

/** The fields that an answer complains of. */
const problemOf = (answer: Answer): readonly string[] => {
  const { errors = [] } = jsonOf(answer) as { errors?: readonly { pointer: string }[] };
  return errors.map(({ pointer }) => pointer);
};

/** How a body was refused, and which of the fields that name something of the other’s the refusal does not name. */
async function refusal({ to, by, body, pointers }: Naming): Promise<object> {
  const answer = await by.post(to, body);
  const found = problemOf(answer);
  const isNamed = (at: string): boolean => found.some((each) => at.startsWith(each) || each.startsWith(at));
  return { to, status: answer.status, unnamed: pointers.filter((at) => !isNamed(at)) };
}

/** What is sent, under whatever name, never means the other’s. */
export const describeSending = (two: TwoSides, ways: () => readonly (readonly [asked: Side, held: Side])[]): void => {
  it('can be named in no field of any form: it is refused like what nobody has, and the field is named', async () => {
    const written = await two.here.log.head();
    for (const [asked, held] of ways()) {
      const fields = choicesIn(asked, held);
      expect(fields.length).toBeGreaterThan(40);
      for (const field of fields) expect(await refusal(field)).toEqual({ to: field.to, status: 400, unnamed: [] });
      for (const { to, by, body, pointers } of await typedIn(asked, held)) {
        const answer = await by.post(to, body);
        expect([to, answer.status, problemOf(answer)]).toEqual([to, 409, pointers]);
      }
    }
    expect(await writtenSince(two.ours, written)).toEqual([]);
  });

  it('is under no name with an at sign, and nothing is begun there', async () => {
    const written = await two.here.log.head();
    for (const [asked, held] of ways()) {
      const { team } = asked;
      for (const { path, category, acts } of asked.house.web.app.get(Registry).kinds) {
        const to = `${path}/ID/${acts[0]?.name ?? ''}`;
        for (const id of [asked.first(path), held.first(path)].map((each) => `${each}@${held.partnership}`)) {
          const answers = await Promise.all([
            team.get(`/api/v1/${path}/${id}`),
            team.page(`/${path}/${id}`),
            team.page(`/${path}/${id}/history`),
            team.get(`/api/v1/history?stream=${category}-${id}`),
            team.post(`/api/v1/${to.replace('ID', id)}`, {}),
            team.form(`/${to.replace('ID', id)}`, {}),
          ]);
          // Who may do an act to no record is told so before anybody looks for one.
          for (const { status } of answers) expect([path, id, [403, 404].includes(status)]).toEqual([path, id, true]);
        }
      }
    }
    expect(await writtenSince(two.ours, written)).toEqual([]);
  });

  it('has references of its own, which the other’s do not count on', async () => {
    const [mine, theirs] = [two.ours.team, two.theirs.team];
    const referencesOf = async (visitor: Visitor): Promise<readonly unknown[]> => {
      const { items } = jsonOf(await visitor.get('/api/v1/holds')) as { items: { reference: string }[] };
      return items.map(({ reference }) => reference).toSorted();
    };
    const before = await referencesOf(mine);
    const [first = ''] = await referencesOf(theirs);
    expect(first).toMatch(/-001$/);
    const told = {
      authority: 'Their coroner',
      over: 'person',
      person: two.theirs.subject.split('/').at(-1),
      from: '2026-11-20',
    };
    const made = await theirs.post('/api/v1/holds', { kind: 'coroner', ...told, reason: 'Asked once more.' });
    expect([made.status, jsonOf(made)['reference']]).toEqual([201, String(first).replace(/001$/, '002')]);
    await two.here.engine.catchUp();
    expect(await referencesOf(mine)).toEqual(before);
  });
};
