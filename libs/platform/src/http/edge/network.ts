import { isIP } from 'node:net';

/**
 * The network by which somebody without a name is counted: an IPv4 address as it is, of an IPv6 address the first 64 bits,
 * for one household or office has all addresses behind them. What is no address is one network of its own.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=[0-9.]+$)/i, '').split('%')[0] ?? '';
  const version = isIP(plain);
  if (version === 4) return plain;
  if (version !== 6) return 'unknown';
  const [before = '', after] = plain.toLowerCase().split('::');
  const groups = before === '' ? [] : before.split(':');
  const behind = after === undefined || after === '' ? 0 : after.split(':').length;
  const missing = after === undefined ? 0 : 8 - groups.length - behind;
  const whole = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(after ? after.split(':') : [])];
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
