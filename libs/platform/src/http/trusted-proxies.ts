import { isIP } from 'node:net';

/** Names that stand for the ranges of one's own network. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * TRUSTED_PROXIES: who may say in X-Forwarded-For from where somebody asks. Addresses, ranges ("10.0.0.0/8") or the names
 * loopback, linklocal and uniquelocal, with commas between; nobody when it is empty, for whoever is believed can put any
 * address on record. Throws a sentence that names what is wrong.
 */
export function trustedProxiesOf(text: string): readonly string[] {
  const proxies = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const wrong = proxies.find((each) => !RANGES.includes(each) && !isRange(each));
  if (wrong !== undefined)
    throw new Error(
      `TRUSTED_PROXIES holds ${wrong}, which is no address and no range. Write it as in 10.0.0.7, 10.1.0.0/16, loopback.`,
    );
  return proxies;
}

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
