import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  ChoicesField,
  DateField,
  EXECUTIVE,
  LEARNING_INQUIRY,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  NumberField,
  OptionField,
  TextField,
  WordsField,
  YesNoField,
  is,
} from '#app/platform';
import { CHANNELS, type Channel } from '#app/steps';
import type { DatedStep } from '../domain/learning-event.events';
import { type Step, stepWords } from '../read/learning-event.row';
import { PARTNERS, SILENT_STEPS } from './learning-event.names';

const ReferralField = OptionField('referrals', 'is not a referral that was decided to lead to a learning event');

const DocumentField = (when?: ReturnType<typeof is>) =>
  TextField('Which document is the source?', {
    called: 'the document that is the source',
    hint: 'As people call it, for example “Yearly report 2024/25”',
    ...(when && { when }),
  });
const DayField = (label: string) =>
  DateField(label, { optional: true, past: true, hint: 'Leave empty for the day of the meeting' });
const GroupMeetingField = MeetingField('Where was it agreed?', {
  called: 'the meeting',
  held: true,
  group: LEARNING_INQUIRY,
});

export class AgreeLearningEventForm {
  @TextField('Title', { hint: 'About the circumstances, never about who', max: 120 }) title: string;
  @ChoiceField(
    'What does it answer?',
    { referral: 'A referral', other: 'Something else' },
    { called: 'what it answers' },
  )
  answers: 'referral' | 'other';
  @ReferralField('Which referral?', { called: 'the referral', when: is('answers', 'referral') }) referral?: string;
  @WordsField('Why is there no referral?', {
    called: 'why there is no referral',
    when: is('answers', 'other'),
    max: 500,
  })
  noReferral?: string;
  @ChoiceField(
    'Are criteria for a notification, a rapid review or a practice review met?',
    {
      'none-met': 'None is met',
      'some-met': { label: 'At least one is met', hint: 'Then the law asks for more than a learning event' },
      'not-stated': { label: 'The source does not state it', hint: 'Only for what is entered from older papers' },
    },
    { called: 'whether criteria are met' },
  )
  criteria: 'none-met' | 'some-met' | 'not-stated';
  @NarrativeField('How is that known?', {
    called: 'how it is known that no criteria are met',
    when: is('criteria', 'none-met'),
    max: 2000,
  })
  basis?: string;
  @YesNoField('Has the Learning Inquiry Group agreed that agencies need to learn together?', {
    called: 'whether the Learning Inquiry Group has agreed',
    initial: true,
  })
  learningNeeded: boolean;
  @NarrativeField('Why do agencies need to learn together from this?', {
    called: 'why agencies need to learn together',
    max: 4000,
  })
  why: string;
  @ChoiceField(
    'Is it known when it was agreed?',
    { stated: 'Yes', 'not-stated': 'No, the source does not state it' },
    { called: 'whether it is known when it was agreed', initial: 'stated' },
  )
  agreement: 'stated' | 'not-stated';
  @MeetingField('Where was it agreed?', {
    called: 'the meeting',
    held: true,
    group: LEARNING_INQUIRY,
    when: is('agreement', 'stated'),
  })
  meeting?: MeetingAnswer;
  @DateField('Agreed on', {
    optional: true,
    past: true,
    hint: 'Leave empty for the day of the meeting',
    when: is('agreement', 'stated'),
  })
  on?: string;
  @DocumentField(is('agreement', 'not-stated')) document?: string;
}

export class KeyLineForm {
  @TextField('Key line of enquiry', { max: 400 }) words: string;
}

export class AgreeTermsForm {
  @NarrativeField('What is the event to find out?', { called: 'what the event is to find out', max: 4000 })
  purpose: string;
  @ListOf(KeyLineForm, 'Key lines of enquiry', { item: 'key line of enquiry' }) keyLines: readonly KeyLineForm[];
  @GroupMeetingField meeting: MeetingAnswer;
  @DayField('Agreed on') on?: string;
}

export class NameFacilitatorsForm {
  @AgenciesField('Which agencies facilitate?', { called: 'the agencies that facilitate', hint: 'Normally two' })
  agencies: string[];
  @WordsField('Why is it not two?', {
    called: 'why it is not two',
    optional: true,
    max: 500,
    hint: 'Only where another number of agencies facilitates',
  })
  reason?: string;
  @DateField('Named on', { past: true, initial: 'today' }) on: string;
}

export class AttendanceForm {
  @AgencyField('Agency') agency: string;
  @NumberField('People', { min: 1, max: 500 }) people: number;
}

export class HoldWorkshopForm {
  @DateField('Date of the workshop', { past: true }) on: string;
  @NumberField('How many practitioners came?', { called: 'the number of practitioners who came', min: 1, max: 500 })
  total: number;
  @ListOf(AttendanceForm, 'From which agencies, where it is known', {
    called: 'the attendance by agency',
    item: 'agency',
    optional: true,
    max: 40,
  })
  byAgency?: AttendanceForm[];
  @NarrativeField('What did those who came say of it?', {
    called: 'what those who came said',
    optional: true,
    max: 2000,
  })
  feedback?: string;
}

export class PointForm {
  @NarrativeField('In a sentence or two', { called: 'what was learned', max: 1000 }) words: string;
}

export class RecordLearningForm {
  @ListOf(PointForm, 'Effective practice', { item: 'piece of effective practice', optional: true })
  effectivePractice?: readonly { words: string }[];
  @ListOf(PointForm, 'Areas of learning', { item: 'area of learning', optional: true }) areasOfLearning?: readonly {
    words: string;
  }[];
  @WordsField('Themes', { hint: 'One on each line: “Professional curiosity”', optional: true, max: 1000 })
  themes?: string;
  @DateField('Recorded on', { past: true, initial: 'today' }) on: string;
}

export class DraftReportForm {
  @NarrativeField('What does the report say, in short?', { called: 'what the report says', max: 6000 }) summary: string;
  @TextField('Where is the report kept?', {
    called: 'where the report is kept',
    optional: true,
    hint: 'A title or an address',
  })
  document?: string;
  @DateField('Drafted on', { past: true, initial: 'today' }) on: string;
}

export class ApproveByGroupForm {
  @GroupMeetingField meeting: MeetingAnswer;
  @DayField('Approved on') on?: string;
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ApproveByExecutiveForm {
  @MeetingField('Where was it approved?', { called: 'the meeting', held: true, group: EXECUTIVE })
  meeting: MeetingAnswer;
  @DayField('Approved on') on?: string;
  @ChoicesField('Which delegated safeguarding partners took part?', PARTNERS, {
    called: 'the safeguarding partners who took part',
    optional: true,
  })
  partners?: (keyof typeof PARTNERS)[];
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ShareBriefingForm {
  @TextField('Title of the briefing', { max: 160 }) title: string;
  @ChoicesField('How was it shared?', CHANNELS, { called: 'how it was shared' }) channels: Channel[];
  @TextField('With whom?', { called: 'with whom it was shared', optional: true, max: 200 }) audience?: string;
  @DateField('Shared on', { past: true, initial: 'today' }) on: string;
}

export class ReviewForm {
  @NarrativeField('How far are the recommendations?', { called: 'how far the recommendations are', max: 4000 })
  summary: string;
  @MeetingField('Where were they looked at?', { called: 'the meeting', held: true, group: LEARNING_INQUIRY })
  meeting: MeetingAnswer;
  @DayField('Looked at on') on?: string;
}

export class CloseForm {
  @NarrativeField('What closes it?', { called: 'what closes it', max: 2000 }) note: string;
  @GroupMeetingField meeting: MeetingAnswer;
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
  @DayField('Cancelled on') on?: string;
}

/** Later steps may be done again, so that nothing needs to be put right there. */
const { briefing: _briefing, monitoring: _monitoring, ...DATED } = stepWords;

export class CorrectForm {
  @ChoiceField(
    'What is wrong?',
    {
      title: 'The title',
      date: 'The date of a step',
      end: 'The date on which it was closed or cancelled',
      attendance: 'The attendance at the workshop',
      facilitators: 'The facilitators’ agencies',
    },
    { called: 'what is wrong' },
  )
  wrong: 'title' | 'date' | 'end' | 'attendance' | 'facilitators';
  @TextField('The right title', { when: is('wrong', 'title'), max: 120 }) title?: string;
  @ChoiceField('Which step?', DATED, { called: 'the step', when: is('wrong', 'date') }) step?: DatedStep;
  @DateField('The right date', { called: 'the right date', past: true, when: is('wrong', 'date', 'end') })
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
