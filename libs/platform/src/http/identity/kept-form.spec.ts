import fc from 'fast-check';
import { type KeptForm, MOST_KEPT, opened, sealed } from './kept-form';

const secret = 'a secret of thirty-two characters!!';
const whose = { person: 'scrutineer', address: '/referrals/one/question' };
const form: KeptForm = { body: { question: 'Who was told?' }, files: [] };

/** What a form's reader makes of a body: words, lists and groups of them. */
const { body } = fc.letrec<{ body: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
    tie('body'),
  ),
  body: fc.dictionary(
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter((name) => name !== '__proto__'),
    tie('value'),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

function sealedBytes(kept: KeptForm = form): Buffer {
  const bytes = sealed(kept, whose, secret);
  if (bytes === undefined) throw new Error('It is too long to be kept');
  return bytes;
}

describe('a form that is kept', () => {
  it('comes back as it was typed, to the last character', () => {
    const files = fc.array(fc.record({ fieldname: fc.string(), originalname: fc.string({ unit: 'binary' }) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.record({ body, files }), (kept) => {
        expect(opened(sealedBytes(kept), whose, secret)).toEqual(kept);
      }),
    );
  });

  it('is opened by nobody else, at no other address, under no other secret', () => {
    const bytes = sealedBytes();
    expect(opened(bytes, { ...whose, person: 'partnership-team' }, secret)).toBeUndefined();
    expect(opened(bytes, { ...whose, address: '/referrals/two/question' }, secret)).toBeUndefined();
    expect(opened(bytes, whose, 'another secret of thirty-two chars!!')).toBeUndefined();
    expect(opened(bytes, whose, secret)).toEqual(form);
  });

  it('is not opened under a person and an address that are written alike', () => {
    const bytes = sealed(form, { person: 'a","b', address: '/c' }, secret) ?? Buffer.alloc(0);
    expect(opened(bytes, { person: 'a', address: 'b","/c' }, secret)).toBeUndefined();
  });

  it('is nothing once any bit of it has been changed, or any of it is missing', () => {
    const bytes = sealedBytes();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(opened(changed, whose, secret)).toBeUndefined();
        expect(opened(bytes.subarray(0, at), whose, secret)).toBeUndefined();
      }),
    );
  });

  it('shows nothing of what was typed, nor twice the same', () => {
    const [one, two] = [sealedBytes(), sealedBytes()];
    expect(one.includes('Who was told?')).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it('is not kept where it is too long', () => {
    const words = (length: number) => ({ body: { a: 'x'.repeat(length) }, files: [] });
    const frame = Buffer.byteLength(JSON.stringify(words(0)));
    expect(sealed(words(MOST_KEPT - frame), whose, secret)).toBeDefined();
    expect(sealed(words(MOST_KEPT - frame + 1), whose, secret)).toBeUndefined();
  });
});
