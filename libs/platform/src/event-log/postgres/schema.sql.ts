import { LOCKS } from '../../advisory-locks';
import { APPENDING, APPENDS } from './append.sql';

export const CHANNEL = 'learning_trail_log';

/** The functions that a log must have for this version to open it. Writers have the right to these and to no others. */
export const ASKED: readonly string[] = [
  ...APPENDS,
  'log.content_hash(text, uuid, text, int, timestamptz, json, json)',
  'log.head()',
  'log.recorded_after(bigint)',
  'log.first_missing(bigint, bigint)',
];

/**
 * The log in PostgreSQL. Run as often as you like: it adds what is missing and takes nothing away.
 *
 * - Positions are dense because the lock is held until the commit is visible, and the statement after the lock sees all
 *   that was committed under it. So who sees position N sees every position before it.
 * - `json`, not `jsonb`: the bytes are kept as they came, for they are what is hashed.
 * - Writers have the functions and nothing else. To change an event is refused once by right, to the owner too, and once by
 *   trigger, to the superuser too.
 */
export const SCHEMA = `
begin;
set local client_min_messages = warning;
-- Another upgrade at the same moment is waited for; a lock on the table for less, as appends queue up behind who waits for it.
set local lock_timeout = '60s';
select pg_advisory_xact_lock(${LOCKS.migrateLog});
set local lock_timeout = '10s';

create schema if not exists log;
revoke all on schema log from public;

create table if not exists log.event (
  position bigint primary key,
  stream text collate "C" not null,
  category text collate "C" not null generated always as (split_part(stream, '-', 1)) stored,
  revision int not null check (revision >= 0),
  type text collate "C" not null,
  schema_version int not null check (schema_version > 0),
  id uuid not null unique,
  data json not null,
  metadata json not null,
  recorded_at timestamptz not null,
  unique (stream, revision)
);
create index if not exists event_category_position on log.event (category, position);
create index if not exists event_type_position on log.event (type, position);

create or replace function log.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'Events are never changed or taken out: % refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create or replace trigger refuse_change before update or delete on log.event execute function log.refuse();
create or replace trigger refuse_truncate before truncate on log.event execute function log.refuse();
alter table log.event enable always trigger refuse_change;
alter table log.event enable always trigger refuse_truncate;
-- The owner too lets go of what nobody may do.
revoke update, delete, truncate on log.event from current_user;

-- The same hash as contentHash makes: for the events of the first version of this log, and for whoever wants to check.
create or replace function log.content_hash(stream text, id uuid, type text, schema_version int, recorded_at timestamptz,
  data json, metadata json) returns bytea language sql stable strict parallel safe as $$
  select sha256(convert_to(concat_ws(E'\\n', 'learning-trail/event/v1', stream, id, type, schema_version,
    to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    encode(sha256(convert_to(data::text, 'UTF8')), 'hex'),
    encode(sha256(convert_to(metadata::text, 'UTF8')), 'hex')), 'UTF8'))
$$;
do $$
begin
  if not exists (select from pg_attribute where attrelid = 'log.event'::regclass and attname = 'content_hash') then
    -- To change a column's type rewrites the table without an UPDATE, which is refused.
    alter table log.event add content_hash bytea;
    alter table log.event alter content_hash type bytea
      using log.content_hash(stream, id, type, schema_version, recorded_at, data, metadata);
    alter table log.event alter content_hash set not null, add check (octet_length(content_hash) = 32);
  end if;
end $$;

-- How far the log goes, for those too whom a policy gives only some of its events.
create or replace function log.head() returns bigint language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$ select max(e.position) from log.event e $$;

-- For the same: when the first event after a position was recorded, whoever's it is.
create or replace function log.recorded_after(after bigint) returns timestamptz language sql stable security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
  select e.recorded_at from log.event e where e.position > after order by e.position limit 1
$$;

-- For the same: the first position after one and up to another that has no event. Counting, by the primary key alone, tells
-- that none is missing.
create or replace function log.first_missing(after bigint, up_to bigint) returns bigint language sql stable security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
  select min(n) from generate_series(after + 1, up_to) n
    where (select count(*) from log.event e where e.position > after and e.position <= up_to) < up_to - after
      and not exists (select from log.event e where e.position = n)
$$;

${APPENDING}

revoke all on function log.content_hash, log.head, log.recorded_after, log.first_missing from public;

-- The right to read and to append, for the logins of web and projector. A role belongs to the whole server: another
-- database may be making it at this moment, or the one who migrates may not make roles at all.
do $$
begin
  if not exists (select from pg_roles where rolname = 'learning_trail_writer') then
    begin
      create role learning_trail_writer nologin;
    exception when insufficient_privilege or duplicate_object or unique_violation then
      null;
    end;
  end if;
  if exists (select from pg_roles where rolname = 'learning_trail_writer') then
    grant usage on schema log to learning_trail_writer;
    grant select on log.event to learning_trail_writer;
    grant execute on function ${ASKED.join(', ')} to learning_trail_writer;
  end if;
end $$;
commit;`;
