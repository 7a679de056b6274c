import { createHash, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { DataSource } from 'typeorm';
import { FileBytes, Files, GivenMasterKeys, Vault, boundTo, sealFiles } from '#app/platform';
import { keysTask } from '../apps/trail/src/keys/keys';
import { inTables, leftInTables } from './erasure.disk';
import { forAll } from './for-all';
import { openHouse } from './house';

/** As the house of the tests has it. */
const MASTER = `for-tests:${Buffer.alloc(32, 7).toString('base64')}`;
const COUNT = 45;

const house = forAll(openHouse);
let owner: DataSource;
beforeAll(async () => {
  const url = boundTo(house.databaseUrl, { partnership: 'isle-of-wight' });
  owner = await new DataSource({ type: 'postgres', url, poolSize: 4 }).initialize();
});
afterAll(() => owner.destroy());

interface Kept {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly text: string;
}

/** Files as they were kept before files were sealed. */
async function inTheOpen(count: number, partnership = 'isle-of-wight'): Promise<readonly Kept[]> {
  const files = Array.from({ length: count }, (_, at): Kept => {
    const text = `Xanthippe Quarrington was seen at home, visit ${String(at)} ${randomUUID()}`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { fileId: randomUUID(), name: 'visit.txt', type: 'text/plain', size: text.length, sha256, text };
  });
  for (const { fileId, name, type, size, sha256, text } of files)
    await owner.query(
      `INSERT INTO "evidence_file" ("id", "sha256", "name", "type", "size", "keptBy", "bytes", "standing", "partnership")
       VALUES ($1, $2, $3, $4, $5, 'team', $6, 'clean', $7)`,
      [fileId, sha256, name, type, size, Buffer.from(text), partnership],
    );
  return files;
}

const open = async (): Promise<number> => {
  const [row] = await owner.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM "evidence_file" WHERE NOT "sealed" AND "standing" <> 'shredded'`,
  );
  return row?.n ?? -1;
};

async function trail(env: Record<string, string> = { VAULT_MASTER_KEYS: MASTER }) {
  const said: string[] = [];
  const written = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        said.push(String(chunk));
        done();
      },
    });
  const out = { env: { DATABASE_URL: house.databaseUrl, ...env }, out: written(), err: written() };
  return { code: await keysTask(['seal-files'], out), told: said.join('') };
}

describe('evidence files from before files were sealed', () => {
  it('are sealed in batches, under a key each, and read as before; the table’s own file then has nothing of them', async () => {
    const files = await inTheOpen(COUNT);
    const [neighbours] = await inTheOpen(1, 'downs-and-harbour');
    const [gone] = await inTheOpen(1);
    const here = house.web.app.get(Files);
    await owner.transaction((rows) => here.shred([gone?.fileId ?? ''], rows));
    const words = Buffer.from('Xanthippe Quarrington');
    expect((await inTables(house.databaseUrl, words)).length).toBeGreaterThan(0);

    const { code, told } = await trail();
    expect([code, told]).toEqual([0, expect.stringContaining(`20 of ${String(COUNT + 1)} sealed\n40 of`) as string]);
    expect(told).toContain(`Done: ${String(COUNT + 1)} files are sealed`);
    expect(told).toContain('VACUUM FULL "evidence_file"');
    expect(await open()).toBe(0);
    for (const file of files) expect((await here.bytes(file))?.toString()).toBe(file.text);
    const keys = await owner.query<object[]>(
      `SELECT partnership FROM vault.data_key WHERE subject = ANY ($1) AND wrapped IS NOT NULL`,
      [[...files, neighbours].map((file) => file?.fileId)],
    );
    expect(keys).toHaveLength(COUNT + 1);
    expect(keys).toContainEqual({ partnership: 'downs-and-harbour' });
    expect((await here.standings([gone?.fileId ?? ''])).get(gone?.fileId ?? '')).toBe('shredded');

    expect(await leftInTables(house.databaseUrl, '"evidence_file"', words)).toEqual([]);
    expect(await trail()).toEqual({ code: 0, told: 'Every file is sealed.\n' });
    // From now on to destroy its key is to destroy the file.
    const [first] = files;
    await owner.transaction((rows) => new FileBytes(vault()).shred([first?.fileId ?? ''], rows));
    await expect(here.bytes(first ?? ({} as Kept))).rejects.toThrow();
  });

  it('are gone on with where it was broken off, and by two at once without one being sealed twice', async () => {
    const files = await inTheOpen(COUNT);
    const masters = new GivenMasterKeys(MASTER);
    const brokenOff = new AbortController();
    const stop = () => {
      brokenOff.abort();
    };
    expect(await sealFiles(owner, masters, stop, brokenOff.signal)).toBe(20);
    expect(await open()).toBe(COUNT - 20);
    const both = await Promise.all([sealFiles(owner, masters), sealFiles(owner, masters)]);
    expect(both[0] + both[1]).toBe(COUNT - 20);
    for (const file of files) expect((await house.web.app.get(Files).bytes(file))?.toString()).toBe(file.text);
  });

  it('stay as they are, and it is said why, where there is no master key', async () => {
    const [file] = await inTheOpen(1);
    const { code, told } = await trail({ VAULT_MASTER_KEYS_FILE: `/nowhere/${randomUUID()}` });
    expect([code, told]).toEqual([1, expect.stringContaining('master key') as string]);
    expect(await open()).toBe(1);
    expect((await house.web.app.get(Files).bytes(file ?? ({} as Kept)))?.toString()).toBe(file?.text);
  });
});

const vault = (): Vault => new Vault(owner, new GivenMasterKeys(MASTER), 'isle-of-wight');
