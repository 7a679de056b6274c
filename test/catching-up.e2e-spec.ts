import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { pino } from 'pino';
import { PATIENCE } from '#app/platform';
import { forAll } from './for-all';
import { LOADED, openHouse, openWebOn } from './house';
import { NO_SUCH, TEAM, restrict } from './need-to-know.house';
import { Inviting } from './people.house';
import { meeting, referral, why } from './referral.bodies';
import { type Answer, ask, jsonOf } from './visitor';

const POLICE = 'police-representative';
/** To the very address that was asked for. */
const AGAIN = '<a class="govuk-link" href="">Try again</a>';
const consideration = { meeting: meeting(), consideredOn: '2026-11-20', note: why };

describe('while the rows have not come as far as the log', () => {
  const house = forAll(() => openHouse(LOADED, { reachedWithin: PATIENCE }));
  const walk = new Inviting(house);
  const key = randomUUID();
  let holder: Client;
  let made: string;
  let withheld: string;

  beforeAll(async () => {
    for (const person of [TEAM, POLICE]) await walk.as(person);
    // A restriction names somebody of the team: this one none of those who ask.
    const { post } = await walk.letIn('Second of the team', { role: 'partnership-team', opensDetails: false });
    withheld = await walk.open(TEAM, 'referrals', referral);
    const { reference } = await walk.see(TEAM, `referrals/${withheld}`);
    await restrict(walk, { reference: reference as string }, [post]);
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
  ])(
    '%s is told so of a record made just before, and the same of one withheld and one that there is not',
    async (_who, person) => {
      const all = await Promise.all([made, withheld, NO_SUCH].map((id) => answers(person, id)));
      for (const { status, type, headers, text } of all.flat())
        expect({ status, type, after: headers.get('retry-after'), said: JSON.parse(text) as unknown }).toEqual({
          status: 503,
          type: expect.stringContaining('application/problem+json') as string,
          after: '2',
          said: {
            type: 'urn:problem:catching-up',
            title: 'Not available now',
            status: 503,
            detail: 'The pages are still catching up with what was recorded last. Try again in a moment.',
          },
        });
    },
  );

  it('a page says so too', async () => {
    const team = await walk.as(TEAM);
    const pages = await Promise.all([made, withheld, NO_SUCH].map((id) => team.page(`/referrals/${id}`)));
    for (const { status, headers, text } of pages) {
      expect([status, headers.get('retry-after')]).toEqual([503, '2']);
      expect(text).toContain('still catching up');
      expect(text).toContain(AGAIN);
    }
  });

  it('and offers no link where a form was sent, which no link sends again', async () => {
    const { status, text } = await (await walk.as(TEAM)).form(`/referrals/${made}/consideration`, {});
    expect([status, text.includes(AGAIN)]).toEqual([503, false]);
  });

  it('what no record can be called is not waited for', async () => {
    expect((await (await walk.as(TEAM)).get('/api/v1/referrals/no_such')).status).toBe(404);
  });

  it('a house that is told to wait longer waits until they have', async () => {
    const patient = await openWebOn(house, pino({ level: 'silent' }));
    const { token } = await house.api(TEAM);
    const path = `/api/v1/referrals/${NO_SUCH}`;
    const late = ask(patient.url + path, { headers: { authorization: `Bearer ${token}` } });
    expect((await (await walk.as(TEAM)).get(path)).status).toBe(503);
    await holder.query('ROLLBACK');
    expect((await late).status).toBe(404);
    await patient.close();
  });

  it('and once they have, the same command is taken, and what there is not is not found', async () => {
    await house.engine.catchUp();
    expect((await consider(TEAM, made)).status).toBe(200);
    for (const person of [TEAM, POLICE])
      for (const { status } of (await Promise.all([withheld, NO_SUCH].map((id) => answers(person, id)))).flat())
        expect(status).toBe(404);
  });
});
