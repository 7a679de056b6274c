import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import type { People, Person } from '../../identity/person';
import { csrfToken } from './csrf';
import { deviceOf } from './device';

const MINUTE = 60_000;
/** A session in which nothing is done ends after this, in milliseconds. */
export const IDLE = 30 * MINUTE;
/** And after this however much is done. */
export const LONGEST = 12 * 60 * MINUTE;
/** Of how many sessions before this one, in the same browser, the pages are known again. */
const MOST_FORMER = 5;

/** What a session says of who has signed in with it. */
export interface SignIn {
  /** UUID; what a page may call this session by. The session's own id never leaves the cookie. */
  readonly id: string;
  readonly person: string;
  /** The role that they signed in with. */
  readonly as: string;
  /** ISO instant. */
  readonly beganAt: string;
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
    /** What the forms of a person's earlier pages carry, in this browser. */
    former: { readonly person: string; readonly tokens: readonly string[] };
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
const roleOf = ({ role, partner, opensDetails, manages }: Person): string =>
  [role, partner, opensDetails === true && 'opens-details', manages === true && 'manages'].filter(Boolean).join(':');

/**
 * A new session for the same browser: whatever the old one held is gone, and so is its id. Only the tokens of its person's pages
 * are kept, so that a form which they still send is known for theirs: it is put before them again, and not carried out.
 */
export async function renew(req: Request): Promise<void> {
  const former = formerOf(req);
  await new Promise<void>((resolve, reject) => {
    req.session.regenerate((error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('The session could not be renewed'));
      else resolve();
    });
  });
  if (former) req.session.former = former;
}

function formerOf(req: Request): SessionData['former'] | undefined {
  const { signIn, former } = req.session;
  if (signIn === undefined) return former;
  const earlier = former?.person === signIn.person ? former.tokens : [];
  return { person: signIn.person, tokens: [...earlier, csrfToken(req)].slice(-MOST_FORMER) };
}

/** Whether a form was sent from a page that this person opened before they signed in anew. */
export function isFromBefore({ session, body }: Request, person: Person): boolean {
  const { former } = (session as Partial<Request['session']> | undefined) ?? {};
  const token = (body as { _csrf?: unknown } | undefined)?._csrf;
  return former?.person === person.id && typeof token === 'string' && former.tokens.includes(token);
}

/** Signs a person in, in a session made for it: nobody can know its id beforehand. */
export async function begin(req: Request, person: Person, now: Date): Promise<void> {
  await renew(req);
  if (req.session.former?.person !== person.id) delete req.session.former;
  const device = deviceOf(req.get('user-agent'));
  // Made here and not by the first page: of two pages that are opened at once, one would not know the other's.
  csrfToken(req);
  req.session.signIn = { id: randomUUID(), person: person.id, as: roleOf(person), beganAt: now.toISOString(), device };
}

/** Who knows when a session was last used, and notes that it is now; `undefined` where it has been ended. */
export interface Uses {
  use(sid: string): Promise<string | undefined>;
}

/** Whether a session's time is over, and which. */
export function overBy(
  { beganAt, usedAt }: { readonly beganAt: string; readonly usedAt: string },
  now: Date,
): Over | undefined {
  if (now.getTime() - Date.parse(usedAt) >= IDLE) return 'idle';
  return now.getTime() - Date.parse(beganAt) >= LONGEST ? 'long' : undefined;
}

/**
 * The person of the request's session, as they are today. Where their sign-in has ended, or they have another role than
 * they signed in with, the session is destroyed; where its time is over it is nobody's, and says so in `req.late`.
 */
export async function personBySession(
  req: Request,
  people: People,
  uses: Uses,
  now: Date,
): Promise<Person | undefined> {
  // Addresses for machines have no session.
  const { signIn } = (req as Partial<Pick<Request, 'session'>>).session ?? {};
  if (signIn === undefined) return undefined;
  const person = await people.find(signIn.person);
  if (person === undefined || roleOf(person) !== signIn.as) {
    await renew(req);
    req.session.told = 'changed';
    return undefined;
  }
  const usedAt = await uses.use(req.sessionID);
  // Ended elsewhere since it was read.
  if (usedAt === undefined) return undefined;
  const over = overBy({ ...signIn, usedAt }, now);
  if (over === undefined) return person;
  req.late = { person, over };
  return undefined;
}
