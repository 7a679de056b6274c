import type { RequestHandler } from 'express';
import type { Clock } from '../../clock';

/** Where somebody who has found a weakness tells it (RFC 9116). */
export interface SecurityContact {
  /** mailto:…, https://… or tel:… */
  readonly contact: string;
  /** ISO instant until which that holds. */
  readonly expires: string;
}

export const SECURITY_TXT = '/.well-known/security.txt';

/** A year, as RFC 9116 §2.5.5 recommends, and a month for whoever renews it. */
const LONGEST = 400 * 86_400_000;

/** After its day it is not served any more: a contact that nobody answers is worse than none. */
export function securityTxt(
  { contact, expires }: SecurityContact,
  clock: Clock,
  publicUrl: string | undefined,
): RequestHandler {
  const canonical = publicUrl === undefined ? [] : [`Canonical: ${new URL(SECURITY_TXT, publicUrl).href}`];
  const text = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: en', ...canonical, ''].join('\n');
  return (_req, res, next) => {
    if (clock.now() >= new Date(expires)) next();
    else res.type('text/plain; charset=utf-8').set('Cache-Control', 'max-age=86400').send(text);
  };
}

/** SECURITY_CONTACT and SECURITY_CONTACT_UNTIL, both or neither. Throws a sentence that names what is wrong. */
export function securityContactOf(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
): SecurityContact | undefined {
  const contact = env['SECURITY_CONTACT']?.trim() ?? '';
  const until = env['SECURITY_CONTACT_UNTIL']?.trim() ?? '';
  if (contact === '' && until === '') return undefined;
  if (!/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/.test(contact))
    throw new Error(
      'SECURITY_CONTACT must be an address such as mailto:security@example.org or https://example.org/tell.',
    );
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
    throw new Error('SECURITY_CONTACT_UNTIL must be a day such as 2027-11-30: the last on which somebody reads it.');
  const expires = new Date(Date.parse(until) + 86_400_000);
  if (expires.getTime() - now.getTime() > LONGEST)
    throw new Error(
      `SECURITY_CONTACT_UNTIL is ${until}. It may be a year ahead at most, so that it is looked at again.`,
    );
  return { contact, expires: expires.toISOString() };
}
