import { type Content, contentHash } from './content-hash';

describe('the content hash', () => {
  const referral: Content = {
    stream: 'referral-1',
    id: '0b0e9c7e-5b1c-4d6a-9a53-2f1d7c1c9a10',
    type: 'ReferralReceived',
    schemaVersion: 1,
    at: '2024-06-03T09:00:00.000Z',
    data: '{"note":"ü"}',
    metadata: '{}',
  };
  const awkward: Content = {
    stream: 'a-b',
    id: '00000000-0000-0000-0000-000000000000',
    type: 'It\'s, "so" {called}',
    schemaVersion: 2,
    at: '1999-12-31T23:59:59.999Z',
    data: '[]',
    metadata: '{"a":[1,null]}',
  };
  const hex = (content: Content) => contentHash(content).toString('hex');

  // Made with another implementation of SHA-256, from the eight lines.
  it('is what anybody else makes of the same eight lines', () => {
    expect(hex(referral)).toBe('8603dcb5417b0932ce86969f2e7063f1fe13079b0dcfd0f735924f1f69eb451e');
    expect(hex(awkward)).toBe('f820e25e1b1aaafe094528078badb91cf9bf40aa1902850da94a9ec6ed48a098');
  });

  it.each(Object.keys(referral) as (keyof Content)[])('covers the %s', (part) => {
    expect(hex({ ...referral, [part]: awkward[part] })).not.toBe(hex(referral));
  });
});
