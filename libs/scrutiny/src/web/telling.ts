import { type Narrative, type Recorded, wordsOf } from '#app/kernel';
import {
  type Entry,
  type Ground,
  type Names,
  type Person,
  type RecordKind,
  type RecordRow,
  type Registry,
  partnershipTeam,
  scrutineer,
  tell,
} from '#app/platform';
import type { TrailItem } from '../read/trail.queries';

/** Who may read the whole trail (domain reference §2.3). */
export const trailReaders: readonly Ground[] = [scrutineer, partnershipTeam];

/** The record that an entry of the trail belongs to. */
export interface OfRecord {
  readonly kind: string;
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly href: string;
}

export type TrailEntry = Entry & { readonly stream: string; readonly record: OfRecord };

/**
 * Tells the events of one record. Where the record as a whole is not shared with this person, an entry says what happened
 * and no more, unless their own agency did it or it is their own agency's matter.
 */
export function tellRecord(
  history: readonly Recorded[],
  kind: RecordKind,
  record: RecordRow,
  person: Person,
  at: { readonly today: string; readonly names: Names },
): readonly Entry[] {
  const { notShared } = kind.seen(record, person, at) as { readonly notShared?: boolean };
  return history.map((recorded) => {
    const entry = tell(recorded, kind, at.names, person);
    return notShared === true && !isOwn(recorded, kind, person) ? withheld(entry) : entry;
  });
}

function isOwn({ event, metadata }: Recorded, kind: RecordKind, { agency }: Person): boolean {
  return agency !== undefined && (metadata.onBehalfOf.agency === agency || kind.privateTo?.(event) === agency);
}

function withheld({ reason: _reason, ...entry }: Entry): Entry {
  return { ...entry, changes: [], notShared: true };
}

/** Tells events of any record. A kind that is no longer served is told by its event's own name. */
export function tellTrail(
  { recorded, category, recordId, reference, title }: TrailItem,
  registry: Registry,
  person: Person,
  names: Names,
): TrailEntry {
  const kind = registry.of(category);
  const entry = tell(recorded, kind ?? nameless, names, person);
  const path = kind?.path ?? category;
  const href = kind ? `/${path}/${recordId}` : '/audit-trail';
  return { ...entry, stream: recorded.stream, record: { kind: path, id: recordId, reference, title, href } };
}

const nameless = { words: {} } as unknown as RecordKind;

/** An entry as JSON: plain words in place of what the page draws. */
export function entryJson(entry: Entry): object {
  const { event, changes, reason, ...rest } = entry;
  return {
    ...rest,
    ...event,
    changes: changes.map(({ before, after, ...change }) => ({
      ...change,
      ...(before !== undefined && { before: plain(before) }),
      ...(after !== undefined && { after: plain(after) }),
    })),
    ...(reason !== undefined && { reason: typeof reason === 'string' ? reason : wordsOf(reason) }),
  };
}

type Said = NonNullable<Entry['changes'][number]['after']>;

const plain = (said: Said): string | readonly string[] => {
  if (typeof said === 'string') return said;
  return 'list' in said ? said.list : wordsOf(said.words satisfies Narrative);
};
