import {
  AgenciesField,
  ChoiceField,
  ChoicesField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  type MeetingAnswer,
  NarrativeField,
  NumberField,
  TextField,
  YesNoField,
  is,
  OptionField,
} from '#app/platform';
import type { DatedStep } from '../domain/learning-event.events';
import { type Step, stepWords } from '../read/learning-event.row';
import { DayField, DocumentField, GroupMeetingField } from './learning-event.forms';
import { SILENT_STEPS } from './learning-event.names';

export class CloseForm {
  @NarrativeField('What closes it?', { called: 'what closes it', max: 2000 }) note: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Closed on') on?: string;
}

export class NotStatedForm {
  @YesNoField('Is this learning event entered from older papers?', {
    called: 'whether this learning event is entered from older papers',
    hint: 'A step of work that goes on now is recorded when it is taken. It is never “not stated”',
  })
  olderPapers: boolean;
  @ChoicesField('What does the source not state?', SILENT_STEPS, { called: 'what the source does not state' })
  steps: Step[];
  @DocumentField() document: string;
  @TextField('Anything to note?', { called: 'what is to be noted', optional: true, max: 500 }) note?: string;
}

export class CancelForm {
  @NarrativeField('Why?', { called: 'why it is cancelled', max: 2000 }) reason: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Cancelled on') on?: string;
}

/** What may be recorded more than once is put right one by one. */
const { briefing: _briefing, monitoring: _monitoring, ...DATED } = stepWords;

const NoteField = OptionField('notes', 'is not recorded here');

export class CorrectForm {
  @ChoiceField(
    'What is wrong?',
    {
      title: 'The title',
      date: 'The date of a step',
      end: 'The date on which it was closed or cancelled',
      attendance: 'The attendance at the workshop',
      facilitators: 'The facilitators’ agencies',
      'note-words': 'The words of a briefing or a note of monitoring',
      'note-date': 'The date of one of these',
    },
    { called: 'what is wrong' },
  )
  wrong: 'title' | 'date' | 'end' | 'attendance' | 'facilitators' | 'note-words' | 'note-date';
  @NoteField('Which one?', { called: 'which one it is', when: is('wrong', 'note-words', 'note-date') }) note?: string;
  @NarrativeField('The right words', {
    called: 'the right words',
    when: is('wrong', 'note-words'),
    max: 4000,
    rows: 4,
  })
  words?: string;
  @TextField('The right title', { when: is('wrong', 'title'), max: 120 }) title?: string;
  @ChoiceField('Which step?', DATED, { called: 'the step', when: is('wrong', 'date') }) step?: DatedStep;
  @DateField('The right date', { called: 'the right date', past: true, when: is('wrong', 'date', 'end', 'note-date') })
  date?: string;
  @NumberField('How many came?', { called: 'the number who came', min: 1, max: 500, when: is('wrong', 'attendance') })
  total?: number;
  @AgenciesField('Which agencies facilitated?', {
    called: 'the agencies that facilitated',
    when: is('wrong', 'facilitators'),
  })
  agencies?: string[];
  @NarrativeField('Why?', { called: 'why', hint: 'The old value stays on the record, struck through', max: 2000 })
  reason: string;
}

export class ReasonForm {
  @NarrativeField('Why?', { called: 'why', max: 2000 }) reason: string;
}
