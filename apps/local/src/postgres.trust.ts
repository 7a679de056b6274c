import { Client } from 'pg';

/** Functions by which indexes find words anywhere in a title, one among several of a row, and its versions at a moment. */
const USED: readonly string[] = [
  'texticlike(text, text)',
  'arraycontains(anyarray, anyarray)',
  'arrayoverlap(anyarray, anyarray)',
  'range_contains_elem(anyrange, anyelement)',
  'int8range(bigint, bigint)',
  'tstzrange(timestamptz, timestamptz)',
  // By these it knows how many rows a moment has, and takes no index for better that has more.
  'int8range_subdiff(bigint, bigint)',
  'tstzrange_subdiff(timestamptz, timestamptz)',
];

/**
 * Behind a policy of rows PostgreSQL uses an index only where it trusts the index's functions to tell nothing of a row that is
 * not given: neither do these, for what they complain of is what was asked, never what a row holds. It does not know that of its
 * own functions, and only its superuser may say it, in each database. Without it the same rows are found, in more time.
 */
const trusted: readonly string[] = USED.map((each) => `ALTER FUNCTION pg_catalog.${each} LEAKPROOF`);

/** What only the superuser can say, and in each database: lets indexes serve where rows are kept apart. */
export async function trustIn(superuserUrl: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const statement of trusted) await client.query(statement);
  } finally {
    await client.end();
  }
}
