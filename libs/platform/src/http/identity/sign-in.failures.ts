import * as oidc from 'openid-client';

/** Why somebody is not let in. */
export type WhyNot =
  | 'not-invited'
  | 'ended'
  | 'unreachable'
  | 'refused'
  | 'lost'
  | 'untrusted'
  | 'invitation-unknown'
  | 'invitation-expired'
  | 'invitation-taken';

/** A sign-in that came to nothing. The person is told `why` in words; the cause is for the log only. */
export class SignInFailed extends Error {
  constructor(
    readonly why: WhyNot,
    options?: ErrorOptions,
  ) {
    super(`Sign-in failed: ${why}`, options);
    this.name = 'SignInFailed';
  }
}

/** What a browser's return, or the exchange behind it, came to. */
export function failureOf(error: unknown): SignInFailed {
  if (error instanceof SignInFailed) return error;
  if (error instanceof oidc.AuthorizationResponseError) return new SignInFailed('refused', { cause: error });
  if (didNotAnswer(error)) return new SignInFailed('unreachable', { cause: error });
  return new SignInFailed('untrusted', { cause: error });
}

/** What a provider says that was to ask nothing and has to (OpenID Connect Core 1.0, section 3.1.2.6). */
const HAS_TO_ASK = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];

/** Whether the sign-in failed only because the provider was to ask nothing. */
export const hasToAsk = (error: unknown): boolean =>
  error instanceof SignInFailed &&
  error.cause instanceof oidc.AuthorizationResponseError &&
  HAS_TO_ASK.includes(error.cause.error);

/** No connection, no answer in time, or a fault on the provider's side: said somewhere down the chain of causes. */
function didNotAnswer(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { message, code, cause, status } = error as Readonly<Record<string, unknown>>;
  if (typeof status === 'number') return status >= 500;
  return message === 'fetch failed' || code === 'OAUTH_TIMEOUT' || code === 'ERR_JWKS_TIMEOUT' || didNotAnswer(cause);
}

/** The page for one who is not let in: what happened, in words, and the HTTP status that says the same. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly words: readonly string[];
}

const ASK = 'If you should be able to sign in, ask the Partnership Team.';

/** `provider`: as people call it. */
export function refusalOf(why: WhyNot, provider: string): Refusal {
  const { words, ...further } = REFUSALS[why](provider);
  return { ...further, words: words.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1)) };
}

const REFUSALS: Readonly<Record<WhyNot, (provider: string) => Refusal>> = {
  'not-invited': (provider) => ({
    status: 403,
    title: 'You have not been invited',
    words: [
      `${provider} knows you, but nobody has invited this account to Learning Trail.`,
      'If you have an invitation, open the link in it and sign in from there. You may also have more than one account: try the other.',
      ASK,
    ],
  }),
  ended: () => ({
    status: 403,
    title: 'Your sign-in has ended',
    words: ['You could sign in here once. That has ended, because your role has, or because somebody ended it.', ASK],
  }),
  unreachable: (provider) => ({
    status: 503,
    title: 'The sign-in service does not answer',
    words: [`${provider} does not answer just now. Nothing of yours is lost. Try again in a few minutes.`],
  }),
  refused: (provider) => ({
    status: 403,
    title: 'You were not signed in',
    words: [`${provider} did not let you sign in, or you stopped before the end. Try again when you like.`],
  }),
  lost: () => ({
    status: 400,
    title: 'This sign-in was not finished in time',
    words: [
      'It took too long, was finished already, or was begun in another browser. A sign-in must end in the browser in which it began.',
      'Begin again: it takes a moment only.',
    ],
  }),
  untrusted: (provider) => ({
    status: 400,
    title: 'The answer could not be trusted',
    words: [`What came back from ${provider} was not what we asked for, so you were not signed in. Begin again.`, ASK],
  }),
  'invitation-unknown': () => ({
    status: 403,
    title: 'This invitation is no longer good',
    words: [
      'It was used already, a newer one took its place, or the link is not complete.',
      'Ask the Partnership Team for a new one.',
    ],
  }),
  'invitation-expired': () => ({
    status: 403,
    title: 'This invitation is too old',
    words: ['An invitation is good for seven days. Ask the Partnership Team for a new one.'],
  }),
  'invitation-taken': (provider) => ({
    status: 403,
    title: 'This account belongs to somebody else here',
    words: [
      `The account with which you signed in at ${provider} already signs in here for another role. Each role needs an account of its own.`,
      'The invitation is still good: open it again, and use another account.',
    ],
  }),
};
