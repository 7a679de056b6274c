import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Identities, boundTo } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { TestClock } from './house';
import { freshDatabase } from './postgres';

const account = (subject: string) => ({ issuer: 'https://sign-in.council.example', subject });
const DAY = 24 * 60 * 60 * 1000;

describe('accounts and invitations', () => {
  const clock = new TestClock('2026-11-20T10:00:00.000Z');
  let db: DataSource;
  let identities: Identities;

  beforeAll(async () => {
    const url = await freshDatabase();
    await migrate(url);
    db = await new DataSource({ type: 'postgres', url: boundTo(url, { partnership: 'p' }) }).initialize();
    identities = new Identities(db, clock);
  });
  afterAll(() => db.destroy());
  beforeEach(async () => {
    clock.set('2026-11-20T10:00:00.000Z');
    await db.query('DELETE FROM "identity"');
    await db.query('DELETE FROM "invitation"');
  });

  it('belong to the person whom a code invited, and to nobody before', async () => {
    expect(await identities.find('https://sign-in.council.example', 'a')).toBeUndefined();
    const { code } = await identities.invite('nurse');
    expect(await identities.invited(code)).toEqual({ person: 'nurse' });
    expect(await identities.accept(code, account('a'))).toEqual({ person: 'nurse' });
    expect(await identities.find('https://sign-in.council.example', 'a')).toBe('nurse');
    expect(await identities.find('https://sign-in.police.example', 'a')).toBeUndefined();
  });

  it('keep no code, only its hash, and draw another each time', async () => {
    const codes = await Promise.all(['a', 'b', 'c'].map(async (person) => (await identities.invite(person)).code));
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^[\w-]{43}$/);
    const rows = await db.query<object[]>('SELECT * FROM "invitation"');
    for (const code of codes) {
      expect(JSON.stringify(rows)).not.toContain(code);
      expect(JSON.stringify(rows)).toContain(createHash('sha256').update(code).digest('hex'));
    }
  });

  it('take a code once', async () => {
    const { code } = await identities.invite('nurse');
    await identities.accept(code, account('a'));
    expect(await identities.accept(code, account('a'))).toEqual({ refused: 'unknown' });
    expect(await identities.accept('never given', account('b'))).toEqual({ refused: 'unknown' });
    expect(await identities.invited(code)).toEqual({ refused: 'unknown' });
  });

  it('take a code once, also when it is sent many times at once', async () => {
    const { code } = await identities.invite('nurse');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => identities.accept(code, account(`at-once-${n}`))),
    );
    expect(answers.filter((answer) => 'person' in answer)).toHaveLength(1);
    expect(await db.query<object[]>('SELECT FROM "identity"')).toHaveLength(1);
  });

  it('take a code for seven days, and one made later makes it void', async () => {
    const { code, expiresAt } = await identities.invite('nurse');
    expect(expiresAt.getTime()).toBe(clock.now().getTime() + 7 * DAY);
    clock.set(new Date(expiresAt.getTime() - 1).toISOString());
    expect(await identities.invited(code)).toEqual({ person: 'nurse' });
    clock.set(expiresAt.toISOString());
    expect(await identities.invited(code)).toEqual({ refused: 'expired' });
    expect(await identities.accept(code, account('a'))).toEqual({ refused: 'expired' });
    const again = await identities.invite('nurse');
    expect(await identities.accept(code, account('a'))).toEqual({ refused: 'unknown' });
    expect(await identities.accept(again.code, account('a'))).toEqual({ person: 'nurse' });
  });

  it('never give one account to two people; the invitation still stands for another account', async () => {
    const first = await identities.invite('nurse');
    await identities.accept(first.code, account('a'));
    const second = await identities.invite('doctor');
    expect(await identities.accept(second.code, account('a'))).toEqual({ refused: 'taken' });
    expect(await identities.find('https://sign-in.council.example', 'a')).toBe('nurse');
    expect(await identities.accept(second.code, account('b'))).toEqual({ person: 'doctor' });
  });

  it('give one account to one of two people who bring it at once', async () => {
    const codes = await Promise.all(['nurse', 'doctor'].map((person) => identities.invite(person)));
    const answers = await Promise.all(codes.map(({ code }) => identities.accept(code, account('the-same'))));
    expect(answers.filter((answer) => 'person' in answer)).toHaveLength(1);
    expect(answers).toContainEqual({ refused: 'taken' });
  });

  it('replace the account that a person had, and forget all of one who is released', async () => {
    await identities.accept((await identities.invite('nurse')).code, account('old'));
    await identities.accept((await identities.invite('nurse')).code, account('new'));
    expect(await identities.find('https://sign-in.council.example', 'old')).toBeUndefined();
    expect(await identities.find('https://sign-in.council.example', 'new')).toBe('nurse');
    const { code } = await identities.invite('nurse');
    await identities.release('nurse');
    await identities.release('nurse');
    expect(await identities.find('https://sign-in.council.example', 'new')).toBeUndefined();
    expect(await identities.accept(code, account('new'))).toEqual({ refused: 'unknown' });
  });
});
