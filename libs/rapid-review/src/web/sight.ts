import {
  EXECUTIVE,
  type Ground,
  LEARNING_INQUIRY,
  type Person,
  SEATED,
  councilPartner,
  ground,
  inGroup,
  isRepresentative,
  isTeam,
  memberOf,
  partnershipTeam,
  representativeOf,
  safeguardingPartner,
  scrutineer,
} from '#app/platform';
import type { RapidReviewRow } from '../read/rapid-review.row';

/** How much of a record somebody sees: all, a summary, or that their agency was asked and what it returned. */
export type Sight = 'all' | 'summary' | 'own';

/** Need to know: nothing for those who are not named here, such as Performance and Quality Assurance. */
export function sightOf(person: Person, record: RapidReviewRow | undefined): Sight | undefined {
  if (isRepresentative(person)) return !record || record.asked.includes(person.agency ?? '') ? 'own' : undefined;
  if (isTeam(person) || person.role === 'safeguarding-partner' || person.role === 'scrutineer') return 'all';
  if (inGroup(person, LEARNING_INQUIRY)) return 'all';
  return person.role === 'executive-member' || inGroup(person, EXECUTIVE) ? 'summary' : undefined;
}

type Seen = Ground<RapidReviewRow>;

/** Who may open the list and a record at all. */
export const readers: readonly Seen[] = [
  partnershipTeam,
  safeguardingPartner,
  memberOf(LEARNING_INQUIRY, 'Learning Inquiry Group'),
  ground({
    label: 'Members of the Executive Group, a summary',
    roles: SEATED,
    scope: 'group',
    who: (person) => person.role === 'executive-member' || inGroup(person, EXECUTIVE),
  }),
  scrutineer,
  representativeOf(
    'Representatives of an agency that was asked for a return, their own return',
    (record, _sent, person) => sightOf(person, record) === 'own',
  ),
];

/** The sheet holds what the national system asks: for those who prepare or decide the notification, and who scrutinise it. */
export const sheetReaders: readonly Seen[] = [partnershipTeam, safeguardingPartner, scrutineer];

export const team: readonly Seen[] = [partnershipTeam];
/** The council's own decision, and its notification; the Partnership Team records them. */
export const council: readonly Seen[] = [partnershipTeam, councilPartner];
/** What the safeguarding partners decide together; the Partnership Team records it. */
export const partners: readonly Seen[] = [partnershipTeam, safeguardingPartner];

/** A representative of the agency that was asked; before anything is sent there is nothing to compare. */
export const askedAgency: Seen = representativeOf<RapidReviewRow>(
  'Representatives of the agency that was asked',
  (record, sent, { agency }) => {
    const named = (sent as Record<string, unknown> | undefined)?.['agency'];
    return (
      agency !== undefined && (record?.asked.includes(agency) ?? false) && (named === undefined || named === agency)
    );
  },
);

/** A partner signs off for themselves only. */
export const ownPartner: Seen = ground({
  label: 'The delegated safeguarding partner whose sign-off it is',
  roles: ['safeguarding-partner'],
  scope: 'agency',
  when: ({ partner }, _record, sent) => {
    const named = (sent as Record<string, unknown> | undefined)?.['partner'];
    return named === undefined || named === partner;
  },
});
