import 'reflect-metadata';
import { forAll } from './for-all';
import { LIG, type Seen, TODAY, meeting, openHouse } from './recommendation.house';

describe('the assurance of recommendations', () => {
  const house = forAll(openHouse);

  it('is found by the group that answers it: a second one where the owner follows it', async () => {
    const [followed, owned] = [await house.make(['agency:primary-care']), await house.make([`group:${LIG}`])];
    const given = { lineId: 'line-1', type: 'statement', role: 'Chair', words: 'It is done.', on: TODAY };
    await house.post('primary-care-representative', `/${followed}/assurance`, given);
    await house.post('partnership-team', `/${owned}/assurance`, given);
    const judged = async (judge: string) => {
      const answer = await house.get('partnership-team', `/api/v1/recommendations?judge=${judge}`);
      const found = (answer.body as { items: Seen[] }).items.map(({ id }) => id);
      return [found.includes(followed), found.includes(owned)];
    };
    expect(await judged(LIG)).toEqual([true, false]);
    expect(await judged('executive-group')).toEqual([false, true]);
  });

  it('is judged line by line: nobody judges the line of their own group because they judge another', async () => {
    const id = await house.make(['agency:primary-care', `group:${LIG}`]);
    const given = { type: 'statement', role: 'Chair', words: 'It is done.', on: TODAY };
    await house.post('primary-care-representative', `/${id}/assurance`, { ...given, lineId: 'line-1' });
    await house.post('partnership-team', `/${id}/assurance`, { ...given, lineId: 'line-2' });
    const judge = async (person: string, lineId: string, group: string) => {
      const answer = { lineId, answer: 'accepted', reason: 'It was read.', meeting: { ...meeting, group } };
      return (await house.post(person, `/${id}/acceptance`, answer)).status;
    };
    expect(await judge('learning-inquiry-chair', 'line-2', 'executive-group')).toBe(403);
    expect(await judge('executive-member', 'line-1', LIG)).toBe(403);
    const chair = await house.signIn('learning-inquiry-chair');
    const form = await chair.get(`/recommendations/${id}/acceptance`).expect(200);
    expect(form.text).toContain('value="line-1"');
    expect(form.text).not.toContain('value="line-2"');
    await chair.get(`/recommendations/${id}/acceptance?line=line-2`).expect(403);
    expect(await judge('executive-member', 'line-2', 'executive-group')).toBe(200);
    expect(await judge('learning-inquiry-chair', 'line-1', LIG)).toBe(200);
  });
});
