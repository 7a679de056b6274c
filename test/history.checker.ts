import type { ObjectLiteral } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { type ReadModel, leftOut } from '#app/platform';

/** The versions of rows as a history has them, ends that are open as null. */
export type Versions = readonly ObjectLiteral[];

/**
 * Every version of every row that events make of nothing, found event by event: the engine finds them batch by batch, and
 * goes on where another was killed. `events` are the projection's own.
 */
export function versionsMade({ projection }: ReadModel, events: readonly Recorded[]): Versions {
  const without = leftOut(projection);
  const made: ObjectLiteral[] = [];
  const rows = new Map<string, ObjectLiteral | undefined>();
  const open = new Map<string, ObjectLiteral>();
  let time = '';
  for (const recorded of events) {
    if (recorded.at > time) time = recorded.at;
    const position = String(recorded.position);
    const before = new Map<string, ObjectLiteral | undefined>();
    for (const one of projection.rows(recorded)) {
      if (!before.has(one.key)) before.set(one.key, rows.get(one.key));
      rows.set(one.key, one.change(rows.get(one.key)));
    }
    for (const [key, was] of before) {
      const row = rows.get(key);
      if (row === was) continue;
      Object.assign(open.get(key) ?? {}, { toPosition: position, toTime: time });
      open.delete(key);
      if (!row) continue;
      const kept = Object.fromEntries(Object.entries(row).filter(([column]) => !without.includes(column)));
      const version = { ...kept, fromPosition: position, toPosition: null, fromTime: time, toTime: null };
      made.push(version);
      open.set(key, version);
    }
  }
  return made;
}
