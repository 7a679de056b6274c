import { createSecretKey } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import type { People, Person } from '../../identity/person';
import { keyFor } from './keys';

const AUDIENCE = 'learning-trail-demonstration';
const HOURS = 8;

/** A bearer token for a demonstration person, good for eight hours. */
export async function tokenFor(
  person: Person,
  secret: string,
  now: Date,
): Promise<{ token: string; expiresAt: string }> {
  const expires = new Date(now.getTime() + HOURS * 3_600_000);
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(key(secret));
  return { token, expiresAt: expires.toISOString() };
}

/** The person of a valid token; undefined for none, a forged or an old one. */
export async function personByToken(
  header: string | undefined,
  secret: string,
  people: People,
  now: Date,
): Promise<Person | undefined> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  try {
    const { payload } = await jwtVerify(token, key(secret), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      currentDate: now,
    });
    return payload.sub === undefined ? undefined : people.find(payload.sub);
  } catch {
    return undefined;
  }
}

const key = (secret: string) => createSecretKey(Buffer.from(keyFor('token', secret), 'hex'));
