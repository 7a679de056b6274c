import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A failure the reader can act on: print its message, never its stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** What a person may choose for the local system, by environment variable. */
export interface LocalSettings {
  /** TCP port of the pages, 1 to 65535. `PORT`, else 3000. */
  readonly port: number;
  /** Absolute folder of everything that is kept. `DATA_DIR`, else `./data`. */
  readonly dataDir: string;
  /** A PostgreSQL that is already there. `DATABASE_URL`; without it we start our own. */
  readonly databaseUrl?: string;
  /** An EventStoreDB that keeps the log. `EVENTSTOREDB_URL`; without it PostgreSQL keeps it. */
  readonly eventStoreDbUrl?: string;
}

/** @throws CannotStart naming the variable and what is wrong with it. */
export function readLocalSettings(
  env: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): LocalSettings {
  const databaseUrl = readDatabaseUrl(env['DATABASE_URL']);
  const eventStoreDbUrl = readEventStoreDbUrl(env['EVENTSTOREDB_URL']);
  return {
    port: readPort(env['PORT']),
    dataDir: resolve(workingFolder, given(env['DATA_DIR']) ?? 'data'),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(eventStoreDbUrl === undefined ? {} : { eventStoreDbUrl }),
  };
}

/** What `trail where --json` prints about a running local system, and the process that runs it. */
export interface Where {
  readonly url: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** Null when the database was given by `DATABASE_URL`: its superuser is not ours to know. */
  readonly superuserUrl: string | null;
  /** Of the server that keeps the log, where it is an EventStoreDB. */
  readonly eventStoreDbUrl?: string;
  /** Those that it serves, the first of them at `url`. */
  readonly partnerships: readonly { readonly id: string; readonly name: string; readonly url: string }[];
  readonly pid: number;
}

/** Holds passwords: only its owner can read it. Written beside and renamed, so that nobody reads half of it. */
export async function writeWhere(where: Where): Promise<void> {
  await mkdir(where.dataDir, { recursive: true });
  await writePrivately(whereFile(where.dataDir), where);
}

/** The running local system of a data folder, or undefined when none runs. */
export async function readWhere(dataDir: string): Promise<Where | undefined> {
  const text = await readFile(whereFile(dataDir), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const where = JSON.parse(text) as Where;
  return isAlive(where.pid) ? where : undefined;
}

export async function removeWhere(dataDir: string): Promise<void> {
  await rm(whereFile(dataDir), { force: true });
}

/** A JSON file only its owner can read (0600), never seen half written. */
export async function writePrivately(file: string, content: unknown): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, file);
}

/** A process of another user counts as alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function whereFile(dataDir: string): string {
  return join(dataDir, 'where.json');
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function readPort(value: string | undefined): number {
  const text = given(value) ?? '3000';
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new CannotStart(`PORT is "${text}". It must be a whole number from 1 to 65535, for example PORT=3001.`);
}

function readEventStoreDbUrl(value: string | undefined): string | undefined {
  const text = given(value);
  if (text === undefined || /^esdb(?:\+discover)?:\/\/[^/]/.test(text)) return text;
  throw new CannotStart('EVENTSTOREDB_URL is not an address. It must look like esdb://127.0.0.1:2113?tls=false.');
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  const text = given(value);
  if (text === undefined) return undefined;
  const example = 'postgres://user:password@127.0.0.1:5432/learning_trail';
  if (!URL.canParse(text)) throw new CannotStart(`DATABASE_URL is not an address. It must look like ${example}.`);
  const url = new URL(text);
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new CannotStart(`DATABASE_URL begins with "${url.protocol}". It must look like ${example}.`);
  }
  if (url.pathname.length < 2) {
    throw new CannotStart(`DATABASE_URL does not say which database to use. It must look like ${example}.`);
  }
  return text;
}
