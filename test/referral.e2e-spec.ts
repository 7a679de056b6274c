import { randomUUID } from 'node:crypto';
import { forAll } from './for-all';
import { type Api, TODAY, openHouse } from './house';
import * as bodies from './referral.bodies';

const referral = { ...bodies.referral, receivedOn: TODAY, awareOn: '2026-11-18' };
const decision = (outcome: string, finding = 'not-met') => ({
  ...bodies.decision(outcome),
  criteria: bodies.criteria('met', finding, 'met'),
  views: [
    { partner: 'council', view: 'agrees' },
    { partner: 'health', view: 'agrees' },
    { partner: 'police', view: 'dissents', reason: 'The harm was serious in our view.' },
  ],
});

describe('a referral over the API', () => {
  const house = forAll(openHouse);
  let team: Api;

  beforeAll(async () => {
    team = await house.api('partnership-team');
  });

  const received = async (): Promise<string> => {
    const answer = await team.post('/api/v1/referrals', referral).expect(201);
    await house.engine.catchUp();
    return (answer.body as { id: string }).id;
  };

  it('is logged, and found at its address with its clock running', async () => {
    const answer = await team.post('/api/v1/referrals', referral).expect(201);
    expect(answer.body).toMatchObject({
      reference: expect.stringMatching(/^REF-2026-27-\d{3}$/) as string,
      revision: 0,
    });
    await house.engine.catchUp();
    const one = await team
      .get(answer.headers['location'] ?? '')
      .expect(200)
      .expect('etag', '"0"');
    expect(one.body).toMatchObject({ title: referral.headline, notifyBy: '2026-11-25', children: ['Child A'] });
  });

  it('answers the same key with the first answer, and another body with 422', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await team.post('/api/v1/referrals', referral, key).expect(201);
    const again = await team.post('/api/v1/referrals', referral, key).expect(201);
    expect(again.body).toEqual(first.body);
    await team.post('/api/v1/referrals', { ...referral, headline: 'Another' }, key).expect(422);
  });

  it('asks for If-Match, and refuses a stale one', async () => {
    const id = await received();
    const address = `/api/v1/referrals/${id}/consideration`;
    const body = { meeting: { between: 'The next meeting is weeks away' }, consideredOn: TODAY, note: 'Read by all.' };
    const { token } = team;
    const bare = await fetch(house.url + address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(bare.status).toBe(428);
    await team.post(address, body, { 'if-match': '"0"' }).expect(200).expect('etag', '"1"');
    await house.engine.catchUp();
    const stale = await team.post(address, body, { 'if-match': '"0"' }).expect(412);
    expect(stale.body).toMatchObject({ status: 412, revision: 1, meanwhile: [{ type: 'ReferralConsidered' }] });
  });

  it('opens a notification decision when the criteria appear met, by itself and once', async () => {
    const id = await received();
    const before = await team.get('/api/v1/rapid-reviews').expect(200);
    await team.post(`/api/v1/referrals/${id}/decision`, decision('criteria-appear-met', 'met')).expect(200);
    await house.engine.catchUp();
    await house.engine.catchUp();
    const after = await team.get('/api/v1/rapid-reviews').expect(200);
    const total = (answer: typeof before) => (answer.body as { total: number }).total;
    expect(total(after)).toBe(total(before) + 1);
  });

  it('keeps dissent, tells the agency only the outcome and why', async () => {
    const id = await received();
    await team.post(`/api/v1/referrals/${id}/decision`, decision('learning-event')).expect(200);
    await house.engine.catchUp();
    const seen = await team.get(`/api/v1/referrals/${id}`).expect(200);
    expect(JSON.stringify(seen.body)).toContain('The harm was serious in our view.');
    const surgery = await house.api('primary-care-representative');
    const theirs = await surgery.get(`/api/v1/referrals/${id}`).expect(200);
    expect(JSON.stringify(theirs.body)).toContain('agencies can learn together');
    expect(JSON.stringify(theirs.body)).not.toContain('The harm was serious in our view.');
    expect(JSON.stringify(theirs.body)).not.toContain(referral.whatHappened);
    const history = await surgery.get(`/api/v1/history?stream=referral-${id}`).expect(200);
    expect(JSON.stringify(history.body)).not.toContain('The harm was serious in our view.');
    expect(JSON.stringify(history.body)).not.toContain(referral.whatHappened);
  });

  it('is nothing that an agency can find which it does not concern', async () => {
    const id = await received();
    const care = await house.api('children-social-care-representative');
    await care.get(`/api/v1/referrals/${id}`).expect(403);
    const list = await care.get('/api/v1/referrals').expect(200);
    expect(JSON.stringify(list.body)).not.toContain(id);
  });

  it('may be logged by a representative for the own agency only', async () => {
    const police = await house.api('police-representative');
    await police.post('/api/v1/referrals', referral).expect(201);
    await police.post('/api/v1/referrals', { ...referral, from: 'primary-care' }).expect(403);
  });

  it.each([
    ['an unreal date', { receivedOn: '2026-02-31' }, '/receivedOn'],
    ['a date to come', { receivedOn: '2026-11-21' }, '/receivedOn'],
    ['an unknown agency', { from: 'nobody' }, '/from'],
    ['an unknown field', { approved: true }, '/approved'],
    ['a wrong type', { numberOfChildren: '1' }, '/numberOfChildren'],
    ['too long a text', { headline: 'x'.repeat(500) }, '/headline'],
  ])('names the field of %s', async (_what, wrong, pointer) => {
    const answer = await team.post('/api/v1/referrals', { ...referral, ...wrong }).expect(400);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    const { errors } = answer.body as { errors: { pointer: string; detail: string }[] };
    expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('refuses what a rule forbids with the sentence of the rule', async () => {
    const id = await received();
    const answer = await team
      .post(`/api/v1/referrals/${id}/decision`, decision('no-further-action', 'met'))
      .expect(409);
    expect(answer.body).toMatchObject({ type: 'urn:rule:all-criteria-met', status: 409 });
  });

  it('warns of words that may tell who somebody is', async () => {
    const told = { ...referral, whatHappened: 'Mrs Smith of PO30 1UD told the nurse about it.' };
    const answer = await team.post('/api/v1/referrals', told).expect(201);
    expect(answer.body).toMatchObject({ warnings: [{ field: 'whatHappened' }] });
  });
});
