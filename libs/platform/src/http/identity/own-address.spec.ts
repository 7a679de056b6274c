import fc from 'fast-check';
import { ownAddress } from './own-address';

const HOUSE = 'https://trail.example';

describe('an address to go on to', () => {
  it.each(['/', '/referrals', '/referrals?page=2&words=a+b%20c*~!', '/agencies/one#history', '/a/../b'])(
    'is taken when it is ours: %s',
    (to) => {
      expect(new URL(ownAddress(to), HOUSE).href).toBe(new URL(to, HOUSE).href);
    },
  );

  it.each([
    '',
    'referrals',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\/elsewhere.example',
    '/..//elsewhere.example',
    '/a/../..//elsewhere.example',
    '/./%2e%2e//elsewhere.example',
    'https://elsewhere.example/',
    'javascript:alert(1)',
    '/a b',
    '/a\r\nLocation: https://elsewhere.example',
    `/${'a'.repeat(5000)}`,
    undefined,
    ['/referrals'],
  ])('is home otherwise: %j', (to) => {
    expect(ownAddress(to)).toBe('/');
  });

  it('never leads to another site, whatever is sent', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '..',
      '.',
      '//',
      '%2f',
      '%5c',
      '@',
      ':',
      '?',
      '#',
      '\t',
      'elsewhere.example',
    );
    const address = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(address, (to) => {
        const went = ownAddress(to);
        expect(went).toMatch(/^\/(?![/\\])/);
        expect(new URL(went, HOUSE).origin).toBe(HOUSE);
      }),
      { numRuns: 2000 },
    );
  });
});
