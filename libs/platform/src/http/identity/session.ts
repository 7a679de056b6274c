import pgSession from 'connect-pg-simple';
import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Clock } from '../../clock';
import type { People } from '../../identity/person';
import { keyFor } from './keys';
import { personByToken } from './token';

const HALF_AN_HOUR = 30 * 60 * 1000;

export interface SessionSettings {
  /** At least 32 characters. */
  readonly secret: string;
  readonly pool: Pool;
  /** Only over HTTPS: false on loopback alone. */
  readonly secure: boolean;
}

/** Sessions in PostgreSQL, idle for half an hour at most. */
export const sessions = ({ secret, pool, secure }: SessionSettings): RequestHandler =>
  session({
    name: 'learning-trail',
    secret: keyFor('session', secret),
    store: new (pgSession(session))({ pool, tableName: 'session', pruneSessionInterval: false }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: HALF_AN_HOUR },
  });

/** Finds out who asks: the API by its bearer token, pages by their session. */
export const recognise =
  (people: People, secret: string, clock: Clock): RequestHandler =>
  async (req: Request, _res: Response, next: NextFunction) => {
    const header = req.get('authorization');
    if (req.path.startsWith('/api/')) {
      const person = await personByToken(header, secret, people, clock.now());
      if (person) Object.assign(req, { person, signedInBy: 'token' });
    } else {
      // Addresses for machines have no session.
      const { personId } = (req as Partial<Pick<Request, 'session'>>).session ?? {};
      const person = personId === undefined ? undefined : people.find(personId);
      if (person) Object.assign(req, { person, signedInBy: 'session' });
    }
    next();
  };

/**
 * Sends a person on, once what the session holds is kept. A browser follows a redirect before the answer has ended,
 * and the session would otherwise be kept only then: the next page could miss who has signed in or what was done.
 */
export async function goOn(req: Request, res: Response, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.save((error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('The session could not be kept'));
      else resolve();
    });
  });
  res.redirect(303, address);
}

const synchroniser = csrfSync({
  getTokenFromRequest: (req) => (req.body as { _csrf?: string } | undefined)?._csrf,
});

/** The token for the page's forms. */
export const csrfToken = (req: Request): string => synchroniser.generateToken(req);

/** Refuses a form that was not sent from one of our pages. The API needs none: its token comes in a header. */
export const csrf: RequestHandler = (req, res, next) => {
  if (req.path.startsWith('/api/') || req.path === '/demo/token') next();
  else synchroniser.csrfSynchronisedProtection(req, res, next);
};
