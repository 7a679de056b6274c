import { type Person, inGroup, isRepresentative, isTeam } from './person';

/** A reason for which a person may do something, in words that a partnership manager can read. */
export interface Ground<R = unknown> {
  readonly label: string;
  /** `asked` is what was sent, when something was: some grounds depend on the line that is acted on. */
  holds(person: Person, record: R | undefined, asked?: unknown): boolean;
}

export const partnershipTeam: Ground = { label: 'The Partnership Team', holds: isTeam };

export const memberOf = (group: string, name: string): Ground => ({
  label: `Members of the ${name}`,
  holds: (person) => person.role !== 'scrutineer' && inGroup(person, group),
});

export const chairOf = (group: string, name: string): Ground => ({
  label: `The chair of the ${name}`,
  holds: (person) => person.role === 'group-chair' && inGroup(person, group),
});

export const safeguardingPartner: Ground = {
  label: 'The delegated safeguarding partners',
  holds: (person) => person.role === 'safeguarding-partner',
};

export const councilPartner: Ground = {
  label: 'The council’s delegated safeguarding partner, who notifies',
  holds: (person) => person.role === 'safeguarding-partner' && person.partner === 'council',
};

export const representative: Ground = { label: 'Representatives of any agency', holds: isRepresentative };

/** Representatives of the agency that `agencyOf` finds in the record or in what was sent. */
export const representativeOf = <R>(
  label: string,
  agencyOf: (record: R | undefined, asked: unknown, person: Person) => boolean,
): Ground<R> => ({
  label,
  holds: (person, record, asked) => isRepresentative(person) && agencyOf(record, asked, person),
});

export const scrutineer: Ground = {
  label: 'The Independent Scrutineer',
  holds: (person) => person.role === 'scrutineer',
};

export const anyoneSignedIn: Ground = { label: 'Everybody who is signed in', holds: () => true };

/** Whether one of the grounds holds. */
export const allowed = <R>(
  grounds: readonly Ground<R>[],
  person: Person,
  record: R | undefined,
  asked?: unknown,
): boolean => grounds.some((ground) => ground.holds(person, record, asked));
