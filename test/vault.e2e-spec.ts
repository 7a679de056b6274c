import { randomUUID } from 'node:crypto';
import { CannotOpen, GivenMasterKeys, NoMasterKey, SubjectErased, Vault } from '#app/platform';
import {
  type Sealed,
  type VaultDatabase,
  first,
  master,
  opensAll,
  people,
  place,
  second,
  vaultDatabase,
} from './vault.house';

describe('the vault', () => {
  let opened: VaultDatabase;
  let db: VaultDatabase['db'];
  const vaultWith = (...keys: readonly string[]) => new Vault(db, new GivenMasterKeys(keys.join(' ')), 'p');

  beforeAll(async () => {
    opened = await vaultDatabase();
    ({ db } = opened);
  });
  beforeEach(() => opened.empty());
  afterAll(() => opened.close());

  describe('given a person', () => {
    it('seals under one key of theirs, however many ask at once, and opens again', async () => {
      const subject = randomUUID();
      const places = Array.from({ length: 12 }, () => place(subject));
      const sealed = await Promise.all(places.map((one) => vaultWith(first).seal('Ada', one)));
      expect(new Set(sealed.map(({ key }) => key)).size).toBe(1);
      for (const [at, value] of sealed.entries())
        await expect(vaultWith(first).open(value, places[at] ?? place(''))).resolves.toEqual({
          kept: true,
          text: 'Ada',
        });
      expect(await vaultWith(first).counts()).toEqual({ wrapped: { first: 1 }, erased: 0 });
    });

    it('opens nothing in the name of another person, event or field', async () => {
      const vault = vaultWith(first);
      const [one, other] = [place(randomUUID()), place(randomUUID())];
      const value = await vault.seal('Ada', one);
      await vault.seal('Byron', other);
      for (const wrong of [
        { ...one, subject: other.subject },
        { ...one, event: other.event },
        { ...one, field: 'to' },
      ])
        await expect(vault.open(value, wrong)).rejects.toThrow(CannotOpen);
    });

    it('keeps no key in the open, and nothing of the words', async () => {
      await vaultWith(first).seal('Wilhelmina', place(randomUUID()));
      const [row] = await db.query<{ wrapped: Buffer }[]>('SELECT wrapped FROM vault.data_key');
      expect(row?.wrapped.length).toBe(12 + 32 + 16);
      expect(JSON.stringify(await db.query('SELECT * FROM vault.data_key'))).not.toContain('Wilhelmina');
    });

    it('opens nothing for another partnership that has the same database', async () => {
      const one = place(randomUUID());
      const value = await vaultWith(first).seal('Ada', one);
      const other = new Vault(db, new GivenMasterKeys(first), 'another');
      await expect(other.open(value, one)).resolves.toEqual({ kept: false });
      await expect(other.seal('Ada', one)).rejects.toThrow('another partnership');
    });
  });

  describe('given a person who is erased', () => {
    it('opens nothing of theirs, and never seals for them again', async () => {
      const vault = vaultWith(first);
      const [one, other] = [place(randomUUID()), place(randomUUID())];
      const [value, kept] = [await vault.seal('Ada', one), await vault.seal('Byron', other)];
      await expect(vault.erase(one.subject)).resolves.toBe(true);
      await expect(vault.erase(one.subject)).resolves.toBe(false);
      await expect(vault.open(value, one)).resolves.toEqual({ kept: false });
      await expect(vault.seal('Ada', one)).rejects.toThrow(SubjectErased);
      await expect(vault.open(kept, other)).resolves.toEqual({ kept: true, text: 'Byron' });
      expect(await vault.counts()).toEqual({ wrapped: { first: 1 }, erased: 1 });
    });

    it('is told so in every other process at once: nobody keeps a key', async () => {
      const [here, there] = [vaultWith(first), vaultWith(first)];
      const one = place(randomUUID());
      const value = await here.seal('Ada', one);
      await there.open(value, one);
      await here.erase(one.subject);
      await expect(there.open(value, one)).resolves.toEqual({ kept: false });
    });

    it('has a tombstone even where there was no key yet', async () => {
      const one = place(randomUUID());
      await vaultWith(first).erase(one.subject);
      await expect(vaultWith(first).seal('Ada', one)).rejects.toThrow(SubjectErased);
    });

    it('keeps the tombstone against the owner of the database', async () => {
      const one = place(randomUUID());
      await vaultWith(first).erase(one.subject);
      const refused = /What was erased stays erased/;
      await expect(db.query('DELETE FROM vault.data_key')).rejects.toThrow(refused);
      await expect(db.query('TRUNCATE vault.data_key')).rejects.toThrow(refused);
      await expect(
        db.query(`UPDATE vault.data_key SET erased_at = NULL, wrapped = '\\x00', master = 'first'`),
      ).rejects.toThrow(refused);
    });

    it('loses to nobody who seals at the same moment: what was sealed is gone, or was refused', async () => {
      for (let round = 0; round < 20; round++) {
        const one = place(randomUUID());
        const [sealed] = await Promise.allSettled([
          vaultWith(first).seal('Ada', one),
          vaultWith(first).erase(one.subject),
        ]);
        if (sealed.status === 'rejected') expect(sealed.reason).toBeInstanceOf(SubjectErased);
        else await expect(vaultWith(first).open(sealed.value, one)).resolves.toEqual({ kept: false });
      }
    });
  });

  describe('given another master key', () => {
    it('neither opens nor seals without the one that wraps', async () => {
      const one = place(randomUUID());
      const value = await vaultWith(first).seal('Ada', one);
      await expect(vaultWith(second).open(value, one)).rejects.toThrow(NoMasterKey);
      await expect(vaultWith().seal('Ada', place(randomUUID()))).rejects.toThrow(NoMasterKey);
      // The right name with the wrong bytes.
      await expect(vaultWith(master('first', 9)).open(value, one)).rejects.toThrow(CannotOpen);
    });

    it('wraps every key anew under the current one, and then needs the old one no more', async () => {
      const sealed = await people(vaultWith(first), 30);
      await expect(vaultWith(second, first).rewrap()).resolves.toBe(30);
      expect(await vaultWith(second).counts()).toEqual({ wrapped: { second: 30 }, erased: 0 });
      await opensAll(vaultWith(second), sealed);
      await expect(vaultWith(first).open(...valueOf(sealed))).rejects.toThrow(NoMasterKey);
    });

    it('leaves an old backup closed: its wrapped keys open with the destroyed key only', async () => {
      const sealed = await people(vaultWith(first), 1);
      const backup = await db.query<{ wrapped: Buffer }[]>('SELECT wrapped FROM vault.data_key');
      await vaultWith(second, first).rewrap();
      await vaultWith(second).erase(sealed[0]?.at.subject ?? '');
      // The backup put back, past the guard, by somebody who has the current master key and not the destroyed one.
      await db.query('ALTER TABLE vault.data_key DISABLE TRIGGER USER');
      await db.query(`UPDATE vault.data_key SET wrapped = $1, master = 'first', erased_at = NULL`, [
        backup[0]?.wrapped,
      ]);
      await db.query('ALTER TABLE vault.data_key ENABLE TRIGGER USER');
      await expect(vaultWith(second).open(...valueOf(sealed))).rejects.toThrow(NoMasterKey);
    });

    it('goes on where it was broken off', async () => {
      const sealed = await people(vaultWith(first), 450);
      const breaking = new AbortController();
      const batches: number[] = [];
      await vaultWith(second, first).rewrap((done) => {
        batches.push(done);
        breaking.abort();
      }, breaking.signal);
      expect(batches).toEqual([200]);
      expect((await vaultWith(first).counts()).wrapped).toEqual({ first: 250, second: 200 });
      await opensAll(vaultWith(second, first), sealed.slice(0, 20));
      await expect(vaultWith(second, first).rewrap()).resolves.toBe(250);
      await opensAll(vaultWith(second), sealed);
    });

    it('leaves a batch as it was when it dies in the middle of one', async () => {
      const sealed = await people(vaultWith(first), 30);
      const dying = new GivenMasterKeys(`${second} ${first}`);
      const wrap = dying.wrap.bind(dying);
      let wrapped = 0;
      dying.wrap = (...given) => (++wrapped > 10 ? Promise.reject(new Error('killed')) : wrap(...given));
      await expect(new Vault(db, dying, 'p').rewrap()).rejects.toThrow('killed');
      expect((await vaultWith(first).counts()).wrapped).toEqual({ first: 30 });
      await vaultWith(second, first).rewrap();
      await opensAll(vaultWith(second), sealed);
    });
  });
});

const valueOf = ([one]: Sealed) => {
  if (!one) throw new Error('Nobody is sealed');
  return [one.value, one.at] as const;
};
