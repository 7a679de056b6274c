import {
  type Ground,
  LEARNING_INQUIRY,
  type Person,
  QUALITY_ASSURANCE,
  ROLES,
  type RecordRow,
  chairs,
  ground,
  isTeam,
  partnershipManager,
  partnershipTeam,
  scrutineer,
} from '#app/platform';
import type { RestrictionRow } from '../read/restriction.row';

const isNamed = (person: Person, record: RestrictionRow | undefined): boolean =>
  record === undefined || record.named.includes(person.id);

/** Named, or somebody who has opened the record: the decider asks whether it is open to them still. */
const sees = (person: Person, record: RestrictionRow | undefined): boolean =>
  isNamed(person, record) || record?.detail.openings.some((opening) => opening.person === person.id) === true;

/** Who is told that a record is restricted, and why; not what it says. */
export const readers: readonly Ground<RestrictionRow>[] = [
  ground({ label: 'Those whom it names', roles: ROLES, scope: 'record', when: isNamed }),
  partnershipManager,
  scrutineer,
];

/** Who restricts. Whether a chair’s group decides on the record is asked once the record is known. */
export const restrictors: readonly Ground<RestrictionRow>[] = [
  partnershipTeam,
  ground({
    label: 'The chair of the group that decides on the record',
    roles: ['group-chair'],
    scope: 'group',
    who: ({ groups }) => groups.length > 0,
  }),
];

export const changers: readonly Ground<RestrictionRow>[] = [
  ground({
    label: 'Those of the Partnership Team and the chairs whom it names',
    roles: ['partnership-team', 'group-chair'],
    scope: 'record',
    when: sees,
  }),
];

/** The Independent Scrutineer decides nothing, named or not. */
export const lifters: readonly Ground<RestrictionRow>[] = [
  ground({
    label: 'Those whom it names',
    roles: ROLES.filter((role) => role !== 'scrutineer'),
    scope: 'record',
    when: sees,
  }),
];

/** The group that decides on a record, of whatever kind. */
function groupOf(category: string, record: RecordRow): string {
  if (category === 'audit') return QUALITY_ASSURANCE;
  const { monitor } = record as { readonly monitor?: unknown };
  return category === 'recommendation' && typeof monitor === 'string' ? monitor : LEARNING_INQUIRY;
}

export const mayRestrict = (person: Person, category: string, record: RecordRow): boolean =>
  isTeam(person) || chairs(person, groupOf(category, record));
