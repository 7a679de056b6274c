-- The log as its first version made it: databases that have this are brought up to date.
begin;
set local lock_timeout = '10s';
set local client_min_messages = warning;
select pg_advisory_xact_lock(7270002);

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

-- Appends one after another: append n has the stream streams[n], the expected revision expected[n] (none, any, exists or a
-- number) and the next counts[n] of the events. Answers a row for each append, in order:
--   appended  at_revision and at_position of its last event
--   again     the same, of the first time: every id is known, in this stream, in this order
--   used      some of the ids are known, or known elsewhere
--   moved     at_revision is where the stream stands (-1: it has no event)
-- When all_or_none, the first that is used or moved undoes the rest.
create or replace function log.append(
  streams text[], expected text[], counts int[],
  ids uuid[], types text[], schema_versions int[], data text[], metadata text[],
  recorded_at timestamptz, all_or_none boolean)
  returns table (outcome text, at_revision int, at_position bigint)
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s'
as $$
declare
  head bigint;
  actual int;
  first int := 1;
  last int;
  known int;
  runs int;
  here boolean;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'An append runs at read committed, for it must see what was committed before it got the lock';
  end if;
  perform pg_advisory_xact_lock(7270001);
  select coalesce(max(e.position), -1) into head from log.event e;
  for n in 1 .. cardinality(streams) loop
    last := first + counts[n] - 1;
    select coalesce(max(e.revision), -1) into actual from log.event e where e.stream = streams[n];
    select count(*), count(distinct e.revision - sent.k), bool_and(e.stream = streams[n]), max(e.revision), max(e.position)
      into known, runs, here, at_revision, at_position
      from unnest(ids[first:last]) with ordinality sent (id, k) join log.event e on e.id = sent.id;
    if known = counts[n] and runs = 1 and here then
      outcome := 'again';
    elsif known > 0 then
      outcome := 'used';
    elsif not (expected[n] = 'any' or expected[n] = actual::text
      or (expected[n] = 'none' and actual = -1) or (expected[n] = 'exists' and actual >= 0)) then
      outcome := 'moved';
      at_revision := actual;
    else
      insert into log.event (position, stream, revision, type, schema_version, id, data, metadata, recorded_at)
        select head + k, streams[n], actual + k, t, v, i, d::json, m::json, append.recorded_at
        from unnest(types[first:last], schema_versions[first:last], ids[first:last], data[first:last], metadata[first:last])
          with ordinality sent (t, v, i, d, m, k);
      outcome := 'appended';
      head := head + counts[n];
      at_revision := actual + counts[n];
      at_position := head;
    end if;
    if all_or_none and outcome in ('used', 'moved') then
      raise exception 'Append % of % is refused', n, cardinality(streams) using errcode = 'LT001',
        detail = json_build_object('n', n - 1, 'outcome', outcome, 'at_revision', at_revision);
    end if;
    return next;
    first := last + 1;
  end loop;
end $$;
revoke all on function log.append from public;

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
    grant execute on function log.append to learning_trail_writer;
  end if;
end $$;
commit;
