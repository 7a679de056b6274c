import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { FileMasterKeys, GivenMasterKeys, Vault } from '#app/platform';
import { keysTask } from '../apps/trail/src/keys/keys';
import { type VaultDatabase, first, master, opensAll, people, place, second, vaultDatabase } from './vault.house';

let db: VaultDatabase['db'];
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'vault-'));
const vaultWith = (...keys: readonly string[]) => new Vault(db, new GivenMasterKeys(keys.join(' ')), 'p');

let opened: VaultDatabase;
beforeAll(async () => {
  opened = await vaultDatabase();
  ({ db, url } = opened);
});
beforeEach(() => opened.empty());
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

describe('the master keys, on the command line', () => {
  let file: string;
  beforeEach(() => {
    file = join(folder, randomUUID());
  });

  async function trail(args: readonly string[], env: Record<string, string> = { VAULT_MASTER_KEYS_FILE: file }) {
    const said: string[] = [];
    const written = () =>
      new Writable({
        write: (chunk, _encoding, done) => {
          said.push(String(chunk));
          done();
        },
      });
    const code = await keysTask(args, { env: { DATABASE_URL: url, ...env }, out: written(), err: written() });
    const told = said.join('');
    const keys = readKeys();
    for (const key of keys) expect(told).not.toContain(key);
    return { code, told };
  }
  const readKeys = (): string[] => {
    try {
      return readFileSync(file, 'utf8')
        .split(/[\s:]+/)
        .filter((part) => part.endsWith('='));
    } catch {
      return [];
    }
  };

  it('keeps keys in a file of one’s own, and rotates and destroys them while a web is running', async () => {
    const keys = new FileMasterKeys(file);
    await keys.make('2026-11-20');
    await keys.make('2026-11-20');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readKeys()).toHaveLength(1);
    const running = new Vault(db, keys, 'p');
    const sealed = await people(running, 5);
    const [old = ''] = await keys.names();

    await expect(trail(['destroy', old])).resolves.toMatchObject({
      code: 1,
      told: expect.stringContaining('current') as string,
    });
    await expect(trail(['rotate'])).resolves.toMatchObject({
      code: 0,
      told: expect.stringContaining('5 keys are under') as string,
    });
    expect(await keys.names()).toHaveLength(2);
    expect((await keys.names())[1]).toBe(old);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await opensAll(running, sealed);
    await running.seal('Ada', place(randomUUID()));
    expect((await running.counts()).wrapped).not.toHaveProperty(old);

    await expect(trail(['destroy', old])).resolves.toMatchObject({ code: 0 });
    expect(await keys.names()).toHaveLength(1);
    await opensAll(running, sealed);
  });

  it('ends a rotation that was broken off before it makes another key', async () => {
    const keys = new FileMasterKeys(file);
    await keys.make('2026-11-20');
    await people(new Vault(db, keys, 'p'), 3);
    await keys.add('2026-11-21');
    await expect(trail(['rotate'])).resolves.toMatchObject({
      code: 0,
      told: expect.stringContaining('Going on') as string,
    });
    expect(await keys.names()).toHaveLength(2);
  });

  it('destroys no key that still wraps something', async () => {
    const keys = new FileMasterKeys(file);
    await keys.make('2026-11-20');
    await people(new Vault(db, keys, 'p'), 3);
    const [old = ''] = await keys.names();
    await keys.add('2026-11-21');
    await expect(trail(['destroy', old])).resolves.toMatchObject({
      code: 1,
      told: expect.stringContaining('still wraps 3 keys') as string,
    });
    await expect(trail(['destroy', 'nothing'])).resolves.toMatchObject({ code: 1 });
    expect(await keys.names()).toHaveLength(2);
  });

  it('lists names and counts, never a key', async () => {
    await people(vaultWith(first), 2);
    await people(vaultWith(second), 1);
    await vaultWith(first).erase(randomUUID());
    const given = { VAULT_MASTER_KEYS: `${first} ${master('third', 3)}` };
    const { code, told } = await trail(['list', '--json'], given);
    expect(code).toBe(1);
    expect(JSON.parse(told)).toEqual({
      keys: [
        { name: 'first', state: 'current', wraps: 2 },
        { name: 'third', state: 'opens only', wraps: 0 },
        { name: 'second', state: 'missing', wraps: 1 },
      ],
      erased: 1,
    });
    expect((await trail([], given)).told).toMatch(/first +current +2\n/);
    expect(told).not.toContain(Buffer.alloc(32, 1).toString('base64'));
  });

  it('says what is wrong with a setting, and never repeats it', async () => {
    const broken = `first:${Buffer.alloc(31, 1).toString('base64')}`;
    const { code, told } = await trail(['list'], { VAULT_MASTER_KEYS: broken });
    expect([code, told]).toEqual([1, expect.stringContaining('VAULT_MASTER_KEYS: entry 1 is not a name')]);
    expect(told).not.toContain(broken.slice(6));
    expect((await trail(['list'], { VAULT_MASTER_KEYS: `${first} ${first}` })).told).toContain('stands there twice');
    expect((await trail(['turn'])).code).toBe(2);
  });
});
