import type { DataSource } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { type EventLog, FIRST_PARTNERSHIP, START, derivedId, sharedName } from '#app/platform';

export const TWIN = { id: 'twin', name: 'The twin partnership' };

/** As long as it is not said where they are: more than any test's log holds. */
const ALL = 1_000_000;

export const eventsOf = async (log: EventLog, partnership: string): Promise<readonly Recorded[]> =>
  (await log.readAll(START, ALL)).filter(({ metadata }) => metadata.partnership === partnership);

/**
 * Tells everything that the first partnership has on record once more, as another's: streams, records, people and files of the
 * very same ids. Answers what each event is called in the first, by what it is called in the other.
 */
export async function tellTwice(log: EventLog): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { id, stream, event, schemaVersion, metadata } of await eventsOf(log, FIRST_PARTNERSHIP)) {
    const twin = derivedId(id, TWIN.id);
    names.set(twin, id);
    const told = { id: twin, event, schemaVersion, metadata: { ...metadata, partnership: TWIN.id } };
    await log.append(sharedName(stream, TWIN.id), 'any', [told]);
  }
  return names;
}

/** What differs between the rows of twins, however alike they are: places in the log, and what rows of the first are called after. */
const OWN_PLACE = /"(?:partnership|position|fromPosition|toPosition)": ?(?:"[^"]*"|\d+|null),? ?/g;

/** The rows of a partnership in a table, in one order, each as text, under the names that events have in the first. */
export async function rowsOf(
  db: DataSource,
  table: string,
  partnership: string,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<readonly string[]> {
  const rows = await db.query<{ row: string }[]>(
    `SELECT to_jsonb(t)::text AS row FROM "${table}" AS t WHERE "partnership" = $1`,
    [partnership],
  );
  return rows
    .map(({ row }) =>
      row
        .replaceAll(OWN_PLACE, '')
        .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names.get(id) ?? id),
    )
    .toSorted();
}
