import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import {
  CLOCK,
  type Clock,
  Directory,
  PARTNERSHIP,
  type Partnership,
  People,
  ProblemFilter,
  type WebSettings,
  configureViews,
  csrf,
  csrfToken,
  formsInParts,
  loopbackOnly,
  recognise,
  rootOf,
  sessions,
} from '#app/platform';
import { navigationFor } from './navigation';

/** What every request passes through, in this order; the tests use it too. */
export function setUp(
  app: NestExpressApplication,
  pool: Pool,
  settings: WebSettings,
  logger: Logger,
): NestExpressApplication {
  const root = rootOf();
  const people = app.get(People);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  configureViews(app.getHttpAdapter().getInstance() as object);

  app.use(loopbackOnly);
  app.use(pinoHttp({ logger, autoLogging: false, genReqId: () => randomUUID() }));
  app.use(nonce);
  app.use(headers(settings.secure));
  app.use('/assets', express.static(join(root, 'dist/assets'), { maxAge: '1h' }));
  app.use(ifPage(sessions({ ...settings, pool })));
  app.use(recognise(people, settings.secret, app.get<Clock>(CLOCK)));
  // Before anything is read: the page that says what cannot be read has its head and menu too.
  app.use(ifPage(forViews(app.get(Directory), app.get<Partnership>(PARTNERSHIP).name)));
  app.use('/api', jsonOrParts);
  app.use('/api', express.json({ limit: '200kb' }));
  app.use('/demo', express.json({ limit: '1kb' }));
  app.use(express.urlencoded({ extended: true, limit: '200kb', parameterLimit: 2000 }));
  app.use(formsInParts());
  app.use(ifPage(csrf));
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}

const isPage = ({ path }: Request): boolean => !/^\/(api|health|metrics|demo|assets)(\/|$)/.test(path);

const ifPage =
  (handler: express.RequestHandler): express.RequestHandler =>
  (req, res, next) => {
    if (isPage(req)) void handler(req, res, next);
    else next();
  };

function nonce(_req: Request, res: Response, next: NextFunction): void {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  next();
}

const headers = (secure: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${String((res as Response).locals['cspNonce'])}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'none'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  });

/** The API reads JSON, and forms in parts where there are files; a body of another kind is not taken for an empty one. */
function jsonOrParts(req: Request, _res: Response, next: NextFunction): void {
  const empty = req.get('content-length') === '0';
  const strange = !empty && req.is(['application/json', 'multipart/form-data']) === false;
  next(strange ? new UnsupportedMediaTypeException() : undefined);
}

/** What the page shell shows: who is signed in, where they may go, and what has just been done. */
const forViews =
  (directory: Directory, partnership: string): express.RequestHandler =>
  async (req, res, next) => {
    const { person } = req;
    res.set('Cache-Control', 'no-store');
    const address = `${req.protocol}://${req.get('host') ?? ''}${req.originalUrl}`;
    Object.assign(res.locals, { csrfToken: csrfToken(req), partnership, address });
    if (person) {
      const agency = person.agency === undefined ? undefined : (await directory.names()).agency(person.agency);
      Object.assign(res.locals, { person: { name: person.title, agency }, nav: navigationFor(person, req.path) });
    }
    if (person && req.method === 'GET' && req.session.said) {
      const { done, caughtUp } = req.session.said;
      Object.assign(res.locals, { banner: { text: done }, catchingUp: !caughtUp });
      delete req.session.said;
    }
    next();
  };
