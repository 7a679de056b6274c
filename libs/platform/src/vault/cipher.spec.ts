import fc from 'fast-check';
import type { Sealed } from '#app/kernel';
import { type Belongs, CannotOpen, newKey, seal, unseal } from './cipher';

const KEY_ID = '0b0e7a4e-6f54-4a26-9d34-0a6b0b7f2c11';
const belongs: Belongs = { partnership: 'isle-of-wight', subject: 's', event: 'e', field: 'name' };
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

/** The same with one bit turned over. */
function turned(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64');
  const bit = at % (bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString('base64');
}

describe('a sealed value', () => {
  it('opens to the same words', () => {
    fc.assert(
      fc.property(text, (words) => {
        const key = newKey();
        expect(unseal(seal(words, KEY_ID, key, belongs), key, belongs)).toBe(words);
      }),
    );
  });

  it('holds nothing of the words, nor how long a name is', () => {
    const key = newKey();
    const [short, long] = ['Ada', 'Wilhelmina Featherstonehaugh'].map((name) => seal(name, KEY_ID, key, belongs));
    expect(JSON.stringify(short)).not.toContain('Ada');
    expect(short?.cipher.length).toBe(long?.cipher.length);
  });

  it('is another one each time', () => {
    const key = newKey();
    const all = Array.from({ length: 200 }, () => seal('Ada', KEY_ID, key, belongs));
    expect(new Set(all.map(({ nonce }) => nonce)).size).toBe(200);
    expect(new Set(all.map(({ cipher }) => cipher)).size).toBe(200);
  });

  it('does not open with any bit changed', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom('nonce', 'cipher'), (words, at, part) => {
        const key = newKey();
        const sealed = seal(words, KEY_ID, key, belongs);
        const changed: Sealed = { ...sealed, [part]: turned(sealed[part], at) };
        expect(() => unseal(changed, key, belongs)).toThrow(CannotOpen);
      }),
    );
  });

  it('does not open elsewhere: for another person, event, field, partnership, or under another key', () => {
    const key = newKey();
    const sealed = seal('Ada', KEY_ID, key, belongs);
    for (const part of ['partnership', 'subject', 'event', 'field'] as const)
      expect(() => unseal(sealed, key, { ...belongs, [part]: 'another' })).toThrow(CannotOpen);
    expect(() => unseal({ ...sealed, key: 'another' }, key, belongs)).toThrow(CannotOpen);
    expect(() => unseal(sealed, newKey(), belongs)).toThrow(CannotOpen);
  });

  it('that is cut short or is no value at all does not open either', () => {
    const key = newKey();
    const sealed = seal('Ada', KEY_ID, key, belongs);
    for (const broken of ['', 'AAAA', sealed.cipher.slice(0, -4), `${sealed.cipher} `, 'not base64'])
      expect(() => unseal({ ...sealed, cipher: broken }, key, belongs)).toThrow(CannotOpen);
    expect(() => unseal({ ...sealed, nonce: '' }, key, belongs)).toThrow(CannotOpen);
  });

  it('says nothing of what is in it when it does not open', () => {
    const key = newKey();
    const sealed = seal('Ada Lovelace', KEY_ID, key, belongs);
    const error = (() => {
      try {
        return unseal(sealed, newKey(), belongs);
      } catch (thrown) {
        return thrown as Error;
      }
    })() as Error;
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain('Lovelace');
    expect(error.cause).toBeUndefined();
  });
});
