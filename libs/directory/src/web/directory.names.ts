import { isIsoDate, shortSpoken } from '#app/calendar';
import { NOBODY } from '../read/directory.queries';

/** What stored values are called on pages and in histories. */
export const KINDS = {
  'safeguarding-partner': 'Safeguarding partner',
  'relevant-agency': 'Relevant agency',
  other: 'Other body',
} as const;

export const STATUSES = {
  going: { word: 'In being', kind: 'going' },
  ended: { word: 'Ended', kind: 'ended' },
  void: { word: 'Entered in error', kind: 'ended' },
} as const;

export const SEATS = { member: 'Member', chair: 'Chair', deputy: 'Deputy' } as const;

/** As what somebody signs in, with what it lets them do. */
export const SIGN_IN_ROLES = {
  'partnership-team': { label: 'Partnership Team', hint: 'Records what others decide, and keeps the directory' },
  'group-chair': { label: 'Chair of a group', hint: 'Needs a chair’s seat' },
  'group-member': { label: 'Member of a group', hint: 'Needs a seat in one, their own or as a deputy' },
  'agency-representative': { label: 'Agency representative', hint: 'Needs an agency: reports and provides for it' },
  'safeguarding-partner': {
    label: 'Delegated safeguarding partner',
    hint: 'Decides for the council, the NHS or the police',
  },
  'executive-member': { label: 'Member of the Executive Group', hint: 'Needs a seat in it' },
  scrutineer: { label: 'Independent Scrutineer', hint: 'Reads everything and decides nothing; holds no seat' },
} as const;

export const PARTNERS = {
  council: 'The council',
  health: 'The NHS integrated care board',
  police: 'The police',
} as const;

export const SIGN_IN_STATES = {
  invited: { word: 'Invited', kind: 'waiting' },
  accepted: { word: 'Signs in', kind: 'going' },
  ended: { word: 'Ended', kind: 'ended' },
} as const;

export const statusFilter = {
  name: 'status',
  label: 'Status',
  kind: 'choice',
  options: Object.entries(STATUSES).map(([value, { word }]) => ({ value, text: word })),
} as const;

export const wordsFilter = (label: string) => ({ name: 'words', label, kind: 'words' }) as const;

/** What may be corrected, as forms offer it and histories tell it. */
export const AGENCY_FIELDS = {
  name: 'Present name',
  since: 'First day',
  endedOn: 'Last day',
  kind: 'Kind of agency',
  successor: 'Who took over',
} as const;
export const GROUP_FIELDS = {
  name: 'Present name',
  since: 'First day',
  endedOn: 'Last day',
  purpose: 'Purpose',
  parent: 'Group to which it reports',
} as const;
export const POST_FIELDS = {
  name: 'Present title',
  since: 'First day',
  endedOn: 'Last day',
  agency: 'Agency',
} as const;

/** A corrected value as people say it: dates, kinds, and names for ids. */
export const correctedValue = (value: string, nameOf: (id: string) => string): string =>
  isIsoDate(value)
    ? shortSpoken(value)
    : value === NOBODY
      ? 'Nobody'
      : ((KINDS as Readonly<Record<string, string>>)[value] ?? nameOf(value));
