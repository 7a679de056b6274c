import {
  AgenciesField,
  ChoiceField,
  ChoicesField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  NumberField,
  OptionField,
  QUALITY_ASSURANCE,
  TextField,
  YesNoField,
  is,
} from '#app/platform';
import type { DatedStep } from '../domain/audit.events';
import { type AuditType, type Step, stepWords } from '../read/audit.row';
import { DayField, GroupMeetingField, QuarterField } from './audit.forms';
import { SILENT_STEPS, TYPES } from './audit.names';

const AuditField = OptionField('audits', 'is not another audit');
const DOCUMENT = {
  called: 'the document that is the source',
  hint: 'As people call it, for example “Yearly report 2024/25”',
};

export class PutInProgrammeForm {
  @TextField('Title', { max: 160 }) title: string;
  @TextField('Theme', { hint: 'In a few words, as later audits on the same will say it', max: 80 }) theme: string;
  @ChoiceField('Type', TYPES) type: AuditType;
  @ChoiceField(
    'Is it known when it entered the programme?',
    { stated: 'Yes', 'not-stated': 'No, the source does not state it' },
    { called: 'whether it is known when it entered the programme', initial: 'stated' },
  )
  entered: 'stated' | 'not-stated';
  @MeetingField('Where was it agreed?', {
    called: 'the meeting',
    held: true,
    group: QUALITY_ASSURANCE,
    when: is('entered', 'stated'),
  })
  meeting?: MeetingAnswer;
  @ConflictsField({ when: is('entered', 'stated') }) conflicts?: ConflictsAnswer;
  @DateField('Agreed on', {
    optional: true,
    past: true,
    hint: 'Leave empty for the day of the meeting',
    when: is('entered', 'stated'),
  })
  on?: string;
  @TextField('Which document is the source?', { ...DOCUMENT, when: is('entered', 'not-stated') }) document?: string;
  @YesNoField('Does the source give this title?', {
    called: 'whether the source gives this title',
    when: is('entered', 'not-stated'),
  })
  titleGiven?: boolean;
  @QuarterField('Quarter', { when: is('entered', 'stated') }) quarter?: string;
  @TextField('In which quarter was it?', {
    called: 'the quarter in which it was',
    hint: 'As the source has it, for example Q3 2022-23. Leave empty where it does not say',
    optional: true,
    max: 20,
    when: is('entered', 'not-stated'),
  })
  olderQuarter?: string;
  @NarrativeField('Why was this chosen?', {
    called: 'why this was chosen',
    max: 4000,
    when: is('entered', 'stated'),
  })
  why?: string;
  @NarrativeField('Why was it chosen?', {
    called: 'why it was chosen',
    hint: 'Leave empty where the source does not say',
    optional: true,
    max: 4000,
    when: is('entered', 'not-stated'),
  })
  olderWhy?: string;
  @AuditField('Does it look again at an earlier audit?', { called: 'the earlier audit', optional: true })
  earlier?: string;
}

export class MoveForm {
  @QuarterField('To which quarter?', { called: 'the quarter' }) quarter: string;
  @NarrativeField('Why?', { called: 'why it is moved', max: 2000 }) reason: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Agreed on') on?: string;
}

export class NotStatedForm {
  @YesNoField('Is this audit entered from older papers?', {
    called: 'whether this audit is entered from older papers',
    hint: 'A step of work that goes on now is recorded when it is taken. It is never “not stated”',
  })
  olderPapers: boolean;
  @ChoicesField('What does the source not state?', SILENT_STEPS, { called: 'what the source does not state' })
  steps: Step[];
  @TextField('Which document is the source?', DOCUMENT) document: string;
  @TextField('Anything to note?', { called: 'what is to be noted', optional: true, max: 500 }) note?: string;
}

export class CancelForm {
  @NarrativeField('Why?', { called: 'why it is cancelled', max: 2000 }) reason: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Cancelled on') on?: string;
}

const DATED: Readonly<Record<DatedStep, string>> = {
  programme: stepWords.programme,
  scope: stepWords.scope,
  panel: stepWords.panel,
  findings: stepWords.findings,
  agreement: stepWords.agreement,
  approval: stepWords.approval,
};

const NoteField = OptionField('notes', 'is not recorded here');

export class CorrectForm {
  @ChoiceField(
    'What is wrong?',
    {
      title: 'The title',
      theme: 'The theme',
      date: 'The date of a step',
      end: 'The date on which it was closed or cancelled',
      children: 'The number of children',
      scope: 'The agencies in the scope',
      panel: 'The agencies at the panel',
      'note-words': 'The words of a briefing, a note of monitoring or an impact check',
      'note-date': 'The date of one of these',
    },
    { called: 'what is wrong' },
  )
  wrong: 'title' | 'theme' | 'date' | 'end' | 'children' | 'scope' | 'panel' | 'note-words' | 'note-date';
  @NoteField('Which one?', { called: 'which one it is', when: is('wrong', 'note-words', 'note-date') }) note?: string;
  @NarrativeField('The right words', {
    called: 'the right words',
    when: is('wrong', 'note-words'),
    max: 4000,
    rows: 4,
  })
  words?: string;
  @TextField('The right words', { called: 'the right words', when: is('wrong', 'title', 'theme'), max: 160 })
  right?: string;
  @ChoiceField('Which step?', DATED, { called: 'the step', when: is('wrong', 'date') }) step?: DatedStep;
  @DateField('The right date', { called: 'the right date', past: true, when: is('wrong', 'date', 'end', 'note-date') })
  date?: string;
  @NumberField('How many children?', {
    called: 'the number of children',
    min: 1,
    max: 2000,
    when: is('wrong', 'children'),
  })
  children?: number;
  @AgenciesField('Which agencies?', { called: 'the agencies', when: is('wrong', 'scope', 'panel') })
  agencies?: string[];
  @NarrativeField('Why?', { called: 'why', hint: 'The old value stays on the record, struck through', max: 2000 })
  reason: string;
}

export class ReasonForm {
  @NarrativeField('Why?', { called: 'why', max: 2000 }) reason: string;
}
