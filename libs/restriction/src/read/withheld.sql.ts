/** A row of the partnership for which a connection asks. */
const ours = (row: string): string => `${row}."partnership" = current_setting('learning_trail.partnership', true)`;

/**
 * PostgreSQL makes room beforehand for what it guesses that a recursion will find, which is half of all records and is next to
 * none: with a million of them that took 15 ms for each question asked. With the least memory it makes room as it goes.
 */
const AS_IT_GOES = `SET work_mem = '64kB'`;

/**
 * What is withheld from whom, as the database itself works it out: `learning_trail.person` and `learning_trail.now` (an ISO
 * instant of the house's clock) are told with each request. Without them nobody is named and nothing has ended: it fails closed.
 * What names a withheld record by its reference is withheld with it, for it would tell of it; and so on from there.
 */
export const withholding: readonly string[] = [
  `CREATE OR REPLACE FUNCTION withheld_records(who text) RETURNS TABLE ("stream" text, "id" text)
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ${AS_IT_GOES} AS $$
   #variable_conflict use_column
   DECLARE
     moment timestamptz := nullif(current_setting('learning_trail.now', true), '')::timestamptz;
     today date := (moment AT TIME ZONE 'Europe/London')::date;
   BEGIN
     RETURN QUERY
       WITH RECURSIVE hidden AS (
         SELECT r."record" AS "stream", r."recordId" AS "id", coalesce(n."reference", '') AS "reference"
           FROM "restriction_1" r LEFT JOIN "restriction_naming_1" n ON n."stream" = r."record" AND ${ours('n')}
          WHERE ${ours('r')} AND NOT r."lifted" AND (today IS NULL OR r."until" >= today) AND who <> ALL (r."named")
            AND NOT EXISTS (SELECT FROM jsonb_array_elements(r."detail"->'openings') o
                             WHERE o->>'person' = who AND (o->>'until')::timestamptz > moment)
         UNION
         SELECT n."stream", n."id", n."reference"
           FROM hidden h JOIN "restriction_naming_1" n ON n."names" @> ARRAY[h."reference"] AND ${ours('n')}
       )
       SELECT h."stream", h."id" FROM hidden h;
   END $$`,

  // Streams and ids alike: a read model names its record by either. A restriction is told to whom it names, and to its overseers.
  `CREATE OR REPLACE FUNCTION withheld() RETURNS SETOF text
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
   DECLARE
     who text := coalesce(current_setting('learning_trail.person', true), '');
   BEGIN
     RETURN QUERY SELECT unnest(ARRAY[w."stream", w."id"]) FROM withheld_records(who) w;
     RETURN QUERY
       SELECT unnest(ARRAY['restriction-' || r."id", r."id"]) FROM "restriction_1" r
        WHERE ${ours('r')} AND who <> ALL (r."named")
          AND NOT EXISTS (SELECT FROM "restriction_overseer_1" o WHERE ${ours('o')} AND o."person" = who);
   END $$`,

  // The streams that were restricted on a day, whoever was named: unusual access counts looks at them.
  `CREATE OR REPLACE FUNCTION restricted_on(day date) RETURNS SETOF text
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ${AS_IT_GOES} AS $$
   #variable_conflict use_column
   BEGIN
     RETURN QUERY
       WITH RECURSIVE hidden AS (
         SELECT r."record" AS "stream", coalesce(n."reference", '') AS "reference"
           FROM "restriction_1" r LEFT JOIN "restriction_naming_1" n ON n."stream" = r."record" AND ${ours('n')}
          WHERE ${ours('r')} AND day BETWEEN r."since" AND least(r."until", (r."detail"->'lifted'->>'on')::date)
         UNION
         SELECT n."stream", n."reference"
           FROM hidden h JOIN "restriction_naming_1" n ON n."names" @> ARRAY[h."reference"] AND ${ours('n')}
       )
       SELECT h."stream" FROM hidden h;
   END $$`,

  // All that anybody is told of what is withheld from them.
  `CREATE OR REPLACE FUNCTION withheld_count(category text) RETURNS integer
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
     SELECT count(*)::integer
       FROM withheld_records(coalesce(current_setting('learning_trail.person', true), '')) w
      WHERE split_part(w."stream", '-', 1) = category
   $$`,
];
