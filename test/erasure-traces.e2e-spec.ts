import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import type { Narrative, Sealed } from '#app/kernel';
import { FileMasterKeys, Files, Vault } from '#app/platform';
import { keysTask } from '../apps/trail/src/keys/keys';
import { logTask } from '../apps/trail/src/log/log';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { leaving } from './access.house';
import { copied, dumped, inTables, leftInTables, onDisk } from './erasure.disk';
import { SECOND, approves, asksFor, erasedByTwo, granted, keysOf, withPeople } from './erasure.house';
import { forAll } from './for-all';
import { TODAY, openHouse, openWebOn } from './house';
import { QUILLON, REASON, TEAM, everythingIn, leaked, lockedLog } from './identity-section.house';
import { ask } from './visitor';
import { Walk } from './walk';

/** Words that stand nowhere else, in a file that is about the child. */
const IN_FILE = 'Zephyrine Oakenshaw-Plumtreeson was seen at home';

/** As words, and as the two ways in which bytes are written as words. */
const OF_FILE = (['utf8', 'hex', 'base64'] as const).map((way) => Buffer.from(IN_FILE).toString(way));

const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
const keyFile = join(folder, 'master-keys');
// The key under which the demonstration year was sealed.
writeFileSync(keyFile, `for-tests:${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const house = forAll(() => openHouse(undefined, { masterKeys: new FileMasterKeys(keyFile) }));
const walk = new Walk(house);

const sink = () => {
  const said: string[] = [];
  const out = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        said.push(String(chunk));
        done();
      },
    });
  return { said, out };
};

/** The recommendation that came of the referral, with evidence that is about the child; the file's id. */
async function evidenceAbout(referral: string): Promise<{ readonly recommendation: string; readonly file: string }> {
  const { reference } = (await walk.see(TEAM, `referrals/${referral}`)) as { reference: string };
  const recommendation = await walk.open(TEAM, 'recommendations', {
    recommendations: [{ words: 'Tell each other of missed appointments.', owner: 'agency:constabulary' }],
    scope: 'multi-agency',
    themes: 'Neglect',
    monitor: 'learning-inquiry-group',
    executiveApproval: false,
    stage: 'agreed',
    meeting: { group: 'learning-inquiry-group', date: TODAY, label: 'A meeting' },
    sourceKind: 'referral',
    sourceId: referral,
    sourceReference: reference,
  });
  const { lines } = (await walk.see(TEAM, `recommendations/${recommendation}`)) as { lines: { id: string }[] };
  const files = [{ name: 'visit.txt', content: Buffer.from(IN_FILE).toString('base64') }];
  const progress = { lineId: lines[0]?.id, text: 'Begun.', on: TODAY, files };
  await walk.act(TEAM, `recommendations/${recommendation}/progress`, progress);
  const href = /files\/([\w-]+)/.exec(await walk.text(TEAM, `recommendations/${recommendation}`));
  return { recommendation, file: href?.[1] ?? '' };
}

/** Puts two hundred others of the same source before a recommendation in its list, with evidence that is not kept; and takes them away. */
async function crowded(recommendation: string): Promise<() => Promise<void>> {
  const db = house.web.app.get<DataSource>(ENGINE_ROWS);
  await db.query(
    `INSERT INTO "recommendation_3" SELECT made.* FROM "recommendation_3" AS one, generate_series(1, 200) AS n,
      jsonb_populate_record(one, jsonb_build_object('id', 'crowd-' || n, 'reference', 'REC-2098-99-' || n, 'madeOn', one."madeOn" + 1))
        AS made WHERE one."id" = $1`,
    [recommendation],
  );
  await db.query(
    `UPDATE "recommendation_3" SET "detail" = regexp_replace("detail"::text, '"fileId": "[^"]*"', '"fileId": "' || gen_random_uuid() || '"', 'g')::jsonb
      WHERE "id" LIKE 'crowd-%'`,
  );
  return async () => {
    await db.query(`DELETE FROM "recommendation_3" WHERE "id" LIKE 'crowd-%'`);
  };
}

describe('a child’s details, once two people have had them erased', () => {
  it('are found in no table, dump, export, log, file, search or backup, and all else stands', async () => {
    const { said, out } = sink();
    const other = await openWebOn(house, pino({ level: 'trace' }, out()), { masterKeys: new FileMasterKeys(keyFile) });
    const { id, path, child, family, practitioner } = await withPeople(walk);
    const { recommendation, file } = await evidenceAbout(id);
    const files = house.web.app.get(Files);
    const { cookie, csrf } = await walk.as(TEAM);
    const send = (to: string, fields: Record<string, string>) =>
      ask(`${other.url}/${to}`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ _csrf: csrf, ...fields }),
      });
    // They were there: opened by who may, and looked for by somebody who should not have typed them.
    expect((await send(`${path}/concerned/${child}`, { reason: REASON })).text).toContain(QUILLON.name);
    expect((await (await walk.as(TEAM)).page(`/recommendations/${recommendation}/files/${file}`)).text).toBe(IN_FILE);
    await walk.see(TEAM, `referrals?words=${encodeURIComponent(QUILLON.nhsNumber)}`);
    await walk.page(TEAM, `/referrals?words=${encodeURIComponent('Mrs Jane Smith')}`);
    // And typed while the log does not answer, which is noted with its cause.
    const unlock = await lockedLog(house);
    const typed = { 'people[0][kind]': 'child', 'people[0][child]': 'Child B', 'people[0][name]': QUILLON.name };
    expect((await send(`${path}/people-concerned`, typed)).status).toBe(503);
    await unlock();
    const backup = await backedUp([child, file]);
    const sealed = await sealedNameOf(child);

    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    const quiet = await crowded(recommendation);
    expect(await walk.page(TEAM, `/${request}/decision`)).toContain('visit.txt');
    await quiet();
    const people = [child, family, practitioner];
    await walk.act(TEAM, `${request}/decision`, granted(people, { evidence: [file] }));
    await walk.act(SECOND, `${request}/approval`, approves);
    expect(await walk.see(TEAM, request)).toMatchObject({ report: { keys: 3, details: 9, files: 1 } });
    expect(await keysOf(house, [...people, file])).toEqual([false, false, false, false]);

    const tables = await everythingIn(house);
    const exported = sink();
    const env = { DATABASE_URL: house.databaseUrl };
    expect(await logTask(['export'], { env, out: exported.out(), err: exported.out() })).toBe(0);
    await other.close();
    for (const text of [tables, await copied(house.databaseUrl), exported.said.join(''), said.join('')]) {
      expect(text.length).toBeGreaterThan(500);
      expect([...leaked(text), ...[...OF_FILE, 'Jane Smith'].filter((words) => text.includes(words))]).toEqual([]);
    }
    for (const words of [QUILLON.name, 'Wexcombe Drift', IN_FILE])
      expect(await onDisk(house.databaseUrl, words)).toEqual([]);
    // The search is no idle one.
    expect(tables).toContain('An infant was seen with a bruise.');
    expect((await onDisk(house.databaseUrl, 'An infant was seen with a bruise.')).length).toBeGreaterThan(0);

    // The record stands, and says what is gone.
    expect(await walk.page(TEAM, `/${path}`)).toContain('Not kept any more');
    expect(await walk.page(TEAM, `/recommendations/${recommendation}`)).toContain('destroyed with them');
    const gone = await (await walk.as(TEAM)).page(`/recommendations/${recommendation}/files/${file}`);
    expect([gone.status, gone.text]).toEqual([409, expect.stringContaining('not kept any more')]);
    expect(await files.standings([file])).toEqual(new Map([[file, 'shredded']]));

    await keysOnDisk(backup.wrapped);

    // A backup of the keys opens them, until the master key is rotated and the old one destroyed.
    const restored = () => new Vault(backup, new FileMasterKeys(keyFile), PARTNERSHIP_SERVED.id);
    await expect(restored().open(sealed.value, sealed.place)).resolves.toEqual({ kept: true, text: QUILLON.name });
    expect((await restored().openBytes(backup.bytes, file)).toString()).toBe(IN_FILE);
    const trail = (...args: readonly string[]) =>
      keysTask(args, { env: { ...env, VAULT_MASTER_KEYS_FILE: keyFile }, out: sink().out(), err: sink().out() });
    expect(await trail('rotate')).toBe(0);
    expect(await trail('destroy', 'for-tests')).toBe(0);
    await expect(restored().open(sealed.value, sealed.place)).rejects.toThrow();
    await expect(restored().openBytes(backup.bytes, file)).rejects.toThrow();
  });

  /** The rows of the vault and the file's, as a backup has them. */
  async function backedUp(subjects: readonly string[]) {
    const db = await new DataSource({ type: 'postgres', url: house.databaseUrl, poolSize: 1 }).initialize();
    const rows = await db.query<{ subject: string; wrapped: Buffer }[]>(
      'SELECT * FROM vault.data_key WHERE subject = ANY ($1::uuid[])',
      [subjects],
    );
    const [{ bytes } = { bytes: Buffer.alloc(0) }] = await db.query<{ bytes: Buffer }[]>(
      'SELECT "bytes" FROM "evidence_file" WHERE "id" = ANY ($1::uuid[])',
      [subjects],
    );
    await db.destroy();
    expect([rows.length, bytes.includes(IN_FILE)]).toEqual([2, false]);
    const query = (_sql: string, [subject]: readonly unknown[] = []) =>
      Promise.resolve(rows.filter((row) => row.subject === subject));
    return { query, transaction: query, bytes, wrapped: rows.map(({ wrapped }) => wrapped) } as never as DataSource & {
      readonly bytes: Buffer;
      readonly wrapped: readonly Buffer[];
    };
  }

  /**
   * What was sealed was never on disk in words. A destroyed key, wrapped by the master key, is another matter: PostgreSQL leaves
   * the old row in the table's file until VACUUM FULL writes it anew, and in the write-ahead log until that is recycled, where
   * nobody can take it out. That is allowed for: like a backup, neither opens anything once the master key has been rotated and
   * the old one destroyed.
   */
  async function keysOnDisk(wrapped: readonly Buffer[]): Promise<void> {
    const db = await new DataSource({ type: 'postgres', url: house.databaseUrl, poolSize: 1 }).initialize();
    const kept = await db.query<{ wrapped: Buffer }[]>('SELECT wrapped FROM vault.data_key WHERE wrapped IS NOT NULL');
    await db.destroy();
    expect(wrapped.length).toBeGreaterThan(0);
    for (const key of wrapped) expect(await leftInTables(house.databaseUrl, 'vault.data_key', key)).toEqual([]);
    // The search is no idle one.
    expect((await inTables(house.databaseUrl, kept[0]?.wrapped ?? Buffer.alloc(9))).length).toBeGreaterThan(0);
  }

  async function sealedNameOf(subject: string) {
    const events = await house.log.readAll(-1n, 100_000, { categories: ['referral'] });
    for (const { id, event } of events) {
      if (event.type !== 'PeopleConcernedRecorded') continue;
      const { people } = event.data as { people: readonly { subject: string; name: Narrative }[] };
      const name = people.find((one) => one.subject === subject)?.name;
      if (name) return { value: name as Sealed, place: { subject, event: id, field: 'name' } };
    }
    throw new Error('Nobody was recorded');
  }
});

describe('a dump by pg_dump', () => {
  it('holds nothing of whoever was erased; said loudly where there is none to take it with', async () => {
    const { child } = await withPeople(walk);
    await erasedByTwo(walk, child);
    const dump = await dumped(house.databaseUrl);
    if (typeof dump !== 'string') {
      process.stderr.write(`\nNOT SHOWN HERE, that pg_dump writes nothing of whoever was erased: ${dump.not}\n`);
      return;
    }
    expect(dump).toContain('An infant was seen with a bruise.');
    expect(leaked(dump)).toEqual([]);
  });
});

describe('a search', () => {
  it('is on record without the name, date of birth, postcode or NHS number that was typed: a look is never erased', async () => {
    const words = encodeURIComponent('For Mrs Jane Smith, 485 777 3457, of PO30 1AA');
    const { looks } = await leaving(house, async () => (await walk.as(TEAM)).page(`/referrals?words=${words}`));
    expect(looks[0]?.event.data).toMatchObject({
      typed: { words: { text: 'For [name left out], [NHS number left out], of [postcode left out]' } },
    });
  });
});
