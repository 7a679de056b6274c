import { forAll } from './for-all';
import { openHouse } from './house';
import { Walk } from './walk';

const GROUP = 'learning-inquiry-group';
const at = (date: string) => ({ date, label: 'A meeting of the group' });
const agreed = {
  title: 'Appointments that nobody missed',
  answers: 'other',
  noReferral: 'Three agencies saw the same pattern.',
  criteria: 'none-met',
  basis: 'No child was seriously harmed.',
  learningNeeded: true,
  why: 'Agencies did not know of each other.',
  agreement: 'stated',
  meeting: at('2026-09-03'),
};
const DRAFT = 'A diary that follows the child';
const REPORT = 'Two pages on who knew what';
const learned = {
  on: '2026-10-05',
  effectivePractice: [{ words: DRAFT }],
  areasOfLearning: [{ words: 'Ask the school as well' }],
  themes: 'Professional curiosity\nWas not brought',
};
const PEOPLE_OF_GROUPS = ['learning-inquiry-member', 'quality-assurance-member', 'executive-member', 'scrutineer'];

describe('a local learning event', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let id: string;
  let address: string;

  beforeAll(async () => {
    id = await walk.open('learning-inquiry-member', 'learning-events', agreed);
    address = `learning-events/${id}`;
  });

  const team = (act: string, body: object, status = 200) =>
    walk.act('partnership-team', `${address}/${act}`, body, status);
  const everything = (person: string) => walk.everything(person, 'learning-events', 'learningEvent', id);
  const seen = async () => String((await walk.see('scrutineer', address))['revision']);
  const finds = (query: string) => walk.finds('scrutineer', `learning-events?${query}`, id);

  it('is opened by the Learning Inquiry Group or for it, and by nobody else', async () => {
    for (const person of ['police-representative', 'quality-assurance-member', 'executive-member', 'scrutineer'])
      await walk.act(person, 'learning-events', agreed, 403);
    expect(await walk.see('partnership-team', address)).toMatchObject({
      reference: expect.stringMatching(/^LLE-2026-27-\d{3}$/) as string,
      agreedOn: '2026-09-03',
      next: { value: 'terms' },
    });
  });

  it('is opened only where no criteria are met, and the group need not be named', async () => {
    const some = await walk.act(
      'partnership-team',
      'learning-events',
      { ...agreed, criteria: 'some-met', basis: undefined },
      409,
    );
    expect(some).toMatchObject({ type: 'urn:rule:criteria-met' });
    await walk.act('partnership-team', 'learning-events', { ...agreed, learningNeeded: false }, 409);
    const elsewhere = { ...agreed, meeting: { ...agreed.meeting, group: 'executive-group' } };
    const wrong = await walk.act('partnership-team', 'learning-events', elsewhere, 400);
    expect(JSON.stringify(wrong)).toContain('The group that met is the Learning Inquiry Group here');
    await walk.open('partnership-team', 'learning-events', { ...agreed, meeting: { ...agreed.meeting, group: GROUP } });
    expect(await walk.page('partnership-team', '/learning-events/new')).not.toContain('Group that met');
  });

  it('is not there under another id', async () => {
    await walk.text('scrutineer', 'learning-events/nobody-knows-it', 404);
    await walk.page('scrutineer', '/learning-events/nobody-knows-it/history', 404);
  });

  it('takes its steps in their order', async () => {
    const workshop = { on: '2026-10-02', total: 18, byAgency: [{ agency: 'constabulary', people: 7 }] };
    expect(await team('workshop', workshop, 409)).toMatchObject({ type: 'urn:rule:step-missing' });
    await team('terms', { purpose: 'Find out', keyLines: [{ words: 'Who knew?' }], meeting: at('2026-09-10') });
    const facilitators = { agencies: ['constabulary'], on: '2026-09-11' };
    expect(await team('facilitators', facilitators, 409)).toMatchObject({ type: 'urn:rule:facilitators-not-two' });
    await team('facilitators', { ...facilitators, agencies: ['constabulary', 'primary-care'] });
    await team('workshop', { ...workshop, on: '2026-09-01' }, 409);
    await team('workshop', { ...workshop, total: 6 }, 409);
    await team('workshop', workshop);
    expect(await walk.see('scrutineer', address)).toMatchObject({ workshop: { total: 18, notCounted: 11 } });
  });

  it('tells who acts on an old page what happened meanwhile', async () => {
    expect(await walk.blindly('partnership-team', `${address}/learning`, learned)).toBe(428);
    const stale = await walk.act('partnership-team', `${address}/learning`, learned, 412, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ meanwhile: [{ type: 'FacilitatorsNamed' }, { type: 'WorkshopHeld' }] });
  });

  it('keeps its drafts from agencies until the group has approved the report', async () => {
    await team('learning', learned);
    await team('report', { on: '2026-10-06', summary: REPORT });
    expect(await finds('next=group-approval')).toBe(true);
    for (const person of ['police-representative', 'primary-care-representative']) {
      const seen = await everything(person);
      for (const draft of [DRAFT, REPORT, 'Professional curiosity']) expect(seen).not.toContain(draft);
      expect(await walk.see(person, address)).toMatchObject({
        learning: { notShared: true },
        report: { notShared: true },
      });
      expect(await walk.page(person, '/learning-events.csv')).not.toContain('Professional curiosity');
      expect(await walk.finds(person, 'learning-events?words=professional curiosity', id)).toBe(false);
    }
    for (const person of PEOPLE_OF_GROUPS) expect(await everything(person)).toContain(DRAFT);
  });

  it('is approved by the group first, then by the Executive', async () => {
    const executive = { meeting: at('2026-10-20'), partners: ['council'] };
    const all = { ...executive, partners: ['council', 'health', 'police'] };
    await walk.act('executive-member', `${address}/executive-approval`, all, 409);
    await walk.act('executive-member', `${address}/group-approval`, { meeting: at('2026-10-15') }, 403);
    await walk.act('learning-inquiry-chair', `${address}/group-approval`, { meeting: at('2026-10-15') });
    await team('learning', learned, 409);
    await walk.act('learning-inquiry-member', `${address}/executive-approval`, all, 403);
    expect(await walk.act('executive-member', `${address}/executive-approval`, executive, 400)).toMatchObject({
      errors: [{ pointer: '/absent' }],
    });
    const absent = 'The health and police leads sent apologies and agreed by letter.';
    await walk.act('executive-member', `${address}/executive-approval`, { ...executive, absent });
    const page = await walk.page('scrutineer', `/${address}`);
    expect(page).toMatch(/did not take part[^]*The NHS integrated care board[^]*The police[^]*agreed by letter/);
    const history = await walk.text('scrutineer', `history?stream=learningEvent-${id}`);
    expect(history).toContain('A meeting of the group, 20 October 2026');
    expect(history).toContain('Executive Group');
  });

  it('shares its learning with everybody from then on', async () => {
    for (const person of ['police-representative', ...PEOPLE_OF_GROUPS]) {
      expect(await walk.page(person, `/${address}`)).toContain(DRAFT);
      expect(await walk.text(person, address)).toContain(REPORT);
    }
    expect(await walk.finds('police-representative', 'learning-events?words=professional curiosity', id)).toBe(true);
  });

  it('is briefed, monitored and closed by the group', async () => {
    await team('closure', { note: 'It is done.', meeting: at('2026-11-12') }, 409);
    await team('briefing', { title: 'A brief', channels: ['training', 'website'], on: '2026-10-25' });
    await team('review', {
      made: 'made',
      summary: 'Half of it is done.',
      meeting: { between: 'It is urgent' },
      on: '2026-11-06',
    });
    await walk.act('police-representative', `${address}/closure`, { note: 'Done.', meeting: at('2026-11-12') }, 403);
    await team('closure', { note: 'It is done.', meeting: at('2026-11-12') });
    expect(await walk.see('police-representative', address)).toMatchObject({ status: { value: 'closed' }, next: null });
    expect(await finds('state=closed&year=2026-27&words=nobody missed')).toBe(true);
    await team('briefing', { title: 'Another', channels: ['website'], on: '2026-11-13' }, 409);
  });

  it('is corrected in the open, and what was wrong stays', async () => {
    await team('correction', { wrong: 'attendance', total: 20, reason: 'The sheet was counted again.' });
    await team('correction', { wrong: 'date', step: 'workshop', date: '2026-12-01', reason: 'A slip.' }, 400);
    const page = await walk.page('police-representative', `/${address}`);
    expect(page).toMatch(/<del>.*18<\/del>/);
    expect(await walk.see('scrutineer', address)).toMatchObject({ workshop: { total: 20, notCounted: 13 } });
  });

  it('leads from the sentence of a refused correction to its field', async () => {
    const refused = await (
      await walk.as('partnership-team')
    ).form(`/${address}/correction`, { wrong: 'attendance', total: '3', reason: 'A miscount.', _seen: await seen() });
    expect(refused.status).toBe(409);
    expect(refused.text).toMatch(/<a href="#total">[^<]*the total cannot be lower/);
    expect(refused.text).toMatch(/<input[^>]*id="total"/);
    const early = { wrong: 'date', step: 'workshop', date: '2026-09-01', reason: 'A slip.' };
    expect(await team('correction', early, 409)).toMatchObject({ errors: [{ pointer: '/date' }] });
  });

  it('is only read once it was entered in error', async () => {
    const wrong = await walk.open('partnership-team', 'learning-events', agreed);
    const error = { reason: 'It was entered twice.' };
    await walk.act('learning-inquiry-member', `learning-events/${wrong}/error`, error, 403);
    await walk.act('partnership-team', `learning-events/${wrong}/error`, error);
    await walk.act(
      'partnership-team',
      `learning-events/${wrong}/facilitators`,
      { agencies: ['constabulary'], on: '2026-09-11' },
      409,
    );
    expect(await walk.page('scrutineer', `/learning-events/${wrong}`)).toContain('ntered in error');
  });

  const referred = async (outcome: string): Promise<string> => {
    const referral = await walk.open('partnership-team', 'referrals', {
      headline: 'A pattern of falls',
      from: 'constabulary',
      role: 'Sergeant',
      receivedOn: '2026-11-10',
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'Falls were seen.',
      why: 'To learn early.',
      agencies: ['constabulary'],
    });
    await walk.act('partnership-team', `referrals/${referral}/decision`, {
      criteria: ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'].map((criterion) => ({
        criterion,
        finding: 'not-met',
        reason: 'Nothing points to it.',
      })),
      views: ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' })),
      outcome,
      rationale: 'Agencies can learn together from this.',
      meeting: at('2026-11-12'),
      decidedOn: '2026-11-12',
    });
    return referral;
  };

  it('answers a referral that was decided to lead to one, and is wanted until then', async () => {
    const home = async () => walk.page('partnership-team', '/');
    const referral = await referred('learning-event');
    const wanted = `/learning-events/new?referral=${referral}`;
    expect(await home()).toContain(wanted);
    expect(await walk.page('partnership-team', wanted)).toContain('A pattern of falls');
    const { noReferral: _none, ...rest } = { ...agreed, answers: 'referral', referral, meeting: at('2026-11-13') };
    const answer = await walk.open('partnership-team', 'learning-events', rest);
    expect(await home()).not.toContain(wanted);
    expect(await walk.see('scrutineer', `learning-events/${answer}`)).toMatchObject({ referral: { id: referral } });
  });

  it('may answer a referral whose learning is for one agency, which nobody waits for', async () => {
    const referral = await referred('single-agency-learning');
    const page = await walk.page('partnership-team', `/learning-events/new?referral=${referral}`);
    expect(page).toMatch(new RegExp(`<option value="${referral}" selected>|value="${referral}"[^>]*checked`));
    expect(page).toContain('href="/referrals?waits=learning-event"');
    expect(await walk.page('partnership-team', '/')).not.toContain(`referral=${referral}`);
    const { noReferral: _none, ...rest } = { ...agreed, answers: 'referral', referral, meeting: at('2026-11-13') };
    const answer = await walk.open('partnership-team', 'learning-events', rest);
    expect(await walk.see('scrutineer', `learning-events/${answer}`)).toMatchObject({ referral: { id: referral } });
    await walk.act('partnership-team', 'learning-events', rest, 400);
  });
});
