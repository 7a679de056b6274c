import { LOCKS } from '../../advisory-locks';
import { FIRST_PARTNERSHIP, SIGN } from '../shared-names';

/** Of the function's refusal of several appends at once; its detail says which one and why. */
export const REFUSED = 'LT001';

/** What a writer expects of a stream when it names no revision. */
export const EXPECTED = { none: -1, any: -2, exists: -3, impossible: -4 } as const;

/**
 * Whose right it is: the caller has the function and nothing else. A lock that is not given says so in time. A plan made
 * while the log was small would look through all of it, and be kept until PostgreSQL counts again, thousands of events
 * later: so an index it is, always.
 */
const SETTINGS = `security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s'
  set plan_cache_mode = force_generic_plan set enable_seqscan = off`;

/**
 * First statement of each function. The statement after it has a snapshot of its own (at read committed, which it insists
 * on), so it sees all that was committed under the lock. A commit is on the disk before it is acknowledged, whatever the
 * session wants; and who idles in a transaction of his own while he holds the lock is cut off.
 */
const LOCK = `
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'An append runs at read committed, for it must see what was committed before it got the lock';
  end if;
  if current_setting('synchronous_commit') in ('off', 'local') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  perform set_config('idle_in_transaction_session_timeout', '5s', true), pg_advisory_xact_lock(${LOCKS.append});`;

/**
 * Whoever is bound to one partnership appends that one's events to that one's streams, whatever the program asks for. Who is
 * bound to none, as the projector, appends for all. It needs no lock, and comes before it.
 */
const ownOnly = (isForeign: string): string => `
  if own <> '' then
    if ${isForeign} then
      raise exception 'Only what is of % may be appended here', own using errcode = 'insufficient_privilege';
    end if;
  end if;`;
const foreign = (stream: string, metadata: string): string => `(${metadata}::json ->> 'partnership' is distinct from own
      or split_part(${stream}, '${SIGN}', 2) <> case own when '${FIRST_PARTNERSHIP}' then '' else own end)`;
const ALL_OWN = ownOnly(
  `exists (select from unnest(names, metadatas) event (name, said) where ${foreign('name', 'said')})`,
);
const OWN = `own text := current_setting('learning_trail.partnership', true);`;

const fits = (expected: string, actual: string): string =>
  `(${expected} = ${EXPECTED.any} or ${expected} = ${actual} or (${expected} = ${EXPECTED.exists} and ${actual} >= 0))`;

export const COLUMNS =
  'position, stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash';

/** One row per event, the rows of an append together. Text comes joined by line breaks, which no part of an event has. */
const EVENTS = `streams text, expected int[], ids uuid[], types text, schema_versions int[], data text, metadata text,
  recorded_at timestamptz[], content_hashes bytea`;

/** The same, as PostgreSQL tells functions apart. */
const EVENT_TYPES = 'text, int[], uuid[], text, int[], text, text, timestamptz[], bytea';

/** What `APPENDING` makes. */
export const APPENDS: readonly string[] = [
  `log.append(${EVENT_TYPES}, int[], boolean)`,
  `log.append_batch(${EVENT_TYPES})`,
  'log.append_one(text, int, uuid, text, int, text, text, timestamptz, bytea)',
];

/**
 * The ways into log.event, all under one short lock:
 *
 * - \`log.append\` takes anything, one append after another, and alone knows a repeat when it sees one.
 * - \`log.append_batch\` takes what comes nearly always, and at once: appends that are no repeats, of different streams or
 *   else to whatever the stream has. A repeat fails it as a whole (unique_violation), and \`log.append\` sorts it out.
 * - \`log.append_one\` is the same for one event.
 */
export const APPENDING = `
-- Of the first version of this log.
drop function if exists log.append(text[], text[], int[], uuid[], text[], int[], text[], text[], timestamptz, boolean);

-- Appends in order: append n has the next counts[n] of the events. Answers a row for each append, in order:
--   appended  at_revision and at_position of its last event
--   again     the same, of the first time: every id is known, in this stream, in this order
--   used      some of the ids are known, or known elsewhere
--   moved     at_revision is where the stream stands (-1: it has no event)
-- When all_or_none, the first that is used or moved undoes the rest.
create or replace function log.append(${EVENTS}, counts int[], all_or_none boolean)
  returns table (outcome text, at_revision int, at_position bigint) language plpgsql ${SETTINGS}
as $$
declare
  names text[] := string_to_array(streams, E'\\n');
  type_names text[] := string_to_array(types, E'\\n');
  datas text[] := string_to_array(data, E'\\n');
  metadatas text[] := string_to_array(metadata, E'\\n');
  head bigint;
  actual int;
  first int := 1;
  last int;
  known int;
  runs int;
  here boolean;
  ${OWN}
begin
  ${ALL_OWN}
  ${LOCK}
  select coalesce(max(e.position), -1) into head from log.event e;
  for n in 1 .. cardinality(counts) loop
    last := first + counts[n] - 1;
    select coalesce(max(e.revision), -1) into actual from log.event e where e.stream = names[first];
    select count(*), count(distinct e.revision - k), bool_and(e.stream = names[first]), max(e.revision), max(e.position)
      into known, runs, here, at_revision, at_position
      from generate_series(first, last) k
        cross join lateral (select * from log.event where id = ids[k] limit 1) e;
    if known = counts[n] and runs = 1 and here then
      outcome := 'again';
    elsif known > 0 then
      outcome := 'used';
    elsif not ${fits('expected[first]', 'actual')} then
      outcome := 'moved';
      at_revision := actual;
    else
      insert into log.event (${COLUMNS})
        select head + 1 + k - first, names[first], actual + 1 + k - first, type_names[k], schema_versions[k], ids[k],
          datas[k]::json, metadatas[k]::json, append.recorded_at[k], substring(content_hashes from 32 * k - 31 for 32)
        from generate_series(first, last) k;
      outcome := 'appended';
      head := head + counts[n];
      at_revision := actual + counts[n];
      at_position := head;
    end if;
    if all_or_none and outcome in ('used', 'moved') then
      raise exception 'Append % of % is refused', n, cardinality(counts) using errcode = '${REFUSED}',
        detail = json_build_object('n', n - 1, 'outcome', outcome, 'at_revision', at_revision);
    end if;
    return next;
    first := last + 1;
  end loop;
end $$;

-- Writes the events whose stream stands where it is expected. Answers the head before the call and, event by event, where
-- its stream stood. The events of a stream come one after another: where others stand between all of them, two would be given one
-- revision, and all is refused. What needs no lock is done before it; and no row is sorted with its text, which costs more.
create or replace function log.append_batch(${EVENTS}, out head bigint, out before int[]) language plpgsql ${SETTINGS}
as $$
declare
  names text[] := string_to_array(streams, E'\\n');
  type_names text[] := string_to_array(types, E'\\n');
  datas json[] := string_to_array(data, E'\\n')::json[];
  metadatas json[] := string_to_array(metadata, E'\\n')::json[];
  fitting bigint[];
  are_several boolean;
  nths bigint[];
  ${OWN}
begin
  ${ALL_OWN}
  ${LOCK}
  select (select coalesce(max(e.position), -1) from log.event e), array_agg(b order by n),
      array_agg(n order by n) filter (where ${fits('x', 'b')}), bool_or(name = names[n - 1])
    into head, before, fitting, are_several
    from unnest(names, expected) with ordinality sent (name, x, n) cross join lateral
      (select coalesce(max(e.revision), -1) from log.event e where e.stream = sent.name) stands (b);
  -- Nearly always each event is the only one of its stream; else it is told which one it is.
  if are_several then
    select array_agg(nth order by n) into nths from (
      select n, row_number() over (partition by name order by n) from unnest(names) with ordinality sent (name, n)
    ) counted (n, nth);
  end if;
  insert into log.event (${COLUMNS})
    select head + p, names[k], before[k] + coalesce(nths[k], 1), type_names[k], schema_versions[k], ids[k], datas[k],
      metadatas[k], append_batch.recorded_at[k], substring(content_hashes from 32 * k::int - 31 for 32)
    from unnest(fitting) with ordinality fits (k, p);
end $$;

-- Answers nothing when the stream stands elsewhere than expected.
create or replace function log.append_one(stream text, expected int, id uuid, type text, schema_version int, data text,
    metadata text, recorded_at timestamptz, content_hash bytea)
  returns table (at_revision int, at_position bigint) language plpgsql ${SETTINGS}
as $$
declare
  ${OWN}
begin
  ${ownOnly(foreign('append_one.stream', 'append_one.metadata'))}
  ${LOCK}
  return query insert into log.event as e (${COLUMNS})
    select h.head + 1, append_one.stream, s.actual + 1, append_one.type, append_one.schema_version, append_one.id,
      append_one.data::json, append_one.metadata::json, append_one.recorded_at, append_one.content_hash
    from (select coalesce(max(e.position), -1) from log.event e) h (head),
      (select coalesce(max(e.revision), -1) from log.event e where e.stream = append_one.stream) s (actual)
    where ${fits('append_one.expected', 's.actual')}
    returning e.revision, e.position;
end $$;
revoke all on function log.append, log.append_batch, log.append_one from public;`;
