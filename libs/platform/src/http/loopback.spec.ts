import fc from 'fast-check';
import { isLoopback } from './loopback';

describe('the machine’s own address', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1', '[::1]', '::ffff:127.0.0.1'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '192.168.1.4', '127.0.0.1.example.org', 'localhost.example.org', '::', '', 'x127.0.0.1'])(
    'is not %s',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
  it('is no other IPv4 address', () => {
    fc.assert(
      fc.property(
        fc.ipV4().filter((ip) => !ip.startsWith('127.')),
        (ip) => !isLoopback(ip),
      ),
    );
  });
});
