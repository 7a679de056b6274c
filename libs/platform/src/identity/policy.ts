import type { Ground, Scope } from './ground';
import { type Person, ROLES, type Role } from './person';

/** One thing that can be seen or done, with the grounds that decide who may. */
export interface PolicyLine {
  /** As addresses name it: `decision`. */
  readonly act: string;
  /** As people name it: "Record the decision". */
  readonly title: string;
  readonly may: readonly Ground[];
  /** Whether others decide or report it, and the Partnership Team records it for them. */
  readonly entered: boolean;
}

/** The lines about one kind of record. */
export interface PolicySection {
  /** The first part of the kind's address; empty for pages of no kind. */
  readonly path: string;
  readonly title: string;
  readonly lines: readonly PolicyLine[];
}

/** How far somebody of a role may do something; `enters`: the Partnership Team records what others decide or report. */
export type Reach = Scope | 'enters';

/** Roles × one act: nothing for a role means no. */
export type Reaches = Readonly<Record<Role, readonly Reach[]>>;

/** The line of an act by which something is recorded. */
export const recording = (act: Omit<PolicyLine, 'entered'>): PolicyLine => ({
  ...act,
  entered: act.may.some(({ roles }) => !roles.includes('partnership-team')),
});

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

function reachOf(line: PolicyLine, role: Role): readonly Reach[] {
  const grounds = line.may.filter(({ roles }) => roles.includes(role));
  if (role === 'partnership-team' && grounds.length > 0 && line.entered) return ['enters'];
  const scopes = unique(grounds.map(({ scope }) => scope));
  return scopes.includes('partnership') ? ['partnership'] : scopes;
}

export const reachesOf = (line: PolicyLine): Reaches =>
  Object.fromEntries(ROLES.map((role) => [role, reachOf(line, role)])) as Reaches;

/** What this person may do on some record at least: the lines of which a ground fits, of sections that they may read. */
export function fitting(sections: readonly PolicySection[], person: Person): readonly PolicySection[] {
  return sections.flatMap((section) => {
    const lines = section.lines.flatMap((line) => {
      const may = line.may.filter((ground) => ground.fits(person));
      return may.length > 0 ? [{ ...line, may }] : [];
    });
    const reads = section.path === '' || lines.some(({ act }) => act === READ);
    return reads && lines.length > 0 ? [{ ...section, lines }] : [];
  });
}

/** The line of every kind that says who may read it: no act is open to anybody else. */
export const READ = 'read';
