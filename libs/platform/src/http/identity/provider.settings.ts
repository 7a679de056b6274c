import { readFile } from 'node:fs/promises';
import { isLoopback } from '../loopback';

/** Somebody who vouches for people: a council's, the police's or the NHS's own sign-in, by OpenID Connect. */
export interface ProviderSettings {
  /** Ours, for addresses: small letters, digits and hyphens. */
  readonly id: string;
  /** As people call it: "Isle of Wight Council". */
  readonly name: string;
  /** Its issuer identifier, letter for letter as it stands in its tokens. */
  readonly issuer: string;
  /**
   * For a service of many organisations, whose tokens name another issuer for each: those that are trusted, letter for letter.
   * `issuer` then only says where the service tells of itself.
   */
  readonly issuers?: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is wrong with the file of providers, in one sentence. */
export class BadProviders extends Error {
  override readonly name = 'BadProviders';
}

const FIELDS = ['id', 'name', 'issuer', 'clientId', 'clientSecret'] as const;
/** May be left out. */
const ISSUERS = 'issuers';
const KNOWN: readonly string[] = [...FIELDS, ISSUERS];

/** The issuers whose tokens are this provider's. */
export const issuersOf = ({ issuer, issuers }: Pick<ProviderSettings, 'issuer' | 'issuers'>): readonly string[] =>
  issuers ?? [issuer];

/** The providers of a JSON file: a list of { id, name, issuer, issuers?, clientId, clientSecret }. Throws BadProviders. */
export async function readProviders(file: string): Promise<readonly ProviderSettings[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BadProviders(`OIDC_PROVIDERS names a file that cannot be read: ${file}.`, { cause: error });
  });
  return providersIn(text);
}

/** The same from the file's text. Throws BadProviders. */
export function providersIn(text: string): readonly ProviderSettings[] {
  const list = listIn(text);
  const providers = list.map((entry, index) => providerIn(entry, `provider ${index + 1}`));
  refuseTwice(
    'id',
    providers.map(({ id }) => id),
  );
  refuseTwice('issuer', providers.flatMap(issuersOf));
  return providers;
}

function refuseTwice(what: string, all: readonly string[]): void {
  const twice = all.find((one, index) => all.indexOf(one) !== index);
  if (twice !== undefined) throw wrong(`two providers have the ${what} "${twice}"`);
}

const wrong = (what: string): BadProviders => new BadProviders(`OIDC_PROVIDERS: ${what}.`);

function listIn(text: string): readonly unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw wrong('the file is not JSON');
  }
  if (!Array.isArray(list) || list.length === 0) throw wrong('the file must hold a list of one provider or more');
  return list;
}

function providerIn(entry: unknown, called: string): ProviderSettings {
  if (typeof entry !== 'object' || entry === null) throw wrong(`${called} is not an object`);
  const unknown = Object.keys(entry).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw wrong(`${called} has "${unknown}", which is none of ${KNOWN.join(', ')}`);
  const [id, name, issuer, clientId, clientSecret] = FIELDS.map((field) => wordsIn(entry, field, called)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
    throw wrong(`the id of ${called} is "${id}": use small letters, digits and hyphens, 40 at most`);
  checkIssuer(issuer, called);
  return { id, name, issuer, ...tenantsIn(entry, called), clientId, clientSecret };
}

/** Each in full: a pattern would trust whoever opens an account with the same service. */
function tenantsIn(entry: object, called: string): Pick<ProviderSettings, 'issuers'> {
  if (!Object.hasOwn(entry, ISSUERS)) return {};
  const issuers: unknown = (entry as Record<string, unknown>)[ISSUERS];
  if (!Array.isArray(issuers) || issuers.length === 0)
    throw wrong(`the issuers of ${called} must be a list of addresses`);
  return { issuers: issuers.map((issuer: unknown) => tenantIn(issuer, called)) };
}

function tenantIn(issuer: unknown, called: string): string {
  if (typeof issuer !== 'string') throw wrong(`the issuers of ${called} must be a list of addresses`);
  checkIssuer(issuer, called);
  if (/[{}*<>$]/.test(issuer))
    throw wrong(`the issuers of ${called} must each be named in full, and "${issuer}" is a pattern`);
  return issuer;
}

function wordsIn(entry: object, field: string, called: string): string {
  const value = (entry as Record<string, unknown>)[field];
  if (typeof value !== 'string' || value.trim() === '') throw wrong(`${called} has no ${field}`);
  return value;
}

/** OpenID Connect Discovery 1.0, section 3: https, no query, no fragment. Plain http only to this machine itself. */
function checkIssuer(issuer: string, called: string): void {
  const url = URL.parse(issuer);
  if (!url) throw wrong(`the issuer of ${called} is not an address: ${issuer}`);
  if (issuer.includes('?') || issuer.includes('#'))
    throw wrong(`the issuer of ${called} must have no query and no fragment`);
  if (url.protocol !== 'https:' && !isOwnMachine(url)) throw wrong(`the issuer of ${called} must begin with https://`);
}

/** Whether nothing of what is sent there leaves this machine. */
export const isOwnMachine = (url: URL): boolean => url.protocol === 'http:' && isLoopback(url.hostname);
