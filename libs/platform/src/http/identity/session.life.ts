import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { People, Person } from '../../identity/person';
import { csrfToken } from './csrf';
import { deviceOf } from './device';

const MINUTE = 60_000;
/** A session in which nothing is done ends after this, in milliseconds. */
export const IDLE = 30 * MINUTE;
/** And after this however much is done. */
export const LONGEST = 12 * 60 * MINUTE;
/**
 * How often the last use is noted, in milliseconds. Not at every request, so that most pages write nothing: a session may
 * therefore end up to a minute before its half hour, and never after it.
 */
const NOTED_EVERY = MINUTE;

/** What a session says of who has signed in with it. */
export interface SignIn {
  /** UUID; what a page may call this session by. The session's own id never leaves the cookie. */
  readonly id: string;
  readonly person: string;
  /** The role that they signed in with. */
  readonly as: string;
  /** ISO instants. */
  readonly beganAt: string;
  usedAt: string;
  /** "Chrome on Windows" */
  readonly device: string;
}

/** Why somebody who was signed in is not any more. */
export type Over = 'idle' | 'long';

/** What the sign-in page says to somebody who was signed in. */
export type Told = Over | 'changed' | 'kept' | 'too-long';

declare module 'express-session' {
  interface SessionData {
    signIn: SignIn;
    told: Told;
    /** The store has it: from then on it is changed, and never made anew once it has been ended elsewhere. */
    stored?: true;
  }
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Somebody whose session is past its time. They may do nothing; a form that they send is kept for them. */
    late?: { readonly person: Person; readonly over: Over };
  }
}

/** What a person was let in as. Their seats and agency may change while they are here: those are looked up each time. */
const roleOf = ({ role, partner, opensDetails }: Person): string =>
  [role, partner, opensDetails === true && 'opens-details'].filter(Boolean).join(':');

/** A new session for the same browser: whatever the old one held is gone, and so is its id. */
export async function renew(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.regenerate((error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('The session could not be renewed'));
      else resolve();
    });
  });
}

/** Signs a person in, in a session made for it: nobody can know its id beforehand. */
export async function begin(req: Request, person: Person, now: Date): Promise<void> {
  await renew(req);
  const at = now.toISOString();
  const device = deviceOf(req.get('user-agent'));
  // Made here and not by the first page: of two pages that are opened at once, one would not know the other's.
  csrfToken(req);
  req.session.signIn = { id: randomUUID(), person: person.id, as: roleOf(person), beganAt: at, usedAt: at, device };
}

/** Whether a session's time is over, and which. */
export function overBy({ beganAt, usedAt }: Pick<SignIn, 'beganAt' | 'usedAt'>, now: Date): Over | undefined {
  if (now.getTime() - Date.parse(usedAt) >= IDLE) return 'idle';
  return now.getTime() - Date.parse(beganAt) >= LONGEST ? 'long' : undefined;
}

/**
 * The person of the request's session, as they are today. Where their sign-in has ended, or they have another role than
 * they signed in with, the session is destroyed; where its time is over it is nobody's, and says so in `req.late`.
 */
export async function personBySession(req: Request, people: People, now: Date): Promise<Person | undefined> {
  // Addresses for machines have no session.
  const { signIn } = (req as Partial<Pick<Request, 'session'>>).session ?? {};
  if (signIn === undefined) return undefined;
  const person = await people.find(signIn.person);
  if (person === undefined || roleOf(person) !== signIn.as) {
    await renew(req);
    req.session.told = 'changed';
    return undefined;
  }
  const over = overBy(signIn, now);
  if (over !== undefined) {
    req.late = { person, over };
    return undefined;
  }
  if (now.getTime() - Date.parse(signIn.usedAt) >= NOTED_EVERY) signIn.usedAt = now.toISOString();
  return person;
}
