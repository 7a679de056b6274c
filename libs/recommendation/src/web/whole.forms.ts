import {
  ChoiceField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  EXECUTIVE,
  GroupField,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  OptionField,
  TextField,
  YesNoField,
  is,
} from '#app/platform';

export class AgreeForm {
  @ChoiceField(
    'What did the group decide?',
    { agreed: 'It is agreed', 'not-accepted': 'It is not accepted' },
    { called: 'what the group decided' },
  )
  decision: 'agreed' | 'not-accepted';
  @NarrativeField('Why is it not accepted?', {
    called: 'why it is not accepted',
    when: is('decision', 'not-accepted'),
    max: 2000,
    rows: 4,
  })
  reason?: string;
  @NarrativeField('Anything to keep about the agreement', {
    called: 'a note about the agreement',
    when: is('decision', 'agreed'),
    optional: true,
    max: 2000,
    rows: 3,
  })
  note?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class ApproveForm {
  @NarrativeField('Anything to keep about the approval', {
    called: 'a note about the approval',
    optional: true,
    max: 2000,
    rows: 3,
  })
  note?: string;
  @MeetingField('Where was it approved?', { called: 'the meeting', held: true, group: EXECUTIVE })
  meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class ScopeNoteForm {
  @ChoiceField(
    'What is it about?',
    { scope: 'How far the recommendation reaches', condition: 'A condition in it that has, or has not, come about' },
    { called: 'what it is about', initial: 'scope' },
  )
  about: 'scope' | 'condition';
  @NarrativeField('The note', {
    called: 'the note',
    hint: 'The words of the recommendation stay as they were agreed',
    max: 2000,
    rows: 4,
  })
  note: string;
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 3 }) reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class DecisionForm {
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class SupersedeForm extends DecisionForm {
  @TextField('Reference of the recommendation in its place', {
    hint: 'New words are a new recommendation: make it first, then name it here. For example, REC-2025-26-004',
    called: 'the reference of the recommendation in its place',
    max: 40,
  })
  by: string;
}

export class ReviewForm {
  @NarrativeField('What did the group say?', { called: 'what the group said', max: 2000, rows: 4 }) note: string;
  @DateField('When is it looked at again?', {
    called: 'the next review',
    hint: 'Three months after the meeting where nothing is entered',
    optional: true,
    future: true,
  })
  nextReview?: string;
  @MeetingField('At which meeting?', { called: 'the meeting', held: true, between: false }) meeting: MeetingAnswer;
}

export class EmbeddingForm {
  @NarrativeField('How was it checked?', {
    called: 'how it was checked',
    hint: 'A dip sample, a second audit, data',
    max: 2000,
    rows: 3,
  })
  method: string;
  @NarrativeField('What did the check find?', { called: 'what the check found', max: 2000, rows: 4 }) result: string;
  @TextField('Measure before', { called: 'the measure before', hint: '26% of conferences', optional: true, max: 120 })
  before?: string;
  @TextField('Measure after', { called: 'the measure after', optional: true, max: 120 }) after?: string;
  @YesNoField('Has the change held?', { called: 'whether the change has held' }) embedded: boolean;
  @MeetingField('Where was it considered?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class EscalateForm {
  @GroupField('To which group?', { called: 'the group' }) to: string;
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
}

const BroughtBeforeField = OptionField('escalated', 'is not a group that has still to answer');

export class AnswerEscalationForm {
  @BroughtBeforeField('Which group answers?', { called: 'which group answers' }) group: string;
  @NarrativeField('What did it decide?', { called: 'what it decided', max: 2000, rows: 4 }) decision: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class CommentForm {
  @ChoiceField('What is it?', { question: 'A question', view: 'A view' }, { called: 'what it is', initial: 'question' })
  kind: 'question' | 'view';
  @NarrativeField('Your words', {
    called: 'your words',
    hint: 'Owners and their agencies read this, and so does every group',
    max: 2000,
    rows: 4,
  })
  comment: string;
}

export class ReasonForm {
  @NarrativeField('Why?', { called: 'why', max: 2000, rows: 4 }) reason: string;
}
