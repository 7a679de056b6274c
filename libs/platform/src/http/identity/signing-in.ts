import type { Request } from 'express';
import type { Begun, Providers, Vouched } from './providers';

/** Of one way out to a provider: what was begun, with whom, and where to go on to afterwards. */
export interface SigningIn extends Omit<Begun, 'state'> {
  readonly provider: string;
  readonly returnTo: string;
  /** Our address to which the provider sends the browser back: it must be the same to the letter when the code is used. */
  readonly back: string;
  /** The provider was to ask nothing; where it must, it is asked again, and then may. */
  readonly quietly?: true;
  /** The code of the invitation from which it was begun. */
  readonly invitation?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

declare module 'express-session' {
  interface SessionData {
    /** By `state`. */
    signingIn: Record<string, SigningIn>;
    /** Who vouched for the person, so that the sign-out ends their session too, and theirs ours. */
    vouched: Vouched & { readonly provider: string };
    /** In how many partnerships of this house that account is somebody's, as it was last found. */
    belongsTo: number;
  }
}

/** Tabs of one browser that are on their way at once; the oldest is forgotten for a further one. */
const MOST = 5;
/** How long somebody may be away at a provider, in milliseconds. */
const AWAY = 15 * 60_000;

/** Keeps what was begun until the browser comes back. */
export function setOut(req: Request, state: string, begun: SigningIn): void {
  const before = Object.entries(req.session.signingIn ?? {}).filter(([, { at }]) => begun.at - at < AWAY);
  req.session.signingIn = Object.fromEntries([...before.slice(1 - MOST), [state, begun]]);
}

/** What was begun under this state, once: a second return with the same finds nothing. */
export function comeBack(req: Request, state: unknown, now: number): SigningIn | undefined {
  const begun = req.session.signingIn ?? {};
  if (typeof state !== 'string' || !Object.hasOwn(begun, state)) return undefined;
  const { [state]: mine, ...others } = begun;
  req.session.signingIn = others;
  return mine && now - mine.at < AWAY ? mine : undefined;
}

/** A link out to each provider, for a page. */
export const waysOut = ({ all }: Providers, asked: Readonly<Record<string, string>>) =>
  all.map(({ id, name }) => {
    const query = new URLSearchParams(asked).toString();
    return { name, href: `/sign-in/with/${id}${query === '' ? '' : `?${query}`}` };
  });
