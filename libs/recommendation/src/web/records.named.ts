import {
  type At,
  type Person,
  type RecordKind,
  type RecordRow,
  type Registry,
  allowed,
  recordCalled,
} from '#app/platform';

/** A record of the house that a recommendation speaks of: where it came from, or what carries it. */
export interface NamedRecord {
  readonly kind: string;
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly href: string;
}

type Asking = Pick<At<never>, 'person' | 'today'>;

/** The record with this id, of a kind, if there is one that this person may read. */
export async function recordWithId(kind: RecordKind, id: string, { person }: Asking): Promise<NamedRecord | undefined> {
  const found = await kind.find(id);
  return found && readable(kind, found, person) ? namedIn(kind, found) : undefined;
}

/** The record with exactly this reference, however it is typed, if there is one that this person may read. */
export async function recordWithReference(
  kind: RecordKind,
  typed: string,
  at: Asking,
): Promise<NamedRecord | undefined> {
  const found = await recordCalled(kind, typed, at);
  return found && readable(kind, found, at.person) ? namedIn(kind, found) : undefined;
}

/** Every reference says its kind by its first letters, but not to us: each kind that is served is asked. */
export async function recordAnywhere({ kinds }: Registry, typed: string, at: Asking): Promise<NamedRecord | undefined> {
  const found = await Promise.all(
    kinds
      .filter((kind) => allowed(kind.readable, at.person, undefined))
      .map((kind) => recordWithReference(kind, typed, at)),
  );
  return found.find((one) => one !== undefined);
}

const readable = (kind: RecordKind, record: RecordRow, person: Person): boolean =>
  allowed(kind.readable, person, record);

const namedIn = ({ category, path }: RecordKind, { id, reference, title }: RecordRow): NamedRecord => ({
  kind: category,
  id,
  reference,
  title,
  href: `/${path}/${id}`,
});
