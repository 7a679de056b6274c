/**
 * An index by which words are found anywhere in a record's title or reference. It needs PostgreSQL's own extension pg_trgm;
 * a server that does not have it, or does not let us have it, looks through the table instead.
 */
export const searched = (table: string): string =>
  `CREATE INDEX ON "${table}" USING gin ("title" gin_trgm_ops, "reference" gin_trgm_ops)`;

/** Asks for the extension. */
export const searching = `DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    NULL;
  END $$`;

/** Whether an index is such a one: a history keeps none, for its words are looked for among the rows of one moment. */
export const isSearched = (definition: string): boolean => definition.includes('gin_trgm_ops');
