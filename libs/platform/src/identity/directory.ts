import type { Meeting } from '#app/kernel';
import type { Partner } from './person';

/** One agency, as it is called on a date. */
export interface AgencyEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: 'safeguarding-partner' | 'relevant-agency' | 'other';
  /** ISO; when it came to an end, with the one that took over, where that happened. */
  readonly endedOn?: string;
  readonly successor?: string;
}

export interface GroupEntry {
  readonly id: string;
  readonly name: string;
  readonly endedOn?: string;
}

/** A role in the directory, by its title. Never a person's name. */
export interface PostEntry {
  readonly id: string;
  readonly title: string;
  readonly endedOn?: string;
  readonly agency?: string;
  /** The safeguarding partner for whom it is delegated to speak. */
  readonly partner?: Partner;
}

/** Names for ids, looked up without waiting: a page asks once and then renders. */
export interface Names {
  /** As it was called on that date (ISO); today's name without one. */
  agency(id: string, on?: string): string;
  group(id: string): string;
  person(id: string): string;
  /** "agency-representative" → "Agency representative". */
  role(role: string): string;
}

/** Who is who. The directory slice keeps it; the platform knows only this. */
export abstract class Directory {
  /** In being on the date (ISO), by name; all that ever were without one. */
  abstract agencies(on?: string): Promise<readonly AgencyEntry[]>;
  abstract groups(on?: string): Promise<readonly GroupEntry[]>;
  /** Roles, whether their holders sign in or not, by title. */
  abstract posts(on?: string): Promise<readonly PostEntry[]>;
  /** Newest first; of one group, or of all. */
  abstract meetings(group?: string): Promise<readonly Meeting[]>;
  abstract names(): Promise<Names>;
}
