import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';

const synchroniser = csrfSync({
  getTokenFromRequest: (req) => (req.body as { _csrf?: string } | undefined)?._csrf,
});

/** The token for the page's forms. */
export const csrfToken = (req: Request): string => synchroniser.generateToken(req);

/** Refuses a form that was not sent from one of our pages. The API needs none: its token comes in a header. */
export const csrf: RequestHandler = (req, res, next) => {
  if (req.path.startsWith('/api/')) next();
  else synchroniser.csrfSynchronisedProtection(req, res, next);
};
