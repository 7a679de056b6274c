import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { MOST_COUNTED } from './page-of';
import type { ListQuery, PageOf } from './record-kind';
import type { Sought } from './sought';

/** So many of the first rows in order are looked through before all are. */
const FIRST = 2_000;

type Asked = Pick<ListQuery, 'page' | 'pageSize'>;
type Found<Row extends ObjectLiteral> = SelectQueryBuilder<Row>;

/**
 * One page of those rows of a long list in which words are found, in the order of the list. PostgreSQL expects words to lie
 * everywhere alike, and would go through the order until it has met enough: through all of it where those that have them lie
 * together at its end. So the first rows are looked through, and where they do not fill the page, all that have the words are
 * found by their index and sorted.
 */
export async function pageOfWords<Row extends ObjectLiteral>(
  found: Found<Row>,
  { condition, patterns }: Sought,
  asked: Asked,
): Promise<PageOf<Row>> {
  const withPatterns = (of: Found<Row>): Found<Row> => of.setParameters(patterns);
  const first = await amongFirst(withPatterns(found.clone()), condition);
  const all = (): Found<Row> => withPatterns(found.clone().andWhere(condition));
  if (first.areAll) return pageWith(found, first.ids, first.ids.length, asked);
  const { page, pageSize } = asked;
  const fills = first.ids.length >= page * pageSize;
  const [ids, count] = await Promise.all([fills ? first.ids : idsOf(all(), page * pageSize), counted(all())]);
  return pageWith(found, ids, count, asked);
}

/** Ids of those of the first rows that meet the condition, in order, and whether there are no others. */
async function amongFirst<Row extends ObjectLiteral>(
  found: Found<Row>,
  condition: string,
): Promise<{ readonly ids: readonly string[]; readonly areAll: boolean }> {
  const rows = await found
    .select(`${found.alias}.id`, 'id')
    .addSelect(condition, 'has')
    .limit(FIRST)
    .getRawMany<{ id: string; has: boolean }>();
  return { ids: rows.filter(({ has }) => has).map(({ id }) => id), areAll: rows.length < FIRST };
}

/** Ids of the first of them. */
async function idsOf<Row extends ObjectLiteral>(found: Found<Row>, most: number): Promise<readonly string[]> {
  const rows = await fenced<{ id: string }>(found, 'SELECT id FROM found', most);
  return rows.map(({ id }) => id);
}

/** How many there are: one more than are counted, where there are more. */
async function counted<Row extends ObjectLiteral>(found: Found<Row>): Promise<number> {
  const taking = 'SELECT count(*)::int AS n FROM (SELECT FROM found';
  const [row] = await fenced<{ n: number }>(found.orderBy(), taking, MOST_COUNTED + 1, ') AS counted');
  return row?.n ?? 0;
}

/** Asks in such a way that PostgreSQL looks for all of them, not for the few that are taken; it still stops when it has these. */
async function fenced<Answer>(
  found: Found<ObjectLiteral>,
  taking: string,
  most: number,
  after = '',
): Promise<readonly Answer[]> {
  const [sql, values] = found.select(`${found.alias}.id`, 'id').getQueryAndParameters();
  return found.dataSource.query<Answer[]>(
    `WITH found AS MATERIALIZED (${sql}) ${taking} LIMIT ${most}${after}`,
    values,
  );
}

async function pageWith<Row extends ObjectLiteral>(
  found: Found<Row>,
  ids: readonly string[],
  count: number,
  { page, pageSize }: Asked,
): Promise<PageOf<Row>> {
  const wanted = ids.slice((page - 1) * pageSize, page * pageSize);
  const items = await (wanted.length === 0
    ? []
    : found.clone().andWhere(`${found.alias}.id IN (:...wanted)`, { wanted }).getMany());
  const total = Math.min(count, MOST_COUNTED);
  return { items, page, pageSize, total, ...(count > MOST_COUNTED && { more: true as const }) };
}
