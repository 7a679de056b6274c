import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { LocalSystem, type Program } from '../crash.system';
import { askForToken, issuerOf, signInAs } from '../provider';
import { type Answer, ask } from '../visitor';

/** Each is planted in one place and must be found in none. */
const planted = (where: string): string => `planted-${where}-${randomUUID().slice(0, 8)}`;
const SECRETS = {
  cookie: planted('cookie'),
  bearer: planted('bearer'),
  query: planted('query'),
  words: planted('words'),
  json: planted('json'),
  file: planted('file'),
  header: planted('header'),
  invitation: planted('invitation'),
  code: planted('code'),
};

describe('what the house writes at level trace, while it is used, misused and broken', () => {
  let system: LocalSystem;
  let running: Program;
  let token: string;
  let cookie: string;
  let csrf: string;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder({ LOG_LEVEL: 'trace' });
    running = await system.start();
    token = await askForToken('partnership-team', { issuer: await issuerOf(system.url) });
    cookie = (await signInAs(system.url, 'partnership-team')).jar.sent;
    csrf = /name="_csrf" value="([^"]+)"/.exec((await page('/help')).text)?.[1] ?? '';
  });
  afterAll(() => system.remove());

  const page = (path: string, init: RequestInit = {}): Promise<Answer> =>
    ask(system.url + path, { ...init, headers: { cookie, 'x-secret': SECRETS.header } });
  const api = (path: string, body: unknown): Promise<Answer> =>
    ask(`${system.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify(body),
    });

  async function use(): Promise<void> {
    await page(`/recommendations?words=${SECRETS.query}`);
    await page('/referrals', { method: 'POST', body: new URLSearchParams({ _csrf: csrf, headline: SECRETS.words }) });
    await api('referrals', { headline: SECRETS.json });
    await ask(`${system.url}/`, { headers: { cookie: `learning-trail=s%3A${SECRETS.cookie}.x` } });
    await ask(`${system.url}/api/v1/referrals`, { headers: { authorization: `Bearer ${SECRETS.bearer}` } });
    await ask(`${system.url}/sign-in/return?code=${SECRETS.code}&state=${SECRETS.code}`);
    await ask(`${system.url}/invitation/${SECRETS.invitation}`);
    const form = new FormData();
    form.set('_csrf', csrf);
    form.set('files', new Blob([`%PDF-1.7 ${SECRETS.file}`]), `${SECRETS.file}.pdf`);
    await page('/referrals', { method: 'POST', body: form });
  }

  it('holds no secret and nothing of what was sent', async () => {
    await use();
    const client = new Client({ connectionString: await system.databaseUrl() });
    await client.connect();
    // Every statement about records, sessions and files fails from here on, with its values at hand.
    const tables = ['evidence_file', 'known_reader', 'rate_limit', 'agency_1'];
    for (const table of tables) await client.query(`ALTER TABLE "${table}" RENAME TO "${table}_away"`);
    await use();
    await client.query('ALTER TABLE "session" RENAME TO "session_away"');
    // Whatever fails on the way to a page, an answer comes.
    const broken = (await page('/help')).status;
    await use();
    for (const table of [...tables, 'session']) await client.query(`ALTER TABLE "${table}_away" RENAME TO "${table}"`);
    await client.end();
    expect(broken).toBe(500);
    await running.end('SIGTERM');

    // It did fail, and said so: else nothing was tested.
    expect(running.said).toMatch(/"level":50/);
    expect(running.said).toContain('Requests cannot be counted');
    const written = [running.said, ...(await logsIn(system.dataDir))].join('\n');
    const [session = ''] = /learning-trail=[^;]+/.exec(cookie) ?? [];
    const { ownerPassword, superuserPassword = 'none' } = JSON.parse(
      await readFile(join(system.dataDir, 'postgres.json'), 'utf8'),
    ) as { ownerPassword: string; superuserPassword?: string };
    const { secret } = JSON.parse(await readFile(join(system.dataDir, 'secret.json'), 'utf8')) as { secret: string };
    const hidden = {
      ...SECRETS,
      token,
      session:
        decodeURIComponent(session.split('=')[1] ?? '')
          .split('.')[0]
          ?.slice(2) ?? '',
      csrf,
      ownerPassword,
      superuserPassword,
      secret,
    };
    for (const [what, text] of Object.entries(hidden)) {
      expect([what, text.length > 3]).toEqual([what, true]);
      expect([what, lineWith(written, text)]).toEqual([what, undefined]);
    }
  });
});

const lineWith = (written: string, text: string): string | undefined =>
  written.split('\n').find((line) => line.includes(text));

/** What PostgreSQL wrote beside its data, where it writes to files. */
async function logsIn(dataDir: string): Promise<readonly string[]> {
  const files = await readdir(dataDir, { recursive: true });
  const logs = files.filter((file) => file.endsWith('.log'));
  return Promise.all(logs.map((file) => readFile(join(dataDir, file), 'utf8')));
}
