import type { LoggerOptions } from 'pino';

const HIDDEN = '[hidden]';

/** Wherever an object of these names is logged, one step down or two: what it holds is nobody's business but the holder's. */
const SECRET = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'access_token',
  'id_token',
  'refresh_token',
  'clientSecret',
  'client_secret',
  'body',
  'session',
  'headers',
  'rawHeaders',
  'query',
  'parameters',
];
const paths = [...SECRET, '["set-cookie"]'].flatMap((name) => {
  const step = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${step}`, `*.*${step}`];
});

/**
 * Options of every logger of the house. Of an error: what it is, where it arose and why, not what else hangs on it, for that
 * may be a whole query with its values or a body. Of a request: its way and its address without the query.
 */
export const logging = (level: string): LoggerOptions => ({
  level,
  redact: { paths, censor: HIDDEN },
  serializers: told,
});

export interface ToldError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: ToldError;
  readonly errors?: readonly ToldError[];
}

const DEEPEST = 8;
const WIDEST = 5;

/** Of this realm or another's: a test runner has two. */
const isError = (value: unknown): value is Error => Object.prototype.toString.call(value) === '[object Error]';

const withinIt = ([cause]: readonly ToldError[], errors: readonly ToldError[]): Partial<ToldError> => ({
  ...(cause && { cause }),
  ...(errors.length > 0 && { errors }),
});

/** An error as a log may hold it: eight causes deep, five errors wide. */
export function toldError(error: unknown, depth = 0): ToldError {
  if (!isError(error)) return { type: typeof error, message: 'Something that is no error was thrown' };
  const { name, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const message = ofValues(code) ? 'PostgreSQL refused a value' : scrubbed(error.message);
  const deeper = (within: unknown): ToldError => toldError(within, depth + 1);
  const causes = cause === undefined ? [] : [cause];
  const errors = (error as Partial<AggregateError>).errors ?? [];
  return {
    type: name,
    message,
    ...(stack !== undefined && { stack: placesIn(stack) }),
    ...(typeof code === 'string' && /^\w{1,40}$/.test(code) && { code }),
    ...(depth < DEEPEST && withinIt(causes.map(deeper), errors.slice(0, WIDEST).map(deeper))),
  };
}

/** Classes 22 and 23 of SQLSTATE, "data exception" and "integrity constraint violation": their words quote what was sent. */
const ofValues = (code: unknown): boolean => typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code);

/** Only the places: the first lines of a stack repeat the message. */
const placesIn = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/** What looks like a credential is one. */
const scrubbed = (words: string): string =>
  words
    .slice(0, 2000)
    .replace(/\bBearer [\w.~+/=-]+/gi, `Bearer ${HIDDEN}`)
    .replace(/\beyJ[\w-]+(?:\.[\w-]+){1,4}/g, HIDDEN)
    .replace(/:\/\/[^\s:/@]{1,200}:[^\s/@]{1,500}@/g, `://${HIDDEN}@`)
    .replace(/\bs(?::|%3A)[\w-]{20,}\.[\w+/%=-]+/g, HIDDEN);

/** An address without what it asks, and without the code of an invitation, which is as good as a key. */
const toldAddress = (url: unknown): string | undefined =>
  typeof url === 'string' ? url.split('?')[0]?.replace(/^\/invitation\/.*$/, `/invitation/${HIDDEN}`) : undefined;

function toldRequest(req: unknown): object {
  const { id, method, url } = (req ?? {}) as Readonly<Record<string, unknown>>;
  return { id, method, url: toldAddress(url) };
}

const toldAnswer = (res: unknown): object => ({
  statusCode: (res as { readonly statusCode?: unknown } | undefined)?.statusCode,
});

/** How a logger tells what it is given under these names. */
export const told = {
  err: (error: unknown) => toldError(error),
  error: (error: unknown) => toldError(error),
  cause: (error: unknown) => toldError(error),
  req: toldRequest,
  res: toldAnswer,
  url: toldAddress,
};
