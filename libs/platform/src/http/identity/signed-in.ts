import { UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import type { Person } from '../../identity/person';
import type { Identity } from './providers';

declare module 'express-serve-static-core' {
  interface Request {
    person?: Person;
    /** How the person was recognised: a page's session or the API's token. */
    signedInBy?: 'session' | 'token';
    /** The account with which they were recognised: of their sign-in, or of the token. */
    account?: Identity;
  }
}

declare module 'express-session' {
  interface SessionData {
    /** What the next page says: an act was done, and whether the pages have caught up with it. */
    said: { readonly done: string; readonly caughtUp: boolean };
  }
}

/** The signed-in person. Pages without one lead to sign-in, the API answers 401: the filter sees to both. */
export function personOf(req: Request): Person {
  if (!req.person) throw new UnauthorizedException();
  return req.person;
}
