import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, PageOf } from './record-kind';

/** So many rows of a list are counted. Of a longer one nobody reads the last page: it says that there are more. */
export const MOST_COUNTED = 1_000;

type Asked = Pick<ListQuery, 'page' | 'pageSize'>;

/** One page of what was found, with how many there are. */
export const pageOf = <Row extends ObjectLiteral>(found: SelectQueryBuilder<Row>, asked: Asked): Promise<PageOf<Row>> =>
  pageAndCount(found, asked, found.clone().orderBy());

/**
 * The same of rows as they stood at a moment. They are counted in their order too: an index hands them over one by one in it,
 * where all that there were would be looked up first.
 */
export const pageAsAt = <Row extends ObjectLiteral>(
  found: SelectQueryBuilder<Row>,
  asked: Asked,
): Promise<PageOf<Row>> => pageAndCount(found, asked, found.clone());

async function pageAndCount<Row extends ObjectLiteral>(
  found: SelectQueryBuilder<Row>,
  { page, pageSize }: Asked,
  counted: SelectQueryBuilder<Row>,
): Promise<PageOf<Row>> {
  const [items, { count: total, more }] = await Promise.all([
    found
      .clone()
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getMany(),
    countOf(counted.select('1', 'one')),
  ]);
  return { items, page, pageSize, total, ...(more && { more }) };
}

/** How many rows a question finds. Counting stops soon, so that it costs the same however many there are. */
export async function countOf(
  found: SelectQueryBuilder<ObjectLiteral>,
): Promise<{ readonly count: number; readonly more?: true }> {
  const [sql, values] = found.limit(MOST_COUNTED + 1).getQueryAndParameters();
  const [counted] = await found.dataSource.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM (${sql}) AS found`,
    values,
  );
  const n = counted?.n ?? 0;
  return n > MOST_COUNTED ? { count: MOST_COUNTED, more: true } : { count: n };
}
