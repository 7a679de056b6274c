import {
  AgencyField,
  ChoiceField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  FilesField,
  type KeptFile,
  LineField,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  OptionsField,
  type TargetAnswer,
  TargetField,
  TextField,
  is,
} from '#app/platform';
import type { AssuranceType, Basis } from '../domain/recommendation.events';
import { OwnerField } from './making.forms';
import { ASSURANCE_TYPES, BASES } from './recommendation.names';

export const LinesField = OptionsField('lines', 'is not a line of this recommendation');

/** Every act on a line says which. */
export class OnLineForm {
  @LineField('Whose line?', { called: 'whose line it is' }) lineId: string;
}

export class LineDecisionForm extends OnLineForm {
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class NameOwnerForm extends OnLineForm {
  @OwnerField('Who owns it?', { called: 'who owns it' }) owner: string;
  @TextField('Role that answers for it', { hint: 'A role, not a name', optional: true, max: 120 }) role?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class ReportProgressForm extends OnLineForm {
  @NarrativeField('What has been done?', { called: 'what has been done', max: 4000 }) text: string;
  @NarrativeField('What is the next step?', { called: 'the next step', optional: true, max: 1000, rows: 2 })
  nextStep?: string;
  @DateField('When?', { called: 'the date of the progress', past: true, initial: 'today' }) on: string;
  @FilesField('Files', { optional: true }) files?: KeptFile[];
}

/** What every piece of evidence has. */
class EvidenceForm extends OnLineForm {
  @NarrativeField('What does it show?', { called: 'what it shows', max: 4000 }) words: string;
  @DateField('When was it given?', { called: 'the date on which it was given', past: true, initial: 'today' })
  on: string;
  @FilesField('Files', { optional: true }) files?: KeptFile[];
  @TextField('Link', { hint: 'An address that begins with https://', optional: true, max: 500 }) link?: string;
}

export class ProvideAssuranceForm extends EvidenceForm {
  @ChoiceField('What kind of evidence is it?', ASSURANCE_TYPES, {
    called: 'the kind of evidence',
    initial: 'statement',
  })
  type: AssuranceType;
  @TextField('In which role is it given?', {
    hint: 'A role, not a name: “Named GP”',
    called: 'the role in which it is given',
    max: 120,
  })
  role: string;
}

export class DeliverProductForm extends EvidenceForm {
  @TextField('What was delivered?', {
    hint: 'Learning pack, protocol, training',
    called: 'what was delivered',
    max: 200,
  })
  title: string;
}

export class BringBackResultForm extends EvidenceForm {}

export class RequestAssuranceForm {
  @LinesField('Who is asked?', { called: 'who is asked' }) lineIds: string[];
  @NarrativeField('What is asked?', { called: 'what is asked', max: 2000, rows: 4 }) question: string;
  @DateField('When was it asked?', { called: 'the date it was asked', past: true, initial: 'today' }) askedOn: string;
  @DateField('By when should they answer?', { called: 'the date for the answer', notBefore: 'askedOn', optional: true })
  due?: string;
}

export class JudgeAssuranceForm extends OnLineForm {
  @ChoiceField(
    'Is it enough?',
    { accepted: 'Yes: it is accepted', returned: 'No: it is returned' },
    { called: 'whether it is enough' },
  )
  answer: 'accepted' | 'returned';
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
  @DateField('By when should more be sent?', {
    called: 'the date for more',
    when: is('answer', 'returned'),
    optional: true,
    future: true,
  })
  due?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class ChangeTargetForm extends LineDecisionForm {
  @TargetField('The new target', { called: 'the new target' }) target: TargetAnswer;
}

export class RecordWaitingForm extends OnLineForm {
  @NarrativeField('What does it wait for?', { called: 'what it waits for', max: 1000, rows: 3 }) what: string;
  @TextField('Whose is that?', { called: 'whose that is', max: 200 }) whose: string;
  @TargetField('When is it expected?', { called: 'when it is expected', optional: true }) expected?: TargetAnswer;
}

export class ResolveWaitingForm extends OnLineForm {
  @NarrativeField('How did the waiting end?', { called: 'how the waiting ended', max: 1000, rows: 3 }) how: string;
}

export class CarryForm extends LineDecisionForm {
  @TextField('Into which work is it carried?', {
    hint: 'An audit, a plan, a strategy',
    called: 'the other work',
    max: 200,
  })
  into: string;
  @TextField('Its reference', { called: 'the reference of the other work', optional: true, max: 80 })
  reference?: string;
  @TargetField('When is it expected?', { called: 'when it is expected', optional: true }) expected?: TargetAnswer;
  @DateField('When is this looked at again?', {
    called: 'the review date',
    hint: 'It stays open until then',
    future: true,
  })
  reviewOn: string;
}

export class HandOverForm extends LineDecisionForm {
  @AgencyField('Which body takes it over?', { called: 'the body that takes it over' }) successor: string;
  @TextField('Role that answers for it there', { hint: 'A role, not a name', optional: true, max: 120 }) role?: string;
}

export class CompleteForm {
  @ChoiceField('Why does it count as done?', BASES, { called: 'why it counts as done' }) basis: Basis;
  @NarrativeField('What satisfied the group?', { called: 'what satisfied the group', max: 2000, rows: 4 })
  reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class CompleteLineForm extends OnLineForm {
  @ChoiceField('Why does it count as done?', BASES, { called: 'why it counts as done' }) basis: Basis;
  @NarrativeField('What satisfied the group?', { called: 'what satisfied the group', max: 2000, rows: 4 })
  reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class ReopenForm {
  @LinesField('Whose lines are reopened?', { called: 'whose lines are reopened' }) lineIds: string[];
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}
