import 'reflect-metadata';
import { forAll } from './for-all';
import { TODAY, meeting, openHouse } from './recommendation.house';

const [year = '', month = '', day = ''] = TODAY.split('-');

describe('the pages of a recommendation', () => {
  const house = forAll(openHouse);

  it('have a page for each act, for everybody who may take it, and 403 for everybody else', async () => {
    const id = await house.make(['agency:constabulary', 'unnamed', 'team']);
    const acts = house.acts();
    const team = await house.signIn('partnership-team');
    const scrutineer = await house.signIn('scrutineer');
    for (const { name } of acts) {
      const page = await team.get(`/recommendations/${id}/${name}`);
      expect([name, page.status]).toEqual([name, name === 'comment' ? 403 : 200]);
      expect([name, (await scrutineer.get(`/recommendations/${id}/${name}`)).status]).toEqual([
        name,
        name === 'comment' ? 200 : 403,
      ]);
    }
    const opening = await team
      .get('/recommendations/new?source=referral-r-1&sourceReference=REF-2024-25-003')
      .expect(200);
    expect(opening.text).toContain('REF-2024-25-003');
    await scrutineer.get('/recommendations/new').expect(403);
  });

  it('choose the line by the address, and let an agency report progress in two clicks from home', async () => {
    await house.make(['agency:primary-care']);
    const agent = await house.signIn('primary-care-representative');
    const home = await agent.get('/').expect(200);
    const href = /href="(\/recommendations\/[^"]+\/progress\?line=line-1)"/.exec(home.text)?.[1] ?? '';
    const form = await agent.get(href).expect(200);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form.text)?.[1];
    expect(form.text).toMatch(/name="lineId"[^>]*value="line-1"[^>]*checked/);
    const sent = await agent
      .post(href)
      .field('_csrf', hidden('_csrf') ?? '')
      .field('_key', hidden('_key') ?? '')
      .field('_seen', hidden('_seen') ?? '')
      .field('lineId', 'line-1')
      .field('text', 'All practices have the protocol.')
      .field('on[day]', day)
      .field('on[month]', month)
      .field('on[year]', year);
    expect(sent.status).toBe(303);
    await house.catchUp();
    const page = await agent.get(String(sent.headers['location'])).expect(200);
    expect(page.text).toContain('The progress is recorded.');
    expect(page.text).toContain('All practices have the protocol.');
  });

  /** Sends the form of an act as a browser does, without a file. */
  const send = async (id: string, act: string, fields: Readonly<Record<string, string>>) => {
    const team = await house.signIn('partnership-team');
    const form = await team.get(`/recommendations/${id}/${act}`).expect(200);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(form.text)?.[1];
    const between = { 'meeting[choice]': 'between', 'meeting[between]': 'It cannot wait' };
    const sent = await team
      .post(`/recommendations/${id}/${act}`)
      .type('form')
      .send({ _csrf, ...between, ...fields });
    await house.catchUp();
    return sent;
  };

  it('are closed once: closing again is refused with the sentence of the rule, on the page as in the API', async () => {
    const id = await house.make(['agency:primary-care']);
    const product = { lineId: 'line-1', title: 'A protocol', words: 'It is on the website.', on: TODAY };
    await house.post('primary-care-representative', `/${id}/product`, product);
    const completion = { basis: 'product-delivered', reason: 'The group has read it.' };
    const inApi = { ...completion, meeting };
    expect((await send(id, 'completion', completion)).status).toBe(303);
    const again = await send(id, 'completion', completion);
    expect(again.status).toBe(409);
    expect(again.text).toContain('This recommendation is complete. Reopen it first.');
    expect(again.text).toContain(completion.reason);
    for (const [act, body] of [
      ['completion', inApi],
      ['line-completion', { ...inApi, lineId: 'line-1' }],
      ['withdrawal', { reason: completion.reason, meeting }],
    ] as const)
      expect([act, (await house.post('learning-inquiry-chair', `/${id}/${act}`, body)).status]).toEqual([
        act,
        act === 'line-completion' ? 400 : 409,
      ]);
  });

  it('lead to the recommendation that supersedes it by its reference, and refuse one that nobody knows', async () => {
    const [id, other] = [await house.make(['agency:constabulary']), await house.make(['agency:constabulary'])];
    const { reference } = (await house.see('partnership-team', other)) as unknown as { reference: string };
    const why = { reason: 'The words were wrong.' };
    const unknown = await send(id, 'superseding', { ...why, by: 'REC-1999-00-001' });
    expect(unknown.status).toBe(409);
    expect(unknown.text).toMatch(/href="#by"[^>]*>There is no recommendation with the reference REC-1999-00-001/);
    expect((await send(id, 'superseding', { ...why, by: ` ${reference.toLowerCase()} ` })).status).toBe(303);
    const page = await (await house.signIn('partnership-team')).get(`/recommendations/${id}`).expect(200);
    expect(page.text).toContain(`<a class="govuk-link" href="/recommendations/${other}">${reference}</a>`);
  });
});
