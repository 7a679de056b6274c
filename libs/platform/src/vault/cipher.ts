import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealed } from '#app/kernel';
import { NotNow } from '../not-now';

/** What a sealed value belongs to. Moved to another person, event, field or partnership, it no longer opens. */
export interface Belongs {
  readonly partnership: string;
  /** UUID of the person concerned. */
  readonly subject: string;
  /** Id of the event that holds the value. */
  readonly event: string;
  /** The name of the field in that event. */
  readonly field: string;
}

/** A value that cannot be opened: another key, another place, or a bit that was changed. Says nothing of what is in it. */
export class CannotOpen extends NotNow {
  constructor() {
    super('A sealed value does not open with this key and in this place');
    this.name = 'CannotOpen';
  }
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Words are filled up to a multiple of this, so that their length does not tell a short name from a long one. */
const BLOCK_BYTES = 64;

export const newKey = (): Buffer => randomBytes(32);

/** AES-256-GCM with a random nonce of 96 bits; answers nonce, ciphertext and tag in one. `bound` is authenticated with it. */
export function encrypt(plain: Uint8Array, key: Uint8Array, bound: string): { nonce: Buffer; cipher: Buffer } {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, cipher: Buffer.concat([text, cipher.getAuthTag()]) };
}

/** Throws CannotOpen. */
export function decrypt(nonce: Uint8Array, cipher: Uint8Array, key: Uint8Array, bound: string): Buffer {
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(cipher.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(cipher.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new CannotOpen();
  }
}

/** `keyId` is the id of `key`. */
export function seal(text: string, keyId: string, key: Uint8Array, belongs: Belongs): Sealed {
  const { nonce, cipher } = encrypt(filledUp(text), key, boundTo(belongs, keyId));
  return { sealed: true, key: keyId, nonce: nonce.toString('base64'), cipher: cipher.toString('base64') };
}

/** Throws CannotOpen. */
export function unseal({ key: keyId, nonce, cipher }: Sealed, key: Uint8Array, belongs: Belongs): string {
  const [given, sealed] = [nonce, cipher].map((part) => Buffer.from(part, 'base64'));
  if (!given || !sealed || given.toString('base64') !== nonce || sealed.toString('base64') !== cipher)
    throw new CannotOpen();
  return emptied(decrypt(given, sealed, key, boundTo(belongs, keyId)));
}

const boundTo = ({ partnership, subject, event, field }: Belongs, keyId: string): string =>
  JSON.stringify(['learning-trail/sealed/v1', partnership, subject, event, field, keyId]);

/** Which bytes they are: moved to another file or partnership they no longer open. */
export interface BytesBelong {
  readonly partnership: string;
  readonly subject: string;
  readonly keyId: string;
}

const bytesBoundTo = ({ partnership, subject, keyId }: BytesBelong): string =>
  JSON.stringify(['learning-trail/bytes/v1', partnership, subject, keyId]);

/** Nonce, ciphertext and tag in one. */
export function sealBytes(bytes: Uint8Array, key: Uint8Array, belong: BytesBelong): Buffer {
  const { nonce, cipher } = encrypt(bytes, key, bytesBoundTo(belong));
  return Buffer.concat([nonce, cipher]);
}

/** Throws CannotOpen. */
export const openBytes = (sealed: Uint8Array, key: Uint8Array, belong: BytesBelong): Buffer =>
  decrypt(sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), key, bytesBoundTo(belong));

/** A one and zeros behind the words (ISO/IEC 7816-4), as many as are needed. */
function filledUp(text: string): Buffer {
  const words = Buffer.from(text, 'utf8');
  const filled = Buffer.alloc(Math.ceil((words.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
  words.copy(filled);
  filled[words.length] = 0x80;
  return filled;
}

const emptied = (filled: Buffer): string => filled.subarray(0, filled.lastIndexOf(0x80)).toString('utf8');
