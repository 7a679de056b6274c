import { forAll } from './for-all';
import { openHouse } from './house';
import { decided, meeting, notify } from './rapid-review.bodies';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const DAY = '2026-12-16';
const note = 'A practice review follows.';

describe('the page that closes a rapid review', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let at: string;

  const act = (name: string, body: object, person = TEAM) => walk.act(person, `${at}/${name}`, body);
  const signOff = async (decision: string, signedOn: string): Promise<void> => {
    for (const partner of ['council', 'health', 'police'])
      await act('sign-off', { partner, answer: 'signs-off', signedOn, decision }, `${partner}-partner`);
  };
  const close = async (further: Readonly<Record<string, string>> = {}) => {
    const [year = '', month = '', day = ''] = DAY.split('-');
    const closedOn = { 'closedOn[day]': day, 'closedOn[month]': month, 'closedOn[year]': year };
    return (await walk.as(TEAM)).form(`/${at}/closure`, { note, ...closedOn, ...further });
  };

  /** Up to the Panel’s reply and another decision, which asks for a learning event. */
  beforeAll(async () => {
    walk.on('2026-11-24');
    const opened = { headline: 'Hurt at noon', awareOn: '2026-11-18', numberOfChildren: 1, agencies: ['constabulary'] };
    at = `rapid-reviews/${await walk.open(TEAM, 'rapid-reviews', opened)}`;
    await act('notification-decision', notify, 'council-partner');
    await act('notification', { sentOn: '2026-11-24', nationalReference: 'N-9', told: ['ofsted'] }, 'council-partner');
    walk.on('2026-12-08');
    await act('meeting', {
      meeting: { group: 'learning-inquiry-group', date: '2026-12-07', label: 'Rapid review meeting' },
      attended: ['constabulary'],
      found: 'Signs were seen apart.',
      inequalities: 'Letters were in English only.',
    });
    await act('decision', decided);
    await signOff('1', '2026-12-08');
    await act('sending', { sentOn: '2026-12-08' });
    walk.on(DAY);
    await act('panel-reply', { reply: 'disagrees', words: 'Look again.', repliedOn: DAY });
    const changed = { answer: 'decision-changed', outcome: 'practice-review', words: 'They looked again.' };
    await act('answer', { ...changed, meeting, answeredOn: DAY });
  });

  it('says that the sign-offs of the changed decision are missing, and keeps what was typed', async () => {
    const refused = await close();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('All three safeguarding partners sign off the new decision');
    expect(refused.text).toContain(note);
    expect(refused.text).toMatch(/<title>\s*Error: /);
  });

  it('leads to the field that says why there is no learning event, where there is none', async () => {
    await signOff('2', DAY);
    const refused = await close();
    expect(refused.status).toBe(409);
    expect(refused.text).toMatch(/<a href="#noLearningEvent">The decision asks for a local learning event/);
    expect(refused.text).toMatch(/<textarea[^>]*id="noLearningEvent"/);
    expect(await walk.see(TEAM, at)).toMatchObject({ closed: null });
    const closed = await close({ noLearningEvent: 'The practice review holds one.' });
    expect([closed.status, closed.location]).toEqual([303, `/${at}`]);
    await house.engine.catchUp();
    expect(await walk.page(TEAM, `/${at}`)).toContain('The practice review holds one.');
  });
});
