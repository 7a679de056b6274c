import { Readable } from 'node:stream';
import NodeClam from 'clamscan';
import type { Scanner, Verdict } from './scanner';

/** Where clamd listens: a host and a port, or a socket of this machine. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly socket: string };

const CHUNK = 64 * 1024;

/** Milliseconds in which clamd answers for one file, or has not answered. */
export const SCAN_MS = 60_000;

/** ClamAV's daemon, over its INSTREAM protocol. Its own limit (StreamMaxLength) must be above our largest file: 25 MB by default. */
export class Clamd implements Scanner {
  private readonly client: Promise<NodeClam>;

  constructor(
    address: ClamdAddress,
    private readonly patience = SCAN_MS,
  ) {
    const place = 'socket' in address ? { ...NO_PLACE, socket: address.socket } : { ...NO_PLACE, ...address };
    this.client = new NodeClam().init({
      preference: 'clamdscan',
      clamscan: { path: null, active: false },
      clamdscan: { ...place, path: null, timeout: patience, localFallback: false, bypassTest: true },
    });
  }

  async scan(bytes: Buffer): Promise<Verdict> {
    const client = await this.client;
    const { isInfected, viruses } = await inTime(client.scanStream(Readable.from(chunks(bytes))), this.patience);
    if (isInfected === null) throw new Error('The scanner’s answer is none that is known');
    return isInfected ? { clean: false, found: viruses.join(', ') } : { clean: true };
  }
}

const NO_PLACE = { socket: false, host: false, port: false } as const;

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

/** The package ends a silent connection by itself, but tells nobody. */
async function inTime<Answer>(asked: Promise<Answer>, patience: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The scanner did not answer within ${patience / 1000} seconds`));
    }, patience);
  });
  return Promise.race([asked, late]).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * CLAMD_ADDRESS: `127.0.0.1:3310`, `[::1]:3310`, or the path of a socket. Throws a sentence that names the variable.
 */
export function clamdAddressOf(text: string): ClamdAddress {
  if (text.startsWith('/')) return { socket: text };
  const url = URL.parse(`tcp://${text}`);
  const port = Number(url?.port);
  if (!url || url.hostname === '' || url.host !== text || !(port > 0))
    throw new Error(`CLAMD_ADDRESS is “${text}”. It must look like 127.0.0.1:3310 or /run/clamav/clamd.ctl.`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
