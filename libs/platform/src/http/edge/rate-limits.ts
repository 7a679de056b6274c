import type { Request, RequestHandler } from 'express';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sharedName } from '../../event-log/shared-names';
import { within } from '../../within';
import { networkOf } from './network';

/** What is counted apart. */
export type Counted = 'reads' | 'acts' | 'exports' | 'strangers' | 'signIns';

/** How many requests of each in five minutes; acts, reads and exports for a person, the others for an address. */
export type Limits = Readonly<Record<Counted, number>>;

/** Nobody at work comes near these; a program that runs away does. Whoever has no name gets least. */
export const LIMITS: Limits = { reads: 6000, acts: 3000, exports: 300, strangers: 1500, signIns: 600 };

const SECONDS = 300;
const TABLE = 'rate_limit';

/** Its counts are worth nothing after a crash: they are not written to the log of PostgreSQL, so that a page costs no flush. */
export const rateLimitTable = `CREATE UNLOGGED TABLE "${TABLE}" ("key" varchar(255) PRIMARY KEY, "points" integer NOT NULL DEFAULT 0, "expire" bigint)`;

/** More was asked for in five minutes than is given. */
export class AskedTooMuch extends Error {
  readonly status = 429;
  constructor(readonly seconds: number) {
    const minutes = Math.ceil(seconds / 60);
    const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
    super(`More was asked for in a short time than anybody needs. Wait ${wait}, then go on.`);
    this.name = 'AskedTooMuch';
  }
}

/**
 * Counts requests in PostgreSQL, so that all copies of the web count together, and refuses what goes beyond the limits.
 * When counting itself fails the request passes, and the log says so: the limits keep one caller from crowding out the others.
 * They guard no secret and decide no right, so a fault of theirs must not keep a partnership from its records.
 */
export function rateLimits(
  pool: Pool,
  limits: Limits,
  logger: Pick<Logger, 'error'>,
  partnership: string,
): RequestHandler {
  const limiterOf = (counted: Counted): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: TABLE,
      tableCreated: true,
      keyPrefix: counted,
      points: limits[counted],
      duration: SECONDS,
      // Who is refused already is refused without asking PostgreSQL again.
      inMemoryBlockOnConsumed: limits[counted] + 1,
      // One of them clears the table for all.
      clearExpiredByTimeout: counted === 'strangers',
    });
  const limiters: Readonly<Record<Counted, RateLimiterPostgres>> = {
    reads: limiterOf('reads'),
    acts: limiterOf('acts'),
    exports: limiterOf('exports'),
    strangers: limiterOf('strangers'),
    signIns: limiterOf('signIns'),
  };
  const complain = oncePer(60_000, (error: unknown) => {
    logger.error({ err: error }, 'Requests cannot be counted: they pass without a limit');
  });
  return async (req, res, next) => {
    if (req.path === '/health/live') {
      next();
      return;
    }
    const counted = countedAs(req);
    try {
      await within(COUNTED_WITHIN, limiters[counted].consume(keyOf(counted, req, partnership)));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) {
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        res.set('Retry-After', String(seconds));
        next(new AskedTooMuch(seconds));
        return;
      }
      complain(refusal);
    }
    next();
  };
}

/** Trying to get in; the page that only asks how is read like any other. */
const SIGNING_IN = /^\/(?:sign-in|invitation)\/./;
const EXPORT = /\.csv$|\/files\/[^/]+$/;

function countedAs(req: Request): Counted {
  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (SIGNING_IN.test(req.path) || (req.path === '/sign-in' && !reads)) return 'signIns';
  if (!req.person) return 'strangers';
  if (!reads) return 'acts';
  return EXPORT.test(req.path) ? 'exports' : 'reads';
}

/** An address is one for all partnerships; people of two of them may have the same id, and do not ask for one another. */
const keyOf = (counted: Counted, req: Request, partnership: string): string =>
  counted === 'signIns' || counted === 'strangers' || !req.person
    ? networkOf(req.ip)
    : sharedName(req.person.id, partnership);

/** A database that is silent keeps nobody waiting for being counted: so many milliseconds. */
const COUNTED_WITHIN = 2_000;

/** Calls through once in so many milliseconds at most. */
function oncePer(milliseconds: number, call: (error: unknown) => void): (error: unknown) => void {
  let next = 0;
  return (error) => {
    if (performance.now() < next) return;
    next = performance.now() + milliseconds;
    call(error);
  };
}

/**
 * RATE_LIMITS: "reads=6000,acts=3000", each for five minutes; what is not named keeps its default. "off" for no limits, as a
 * measurement needs it. Throws a sentence that names the variable.
 */
export function limitsOf(text: string | undefined): Limits | undefined {
  const given = text?.trim() ?? '';
  if (given === 'off') return undefined;
  const named = given === '' ? [] : given.split(',').map((part) => part.split('=').map((word) => word.trim()));
  for (const [name = '', figure = '', ...rest] of named)
    if (!Object.hasOwn(LIMITS, name) || !/^[1-9]\d{0,6}$/.test(figure) || rest.length > 0)
      throw new Error(
        `RATE_LIMITS is “${given}”. It must be “off” or name figures, such as reads=6000,acts=3000. There are: ${Object.keys(LIMITS).join(', ')}.`,
      );
  const figures = named.map(([name, figure]) => [name, Number(figure)] as const);
  return { ...LIMITS, ...(Object.fromEntries(figures) as Partial<Limits>) };
}
