import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, PageOf } from './record-kind';

/** So many rows of a list are counted. Of a longer one nobody reads the last page: it says that there are more. */
export const MOST_COUNTED = 1_000;

/** One page of what was found, with how many there are: counting stops soon, so that a list costs the same however long it is. */
export async function pageOf<Row extends ObjectLiteral>(
  found: SelectQueryBuilder<Row>,
  { page, pageSize }: Pick<ListQuery, 'page' | 'pageSize'>,
): Promise<PageOf<Row>> {
  const [sql, values] = found
    .clone()
    .select('1', 'one')
    .orderBy()
    .limit(MOST_COUNTED + 1)
    .getQueryAndParameters();
  const [items, [counted]] = await Promise.all([
    found
      .clone()
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getMany(),
    found.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM (${sql}) AS found`, values),
  ]);
  const n = counted?.n ?? 0;
  return n > MOST_COUNTED
    ? { items, page, pageSize, total: MOST_COUNTED, more: true }
    : { items, page, pageSize, total: n };
}

/** A pattern for ILIKE that finds these words anywhere, and takes no sign in them for more than itself. */
export const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
