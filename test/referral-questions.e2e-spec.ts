import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { decision, referral, why } from './referral.bodies';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const SURGERY = 'primary-care-representative';
const POLICE = 'police-representative';
const question = { agency: 'primary-care', question: 'What was known?', askedOn: '2026-11-18', dueOn: '2026-12-01' };
const answer = (information: string, givenOn = TODAY) => ({ agency: 'primary-care', information, givenOn });

describe('questions to agencies, and what ends a referral', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  const received = (change: object = {}): Promise<string> => walk.open(TEAM, 'referrals', { ...referral, ...change });
  const act = (id: string, name: string, body: object, status = 200, person = TEAM) =>
    walk.act(person, `referrals/${id}/${name}`, body, status);
  const page = (id: string, person = TEAM): Promise<string> => walk.page(person, `/referrals/${id}`);
  const refused = async (id: string, name: string, body: object, rule: string): Promise<string> => {
    const problem = await act(id, name, body, 409);
    expect(problem).toMatchObject({ type: `urn:rule:${rule}` });
    return JSON.stringify(problem);
  };

  it('every question and every answer stays, the newest first', async () => {
    const id = await received();
    await act(id, 'information-request', question);
    await act(id, 'information', answer('Two were missed.'));
    await act(id, 'information', answer('Three were missed.'));
    await act(id, 'information-request', { ...question, question: 'And after that?', askedOn: TODAY });
    expect(await walk.see(TEAM, `referrals/${id}`)).toMatchObject({
      status: { word: 'Information asked' },
      information: [
        { question: 'And after that?', askedOn: TODAY },
        {
          question: 'What was known?',
          information: 'Three were missed.',
          replaced: [{ information: 'Two were missed.' }],
        },
      ],
    });
    const html = await page(id);
    expect(html).toMatch(/And after that\?[\s\S]*Three were missed\.[\s\S]*replaced answer[\s\S]*Two were missed\./);
    expect(await page(id, POLICE)).not.toContain('were missed.');
    await refused(id, 'information', answer('Long before.', '2026-11-17'), 'given-before-asked');
  });

  it('an unanswered one ends with the decision, for the agency and for everybody', async () => {
    const id = await received();
    await act(id, 'information-request', question);
    expect(await walk.page(SURGERY, '/')).toContain(`/referrals/${id}/information`);
    await act(id, 'decision', decision('learning-event'));
    expect(await walk.page(SURGERY, '/')).not.toContain(`/referrals/${id}/information`);
    for (const person of [TEAM, SURGERY]) {
      const html = await page(id, person);
      expect(html).toContain('No longer needed: the referral was decided on 20 November 2026');
      expect(html).not.toContain('Not given yet');
    }
    expect(await page(id, SURGERY)).not.toContain('Give information');
    expect(await walk.see(SURGERY, `referrals/${id}`)).toMatchObject({
      information: [{ endedOn: TODAY, noLongerNeeded: 'the referral was decided on 20 November 2026' }],
    });
  });

  it('the form says that the question must stand alone: the agency reads no account', async () => {
    const id = await received();
    expect(await walk.page(TEAM, `/referrals/${id}/information-request`)).toContain('understood on its own');
    await act(id, 'information-request', question);
    expect(await page(id, SURGERY)).not.toContain(referral.whatHappened);
  });

  it('an agency that has ended is neither asked nor refers, but older papers may name it', async () => {
    const { items } = (await walk.see(TEAM, 'agencies?pageSize=200')) as unknown as {
      items: readonly { id: string; endedOn?: string | null }[];
    };
    const id = await received();
    const ended = items.find(({ endedOn }) => endedOn)?.id ?? 'solent-nhs-trust';
    expect(await refused(id, 'information-request', { ...question, agency: ended }, 'agency-ended')).toMatch(
      /ended on .*(Its successor is|No successor)/,
    );
    const late = { ...referral, from: ended };
    expect(await walk.act(TEAM, 'referrals', late, 409)).toMatchObject({ errors: [{ pointer: '/from' }] });
    await walk.open(TEAM, 'referrals', { ...late, receivedOn: '2021-05-04', awareOn: undefined });
  });

  it('a representative is offered the own agency, and reads so on the form where another is sent', async () => {
    const form = await walk.page(POLICE, '/referrals/new');
    const offered = [...form.matchAll(/name="from"[^>]*value="([^"]+)"/g)].map(([, value]) => value);
    expect(offered).toEqual(['constabulary']);
    const visitor = await walk.as(POLICE);
    const sent = await visitor.form('/referrals', { from: 'primary-care' });
    expect(sent.status).toBe(400);
    expect(sent.text).toContain('You can log a referral for your own agency only');
    await walk.act(POLICE, 'referrals', { ...referral, from: 'primary-care' }, 403);
  });

  describe('a referral that is set aside', () => {
    const error = { reason: 'It was logged by mistake.' };

    it('has nothing running that came of it', async () => {
      const met = await received();
      await act(met, 'decision', decision('criteria-appear-met', 'met'));
      await house.engine.catchUp();
      await refused(met, 'error', error, 'notification-decision-open');
      await refused(met, 'duplicate', { ...error, of: await received() }, 'notification-decision-open');
    });

    it('says plainly that it is for good, needs a sentence, and offers nothing afterwards', async () => {
      const id = await received();
      for (const form of ['error', 'duplicate'])
        expect(await walk.page(TEAM, `/referrals/${id}/${form}`)).toContain('This cannot be undone');
      await refused(id, 'error', { reason: 'ok' }, 'reason-too-short');
      expect(await page(id)).toContain('Make recommendations from this referral');
      expect(await page(id)).toMatch(/<dt>Left<\/dt><dd>\d+ working days?</);
      await act(id, 'error', error);
      const html = await page(id);
      expect(html).not.toContain('Make recommendations from this referral');
      expect(html).not.toContain('<dt>Left</dt>');
    });

    it('is a duplicate of one that stands', async () => {
      const [first, second, third] = [await received(), await received(), await received()];
      await act(second, 'duplicate', { ...error, of: first });
      await act(third, 'error', error);
      const form = await walk.page(TEAM, `/referrals/${first}/duplicate`);
      expect(form).not.toContain(`value="${second}"`);
      expect(form).not.toContain(`value="${third}"`);
      expect(form).toMatch(/\(received\)/);
      const pointing = await act(first, 'duplicate', { ...error, of: second }, 400);
      expect(JSON.stringify(pointing)).toMatch(/is itself a duplicate of REF-/);
      expect(JSON.stringify(await act(first, 'duplicate', { ...error, of: third }, 400))).toContain('entered in error');
    });
  });

  it('what was promised is started before it closes, or it is said why it never will be', async () => {
    const id = await received();
    await act(id, 'decision', decision('single-agency-learning'));
    const close = { note: 'It is done.', closedOn: TODAY };
    await refused(id, 'closure', close, 'nothing-started');
    await act(id, 'closure', { ...close, nothingFollows: 'The agency has learned already.' });
    expect(await page(id)).toContain('The agency has learned already.');
  });

  it('a correction begins with what is recorded, and a link beside a value asks for that value only', async () => {
    const id = await received();
    const all = await walk.page(TEAM, `/referrals/${id}/correction`);
    expect(all).toContain(`value="${referral.role}"`);
    const one = await walk.page(TEAM, `/referrals/${id}/correction?field=role`);
    expect(one).toContain(`value="${referral.role}"`);
    expect(one).not.toContain('The right short title');
    expect(one).not.toContain('type="radio"');
    const visitor = await walk.as(TEAM);
    const sent = await visitor.form(`/referrals/${id}/correction?field=role`, {
      field: 'role',
      role: 'School nurse',
      reason: 'Another form.',
      _key: '7d7b5a52-0f3f-4b53-9e46-6f2d7a9c1c11',
    });
    expect(sent.status).toBe(303);
    await act(id, 'account-correction', { field: 'safeguardingLead', safeguardingLead: 'Head teacher', reason: why });
    await act(id, 'consideration', { meeting: { between: 'It is urgent' }, consideredOn: TODAY, note: 'Read.' });
    const right = { consideration: '1', field: 'consideredOn', consideredOn: '2026-11-19', reason: why };
    await act(id, 'consideration-correction', right);
    expect(await walk.see(TEAM, `referrals/${id}`)).toMatchObject({
      role: 'School nurse',
      safeguardingLead: 'Head teacher',
      considered: [{ on: '2026-11-19', note: 'Read.' }],
    });
    const history = await walk.page(TEAM, `/referrals/${id}/history`);
    expect(history).toMatch(/<dt>Role of the person who refers<\/dt>[\s\S]*Detective sergeant[\s\S]*School nurse/);
  });

  it('the clock says from which day it counts, and the refusal of a stranger is in plain words', async () => {
    const id = await received();
    expect(await page(id)).toContain('from 17 November 2026, when the council became aware');
    expect(await walk.page('children-social-care-representative', `/referrals/${id}`, 403)).toContain(
      'Representatives of the agencies that this referral names',
    );
  });
});
