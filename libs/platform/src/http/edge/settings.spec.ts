import { clockAt } from '../../clock';
import { uploadsOf } from '../../files/uploads';
import { LIMITS, limitsOf } from './rate-limits';
import { securityContactOf } from './security-txt';

describe('RATE_LIMITS', () => {
  it('keeps the default of what it does not name, and can be off', () => {
    expect(limitsOf(undefined)).toEqual(LIMITS);
    expect(limitsOf('reads=10, acts=5')).toEqual({ ...LIMITS, reads: 10, acts: 5 });
    expect(limitsOf('off')).toBeUndefined();
  });
  it.each(['reads', 'reads=0', 'reads=-1', 'reads=1=2', 'constructor=5', 'writes=5', 'reads=12345678'])(
    'says what is wrong with %s',
    (text) => {
      expect(() => limitsOf(text)).toThrow(/^RATE_LIMITS is “.*There are: reads, acts/);
    },
  );
});

describe('CLAMD_ADDRESS and UPLOADS', () => {
  it.each(['127.0.0.1:3310', '[::1]:3310', 'clamd:3310', '/run/clamav/clamd.ctl'])(
    'take a scanner at %s',
    (address) => {
      expect(uploadsOf({ CLAMD_ADDRESS: address })).toMatchObject({ scanner: {} });
    },
  );
  it.each(['127.0.0.1', 'clamd', ':3310', '127.0.0.1:0', '127.0.0.1:99999', 'http://clamd:3310', 'user@clamd:3310'])(
    'say that %s is no address',
    (address) => {
      expect(() => uploadsOf({ CLAMD_ADDRESS: address })).toThrow(/^CLAMD_ADDRESS is “/);
    },
  );
  it('must name a scanner or say “off” in a real house; a demonstration may do without', () => {
    expect(() => uploadsOf({})).toThrow(/CLAMD_ADDRESS is missing.*UPLOADS=off/);
    expect(uploadsOf({}, 'demonstration')).toBe('unscanned');
    expect(uploadsOf({ UPLOADS: 'off' })).toBe('off');
    expect(() => uploadsOf({ UPLOADS: 'on' })).toThrow(/^UPLOADS is “on”/);
    expect(() => uploadsOf({ UPLOADS: 'off', CLAMD_ADDRESS: '127.0.0.1:3310' })).toThrow(/Leave one of them out/);
  });
});

describe('SECURITY_CONTACT', () => {
  const now = clockAt('2026-11-20T10:00:00.000Z').now();
  const at = (contact: string, until: string) =>
    securityContactOf({ SECURITY_CONTACT: contact, SECURITY_CONTACT_UNTIL: until }, now);

  it('is served to the end of its last day', () => {
    expect(at('mailto:security@example.org', '2027-11-19')).toEqual({
      contact: 'mailto:security@example.org',
      expires: '2027-11-20T00:00:00.000Z',
    });
    expect(securityContactOf({}, now)).toBeUndefined();
  });
  it.each([
    ['security@example.org', '2027-11-19', /^SECURITY_CONTACT must/],
    ['http://example.org', '2027-11-19', /^SECURITY_CONTACT must/],
    ['mailto:security@example.org', '', /^SECURITY_CONTACT_UNTIL must/],
    ['mailto:security@example.org', '2027-13-01', /^SECURITY_CONTACT_UNTIL must/],
    ['mailto:security@example.org', '2029-11-19', /a year ahead at most/],
  ])('says what is wrong with %s until %s', (contact, until, words) => {
    expect(() => at(contact, until)).toThrow(words);
  });
});
