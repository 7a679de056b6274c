import { EVERY_DETAIL } from '#app/concerned';
import { type Ground, allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import type { ConcernedRecord } from './concerned.acts';
import { DETAIL_NAMES, PERSON_KINDS } from './concerned.names';

/** Somebody whom a record concerns, as its page and the API show them: by pseudonym. */
export interface ConcernedSeen {
  readonly subject: string;
  readonly kind: { readonly value: string; readonly name: string };
  readonly pseudonym: string;
  /** What is recorded, and sealed: "Name", "Date of birth". */
  readonly recorded: readonly string[];
  /** The address at which it is opened, for who may. */
  readonly open?: string;
  /** The day (ISO) on which the details were erased: they are not kept any more. */
  readonly erasedOn?: string;
  /** The day (ISO) since which their use is restricted: they are kept, and opened for nobody. */
  readonly restrictedOn?: string;
}

/** What a page says of the people whom a record concerns. `path` is that of its kind. */
export function concernedSeen<R extends ConcernedRecord>(
  record: R,
  person: Person,
  { path, opens }: { readonly path: string; readonly opens: readonly Ground<R>[] },
): readonly ConcernedSeen[] {
  const mayOpen = allowed(opens, person, record);
  return (record.concerned ?? []).map(({ id: subject, kind, pseudonym, details, erased, restricted }) => ({
    subject,
    kind: { value: kind, name: PERSON_KINDS[kind] },
    pseudonym,
    recorded: EVERY_DETAIL.filter((detail) => details[detail]).map((detail) => DETAIL_NAMES[detail]),
    ...(mayOpen && !erased && !restricted && { open: `/${path}/${record.id}/concerned/${subject}` }),
    ...(erased && { erasedOn: erased.on }),
    ...(restricted && { restrictedOn: restricted.on }),
  }));
}
