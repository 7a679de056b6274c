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
  AccessTokens,
  CLOCK,
  type Clock,
  Directory,
  Files,
  KeptForms,
  LIMITS,
  PARTNERSHIP,
  type Partnership,
  People,
  Policy,
  ProblemFilter,
  Providers,
  Registry,
  SECURITY_TXT,
  SESSION_IDLE,
  Sessions,
  TIMES,
  type WebSettings,
  askedBy,
  bodiesInTime,
  configureViews,
  csrf,
  csrfToken,
  formsInParts,
  keepLate,
  keepOutdated,
  keepTime,
  loopbackOnly,
  ownHostOnly,
  rateLimits,
  recognise,
  rootOf,
  securityTxt,
  sessions,
  told,
  toldWhy,
} from '#app/platform';
import { accountFor, navigationFor } from './navigation';

/** What every request passes through, in this order; the tests use it too. */
export function setUp(
  app: NestExpressApplication,
  pool: Pool,
  settings: WebSettings,
  logger: Logger,
): NestExpressApplication {
  const root = rootOf();
  const people = app.get(People);
  const clock = app.get<Clock>(CLOCK);
  const { publicUrl, limits = LIMITS, times = TIMES, securityContact } = settings;
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', settings.trustedProxies ?? false);
  configureViews(app.getHttpAdapter().getInstance() as object);
  app.getHttpAdapter().getInstance().locals['realUse'] = publicUrl !== undefined;

  keepTime(app.getHttpServer(), times);
  app.use(publicUrl === undefined ? loopbackOnly : ownHostOnly(publicUrl));
  app.use(
    pinoHttp({ logger, autoLogging: false, wrapSerializers: false, serializers: told, genReqId: () => randomUUID() }),
  );
  app.use(nonce);
  app.use(headers(settings.secure, app.get(Providers)));
  if (securityContact) app.use(SECURITY_TXT, securityTxt(securityContact, clock, publicUrl));
  app.use('/assets', express.static(join(root, 'dist/assets'), { maxAge: '1h' }));
  app.use(notKept);
  const { id: partnershipId, name: partnership } = app.get<Partnership>(PARTNERSHIP);
  app.use(ifPage(sessions({ ...settings, partnership: partnershipId, pool })));
  app.use(recognise(people, app.get(AccessTokens), app.get(Sessions), clock));
  app.use(askedBy(clock));
  if (limits) app.use(rateLimits(pool, limits, logger, partnershipId));
  // Before anything is read: the page that says what cannot be read has its head and menu too.
  app.use(ifPage(forViews(app.get(Directory), app.get(Policy), partnership, app.get(Files).taken)));
  app.use(bodiesInTime(times));
  app.use('/api', jsonOrParts);
  app.use('/api', express.json({ limit: '200kb' }));
  app.use(express.urlencoded({ extended: true, limit: '200kb', parameterLimit: 2000 }));
  app.use(formsInParts());
  app.use(ifPage(keepOutdated(app.get(KeptForms), app.get(Registry))));
  app.use(ifPage(csrf));
  app.use(ifPage(toldWhy));
  app.use(keepLate(app.get(KeptForms), app.get(Registry)));
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}

/** What no browser asks for has no session and no form's token. */
const isPage = ({ path }: Request): boolean =>
  !/^\/(api|health|metrics|assets|\.well-known|sign-out\/back-channel)(\/|$)/.test(path);

const ifPage =
  (handler: express.RequestHandler): express.RequestHandler =>
  // What the handler gives back is passed on: Express waits for it, and answers when it fails.
  (req, res, next) => {
    if (isPage(req)) return handler(req, res, next);
    next();
    return undefined;
  };

function nonce(_req: Request, res: Response, next: NextFunction): void {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  next();
}

/** No browser and no proxy keeps a page, an answer of the API or a file. */
function notKept(_req: Request, res: Response, next: NextFunction): void {
  res.set('Cache-Control', 'no-store');
  next();
}

const headers = (secure: boolean, providers: Providers) =>
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
        // Signing out ends at the provider, and a form's redirects count.
        formAction: ["'self'", () => providers.origins.join(' ')],
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
  (directory: Directory, policy: Policy, partnership: string, filesTaken: Files['taken']): express.RequestHandler =>
  async (req, res, next) => {
    const { person } = req;
    const address = `${req.protocol}://${req.get('host') ?? ''}${req.originalUrl}`;
    Object.assign(res.locals, { csrfToken: csrfToken(req), partnership, address, filesTaken });
    if (person) {
      const agency = person.agency === undefined ? undefined : (await directory.names()).agency(person.agency);
      Object.assign(res.locals, {
        person: { name: person.title, agency },
        nav: navigationFor((place) => policy.mayOpen(place, person), req.path),
        accountMenu: accountFor(req.path),
        idleMinutes: SESSION_IDLE / 60_000,
        severalPartnerships: (req.session.belongsTo ?? 1) > 1,
      });
    }
    if (person && req.method === 'GET' && req.session.said) {
      const { done, caughtUp } = req.session.said;
      Object.assign(res.locals, { banner: { text: done }, catchingUp: !caughtUp });
      delete req.session.said;
    }
    next();
  };
