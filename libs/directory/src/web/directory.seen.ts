import { addDays } from '#app/calendar';
import type { Names } from '#app/platform';
import { NOBODY } from '../read/directory.queries';
import type { DatedName } from '../domain/life';
import type { AgencyRow } from '../read/agency.row';
import { type Aside, seatPlace } from '../read/aside';
import type { GroupRow } from '../read/group.row';
import type { PostRow } from '../read/post.row';
import { KINDS, STATUSES, correctedValue } from './directory.names';

interface At {
  readonly names: Names;
}

/** What everybody may see of an agency. */
export function agencySeen(row: AgencyRow, { names }: At): object {
  const { kind, detail } = row;
  return {
    ...entrySeen(row, detail.names),
    kind: { value: kind, name: KINDS[kind] },
    partOf: detail.partOf === undefined ? null : { id: detail.partOf, name: names.agency(detail.partOf) },
    successor:
      detail.successor === undefined || detail.successor === NOBODY
        ? null
        : { id: detail.successor, name: names.agency(detail.successor) },
    ...asideSeen(detail, (id) => names.agency(id)),
  };
}

/** What everybody may see of a group. A seat that nobody has left ends with the group. */
export function groupSeen(row: GroupRow, { names }: At): object {
  const { detail, endedOn, parent } = row;
  const agency = (id: string | undefined, on?: string) =>
    id === undefined ? null : { id, name: names.agency(id, on) };
  return {
    ...entrySeen(row, detail.names),
    purpose: detail.purpose,
    parent: parent === null ? null : { id: parent, name: names.group(parent) },
    successor: detail.successor === undefined ? null : { id: detail.successor, name: names.group(detail.successor) },
    chairs: detail.chairs.map(({ role, agency: of, from, until }) => ({
      role,
      agency: agency(of, until),
      from: from ?? null,
      until: until ?? endedOn,
    })),
    members: detail.members.map(({ agency: of, role, from, until }, index) => ({
      number: String(index + 1),
      agency: agency(of, until),
      role,
      from,
      until: until ?? endedOn,
      invented: inventedFields(detail, 'GroupMemberJoined', 'GroupMemberLeft', of, role),
    })),
    ...asideSeen(detail, (id) => names.group(id)),
  };
}

export function entrySeen(row: AgencyRow | GroupRow | PostRow, dated: readonly DatedName[]) {
  const { id, reference, title, revision, status, since, endedOn } = row;
  return {
    id,
    reference,
    title,
    name: title,
    revision,
    status: { value: status, ...STATUSES[status] },
    since,
    endedOn,
    names: dated.map(({ name, from }, index) => ({ name, from, until: lastDay(dated[index + 1]) ?? endedOn })),
  };
}

/** The day before the next name's first. */
const lastDay = (next: DatedName | undefined): string | undefined => (next?.from ? addDays(next.from, -1) : undefined);

export const asideSeen = ({ note, corrections, invented, void: error }: Aside, nameOf: (id: string) => string) => ({
  note: note ?? null,
  corrections: corrections.map((one) => ({
    ...one,
    from: correctedValue(one.from, nameOf),
    to: correctedValue(one.to, nameOf),
  })),
  void: error ?? null,
  invented,
});

/** The fields of a seat that are invented: `role`, `from`, `until`. */
export function inventedFields(
  { invented }: Aside,
  joined: string,
  left: string,
  where: string,
  as: string,
): readonly string[] {
  const places = [seatPlace(joined, where, as), seatPlace(left, where, as)];
  return invented.flatMap((mark) =>
    places.flatMap((place) => (mark.startsWith(`${place}.`) ? [mark.slice(place.length + 1)] : [])),
  );
}
