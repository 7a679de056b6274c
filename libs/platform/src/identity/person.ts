import type { OnBehalfOf } from '#app/kernel';

/** What a person does in the partnership. Their groups and agency say where. */
export type Role =
  | 'partnership-team'
  | 'group-chair'
  | 'group-member'
  | 'agency-representative'
  | 'safeguarding-partner'
  | 'executive-member'
  | 'scrutineer';

/** The three safeguarding partners of the Children Act 2004, section 16E. */
export type Partner = 'council' | 'health' | 'police';

/** Somebody who signs in. Shown by role title; no personal name is kept. */
export interface Person {
  readonly id: string;
  /** A role title, as in "Chair of the Learning Inquiry Group". */
  readonly title: string;
  readonly role: Role;
  readonly agency?: string;
  readonly groups: readonly string[];
  /** The safeguarding partner for whom a delegated partner speaks. */
  readonly partner?: Partner;
  /** One sentence to this person: what to do here. */
  readonly does: string;
}

/** The groups that the law and the partnership's arrangements give decisions to. */
export const LEARNING_INQUIRY = 'learning-inquiry-group';
export const QUALITY_ASSURANCE = 'performance-and-quality-assurance-group';
export const EXECUTIVE = 'executive-group';

export const isTeam = (person: Person): boolean => person.role === 'partnership-team';

export const isRepresentative = (person: Person): boolean => person.role === 'agency-representative';

export const inGroup = (person: Person, group: string): boolean => person.groups.includes(group);

const speaksForGroup = (role: Role): boolean => ['group-chair', 'group-member', 'executive-member'].includes(role);

/** A person in their own role. */
export const asThemselves = ({ role, agency, groups, partner }: Person): OnBehalfOf => ({
  role: partner ? `${role}:${partner}` : role,
  ...(agency && { agency }),
  ...(speaksForGroup(role) && groups.length === 1 && groups[0] && { group: groups[0] }),
});

/** Who can sign in. In this version: the people of the demonstration. */
export abstract class People {
  abstract find(id: string): Person | undefined;
  abstract all(): readonly Person[];
}

/** A fixed list of people. */
export class ListedPeople extends People {
  constructor(private readonly people: readonly Person[]) {
    super();
  }

  find(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }

  all(): readonly Person[] {
    return this.people;
  }
}
