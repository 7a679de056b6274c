import { trustedProxiesOf } from './trusted-proxies';

describe('the proxies that are believed', () => {
  it('are none where none is named', () => {
    expect(trustedProxiesOf('')).toEqual([]);
    expect(trustedProxiesOf(' , ')).toEqual([]);
  });
  it('are addresses, ranges and one’s own networks', () => {
    expect(trustedProxiesOf('10.0.0.7, 10.1.0.0/16,loopback, ::1, fc00::/7')).toEqual([
      '10.0.0.7',
      '10.1.0.0/16',
      'loopback',
      '::1',
      'fc00::/7',
    ]);
  });
  it.each(['true', '1', 'proxy.example', '10.0.0.0/33', '10.0.0.0/0', '::/129', '10.0.0.0/8/8', '10.0.0'])(
    'are nothing else, and the sentence says what: %s',
    (text) => {
      expect(() => trustedProxiesOf(`loopback,${text}`)).toThrow(`TRUSTED_PROXIES holds ${text},`);
    },
  );
});
