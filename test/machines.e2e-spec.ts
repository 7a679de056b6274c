import { pino } from 'pino';
import request from 'supertest';
import { type DataSource, Like } from 'typeorm';
import { CheckpointRow, PostgresEventLog } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { Proxy } from './faults/proxy';
import { forAll } from './for-all';
import { healthOf } from './health';
import { openHouse, openWebOn } from './house';
import { askForToken, provider, tokenOf } from './provider';
import type { Json } from './visitor';

const house = forAll(openHouse);

describe('whoever watches the machine', () => {
  it('is told that it lives', async () => {
    const answer = await request(house.url).get('/health/live').expect(200);
    expect(answer.body).toEqual({ status: 'ok' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is told that it is ready: the log answers, migrations are applied, the rows are caught up', async () => {
    await house.engine.catchUp();
    expect(await healthOf(house.url, 200)).toMatchObject({
      status: 'ok',
      checks: {
        log: { status: 'ok' },
        storage: { status: 'ok' },
        migrations: { status: 'ok' },
        projections: { status: 'ok' },
        reactions: { status: 'ok' },
      },
    });
  });

  it('is told that it is not ready while a reaction has not answered what was recorded', async () => {
    await house.engine.stop();
    const checkpoints = house.web.app.get<DataSource>(ENGINE_ROWS).getRepository(CheckpointRow);
    const reaction = await checkpoints.findOneByOrFail({ reader: Like('reaction:%') });
    await checkpoints.update({ reader: reaction.reader }, { position: '1' });
    expect(await healthOf(house.url, 503)).toMatchObject({
      status: 'not ready',
      checks: {
        projections: { status: 'ok' },
        reactions: { status: 'not ready', detail: `Still to be answered: ${reaction.reader}` },
      },
    });
    await checkpoints.update({ reader: reaction.reader }, { position: reaction.position });
    await healthOf(house.url, 200);
  });
});

describe('whoever watches a machine whose PostgreSQL does not answer', () => {
  /** What is said of the web behind a line to PostgreSQL, when something has happened to that. */
  async function toldAfter(
    happens: (line: Proxy) => Promise<void> | void,
    told: (url: string) => Promise<unknown>,
    noted: (line: string) => void = () => undefined,
  ): Promise<unknown> {
    const line = await Proxy.before(house.databaseUrl);
    const log = await PostgresEventLog.open({ connectionString: line.url, clock: house.clock });
    const web = await openWebOn(house, pino({}, { write: noted }), { log, databaseUrl: line.url });
    await healthOf(web.url, 200);
    await happens(line);
    await request(web.url).get('/health/live').expect(200);
    const health = await told(web.url);
    line.speak();
    await line.close();
    await web.close();
    await log.close();
    return health;
  }
  const saying = (log: string, database: string) => {
    const [logs, databases] = [log, database].map((detail) => ({ status: 'not ready', detail }));
    const checks = { log: logs, storage: databases, migrations: databases, projections: logs, reactions: logs };
    return { status: 'not ready', checks, readers: [] };
  };

  it('is told that the machine lives, and that nothing on it is ready, but not where PostgreSQL was', async () => {
    const told = await toldAfter(
      (line) => line.close(),
      (url) => healthOf(url, 503),
    );
    expect(told).toEqual(saying('The event log does not answer', 'The database does not answer'));
  });

  it('is told so in time where PostgreSQL is silent, and does not wait to be counted', async () => {
    const noted: string[] = [];
    const told = await toldAfter(
      (line) => {
        line.silence();
      },
      async (url) => (await request(url).get('/health/ready').expect(503)).body as unknown,
      (line) => noted.push(line),
    );
    const late = 'No answer within 5 seconds';
    expect(told).toEqual(saying(late, late));
    const uncounted = noted.find((line) => line.includes('Requests cannot be counted'));
    expect(uncounted).toContain('No answer within 2 seconds');
  });
});

describe('a token for the API', () => {
  it.each(demonstrationPeople.map(({ id }) => id))('is given to the program of %s for eight hours', async (person) => {
    const [, claims = ''] = (await tokenOf(person)).split('.');
    const { sub, iat, exp, scope } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Json;
    expect([sub, Number(exp) - Number(iat), scope]).toEqual([person, 8 * 3600, 'trail:read trail:write']);
    await (await house.api(person)).get('/api/v1/agencies').expect(200);
  });

  it.each(['nobody', 'constructor', '', 'learning-trail'])('is not given to "%s"', async (person) => {
    await expect(askForToken(person)).rejects.toThrow('no token');
  });
});

describe('a page elsewhere that has pointed its own name at this machine', () => {
  it.each([
    'attacker.invalid',
    'attacker.invalid:3000',
    '127.0.0.1.attacker.invalid',
    'localhost.attacker.invalid',
    '[::2]',
  ])('is refused: %s', async (host) => {
    for (const path of [
      '/',
      '/sign-in',
      '/api/v1/referrals',
      '/api/openapi.json',
      '/health/ready',
      '/assets/site.css',
    ]) {
      const answer = await request(house.url).get(path).set('host', host);
      expect([path, answer.status]).toEqual([path, 403]);
    }
    await request(provider().issuer).post('/token').set('host', host).expect(403);
    await request(provider().issuer).get('/people/some-choice').set('host', host).expect(403);
  });

  it('is not let in by what a proxy might add', async () => {
    const forwarded = { host: 'attacker.invalid', 'x-forwarded-host': 'localhost', forwarded: 'host=localhost' };
    await request(house.url).get('/sign-in').set(forwarded).expect(403);
    await request(house.url).get('/sign-in').set('x-forwarded-host', 'attacker.invalid').expect(200);
  });

  it.each(['localhost', '127.0.0.1:3000', '[::1]:3000'])('is not mistaken for the machine’s own %s', async (host) => {
    await request(house.url).get('/sign-in').set('host', host).expect(200);
  });
});
