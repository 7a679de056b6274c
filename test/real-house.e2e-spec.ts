import { Program, freePort } from './crash.system';
import { freshDatabase } from './postgres';
import { provider, signInAs } from './provider';
import { realHouse } from './real.house';

describe('a house for real use', () => {
  let env: Readonly<Record<string, string>>;
  let web: Program;
  let projector: Program;

  beforeAll(async () => {
    const port = await freePort();
    const own = { DATABASE_URL: await freshDatabase(), PORT: String(port) };
    env = { ...(await realHouse()), ...own, PUBLIC_URL: `http://127.0.0.1:${port}` };
    await trail('migrate', '--real');
    projector = new Program('projector/src/main.js', [], env);
    web = new Program('web/src/main.js', [], env);
    await web.says('Listening');
  });
  afterAll(() => Promise.all([web.end('SIGTERM'), projector.end('SIGTERM')]));

  const trail = (...args: readonly string[]) => new Program('trail/src/main.js', args, env).ended();
  const url = () => env['PUBLIC_URL'] ?? '';

  it('lets nobody in whom nobody has invited', async () => {
    const { answer } = await signInAs(url(), 'partnership-team', { from: `/sign-in/with/${provider().id}` });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('You have not been invited')]);
  });

  it('invites its first person from the terminal, who signs in with an account of their own', async () => {
    const { code, said } = await trail('invite-first');
    const link = new RegExp(`${url()}(/invitation/[\\w-]{43})\\n$`).exec(said)?.[1] ?? '';
    expect([code, link]).toEqual([0, expect.stringContaining('/invitation/') as string]);
    expect((await fetch(url() + link)).status).toBe(200);

    const from = `/sign-in/with/${provider().id}?invitation=${link.split('/')[2] ?? ''}`;
    const { jar, answer } = await signInAs(url(), 'other:the-manager', { from });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const home = await jar.ask(`${url()}/`);
    expect([home.status, await home.text()]).toEqual([200, expect.stringContaining('Partnership Manager')]);
  });

  it('makes a new link for a first person who lost theirs only until they have come', async () => {
    const { code, said } = await trail('invite-first');
    expect([code, said]).toEqual([1, expect.stringContaining('can sign in already')]);
  });
});
