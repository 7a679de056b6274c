import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { forAll } from './for-all';
import { openHouse } from './house';
import { NO_SUCH, TEAM } from './need-to-know.house';
import { meeting, referral, why } from './referral.bodies';
import { type Answer, jsonOf } from './visitor';
import { Walk } from './walk';

const POLICE = 'police-representative';
const consideration = { meeting: meeting(), consideredOn: '2026-11-20', note: why };

describe('while the rows have not come as far as the log', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  const key = randomUUID();
  let holder: Client;
  let made: string;

  beforeAll(async () => {
    for (const person of [TEAM, POLICE]) await walk.as(person);
    holder = new Client({ connectionString: house.databaseUrl });
    await holder.connect();
    // Whoever follows the log can move no checkpoint now.
    await holder.query('BEGIN; LOCK TABLE "checkpoint" IN EXCLUSIVE MODE');
    const team = await walk.as(TEAM);
    made = jsonOf(await team.post('/api/v1/referrals', referral))['id'] as string;
  });
  afterAll(() => holder.end());

  const consider = async (person: string, id: string): Promise<Answer> =>
    (await walk.as(person)).post(`/api/v1/referrals/${id}/consideration`, consideration, { 'idempotency-key': key });
  const answers = async (person: string, id: string): Promise<readonly Answer[]> => {
    const visitor = await walk.as(person);
    return Promise.all([consider(person, id), visitor.get(`/api/v1/referrals/${id}`)]);
  };

  it.each([
    ['the Partnership Team', TEAM],
    ['an agency’s representative', POLICE],
  ])('%s is told so of a record made just before, and the same of one that there is not', async (_who, person) => {
    const all = await Promise.all([answers(person, made), answers(person, NO_SUCH)]);
    for (const { status, type, headers, text } of all.flat())
      expect({ status, type, after: headers.get('retry-after'), said: JSON.parse(text) as unknown }).toEqual({
        status: 503,
        type: expect.stringContaining('application/problem+json') as string,
        after: '2',
        said: {
          type: 'urn:problem:catching-up',
          title: 'Not available now',
          status: 503,
          detail: expect.stringContaining('still catching up') as string,
        },
      });
  });

  it('a page says so too', async () => {
    const team = await walk.as(TEAM);
    for (const id of [made, NO_SUCH]) {
      const { status, headers, text } = await team.page(`/referrals/${id}`);
      expect([status, headers.get('retry-after')]).toEqual([503, '2']);
      expect(text).toContain('still catching up');
    }
  });

  it('what no record can be called is not waited for', async () => {
    expect((await (await walk.as(TEAM)).get('/api/v1/referrals/no_such')).status).toBe(404);
  });

  it('and once they have, the same command is taken, and what there is not is not found', async () => {
    await holder.query('ROLLBACK');
    await house.engine.catchUp();
    expect((await consider(TEAM, made)).status).toBe(200);
    for (const { status } of await answers(TEAM, NO_SUCH)) expect(status).toBe(404);
  });
});
