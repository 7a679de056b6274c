import type { OnBehalfOf } from '#app/kernel';

/** What people do in the partnership, in the order in which tables show it. */
export const ROLES = [
  'partnership-team',
  'group-chair',
  'group-member',
  'executive-member',
  'safeguarding-partner',
  'agency-representative',
  'scrutineer',
] as const;

/** What a person does in the partnership. Their groups and agency say where. */
export type Role = (typeof ROLES)[number];

/** The three safeguarding partners of the Children Act 2004, section 16E. */
export type Partner = 'council' | 'health' | 'police';

/** Somebody who signs in. Shown by role title; no personal name is kept. */
export interface Person {
  readonly id: string;
  /** A role title, as in "Chair of the Learning Inquiry Group". */
  readonly title: string;
  readonly role: Role;
  readonly agency?: string;
  /** Those in which they hold a seat today. */
  readonly groups: readonly string[];
  /** Of these, those in which they sit in the chair; all of them where it is left out. */
  readonly chairs?: readonly string[];
  /** Of these, those in which they sit today as a deputy: they count as members there. */
  readonly deputises?: readonly string[];
  /** The safeguarding partner for whom a delegated partner speaks. */
  readonly partner?: Partner;
  /** Named by the partnership to open sealed details of people (need to know): of the Partnership Team, not everybody. */
  readonly opensDetails?: boolean;
  /** Of the Partnership Team, the Partnership Manager. */
  readonly manages?: boolean;
  /** One sentence to this person: what to do here. */
  readonly does: string;
}

/** The groups that the law and the partnership's arrangements give decisions to. */
export const LEARNING_INQUIRY = 'learning-inquiry-group';
export const QUALITY_ASSURANCE = 'performance-and-quality-assurance-group';
export const EXECUTIVE = 'executive-group';

export const isTeam = (person: Person): boolean => person.role === 'partnership-team';

export const isManager = (person: Person): boolean => isTeam(person) && person.manages === true;

export const isRepresentative = (person: Person): boolean => person.role === 'agency-representative';

export const inGroup = (person: Person, group: string): boolean => person.groups.includes(group);

export const chairs = (person: Person, group: string): boolean =>
  person.role === 'group-chair' && (person.chairs ?? person.groups).includes(group);

const speaksForGroup = (role: Role): boolean => ['group-chair', 'group-member', 'executive-member'].includes(role);

/** A person in their own role. */
export const asThemselves = ({ role, agency, groups, partner }: Person): OnBehalfOf => ({
  role: partner ? `${role}:${partner}` : role,
  ...(agency && { agency }),
  ...(speaksForGroup(role) && groups.length === 1 && groups[0] && { group: groups[0] }),
});

/** Who can sign in today. Asked on every request, so that an end or a change holds at once. */
export abstract class People {
  abstract find(id: string): Promise<Person | undefined>;
  abstract all(): Promise<readonly Person[]>;
  /** The ids of all who sign in, and of all who once did. */
  abstract ever(): Promise<readonly string[]>;
}

/** A fixed list of people, for houses without a directory: of a test, where no role has been loaded. */
export class ListedPeople extends People {
  constructor(private readonly people: readonly Person[]) {
    super();
  }

  find(id: string): Promise<Person | undefined> {
    return Promise.resolve(this.people.find((person) => person.id === id));
  }

  all(): Promise<readonly Person[]> {
    return Promise.resolve(this.people);
  }

  ever(): Promise<readonly string[]> {
    return Promise.resolve(this.people.map(({ id }) => id));
  }
}
