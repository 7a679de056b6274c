import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SentFile } from '../forms';
import { keyFor } from './keys';

/** A form that came when its person was no longer signed in: as it was sent, without the token and the files' bytes. */
export interface KeptForm {
  readonly body: Readonly<Record<string, unknown>>;
  /** Which files had been chosen; a page asks for them again. */
  readonly files: readonly Pick<SentFile, 'fieldname' | 'originalname'>[];
}

/** Whose form it is, and the address of our own at which it is shown. */
export interface Whose {
  readonly person: string;
  readonly address: string;
}

/** In bytes of JSON. */
export const MOST_KEPT = 200_000;

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const keyOf = (secret: string): Buffer => Buffer.from(keyFor('kept form', secret), 'hex');
const boundTo = ({ person, address }: Whose): Buffer => Buffer.from(JSON.stringify([person, address]));

/** Nonce, tag and ciphertext; undefined where the form is longer than is kept. */
export function sealed({ body, files }: KeptForm, whose: Whose, secret: string): Buffer | undefined {
  const plain = Buffer.from(JSON.stringify({ body, files }));
  if (plain.length > MOST_KEPT) return undefined;
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce, { authTagLength: TAG }).setAAD(boundTo(whose));
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]);
}

/** The form again; undefined for another person, address or secret, and for bytes of which any has been changed. */
export function opened(bytes: Buffer, whose: Whose, secret: string): KeptForm | undefined {
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(boundTo(whose))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    return JSON.parse(plain.toString()) as KeptForm;
  } catch {
    return undefined;
  }
}
