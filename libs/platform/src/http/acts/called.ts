import { everything } from './csv';
import { MOST_PER_PAGE } from './list-query';
import type { ListQuery, RecordKind, RecordRow } from './record-kind';

/** As they are drawn (`references.ts`). */
const REFERENCE = /^[A-Z]{2,6}-\d{4}-\d{2}-\d{3,}$/;

/**
 * The record of a kind with exactly this reference, however it is typed. Any number of others may name it in their titles, and
 * come first in the list.
 */
export async function recordCalled(
  kind: Pick<RecordKind, 'list'>,
  typed: string,
  { person, today }: Pick<ListQuery, 'person' | 'today'>,
): Promise<RecordRow | undefined> {
  const reference = typed.trim().toUpperCase();
  if (!REFERENCE.test(reference)) return undefined;
  const query = { pageSize: MOST_PER_PAGE, filters: { words: reference }, person, today };
  const found = await everything((page) => kind.list({ ...query, page }));
  return found.find((one) => one.reference === reference);
}
