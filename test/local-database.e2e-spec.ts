import 'reflect-metadata';
import { PostgresEventLog, systemClock } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { LocalSystem, Program, freePort } from './crash.system';
import { freshDatabase } from './postgres';
import { realHouse } from './real.house';

describe('a PostgreSQL that is already there', () => {
  let system: LocalSystem;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder();
  });
  afterAll(() => system.remove());

  /** A database of ours that was in use before anybody marked it. */
  const unmarked = async (): Promise<string> => {
    const databaseUrl = await freshDatabase();
    await migrate(databaseUrl);
    const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: systemClock });
    const by = { actor: 'somebody', onBehalfOf: { role: 'partnership-team' } } as const;
    const id = '5f2d1c9e-52b1-4d63-9c8e-1f7a0f6f2b11';
    const metadata = { ...by, partnership: 'elsewhere', causationId: id, correlationId: id, commandHash: '' };
    const event = { type: 'SomethingRecorded', data: {} };
    await log.append('other-one', 'none', [
      { id, event, schemaVersion: 1, metadata: { ...metadata, happenedOn: '2026-01-05' } },
    ]);
    await log.close();
    return databaseUrl;
  };
  const web = async (env: Readonly<Record<string, string>>) =>
    new Program('web/src/main.js', [], { ...(await realHouse()), ...env });

  it('is used instead of one of our own', async () => {
    const databaseUrl = await freshDatabase();
    const running = system.begin({ DATABASE_URL: databaseUrl });
    await running.says('Learning Trail is ready');
    await running.says('and in the database of DATABASE_URL');
    await expect(system.postmaster()).resolves.toBeUndefined();
    const where = await system.trail('where', '--json');
    expect(JSON.parse(where.said)).toMatchObject({ databaseUrl, superuserUrl: null });
    await expect(running.end('SIGINT')).resolves.toMatchObject({ code: 0 });
  });

  it('is named when it does not answer', async () => {
    const { code, said } = await system.begin({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }).ended();
    expect([code, said]).toEqual([1, expect.stringMatching(/DATABASE_URL cannot be used: .*ECONNREFUSED.*\n$/)]);
  });

  it('is refused when it holds records and has no mark', async () => {
    const databaseUrl = await unmarked();
    const local = await system.begin({ DATABASE_URL: databaseUrl }).ended();
    expect([local.code, local.said]).toEqual([1, expect.stringContaining('is not marked as a demonstration')]);
    const real = await (await web({ DATABASE_URL: databaseUrl })).ended();
    expect([real.code, real.said]).toEqual([1, expect.stringContaining('is not marked for real use')]);
  });

  it('is a demonstration or real for good: each opens its own, and refuses the other', async () => {
    const [demonstration, real] = [await freshDatabase(), await freshDatabase()];
    const migrated = (DATABASE_URL: string, ...args: readonly string[]) =>
      new Program('trail/src/main.js', ['migrate', ...args], { DATABASE_URL }).ended();
    await expect(migrated(real)).resolves.toMatchObject({ code: 0 });
    await expect(migrated(real, '--nonsense')).resolves.toMatchObject({ code: 2 });
    const marked = await migrated(real, '--real');
    expect([marked.code, marked.said]).toEqual([0, expect.stringContaining('marked for real use')]);
    await expect(migrated(demonstration, '--demonstration')).resolves.toMatchObject({ code: 0 });
    await expect(migrated(demonstration, '--real')).resolves.toMatchObject({ code: 1 });

    const local = await system.begin({ DATABASE_URL: real }).ended();
    expect([local.code, local.said]).toEqual([1, expect.stringContaining('is for real use, for good')]);
    const refused = await (await web({ DATABASE_URL: demonstration })).ended();
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('is a demonstration, for good')]);

    const PORT = String(await freePort());
    const opened = await web({ DATABASE_URL: real, PORT });
    await opened.says('Listening');
    expect((await fetch(`http://127.0.0.1:${PORT}/health/live`)).status).toBe(200);
    await expect(opened.end('SIGTERM')).resolves.toMatchObject({ code: 0 });
  });

  it('is left alone by trail migrate --demonstration where it holds records', async () => {
    const DATABASE_URL = await unmarked();
    const { code, said } = await new Program('trail/src/main.js', ['migrate', '--demonstration'], {
      DATABASE_URL,
    }).ended();
    expect([code, said]).toEqual([1, expect.stringContaining('holds records already')]);
  });
});
