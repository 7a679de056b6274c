import { type Person, ROLES, type Role, chairs, inGroup, isManager, isTeam } from './person';

/**
 * How far a ground reaches: every record of its kind, what one's group has to do with, what one's agency has to do with, or a
 * record only while it stands in a certain way.
 */
export type Scope = 'partnership' | 'group' | 'agency' | 'record';

/**
 * A reason for which a person may do something, in words that a partnership manager can read. The same ground decides and is
 * shown as policy: it can hold for nobody whose role it does not name.
 */
export interface Ground<R = unknown> {
  readonly label: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  /** Whether it can hold for this person, on some record. */
  fits(person: Person): boolean;
  /** `asked` is what was sent, when something was: some grounds depend on the line that is acted on. */
  holds(person: Person, record: R | undefined, asked?: unknown): boolean;
}

/** What a ground asks: a role; further, of the person (a seat, say); further, of the record or of what was sent. */
export interface Terms<R> extends Pick<Ground<R>, 'label' | 'roles' | 'scope'> {
  readonly who?: (person: Person) => boolean;
  readonly when?: (person: Person, record: R | undefined, asked: unknown) => boolean;
}

export function ground<R = unknown>({ who, when, ...shown }: Terms<R>): Ground<R> {
  const fits = (person: Person): boolean => shown.roles.includes(person.role) && (who?.(person) ?? true);
  return {
    ...shown,
    fits,
    holds: (person, record, asked) => fits(person) && (when?.(person, record, asked) ?? true),
  };
}

/** Those whose seat in a group counts: who represents an agency, or scrutinises, decides with none. */
export const SEATED: readonly Role[] = ['group-chair', 'group-member', 'executive-member', 'safeguarding-partner'];

export const partnershipTeam = ground({
  label: 'The Partnership Team',
  roles: ['partnership-team'],
  scope: 'partnership',
});

/** Of the Partnership Team, those who were named to open what is sealed (domain reference §2.3). */
export const namedForDetails = ground({
  label: 'Those of the Partnership Team who were named to open sealed details',
  roles: ['partnership-team'],
  scope: 'partnership',
  who: (person) => isTeam(person) && person.opensDetails === true,
});

/** Of the Partnership Team, whoever answers for it: opens a restricted record in need, and is told of every restriction. */
export const partnershipManager = ground({
  label: 'The Partnership Manager',
  roles: ['partnership-team'],
  scope: 'partnership',
  who: isManager,
});

export const memberOf = (group: string, name: string): Ground =>
  ground({ label: `Members of the ${name}`, roles: SEATED, scope: 'group', who: (person) => inGroup(person, group) });

export const chairOf = (group: string, name: string): Ground =>
  ground({
    label: `The chair of the ${name}`,
    roles: ['group-chair'],
    scope: 'group',
    who: (person) => chairs(person, group),
  });

export const safeguardingPartner = ground({
  label: 'The delegated safeguarding partners',
  roles: ['safeguarding-partner'],
  scope: 'partnership',
});

export const councilPartner = ground({
  label: 'The council’s delegated safeguarding partner, who notifies',
  roles: ['safeguarding-partner'],
  scope: 'partnership',
  who: ({ partner }) => partner === 'council',
});

/** Representatives of the agency that `agencyOf` finds in the record or in what was sent. */
export const representativeOf = <R>(
  label: string,
  agencyOf: (record: R | undefined, asked: unknown, person: Person) => boolean,
): Ground<R> =>
  ground({
    label,
    roles: ['agency-representative'],
    scope: 'agency',
    when: (person, record, asked) => agencyOf(record, asked, person),
  });

export const scrutineer = ground({
  label: 'The Independent Scrutineer',
  roles: ['scrutineer'],
  scope: 'partnership',
});

export const anyoneSignedIn = ground({ label: 'Everybody who is signed in', roles: ROLES, scope: 'partnership' });

/** Whether one of the grounds holds. */
export const allowed = <R>(
  grounds: readonly Ground<R>[],
  person: Person,
  record: R | undefined,
  asked?: unknown,
): boolean => grounds.some((ground) => ground.holds(person, record, asked));
