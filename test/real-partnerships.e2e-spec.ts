import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dateInLondon } from '#app/calendar';
import { type Ended, Program, freePort } from './crash.system';
import { type Api, apiAs } from './house';
import { freshDatabase } from './postgres';
import { AUDIENCE, Jar, provider, signInAs } from './provider';
import { realHouse } from './real.house';
import { criteria, decision, referral, why } from './referral.bodies';
import { temporaryFolder } from './temporary-folder';
import { PATIENCE } from './patience';

const TEAM = 'partnership-team';

describe('a house for real use that serves two partnerships', () => {
  const isle = { id: 'isle-of-wight', name: 'Isle of Wight Safeguarding Children Partnership' };
  const downs = { id: 'downs', name: 'Downs Safeguarding Children Partnership' };
  let env: Readonly<Record<string, string>>;
  let alone: Readonly<Record<string, string>>;
  let urls: readonly [isle: string, downs: string];
  let web: Program;
  let projector: Program;

  beforeAll(async () => {
    const ports = [await freePort(), await freePort()] as const;
    urls = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`];
    const file = join(await temporaryFolder('partnerships'), 'partnerships.json');
    const all = [
      { ...isle, publicUrl: urls[0], port: ports[0] },
      { ...downs, publicUrl: urls[1], port: ports[1], audience: AUDIENCE },
    ];
    await writeFile(file, JSON.stringify(all));
    alone = { ...(await realHouse()), DATABASE_URL: await freshDatabase() };
    env = { ...alone, PARTNERSHIPS: file };
    await trail('migrate', '--real');
    web = new Program('web/src/main.js', [], env);
    // One that has not been told of the second yet.
    projector = new Program('projector/src/main.js', [], alone);
    await web.says(`"port":${ports[1]}`);
  });
  afterAll(() => Promise.all([web.end('SIGTERM'), projector.end('SIGTERM')]));

  const trail = (...args: readonly string[]): Promise<Ended> => new Program('trail/src/main.js', args, env).ended();

  async function invited(...of: readonly string[]): Promise<{ readonly url: string; readonly code: string }> {
    const { said } = await trail('invite-first', ...of);
    const [, url, code] = /(http:\/\/127\.0\.0\.1:\d+)\/invitation\/([\w-]{43})\n$/.exec(said) ?? [];
    if (url === undefined || code === undefined) throw new Error(`Nobody is invited: ${said}`);
    return { url, code };
  }

  it('answers at both addresses, at each under its own name', async () => {
    const pages = await Promise.all(urls.map(async (url) => (await fetch(`${url}/sign-in`)).text()));
    expect(pages.map((page) => [page.includes(isle.name), page.includes(downs.name)])).toEqual([
      [true, false],
      [false, true],
    ]);
    const ready = await Promise.all(urls.map(async (url) => (await fetch(`${url}/health/live`)).status));
    expect(ready).toEqual([200, 200]);
  });

  it('invites the first person of each, who comes in there, and goes on to the other without a question', async () => {
    const unknown = await trail('invite-first', 'nowhere');
    expect([unknown.code, unknown.said]).toEqual([2, 'There is no "nowhere" here. There are: isle-of-wight, downs\n']);
    const jar = new Jar();
    for (const [url, ...of] of [[urls[0]], [urls[1], downs.id]] as const) {
      const link = await invited(...of);
      expect(link.url).toBe(url);
      const from = `/sign-in/with/${provider().id}?invitation=${link.code}`;
      const come = await signInAs(url, TEAM, { from, headers: { cookie: jar.sent } });
      expect([come.answer.status, come.answer.headers.get('location')]).toEqual([303, '/']);
    }
    const { jar: own } = await signInAs(urls[0], TEAM);
    const page = await (await own.ask(`${urls[0]}/me/partnerships`)).text();
    expect(page).toContain(`href="${urls[1]}/sign-in/with/${provider().id}?quietly=yes"`);
  });

  describe('has what follows from a decision in the second', () => {
    let team: Api;

    const countOf = async (path: string): Promise<number> =>
      ((await team.get(`/api/v1/${path}`).expect(200)).body as { total: number }).total;

    async function until(path: string, count: number): Promise<void> {
      for (const end = Date.now() + PATIENCE; Date.now() < end;) {
        if ((await countOf(path)) === count) return;
        await pause(50);
      }
      throw new Error(`${path} has ${await countOf(path)}. The projector says: ${projector.said}`);
    }

    it('wait while the projector does not know that partnership', async () => {
      team = await apiAs(urls[1], TEAM);
      const made = await team.post('/api/v1/agencies', { name: 'Downs Constabulary', kind: 'safeguarding-partner' });
      const { id: police } = made.body as { id: string };
      await until('agencies', 1);
      const day = addDays(dateInLondon(new Date().toISOString()), -1);
      const received = { ...referral, from: police, agencies: [police], receivedOn: day, awareOn: day };
      const opened = await team.post('/api/v1/referrals', received).expect(201);
      await until('referrals', 1);
      const { id } = opened.body as { id: string };
      const decided = {
        ...decision('criteria-appear-met'),
        criteria: criteria('met', 'met', 'met'),
        rationale: why,
        meeting: { group: 'learning-inquiry-group', date: day, label: `Meeting of ${day}` },
        decidedOn: day,
      };
      await team.post(`/api/v1/referrals/${id}/decision`, decided).expect(200);
      await projector.says('this house serves another partnership');
      await until('referrals?status=decided', 1);
      expect(await countOf('rapid-reviews')).toBe(0);
    });

    it('happen as soon as it does', async () => {
      await projector.end('SIGTERM');
      projector = new Program('projector/src/main.js', [], env);
      await until('rapid-reviews', 1);
      const here = await apiAs(urls[0], TEAM);
      // A token of the second’s is none here.
      await here.get('/api/v1/rapid-reviews').expect(401);
    });
  });
});
