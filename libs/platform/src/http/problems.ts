import { HttpException } from '@nestjs/common';
import { RuleBroken } from '#app/kernel';
import { OutOfTime } from '../deadline';
import { EventTooLarge, LogUnavailable, PositionMissing, RevisionMissing, StreamClosed } from '../event-log/event-log';
import { FileHeldBack } from '../files/files';
import { UnknownVersion } from '../event-log/shapes/shapes';
import { gaveNoAnswer } from '../event-log/postgres/unavailable';
import { CannotOpen } from '../vault/cipher';
import { NoMasterKey } from '../vault/master-keys';
import { KeyReused, Stale, TooBusy } from '../write/act';
import { CatchingUp, NotForYou } from './acts/asked';
import { NotRecorded } from './acts/not-recorded';
import { AskedTooMuch } from './edge/rate-limits';
import { LookNotRecorded } from './looks';
import { type FieldError, MOST_FILES } from './forms';
import { InsufficientScope } from './identity/access-tokens';
import { SentTooMuch } from './parts';

/** A body, a query or a header that cannot be read; every fault is named. */
export class InvalidInput extends Error {
  constructor(
    readonly errors: readonly FieldError[],
    readonly status = 400,
  ) {
    super(errors.map(({ message }) => message).join('. '));
    this.name = 'InvalidInput';
  }
}

/** An act on a record came without the revision that the caller saw. */
export class SeenNothing extends Error {
  constructor() {
    super('Send If-Match with the ETag of the record that you saw, so that nobody’s change is overwritten unseen.');
    this.name = 'SeenNothing';
  }
}

/** RFC 9457, with a pointer for each field that is wrong. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly [further: string]: unknown;
}

const TOO_LARGE = 'What was sent is too large';
const NO_ACCESS = 'You do not have access to this';

const HELD_BACK = {
  waiting: [
    'This file is still being checked',
    'It is being checked for viruses, and can be opened when that is done. Try again in a moment.',
  ],
  refused: [
    'This file is not handed out',
    'The virus scanner found something in it that does harm. Ask whoever sent it for a clean copy.',
  ],
  shredded: [
    'This file is not kept any more',
    'It was about somebody whose details were erased, and was destroyed with them.',
  ],
} as const;

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in',
  403: 'This form is out of date',
  404: 'There is nothing at this address',
  405: 'This cannot be done here',
  413: TOO_LARGE,
  408: 'It took too long to send',
  415: 'This kind of content is not taken',
  429: 'Too many requests',
};

/** Every error, told. Anything unknown is a 500 that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NotRecorded) return problemOf(error.cause);
  return (
    refused(error) ??
    notNow(error) ??
    tooLarge(error) ??
    heldBack(error) ??
    transport(error) ?? {
      type: 'about:blank',
      title: 'Something went wrong',
      status: 500,
      detail: 'The fault is ours and has been noted. Nothing that was recorded is lost.',
    }
  );
}

/** What the person or the caller asked for, and may not have. */
function refused(error: unknown): Problem | undefined {
  if (error instanceof RuleBroken)
    return problem(`urn:rule:${error.rule}`, 'A rule does not allow this', 409, error.message, {
      ...(error.field !== undefined && { errors: [{ pointer: `/${error.field}`, detail: error.message }] }),
    });
  if (error instanceof InvalidInput)
    return problem('urn:problem:invalid-input', 'Some of it cannot be taken', error.status, error.message, {
      errors: error.errors.map(({ pointer, name, message }) => ({ pointer, name, detail: message })),
    });
  if (error instanceof Stale)
    return problem('urn:problem:changed-meanwhile', 'Somebody changed this meanwhile', 412, error.message, {
      revision: error.revision,
      meanwhile: error.meanwhile.map(({ event, at, revision }) => ({ type: event.type, at, revision })),
    });
  if (error instanceof SeenNothing)
    return problem('urn:problem:if-match-missing', 'If-Match is missing', 428, error.message);
  if (error instanceof KeyReused)
    return problem('urn:problem:key-reused', 'This key was used before', 422, error.message);
  if (error instanceof NotForYou)
    return problem('urn:problem:not-for-you', NO_ACCESS, 403, `This may be done by: ${error.grounds.join('; ')}.`, {
      grounds: error.grounds,
    });
  if (error instanceof InsufficientScope)
    return problem('urn:problem:insufficient-scope', NO_ACCESS, 403, error.message, { scope: error.scope });
  return undefined;
}

/** What is neither wrong nor forbidden, but held back, or gone. */
function heldBack(error: unknown): Problem | undefined {
  if (error instanceof FileHeldBack) {
    const [title, detail] = HELD_BACK[error.standing];
    return problem(`urn:problem:file-${error.standing}`, title, 409, detail);
  }
  if (error instanceof StreamClosed)
    return problem(
      'urn:problem:record-closed',
      'This record has been closed for good',
      409,
      'It was deleted in the event log by hand, outside this system. Nothing can be recorded in it any more. Tell whoever runs this system.',
    );
  if (error instanceof AskedTooMuch)
    return problem('urn:problem:too-many-requests', TITLES[429] ?? '', 429, error.message);
  return undefined;
}

function tooLarge(error: unknown): Problem | undefined {
  if (error instanceof SentTooMuch)
    return problem('urn:problem:too-large', TOO_LARGE, 413, error.message, {
      errors: [{ pointer: `/${error.field}`, name: error.field, detail: error.message }],
    });
  if (error instanceof EventTooLarge)
    return problem('urn:problem:too-large', TOO_LARGE, 413, 'This is too long to be recorded in one go.');
  return undefined;
}

/** The same may be sent again. */
function notNow(error: unknown): Problem | undefined {
  if (error instanceof UnknownVersion)
    return problem(
      'urn:problem:written-by-a-newer-version',
      'Not available now',
      503,
      'A newer version of this system has written to this record, and this one cannot read it. Try again in a few minutes.',
    );
  if (error instanceof NoMasterKey || error instanceof CannotOpen)
    return problem(
      'urn:problem:vault-closed',
      'Sealed details are not available now',
      503,
      'Sealed details can be neither recorded nor opened at present. Tell whoever runs this system. Nothing else is touched by it.',
    );
  if (error instanceof LookNotRecorded)
    return problem(
      'urn:problem:look-not-recorded',
      'This cannot be shown just now',
      503,
      'Every look at a record is recorded before it is shown, and this one could not be. Nothing was shown, and nothing is lost. Try again in a minute.',
    );
  if (error instanceof PositionMissing || error instanceof RevisionMissing)
    return problem(
      'urn:problem:event-missing',
      'The record of events has a gap',
      503,
      'What is missing may matter here, so nothing was decided, destroyed or given out, and nothing can be until whoever runs this system has looked at it: tell them. “trail log check” names for them what is missing.',
    );
  if (error instanceof CatchingUp) return problem('urn:problem:catching-up', 'Not available now', 503, error.message);
  if (gaveNothing(error) || gaveNoAnswer(error))
    return problem(
      'urn:problem:try-again',
      'Not available now',
      503,
      'The record could not be reached. Try again in a moment: what is sent again is recorded once.',
    );
  return undefined;
}

const gaveNothing = (error: unknown): boolean =>
  error instanceof TooBusy || error instanceof OutOfTime || error instanceof LogUnavailable;

/** What Nest, Express and their parsers throw: their number is kept, their words are not, but for those about the request. */
function transport(error: unknown): Problem | undefined {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === undefined || status < 400 || status > 499) return undefined;
  const title = TITLES[status] ?? 'The request cannot be taken';
  return problem('about:blank', title, status, detailOf(error, status) ?? `${title}.`);
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read. Check that it is well formed.',
  401: 'Sign in, or send a bearer token.',
  403: 'It was shown too long ago, or was not sent from here. Go back, load the page again and send it once more.',
  408: 'What was sent did not come to its end in time. Send it again, over a better line or with smaller files.',
  413: 'The words of one sending may have 200 kB together, and each file 20 MB.',
  415: 'Send JSON, or a form in parts (multipart/form-data) where there are files.',
};

const detailOf = (error: unknown, status: number): string | undefined =>
  (error as { code?: unknown } | undefined)?.code === 'LIMIT_FILE_COUNT'
    ? `These are too many files: ${MOST_FILES} at most can be sent together.`
    : DETAILS[status];

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('LIMIT_')) return 413;
  for (const key of ['status', 'statusCode'] as const) {
    const status = (error as Record<string, unknown>)[key];
    if (typeof status === 'number') return status;
  }
  return undefined;
}

const problem = (type: string, title: string, status: number, detail: string, further: object = {}): Problem => ({
  type,
  title,
  status,
  detail,
  ...further,
});
