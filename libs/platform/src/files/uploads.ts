import { Clamd, clamdAddressOf } from './clamd';
import type { Uploads } from './scanner';

/**
 * CLAMD_ADDRESS and UPLOADS of a house. Throws a sentence that names the variable.
 * A real house says which of the two it wants: files that are scanned, or none. Only a demonstration takes files unscanned.
 */
export function uploadsOf(
  env: Readonly<Record<string, string | undefined>>,
  house: 'real' | 'demonstration' = 'real',
): Uploads {
  const address = (env['CLAMD_ADDRESS'] ?? '').trim();
  const wanted = (env['UPLOADS'] ?? '').trim();
  if (wanted !== '' && wanted !== 'off')
    throw new Error(`UPLOADS is “${wanted}”. It can only be “off”: then no files are taken.`);
  if (wanted === 'off' && address !== '')
    throw new Error('UPLOADS is off, and CLAMD_ADDRESS names a scanner. Leave one of them out.');
  if (wanted === 'off') return 'off';
  if (address !== '') return { scanner: new Clamd(clamdAddressOf(address)) };
  if (house === 'demonstration') return 'unscanned';
  throw new Error(
    'CLAMD_ADDRESS is missing: the address of the virus scanner, such as 127.0.0.1:3310. To take no files at all, set UPLOADS=off.',
  );
}
