/** A look of the partnership for which a connection asks. */
const OURS = `a."partnership" = current_setting('learning_trail.partnership', true)`;

/** What any rule counts: of most looks, those at lists, none does. */
const COUNTS = `(a."record" IS NOT NULL OR a."takenOut")`;

/**
 * Unusual access is judged by all looks, also at records that are withheld from the person who reads the flags: they are told
 * that there were so many, and never at which. So the database counts, and gives records out under a name that leads nowhere.
 */
export const lookFacts: readonly string[] = [
  `CREATE OR REPLACE FUNCTION unusual_days(first date, last date, everyday text[], most integer[])
     RETURNS TABLE ("person" text, "day" text)
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
   #variable_conflict use_column
   BEGIN
     RETURN QUERY
       WITH restricted AS (
         SELECT d::date AS "day", s AS "stream" FROM generate_series(first, last, interval '1 day') d, restricted_on(d::date) s
       )
       SELECT a."person", a."day"::text FROM "access_1" a LEFT JOIN restricted r ON r."day" = a."day" AND r."stream" = a."record"
        WHERE ${OURS} AND ${COUNTS} AND a."day" BETWEEN first AND last
        GROUP BY a."day", a."person"
       HAVING count(DISTINCT a."record") FILTER (WHERE split_part(a."record", '-', 1) <> ALL (everyday)) > most[1]
           OR count(DISTINCT a."record") FILTER (WHERE NOT a."namesTheirAgency" AND split_part(a."record", '-', 1) <> ALL (everyday)) > most[2]
           OR count(*) FILTER (WHERE a."takenOut") > most[3]
           OR count(DISTINCT r."stream") > most[4];
   END $$`,

  `CREATE OR REPLACE FUNCTION look_facts(who text, on_day date)
     RETURNS TABLE ("at" text, "record" text, "takenOut" boolean, "namesTheirAgency" boolean, "restricted" boolean)
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
   #variable_conflict use_column
   BEGIN
     RETURN QUERY
       WITH restricted AS (SELECT s AS "stream" FROM restricted_on(on_day) s)
       SELECT a."at", split_part(a."record", '-', 1) || '-' || md5(a."record"), a."takenOut", a."namesTheirAgency",
           coalesce(a."record" IN (SELECT "stream" FROM restricted), FALSE)
         FROM "access_1" a WHERE ${OURS} AND ${COUNTS} AND a."person" = who AND a."day" = on_day;
   END $$`,
];
