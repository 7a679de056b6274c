import {
  AgencyField,
  ChoiceField,
  DateField,
  GroupField,
  NarrativeField,
  OptionField,
  TextField,
  WordsField,
  is,
} from '#app/platform';
import type { AgencyCorrectable, AgencyKind } from '../domain/agency.events';
import type { GroupCorrectable } from '../domain/group.events';
import { AGENCY_FIELDS, GROUP_FIELDS, KINDS } from './directory.names';

const SuccessorField = OptionField('successors', 'is not in the directory, or has ended');
const MemberField = OptionField('members', 'is not a member of this group now');

const FirstDay = DateField('Since when?', {
  called: 'the first day',
  hint: 'The first day under this name. Leave it out where nobody knows',
  past: true,
  optional: true,
});
export const Why = NarrativeField('Why?', { called: 'why', max: 2000 });
export const Note = WordsField('Anything to add?', { called: 'what is added', optional: true, max: 1000 });

export class AddAgencyForm {
  @TextField('Name', { hint: 'Its official name, in full' }) name: string;
  @ChoiceField('Kind of agency', KINDS) kind: AgencyKind;
  @AgencyField('Is it a service of another agency?', { called: 'the agency that it is a service of', optional: true })
  partOf?: string;
  @FirstDay since?: string;
}

export class RenameForm {
  @TextField('New name', { hint: 'The old name stays with everything that happened while it held' }) name: string;
  @DateField('From which day?', { called: 'the first day of the new name', past: true, initial: 'today' })
  since: string;
}

export class EndForm {
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) endedOn: string;
  @SuccessorField('Who took over?', { called: 'the successor', hint: 'Leave it out where nobody did', optional: true })
  successor?: string;
  @Note note?: string;
}

/** An agency ends with an explicit answer to who took over. */
export class EndAgencyForm {
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) endedOn: string;
  @SuccessorField('Who took over?', {
    called: 'who took over',
    hint: 'Where it is not known yet, choose that nobody took over, and correct it when it is',
  })
  successor: string;
  @Note note?: string;
}

export class ReasonForm {
  @Why reason: string;
}

export class CorrectAgencyForm {
  @ChoiceField('What is wrong?', AGENCY_FIELDS, { called: 'what is wrong' }) field: AgencyCorrectable;
  @TextField('The right name', { called: 'the right name', when: is('field', 'name') }) words?: string;
  @DateField('The right date', { called: 'the right date', past: true, when: is('field', 'since', 'endedOn') })
  date?: string;
  @SuccessorField('Who took over?', { called: 'who took over', when: is('field', 'successor') }) successor?: string;
  @ChoiceField('The right kind', KINDS, { called: 'the right kind', when: is('field', 'kind') }) kind?: AgencyKind;
  @Why reason: string;
}

export class AddGroupForm {
  @TextField('Name', { hint: 'In full' }) name: string;
  @WordsField('Purpose', { hint: 'What it is there for, in a sentence or two', max: 1000 }) purpose: string;
  @GroupField('To which group does it report?', { called: 'the group to which it reports', optional: true })
  parent?: string;
  @FirstDay since?: string;
}

export class JoinGroupForm {
  @AgencyField('Which agency joins?', { called: 'the agency that joins' }) agency: string;
  @TextField('Who sits for it?', { called: 'who sits for it', hint: 'A role, not a name: “Named Nurse”' }) role: string;
  @DateField('From which day?', { called: 'the first day', past: true, initial: 'today' }) from: string;
}

export class LeaveGroupForm {
  @MemberField('Which member leaves?', { called: 'the member that leaves' }) member: string;
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) until: string;
}

export class TakeChairForm {
  @TextField('Who chairs?', { called: 'who chairs', hint: 'A role, not a name: “Area Director”' }) role: string;
  @AgencyField('Of which agency?', {
    called: 'the agency',
    hint: 'Leave it out for an independent chair',
    optional: true,
  })
  agency?: string;
  @DateField('From which day?', {
    called: 'the first day',
    past: true,
    optional: true,
    hint: 'Needed where somebody chaired it before: they stop the day before',
  })
  from?: string;
}

export class LeaveChairForm {
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) until: string;
}

export class CorrectGroupForm {
  @ChoiceField('What is wrong?', GROUP_FIELDS, { called: 'what is wrong' }) field: GroupCorrectable;
  @WordsField('The right words', { called: 'the right words', max: 1000, when: is('field', 'name', 'purpose') })
  words?: string;
  @DateField('The right date', { called: 'the right date', past: true, when: is('field', 'since', 'endedOn') })
  date?: string;
  @GroupField('The right group', { called: 'the right group', when: is('field', 'parent') }) group?: string;
  @Why reason: string;
}
