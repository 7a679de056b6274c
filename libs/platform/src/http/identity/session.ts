import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Clock } from '../../clock';
import { sharedName } from '../../event-log/shared-names';
import type { People } from '../../identity/person';
import { type AccessTokens, InsufficientScope, scopeFor } from './access-tokens';
import { keyFor } from './keys';
import { type Uses, personBySession } from './session.life';
import { SessionStore } from './session.store';

export interface SessionSettings {
  /** The partnership whose sessions these are. */
  readonly partnership: string;
  /** At least 32 characters. */
  readonly secret: string;
  readonly pool: Pool;
  /** Only over HTTPS: false on loopback alone. */
  readonly secure: boolean;
}

/** All ports of a machine share their cookies, and each partnership is at one of its own: so its cookie has a name of its own. */
export const cookieOf = (partnership: string): string =>
  `learning-trail${sharedName('', partnership).replace('@', '-')}`;

/**
 * Sessions in PostgreSQL. The cookie ends with the browser; when a session's time is over the server says, so that it can
 * tell somebody who comes too late from somebody who was never here.
 */
export const sessions = ({ partnership, secret, pool, secure }: SessionSettings): RequestHandler =>
  session({
    name: cookieOf(partnership),
    secret: keyFor('session', secret),
    store: new SessionStore(pool),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure },
  });

/** Finds out who asks: the API by its bearer token, pages by their session. */
export const recognise =
  (people: People, tokens: AccessTokens, uses: Uses, clock: Clock): RequestHandler =>
  async (req: Request, _res: Response, next: NextFunction) => {
    const header = req.get('authorization');
    if (req.path.startsWith('/api/')) {
      const bearer = await tokens.bearer(header);
      const scope = scopeFor(req.method);
      if (bearer) Object.assign(req, { person: bearer.person, account: bearer.account, signedInBy: 'token' });
      if (bearer && !bearer.scopes.has(scope)) {
        next(new InsufficientScope(scope));
        return;
      }
    } else {
      const person = await personBySession(req, people, uses, clock.now());
      if (person) Object.assign(req, { person, account: req.session.vouched, signedInBy: 'session' });
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
