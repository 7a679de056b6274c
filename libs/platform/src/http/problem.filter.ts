import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { NotRecorded } from './acts/not-recorded';
import { type Problem, problemOf } from './problems';

/** Every error: `application/problem+json` for the API, a page for a person; unknown ones are noted with their cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Pick<Logger, 'error'>) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const req = http.getRequest<Request>();
    const res = http.getResponse<Response>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.logger.error({ err: error, url: req.path }, problem.title);
    if (res.headersSent) {
      res.end();
      return;
    }
    res.status(problem.status);
    if (forMachine(req)) {
      const challenge = challengeOf(problem, req);
      if (challenge !== undefined) res.set('WWW-Authenticate', challenge);
      res.type('application/problem+json').send(JSON.stringify(problem));
    } else if (error instanceof NotRecorded) {
      res.render(error.form.template, error.form.view);
    } else if (problem.status === 401) {
      res.redirect(303, `/sign-in?to=${encodeURIComponent(req.method === 'GET' ? req.originalUrl : '/')}`);
    } else res.render('error', errorPage(problem, req));
  }
}

function errorPage({ status, title, detail: message, ...further }: Problem, req: Request): object {
  return {
    status,
    title,
    message,
    who: further['grounds'],
    ...(status === 413 && { again: formBehind(req) }),
    // To the very address of the page, whatever it is. What a form sent, no link sends again.
    ...(status === 503 && req.method === 'GET' && { again: { href: '' } }),
    problems: further['errors']?.map(({ detail }) => ({ text: detail })),
    reference: typeof req.id === 'string' ? req.id : '',
  };
}

/** The page of our own from which something was sent. */
function formBehind(req: Request): { readonly href: string; readonly text: string } | undefined {
  const from = URL.parse(req.get('referer') ?? '');
  if (from === null || from.host !== req.get('host')) return undefined;
  return { href: from.pathname + from.search, text: 'Open the form again' };
}

/** RFC 6750, section 3: what is wrong with the token that was sent, where one was. */
function challengeOf({ status, scope }: Problem, req: Request): string | undefined {
  if (status === 401) return req.get('authorization') === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
  return typeof scope === 'string' ? `Bearer error="insufficient_scope", scope="${scope}"` : undefined;
}

const forMachine = (req: Request): boolean =>
  /^\/(api|health|\.well-known|sign-out\/back-channel)(\/|$)/.test(req.path);
