import { HttpException } from '@nestjs/common';
import { RuleBroken } from '#app/kernel';
import { EventTooLarge, LogUnavailable } from '../event-log/event-log';
import { gaveNoAnswer } from '../event-log/postgres/unavailable';
import { KeyReused, Stale, TooBusy } from '../write/act';
import { NotForYou } from './acts/asked';
import type { FieldError } from './forms';

/** A body, a query or a header that cannot be read; every fault is named. */
export class InvalidInput extends Error {
  constructor(readonly errors: readonly FieldError[]) {
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

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in',
  403: 'Not for you',
  404: 'There is nothing at this address',
  405: 'This cannot be done here',
  413: 'Too large',
  415: 'This kind of content is not taken',
  429: 'Too many requests',
};

/** Every error, told. Anything unknown is a 500 that tells nothing. */
export function problemOf(error: unknown): Problem {
  return (
    known(error) ??
    transport(error) ?? {
      type: 'about:blank',
      title: 'Something went wrong',
      status: 500,
      detail: 'The fault is ours and has been noted. Nothing that was recorded is lost.',
    }
  );
}

function known(error: unknown): Problem | undefined {
  if (error instanceof RuleBroken)
    return problem(`urn:rule:${error.rule}`, 'A rule does not allow this', 409, error.message, {
      ...(error.field !== undefined && { errors: [{ pointer: `/${error.field}`, detail: error.message }] }),
    });
  if (error instanceof InvalidInput)
    return problem('urn:problem:invalid-input', 'Some of it cannot be taken', 400, error.message, {
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
    return problem('urn:problem:not-for-you', 'Not for you', 403, `This may be done by: ${error.grounds.join('; ')}.`, {
      grounds: error.grounds,
    });
  if (error instanceof EventTooLarge)
    return problem('urn:problem:too-large', 'Too large', 413, 'This is too long to be recorded in one go.');
  if (error instanceof TooBusy || error instanceof LogUnavailable || gaveNoAnswer(error))
    return problem(
      'urn:problem:try-again',
      'Not available now',
      503,
      'The record could not be reached. Send the same again with the same key: nothing is recorded twice.',
    );
  return undefined;
}

/** What Nest, Express and their parsers throw: their number is kept, their words are not, but for those about the request. */
function transport(error: unknown): Problem | undefined {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === undefined || status < 400 || status > 499) return undefined;
  const title = TITLES[status] ?? 'The request cannot be taken';
  return problem('about:blank', title, status, DETAILS[status] ?? `${title}.`);
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read. Check that it is well formed.',
  401: 'Sign in, or send a bearer token.',
  403: 'This form is out of date or was not sent from here. Go back, load the page again and send it once more.',
  413: 'What was sent is too large. A file may have 20 MB at most, a form 200 kB.',
  415: 'Send JSON, or a form in parts (multipart/form-data) where there are files.',
};

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
