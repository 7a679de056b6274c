import { type EventWords, type Teller, asAgency, asDate, asGroup, asOneOf, wordsFor } from '#app/platform';
import type { AgencyEvent } from '../domain/agency.events';
import type { GroupEvent } from '../domain/group.events';
import { KINDS, correctedValue } from './directory.names';

export const renamed = (act: string, now: string): EventWords => ({
  act,
  fields: { since: ['From', asDate] },
  changes: [{ from: 'was', to: now, told: act === 'New title' ? 'Title' : 'Name' }],
});

export const corrected = (teller: Teller): EventWords => ({
  act: 'Corrected',
  fields: { label: 'What was wrong' },
  changes: [{ from: 'from', to: 'to', told: ['Value', teller] }],
  why: 'reason',
});
/** Other agencies stand in corrections of agencies and roles, groups in those of groups. */
export const withAgency: Teller = (value: string, names, on) => correctedValue(value, (id) => names.agency(id, on));
const withGroup: Teller = (value: string, names) => correctedValue(value, (id) => names.group(id));

export const inError: EventWords = { act: 'Marked as entered in error', fields: {}, why: 'reason' };

export const agencyWords = wordsFor<AgencyEvent>({
  AgencyAdded: {
    act: 'Added to the directory',
    fields: {
      name: 'Name',
      kind: ['Kind', asOneOf(KINDS)],
      partOf: ['A service of', asAgency],
      since: ['Since', asDate],
    },
  },
  AgencyRenamed: renamed('New name', 'name'),
  AgencyEnded: {
    act: 'Ended',
    fields: { endedOn: ['Last day', asDate], successor: ['Successor', asAgency], note: 'Note' },
  },
  AgencyCorrected: corrected(withAgency),
  AgencyEnteredInError: inError,
});

export const groupWords = wordsFor<GroupEvent>({
  GroupAdded: {
    act: 'Added to the directory',
    fields: { name: 'Name', purpose: 'Purpose', parent: ['Reports to', asGroup], since: ['Since', asDate] },
  },
  GroupRenamed: renamed('New name', 'name'),
  GroupMemberJoined: {
    act: 'Member joined',
    fields: { agency: ['Agency', asAgency], role: 'Role', from: ['From', asDate] },
  },
  GroupMemberLeft: {
    act: 'Member left',
    fields: { agency: ['Agency', asAgency], role: 'Role', until: ['Last day', asDate] },
  },
  GroupChairTaken: { act: 'New chair', fields: { role: 'Role', agency: ['Agency', asAgency], from: ['From', asDate] } },
  GroupChairLeft: {
    act: 'Chair left',
    fields: { role: 'Role', agency: ['Agency', asAgency], until: ['Last day', asDate] },
  },
  GroupEnded: {
    act: 'Ended',
    fields: { endedOn: ['Last day', asDate], successor: ['Successor', asGroup], note: 'Note' },
  },
  GroupCorrected: corrected(withGroup),
  GroupEnteredInError: inError,
});
