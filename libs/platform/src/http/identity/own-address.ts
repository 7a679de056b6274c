import type { Request } from 'express';

/** Any origin will do: only what follows it is looked at. */
const HERE = 'http://here.invalid';
/** Longer ones are none of our pages. */
const LONGEST = 4000;

/** An address of ours to go on to, with its query; home where it is none, or another site's. */
export function ownAddress(to: unknown): string {
  // A browser takes a backslash for a slash, and drops tabs and line breaks: such an address is not looked at further.
  if (typeof to !== 'string' || to.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return '/';
  const url = URL.parse(to, HERE);
  // What was climbed out of may leave two slashes at the beginning: that would be another site's name.
  return url?.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}

/** Where this house is in the world, as a browser writes it: the address it was given, or the machine's own as it is asked. */
export const originOf = (req: Request, publicUrl: string | undefined): string =>
  publicUrl ?? `${req.protocol}://${req.get('host') ?? ''}`;
