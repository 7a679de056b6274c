import type { AgencyCommand, GroupCommand, PostCommand } from '#app/directory';
import type { By } from '#app/kernel';
import { type Person, asThemselves, isTeam } from '#app/platform';
import type { Agency, Group, IsoDate, PersonInRoles } from '../content';
import { type Draft, type Told, WHEN_AND_WHO, type Year, tellRecord } from './telling';

/** The day on which what has always been there is entered: before anything else in the records. */
const BEGINNING: IsoDate = '2020-04-01';

const KIND: Readonly<Record<Agency['kind'], 'safeguarding-partner' | 'relevant-agency' | 'other'>> = {
  'safeguarding-partner': 'safeguarding-partner',
  'relevant-agency': 'relevant-agency',
  'council-service': 'relevant-agency',
  'outside-body': 'other',
  together: 'other',
};

/** The agencies, groups and people in roles of the year. */
export function tellDirectory(year: Year): readonly Told[] {
  const actor = year.signIn.find(isTeam)?.id ?? nobody(year);
  const team: By = { actor, onBehalfOf: { role: 'partnership-team' } };
  const one = (entry: Entry): readonly Draft[] => [{ by: team, ...entry }];
  return [
    ...year.agencies.flatMap((agency) => tellRecord(year, 'agency', agency.id, agencyActs(agency), one)),
    ...year.groups.flatMap((group) => tellRecord(year, 'group', group.id, groupActs(group), one)),
    ...year.people.flatMap((person) => tellRecord(year, 'post', person.id, postActs(person, year), one)),
  ];
}

function nobody({ partnership }: Year): never {
  throw new Error(`Nobody keeps the directory of ${partnership}`);
}

/** What the Partnership Team enters, unless it is said who else does. */
type Entry = Omit<Draft, 'by'> & Partial<Pick<Draft, 'by'>>;

/** The Partnership Team keeps the directory; the records say neither when nor by whom. */
const kept = (
  on: IsoDate,
  command: AgencyCommand | GroupCommand | PostCommand,
  invented: readonly string[],
): Entry => ({
  on,
  command,
  invented: [...WHEN_AND_WHO, ...invented],
});

/** The names of the fields whose path in the content is marked as invented. */
const marked = (invented: readonly string[], paths: Readonly<Record<string, string>>): readonly string[] => [
  ...new Set(Object.entries(paths).flatMap(([path, field]) => (invented.includes(path) ? [field] : []))),
];

function agencyActs({ kind, names, partOf, successor, invented }: Agency): readonly Entry[] {
  const [first, ...later] = names;
  if (!first) return [];
  const since = first.from ?? undefined;
  const added = kept(
    since ?? BEGINNING,
    {
      type: 'AddAgency',
      data: { name: first.name, kind: KIND[kind], ...(since && { since }), ...(partOf !== undefined && { partOf }) },
    },
    marked(invented, { kind: 'kind', 'names.0.name': 'name', 'names.0.from': 'since' }),
  );
  const renamed = later.map(({ name, from }, index) => {
    const at = `names.${index + 1}`;
    const day = from ?? BEGINNING;
    const fields = marked(invented, { [`${at}.name`]: 'name', [`${at}.from`]: 'since' });
    return kept(day, { type: 'RenameAgency', data: { name, since: day } }, fields);
  });
  const endedOn = names.at(-1)?.until ?? undefined;
  if (endedOn === undefined) return [added, ...renamed];
  const last = names.length - 1;
  const fields = marked(invented, {
    [`names.${last}.until`]: 'endedOn',
    'successor.on': 'endedOn',
    'successor.agency': 'successor',
  });
  const ended: AgencyCommand = {
    type: 'EndAgency',
    data: { endedOn, ...(successor && { successor: successor.agency }) },
  };
  return [added, ...renamed, kept(endedOn, ended, fields)];
}

function groupActs({ name, purpose, reportsTo, chair, chairAgency, members, invented }: Group): readonly Entry[] {
  const added = kept(
    BEGINNING,
    { type: 'AddGroup', data: { name, purpose, ...(reportsTo !== null && { parent: reportsTo }) } },
    [],
  );
  const chaired =
    chair === null
      ? []
      : [
          kept(
            BEGINNING,
            {
              type: 'TakeChair',
              data: { role: chair, ...(chairAgency !== undefined && { agency: chairAgency }) },
            },
            [],
          ),
        ];
  const seats = members.flatMap(({ agency, role, from, until }, place): readonly Entry[] => {
    const at = `members.${place}`;
    const fields = { [`${at}.role`]: 'role', [`${at}.from`]: 'from' };
    const joined = kept(from, { type: 'JoinGroup', data: { agency, role, from } }, marked(invented, fields));
    if (until === null) return [joined];
    const ends = marked(invented, { [`${at}.role`]: 'role', [`${at}.until`]: 'until' });
    return [joined, kept(until, { type: 'LeaveGroup', data: { agency, role, until } }, ends)];
  });
  return [added, ...chaired, ...seats];
}

function postActs({ id, agency, roles, invented }: PersonInRoles, { signIn }: Year): readonly Entry[] {
  const [first] = roles;
  if (!first) return [];
  const { title, from: since, until } = first;
  const added = kept(
    since,
    { type: 'AddPost', data: { title, since, ...(agency !== null && { agency }) } },
    marked(invented, { 'roles.0.title': 'title', 'roles.0.from': 'since' }),
  );
  const seats = roles.flatMap(({ title: seat, group, from }, place) => {
    if (group === undefined) return [];
    const as = seat.startsWith('Chair') ? 'chair' : 'member';
    return [
      kept(
        from,
        { type: 'JoinAsPost', data: { group, as, from } },
        marked(invented, { [`roles.${place}.from`]: 'from' }),
      ),
    ];
  });
  const signsIn = signIn.filter((person) => person.id === id).flatMap((person) => signInActs(person, since));
  if (until === null) return [added, ...seats, ...signsIn];
  const fields = marked(invented, { 'roles.0.until': 'endedOn' });
  return [added, ...seats, kept(until, { type: 'EndPost', data: { endedOn: until } }, fields)];
}

const TERMINAL: By = { actor: 'system', onBehalfOf: { role: 'system' } };

/** The first of the Partnership Team is let in from the terminal, who then invites the others. Each accepts for themselves. */
function signInActs(person: Person, on: IsoDate): readonly Entry[] {
  const { id, role, partner, opensDetails } = person;
  const as = { role, ...(partner && { partner }), ...(opensDetails === true && { opensDetails }) } as const;
  const invited = kept(on, { type: 'InviteToSignIn', data: as }, Object.keys(as));
  const accepted = kept(on, { type: 'AcceptSignIn', data: { provider: 'demonstration' } }, ['provider']);
  const managing = kept(on, { type: 'ChangeSignInRole', data: { ...as, manages: true } }, [
    ...Object.keys(as),
    'manages',
  ]);
  return [
    role === 'partnership-team' ? { ...invited, by: TERMINAL } : invited,
    { ...accepted, by: { actor: id, onBehalfOf: asThemselves(person) } },
    ...(person.manages === true ? [{ ...managing, by: TERMINAL }] : []),
  ];
}
