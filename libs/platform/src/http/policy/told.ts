import type { Names } from '../../identity/directory';
import { type Person, ROLES, type Role } from '../../identity/person';
import { type PolicyLine, type PolicySection, type Reach, reachesOf } from '../../identity/policy';

/** How far, in the two words that fit a table. The page says below what each means. */
export const REACHES: Readonly<Record<Reach, string>> = {
  partnership: 'All',
  group: 'Own group',
  agency: 'Own agency',
  record: 'For a time',
  enters: 'Records it',
};

const NO = 'No';

/** One act in people's words. */
export interface ToldLine {
  readonly of: string;
  readonly kind: string;
  readonly act: string;
  readonly title: string;
  readonly who: readonly { readonly label: string; readonly roles: readonly Role[]; readonly scope: string }[];
  readonly reach: Readonly<Record<Role, readonly Reach[]>>;
}

const toldLine = ({ path, title: of }: PolicySection, line: PolicyLine): ToldLine => ({
  kind: path,
  of,
  act: line.act,
  title: line.title,
  who: line.may.map(({ label, roles, scope }) => ({ label, roles, scope })),
  reach: reachesOf(line),
});

export const toldLines = (sections: readonly PolicySection[]): readonly ToldLine[] =>
  sections.flatMap((section) => section.lines.map((line) => toldLine(section, line)));

const inWords = (reach: readonly Reach[]): string =>
  reach.length === 0 ? NO : reach.map((one) => REACHES[one]).join('; ');

/** A row of the page's table of everything. */
export const row = (line: ToldLine): object => ({
  cells: {
    what: { text: line.title, note: labels(line) },
    ...Object.fromEntries(ROLES.map((role) => [role, inWords(line.reach[role])])),
  },
});

/** A row of the page's table of what one person may do. */
export const ownRow = (line: ToldLine, { role }: Person): object => ({
  cells: { what: line.title, far: inWords(line.reach[role]), as: labels(line) },
});

const labels = ({ who }: ToldLine): string => who.map(({ label }) => label).join('; ');

/** A row of the spreadsheet of everything. */
export const columns = (line: ToldLine, names: Names): Readonly<Record<string, string>> => ({
  'Record or page': line.of,
  'What is done': line.title,
  'Who may': labels(line),
  ...Object.fromEntries(ROLES.map((role) => [names.role(role), inWords(line.reach[role])])),
});

/** A row of the spreadsheet of what one person may do. */
export const ownColumns = (line: ToldLine, { role }: Person): Readonly<Record<string, string>> => ({
  'Record or page': line.of,
  'What is done': line.title,
  'How far': inWords(line.reach[role]),
  'You may as': labels(line),
});
