import { readFileSync } from 'node:fs';
import { type Partnership, isLoopback } from '#app/platform';

/** The partnership whose records these are, where nothing else is said. */
export const PARTNERSHIP_SERVED: Partnership = {
  id: 'isle-of-wight',
  name: 'Isle of Wight Safeguarding Children Partnership',
};

type Env = Readonly<Record<string, string | undefined>>;

/** A partnership, and where it is served. */
export interface PartnershipAt extends Partnership {
  /** The origin that people type. */
  readonly publicUrl: string;
  readonly port: number;
  /** What tokens for its API must be made for. */
  readonly audience: string;
}

/** Under its id it stands in every event and row, and in the names of streams. */
const ID = /^[a-z][a-z0-9-]{1,39}$/;

/** Those of a file, in its order, without their addresses: for those who serve nobody. Throws a sentence that names it. */
export function readPartnershipIds(env: Env): readonly Partnership[] {
  const all = read(env['PARTNERSHIPS'])?.map(partnershipOf) ?? [PARTNERSHIP_SERVED];
  insistApart(all, 'id');
  return all;
}

/**
 * The partnerships that a house serves, each at an address of its own: PARTNERSHIPS names a JSON file with a list of
 * { "id", "name", "publicUrl", "port", "audience" (the public address when left out) }. Without it there is one, at PUBLIC_URL
 * and PORT (3000), with API_AUDIENCE (PUBLIC_URL). Throws a sentence that names what is wrong.
 */
export function readPartnerships(env: Env): readonly PartnershipAt[] {
  const given = read(env['PARTNERSHIPS']);
  if (!given) {
    const publicUrl = publicUrlOf(env['PUBLIC_URL'] ?? '', 'PUBLIC_URL');
    const port = portOf(env['PORT'] ?? '3000', 'PORT');
    return [{ ...PARTNERSHIP_SERVED, publicUrl, port, audience: env['API_AUDIENCE'] ?? publicUrl }];
  }
  const all = given.map((one): PartnershipAt => {
    const partnership = partnershipOf(one);
    const called = `PARTNERSHIPS, "publicUrl" of ${partnership.id}`;
    const address = publicUrlOf(typeof one['publicUrl'] === 'string' ? one['publicUrl'] : '', called);
    const at = portOf(one['port'], `PARTNERSHIPS, "port" of ${partnership.id}`);
    const made = typeof one['audience'] === 'string' && one['audience'] !== '' ? one['audience'] : address;
    return { ...partnership, publicUrl: address, port: at, audience: made };
  });
  for (const name of ['id', 'publicUrl', 'port', 'audience'] as const) insistApart(all, name);
  return all;
}

type Given = Readonly<Record<string, unknown>>;

function read(file: string | undefined): readonly Given[] | undefined {
  if (file === undefined || file === '') return undefined;
  const list = listIn(file);
  const isObject = (one: unknown): one is Given => typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject))
    throw new Error('PARTNERSHIPS must name a JSON file with a list of partnerships, as the README shows it.');
  return list;
}

function listIn(file: string): unknown {
  const text = textIn(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('PARTNERSHIPS: the file is not JSON.', { cause });
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`PARTNERSHIPS names a file that cannot be read: ${file}.`, { cause });
  }
}

function partnershipOf({ id, name }: Given): Partnership {
  if (typeof id !== 'string' || !ID.test(id))
    throw new Error(
      `PARTNERSHIPS: "id" is ${JSON.stringify(id)}. It must be 2 to 40 lower-case letters, digits and hyphens, beginning with a letter.`,
    );
  if (typeof name !== 'string' || name.trim() === '') throw new Error(`PARTNERSHIPS: ${id} has no "name".`);
  return { id, name: name.trim() };
}

/** Two at one address, or with one another's tokens, would not be apart. */
function insistApart<Name extends keyof PartnershipAt>(
  all: readonly Pick<PartnershipAt, 'id' | Name>[],
  name: Name,
): void {
  const seen = new Set<unknown>();
  for (const { id, [name]: value } of all) {
    if (seen.has(value)) throw new Error(`PARTNERSHIPS: "${name}" of ${id} is another's too: ${String(value)}.`);
    seen.add(value);
  }
}

/** Throws a sentence that names it as it is called. */
function portOf(given: unknown, called: string): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`${called} must be a whole number from 1 to 65535.`);
  return port;
}

/** An origin and nothing more; encrypted, unless nothing leaves this machine. */
function publicUrlOf(given: string, called: string): string {
  const example = 'as in https://trail.example.org';
  if (given === '') throw new Error(`${called} is missing: the address that people type, ${example}.`);
  const url = URL.parse(given);
  if (!url || ![url.origin, `${url.origin}/`].includes(given))
    throw new Error(`${called} is "${given}". It must be an address without a path, ${example}.`);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new Error(`${called} is "${given}". Beyond this machine it must begin with https://.`);
  return url.origin;
}
