import { randomUUID } from 'node:crypto';
import { InvalidInput } from '../problems';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The key of a page's form: by it an act that is sent again is recognised. One of ours where the page sent none. */
export const keyInForm = (sent: unknown): string => (typeof sent === 'string' && UUID.test(sent) ? sent : randomUUID());

/** The caller's `Idempotency-Key`, or one of ours: then a repeat is not recognised. Throws InvalidInput. */
export function keyInHeader(sent: string | undefined): string {
  if (sent === undefined) return randomUUID();
  if (UUID.test(sent)) return sent.toLowerCase();
  const message = 'Idempotency-Key must be a UUID';
  throw new InvalidInput([{ pointer: '', name: 'Idempotency-Key', id: '', message }]);
}
