import { DataSource } from 'typeorm';
import { IGNATIUS, MARISOL, QUILLON, TEAM, concernedOf, referred } from './identity-section.house';
import type { House } from './house';
import { TODAY } from './house';
import type { Json } from './visitor';
import type { Walk } from './walk';

/** Who approves what the Partnership Team decided: somebody else. */
export const SECOND = 'council-partner';

/** A referral about a child, family and a practitioner, all sealed. */
export async function withPeople(walk: Walk) {
  const id = await referred(walk);
  const path = `referrals/${id}`;
  const people = [
    { kind: 'child', child: 'Child A', ...QUILLON },
    { kind: 'family', ...MARISOL },
    { kind: 'practitioner', ...IGNATIUS },
  ];
  await walk.act(TEAM, `${path}/people-concerned`, { people });
  const [child, family, practitioner] = await concernedOf(walk, TEAM, path);
  if (!child || !family || !practitioner) throw new Error('Three people were recorded');
  return { id, path, child: child.subject, family: family.subject, practitioner: practitioner.subject };
}

export const asksFor = (person: string, asked: 'erasure' | 'restriction' = 'erasure'): Json => ({
  asked,
  person,
  asker: 'parent',
  receivedOn: TODAY,
  said: 'That everything about the child be erased.',
});

export const granted = (people: readonly string[], further: Json = {}): Json => ({
  outcome: 'granted',
  ground: 'not-needed',
  people,
  evidence: ['none'],
  reasons: 'The learning is drawn, and nobody needs to know any more who it was about.',
  decidedOn: TODAY,
  ...further,
});

export const approves: Json = { read: ['read'] };

/** Asked, decided and approved by two people; the address of the request. */
export async function erasedByTwo(
  walk: Walk,
  person: string,
  people: readonly string[] = [person],
  further: Json = {},
) {
  const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(person))}`;
  await walk.act(TEAM, `${request}/decision`, granted(people, further));
  await walk.act(SECOND, `${request}/approval`, approves);
  return request;
}

export const statusOf = async (walk: Walk, path: string): Promise<string> =>
  ((await walk.see(TEAM, path))['status'] as { value: string }).value;

export const keysOf = async ({ databaseUrl }: House, subjects: readonly string[]): Promise<readonly boolean[]> => {
  const db = await new DataSource({ type: 'postgres', url: databaseUrl, poolSize: 1 }).initialize();
  const rows = await db.query<{ subject: string; there: boolean }[]>(
    `SELECT subject, wrapped IS NOT NULL AS there FROM vault.data_key WHERE subject = ANY ($1::uuid[])`,
    [subjects],
  );
  await db.destroy();
  return subjects.map((subject) => rows.find((row) => row.subject === subject)?.there ?? false);
};
