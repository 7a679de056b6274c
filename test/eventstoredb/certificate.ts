import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a server shows who it is with, and the authority that vouches for it: all in PEM, made anew each time. */
export interface Certified {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** For `localhost` and 127.0.0.1, for a day. X.509 as RFC 5280 writes it, in as few fields as there must be. */
export function certified(): Certified {
  const [authority, server] = [keys(), keys()];
  const rootName = nameOf('An authority for tests');
  const root = certificate(rootName, authority.publicKey, rootName, authority.privateKey, IS_AUTHORITY);
  const own = certificate(nameOf('localhost'), server.publicKey, rootName, authority.privateKey, IS_LOCALHOST);
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { authority: pem(root), certificate: pem(own), key };
}

type Keys = ReturnType<typeof keys>;

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;

/** One thing of DER: what it is, how long, and what is in it. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}

const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(commonName)))));
const timeOf = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const extension = (hex: string, value: Buffer): Buffer => sequence(identifier(hex), der(0x04, value));

const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'));
const IS_AUTHORITY = extension('551d13', sequence(der(0x01, Buffer.from([0xff]))));
const IS_LOCALHOST = extension(
  '551d11',
  sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))),
);
const HALF_A_DAY_MS = 43_200_000;

function certificate(
  name: Buffer,
  publicKey: Keys['publicKey'],
  issuer: Buffer,
  issuerKey: Keys['privateKey'],
  of: Buffer,
): Buffer {
  const now = Date.now();
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    issuer,
    sequence(timeOf(now - HALF_A_DAY_MS), timeOf(now + HALF_A_DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(of)),
  );
  return sequence(content, ECDSA_WITH_SHA256, bits(sign('sha256', content, issuerKey)));
}
