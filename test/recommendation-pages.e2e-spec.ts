import 'reflect-metadata';
import { type House, TODAY, openHouse } from './recommendation.house';

const [year = '', month = '', day = ''] = TODAY.split('-');

describe('the pages of a recommendation', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse();
  }, 60_000);
  afterAll(() => house.close());

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
});
