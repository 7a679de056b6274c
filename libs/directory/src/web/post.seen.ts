import type { Names } from '#app/platform';
import { wordsOf } from '#app/kernel';
import type { PostRow } from '../read/post.row';
import { isHeldOn, misfitOn } from '../read/people.queries';
import { PARTNERS, SEATS, SIGN_IN_STATES } from './directory.names';
import { asideSeen, entrySeen, inventedFields } from './directory.seen';

interface At {
  readonly names: Names;
  /** ISO date. */
  readonly today: string;
}

/** What may be seen of a person in a role: never a name. `all` where the reader may know all about the sign-in. */
export function postSeen(row: PostRow, { names, today }: At, all: boolean): object {
  const { detail, agency, endedOn } = row;
  return {
    ...entrySeen(row, detail.names),
    agency: agency === null ? null : { id: agency, name: names.agency(agency) },
    groups: detail.seats.map(({ group, as, from, until = endedOn ?? undefined }, index) => ({
      number: String(index + 1),
      group: { id: group, name: names.group(group) },
      as: { value: as, name: SEATS[as] },
      from,
      until: until ?? null,
      held: isHeldOn(today)({ from, ...(until !== undefined && { until }) }),
      invented: inventedFields(detail, 'PostJoinedGroup', 'PostLeftGroup', group, as),
    })),
    signIn: signInSeen(row, names, today, all),
    ...asideSeen(detail, (id) => names.agency(id)),
  };
}

/** How it stands with the sign-in; null where nobody was ever invited. `hindrance` says why they cannot sign in today. */
function signInSeen({ detail, status }: PostRow, names: Names, today: string, all: boolean): object | null {
  const { signIn } = detail;
  if (!signIn) return null;
  const { state, on, role, partner, opensDetails, manages, provider, linkUntil, reason } = signIn;
  return {
    state: { value: state, ...SIGN_IN_STATES[state] },
    on,
    as: { value: role, name: names.role(role) },
    partner: partner === undefined ? null : { value: partner, name: PARTNERS[partner] },
    opensDetails: opensDetails ?? false,
    manages: manages ?? false,
    ...(all && {
      provider: provider ?? null,
      linkUntil: linkUntil ?? null,
      reason: reason === undefined ? null : wordsOf(reason),
      hindrance: (state !== 'ended' && status === 'going' && misfitOn(detail, today)) || null,
    }),
  };
}
