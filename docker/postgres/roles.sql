-- Who may do what. Run once, by psql, as PostgreSQL's superuser, on a server without Learning Trail.
--   learning_trail            owns the database and migrates it; nothing that serves people signs in as it
--   learning_trail_writer     the right to read the log and to append to it; no one signs in as it
--   learning_trail_vault      the right to use the keys of the people concerned; no one signs in as it
--   learning_trail_web        appends for people, keeps sessions and files, reads the rows of one partnership at a time
--   learning_trail_projector  appends for reactions, writes rows
-- What the last two may do with each table, libs/platform/src/partnership/rights.ts lists; a migration sees to it.
-- Nobody may change or remove an event: the log's own schema and triggers see to that, for the owner too.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv web_password WEB_PASSWORD
\getenv projector_password PROJECTOR_PASSWORD

CREATE ROLE learning_trail LOGIN PASSWORD :'owner_password';
CREATE ROLE learning_trail_writer NOLOGIN;
CREATE ROLE learning_trail_vault NOLOGIN;
CREATE ROLE learning_trail_web LOGIN PASSWORD :'web_password' IN ROLE learning_trail_writer, learning_trail_vault;
CREATE ROLE learning_trail_projector LOGIN PASSWORD :'projector_password' IN ROLE learning_trail_writer;

CREATE DATABASE learning_trail OWNER learning_trail;
REVOKE ALL ON DATABASE learning_trail FROM PUBLIC;
GRANT CONNECT ON DATABASE learning_trail TO learning_trail_web, learning_trail_projector;

\connect learning_trail
GRANT USAGE ON SCHEMA public TO learning_trail_web, learning_trail_projector;
-- Behind a policy of rows an index is used only where its functions are trusted: apps/local/src/postgres.trust.ts.
ALTER FUNCTION pg_catalog.texticlike(text, text) LEAKPROOF;
ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) LEAKPROOF;
ALTER FUNCTION pg_catalog.arrayoverlap(anyarray, anyarray) LEAKPROOF;
ALTER FUNCTION pg_catalog.range_contains_elem(anyrange, anyelement) LEAKPROOF;
ALTER FUNCTION pg_catalog.int8range(bigint, bigint) LEAKPROOF;
ALTER FUNCTION pg_catalog.tstzrange(timestamptz, timestamptz) LEAKPROOF;
ALTER FUNCTION pg_catalog.int8range_subdiff(bigint, bigint) LEAKPROOF;
ALTER FUNCTION pg_catalog.tstzrange_subdiff(timestamptz, timestamptz) LEAKPROOF;
