import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { Walk } from './walk';

const EXECUTIVE = 'executive-member';
const meeting = { group: 'executive-group', date: TODAY, label: 'November meeting' };
const decision = 'The partners’ leads wrote to the agency, and it has named somebody.';

const house = forAll(openHouse);
const walk = new Walk(house);

/** The recommendation of the year that was escalated to the Executive Group. */
async function escalated(): Promise<string> {
  const { items } = (await walk.see('partnership-team', 'recommendations?escalated=executive-group')) as {
    items: readonly { id: string; reference: string }[];
  };
  const [first] = items;
  if (!first) throw new Error('Nothing was escalated');
  return `recommendations/${first.id}`;
}

describe('an escalation', () => {
  it('is answered by the group before which it was brought, at a meeting, and waits for it no more', async () => {
    const about = await escalated();
    const before = await walk.see(EXECUTIVE, about);
    expect(before['toAnswer']).toEqual([{ id: 'executive-group', name: 'Executive Group' }]);
    expect(await walk.page(EXECUTIVE, '/')).toContain(`href="/${about}/escalation-answer"`);
    const form = await walk.page(EXECUTIVE, `/${about}/escalation-answer`);
    expect(form).toContain('Answer the escalation');
    expect(form).toMatch(/value="executive-group"[^>]*(checked|selected)/);

    // Neither the group that follows it nor an owner answers for another group.
    for (const person of ['learning-inquiry-member', 'police-representative']) {
      const { status } = await (
        await walk.as(person)
      ).post(`/api/v1/${about}/escalation-answer`, {
        group: 'executive-group',
        decision,
        meeting,
      });
      expect([person, status]).toEqual([person, 403]);
    }
    const asked = { group: 'executive-group', decision, meeting, conflicts: { declared: 'none' } };
    const answer = await (await walk.as(EXECUTIVE)).post(`/api/v1/${about}/escalation-answer`, asked);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    await house.engine.catchUp();

    const after = await walk.see(EXECUTIVE, about);
    expect([after['toAnswer'], after['answers']]).toEqual([
      [],
      [expect.objectContaining({ by: { id: 'executive-group', name: 'Executive Group' }, decision })],
    ]);
    expect(await walk.page(EXECUTIVE, '/')).not.toContain(`href="/${about}/escalation-answer"`);
    expect(await walk.page('learning-inquiry-chair', `/${about}`)).toContain(decision);
    expect(await walk.page('learning-inquiry-chair', `/${about}/history`)).toContain('Escalation answered');
    // Nothing waits for the group any more: nobody has a ground to answer.
    expect((await (await walk.as(EXECUTIVE)).post(`/api/v1/${about}/escalation-answer`, asked)).status).toBe(403);
  });

  it('and its answer are told to no agency’s representative', async () => {
    const { items } = (await walk.see('partnership-team', 'recommendations?words=REC-2024-25-021')) as {
      items: readonly { id: string }[];
    };
    const about = `recommendations/${items[0]?.id ?? ''}`;
    for (const person of ['police-representative', 'children-social-care-representative']) {
      const told = await walk.everything(person, 'recommendations', 'recommendation', items[0]?.id ?? '');
      expect(told).not.toMatch(/wrote to the agency|Escalation answered/);
      expect((await walk.see(person, about))['answers']).toEqual([]);
    }
  });
});
