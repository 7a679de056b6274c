import { SignJWT } from 'jose';
import { ListedPeople, type Person } from '../../identity/person';
import { personByToken, tokenFor } from './token';

const person: Person = { id: 'scrutineer', title: 'Independent Scrutineer', role: 'scrutineer', groups: [], does: '' };
const people = new ListedPeople([person]);
const now = new Date('2026-11-20T10:00:00Z');
const secret = 'a secret of thirty-two characters!!';

describe('a bearer token', () => {
  it('names its person for eight hours', async () => {
    const { token, expiresAt } = await tokenFor(person, secret, now);
    expect(expiresAt).toBe('2026-11-20T18:00:00.000Z');
    await expect(personByToken(`Bearer ${token}`, secret, people, now)).resolves.toBe(person);
    const late = new Date('2026-11-20T18:00:01Z');
    await expect(personByToken(`Bearer ${token}`, secret, people, late)).resolves.toBeUndefined();
  });
  it('is nothing under another secret, with a byte changed, or for somebody unknown', async () => {
    const { token } = await tokenFor(person, secret, now);
    const stranger = await tokenFor({ ...person, id: 'stranger' }, secret, now);
    for (const [sent, key] of [
      [`Bearer ${token}`, 'another secret of thirty-two chars!!'],
      [`Bearer ${token.slice(0, -2)}xx`, secret],
      [`Bearer ${stranger.token}`, secret],
      [token, secret],
      [undefined, secret],
    ] as const)
      await expect(personByToken(sent, key, people, now)).resolves.toBeUndefined();
  });
  it('is nothing when it is signed by nobody', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ sub: 'scrutineer', aud: 'learning-trail-demonstration' })}.`;
    await expect(personByToken(`Bearer ${unsigned}`, secret, people, now)).resolves.toBeUndefined();
  });
  it('is nothing for another audience', async () => {
    const elsewhere = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('scrutineer')
      .setAudience('x')
      .sign(Buffer.from(secret));
    await expect(personByToken(`Bearer ${elsewhere}`, secret, people, now)).resolves.toBeUndefined();
  });
});
