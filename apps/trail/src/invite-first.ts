import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays, dateInLondon } from '#app/calendar';
import { founding } from '#app/directory';
import {
  type EventLog,
  Identities,
  OWN_PARTNERSHIP,
  People,
  eventStoreDbUrlOf,
  fingerprint,
  pooledIn,
  predecessorsOf,
  readerOf,
  systemClock,
} from '#app/platform';
import { markOf, openLogOf } from '../../projector/src/migrate';
import { readModels } from '../../projector/src/slices';
import { dispatchOf, engineOf, openUnserved } from '../../web/src/house';
import { type PartnershipAt, readPartnerships } from '../../web/src/partnerships.environment';

/** The role of whoever comes first; it can be called otherwise on its page. */
const FIRST = 'Partnership Manager';
const LINK_DAYS = 7;

/**
 * Invites the first person of a house for real use: makes the groups of the law and the first role of the Partnership Team,
 * and prints a link that works once. Of the partnership that is named by its id, or else of the first. 1 where somebody of
 * the Partnership Team can sign in already: they invite others; and where an update is still filling its tables.
 * Whoever may run this on the server may read its database too: the terminal gives nobody more than they have.
 */
export async function inviteFirst(args: readonly string[]): Promise<number> {
  const { DATABASE_URL: databaseUrl } = process.env;
  if (!databaseUrl) return said(2, 'DATABASE_URL is missing: the address of the PostgreSQL database.');
  const served = servedIn(process.env);
  if (typeof served === 'string') return said(2, served);
  const [name] = args;
  const partnership = name === undefined ? served[0] : served.find(({ id }) => id === name);
  if (!partnership)
    return said(2, `There is no "${String(name)}" here. There are: ${served.map(({ id }) => id).join(', ')}`);
  const at = { databaseUrl, pooled: pooledIn(process.env) };
  if ((await markOf(at)) !== 'real')
    return said(1, 'The database is not marked for real use. Mark it while it is empty: trail migrate --real');
  const log = await openLogOf({ ...at, eventStoreDbUrl: eventStoreDbUrlOf(process.env), clock: systemClock });
  const house = await openUnserved(log, at, partnership);
  try {
    return await invite(house, log, partnership.publicUrl);
  } finally {
    await house.close();
    await log.close();
  }
}

/** The partnerships of the house, or what keeps them from being known. */
function servedIn(env: NodeJS.ProcessEnv): readonly PartnershipAt[] | string {
  try {
    return readPartnerships(env);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function invite(house: INestApplicationContext, log: EventLog, publicUrl: string): Promise<number> {
  const engine = engineOf([house], log, {
    report: (reader, error) => {
      process.stderr.write(`${reader}: ${error instanceof Error ? error.message : String(error)}\n`);
    },
  });
  await engine.catchUp();
  const [unfilled] = await predecessorsOf(readModels.map(readerOf), house.get(DataSource));
  // Its table would say that nobody is there.
  if (unfilled) return said(1, `${unfilled.of} is not filled yet: trail projections says why. Invite when it is.`);
  const team = (await house.get(People).all()).find(({ role }) => role === 'partnership-team');
  if (team && (await hasAccount(house, team.id)))
    return said(1, 'Somebody of the Partnership Team can sign in already. They invite others, on the page of a role.');
  const id = team?.id ?? 'first-of-the-partnership-team';
  if (!team) for (const { category, id: of, command } of founding(FIRST, id)) await send(house, category, of, command);
  const expiresOn = addDays(dateInLondon(systemClock.now().toISOString()), LINK_DAYS);
  await send(house, 'post', id, { type: 'MakeInvitationLink', data: { expiresOn } });
  await engine.catchUp();
  const { code } = await house.get(Identities).invite(id);
  process.stdout.write(
    `Open this link in a browser, and sign in there with your own account. It works once, for seven days:\n${publicUrl}/invitation/${code}\n`,
  );
  return 0;
}

/** Commands of the house itself, whoever sits at the terminal. */
async function send(
  house: INestApplicationContext,
  category: string,
  id: string,
  command: Parameters<ReturnType<typeof dispatchOf>>[0]['command'],
): Promise<void> {
  const by = { actor: 'system', onBehalfOf: { role: 'system' } };
  await dispatchOf([house])({ category, id, command }, { commandId: randomUUID(), hash: fingerprint(command), by });
}

/** Asked by the owner of the tables, whom no policy holds back. */
async function hasAccount(house: INestApplicationContext, person: string): Promise<boolean> {
  const found = await house
    .get(DataSource)
    .query<object[]>(`SELECT FROM "identity" WHERE "person" = $1 AND ${OWN_PARTNERSHIP}`, [person]);
  return found.length > 0;
}

function said(code: number, sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
