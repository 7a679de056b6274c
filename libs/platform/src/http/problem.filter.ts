import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { problemOf } from './problems';

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
      if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer');
      res.type('application/problem+json').send(JSON.stringify(problem));
    } else if (problem.status === 401) {
      res.redirect(303, `/sign-in?to=${encodeURIComponent(req.method === 'GET' ? req.originalUrl : '/')}`);
    } else {
      const { status, title, detail: message, ...further } = problem;
      res.render('error', {
        status,
        title,
        message,
        who: further['grounds'],
        problems: further['errors']?.map(({ detail }) => ({ text: detail })),
        limit: '20 MB',
        reference: typeof req.id === 'string' ? req.id : '',
      });
    }
  }
}

const forMachine = (req: Request): boolean => /^\/(api|health|demo)(\/|$)/.test(req.path);
