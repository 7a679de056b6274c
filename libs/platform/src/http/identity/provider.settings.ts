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
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is wrong with the file of providers, in one sentence. */
export class BadProviders extends Error {
  override readonly name = 'BadProviders';
}

const FIELDS = ['id', 'name', 'issuer', 'clientId', 'clientSecret'] as const;

/** The providers of a JSON file: a list of { id, name, issuer, clientId, clientSecret }. Throws BadProviders. */
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
  for (const key of ['id', 'issuer'] as const) {
    const twice = providers.find((one, index) => providers.findIndex((other) => other[key] === one[key]) !== index);
    if (twice) throw wrong(`two providers have the ${key} "${twice[key]}"`);
  }
  return providers;
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
  const unknown = Object.keys(entry).find((key) => !(FIELDS as readonly string[]).includes(key));
  if (unknown !== undefined) throw wrong(`${called} has "${unknown}", which is none of ${FIELDS.join(', ')}`);
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
  return { id, name, issuer, clientId, clientSecret };
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
