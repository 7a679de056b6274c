import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  ChoicesField,
  type ConflictsAnswer,
  ConflictsField,
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
import { CHANNELS, type Channel, MADE } from '#app/steps';
import { PARTNERS } from './learning-event.names';

const RapidReviewField = OptionField('rapidReviews', 'is not a rapid review that was decided with a learning event');
const ReferralField = OptionField(
  'referrals',
  'is not a referral whose decision is a learning event or learning for one agency',
);

export const DocumentField = (when?: ReturnType<typeof is>) =>
  TextField('Which document is the source?', {
    called: 'the document that is the source',
    hint: 'As people call it, for example “Yearly report 2024/25”',
    ...(when && { when }),
  });
export const DayField = (label: string) =>
  DateField(label, { optional: true, past: true, hint: 'Leave empty for the day of the meeting' });
export const GroupMeetingField = MeetingField('Where was it agreed?', {
  called: 'the meeting',
  held: true,
  group: LEARNING_INQUIRY,
});

export class AgreeLearningEventForm {
  @TextField('Title', { hint: 'About the circumstances, never about who', max: 120 }) title: string;
  @ChoiceField(
    'What does it answer?',
    { referral: 'A referral', 'rapid-review': 'A rapid review', other: 'Something else' },
    { called: 'what it answers' },
  )
  answers: 'referral' | 'rapid-review' | 'other';
  @ReferralField('Which referral?', { called: 'the referral', when: is('answers', 'referral') }) referral?: string;
  @RapidReviewField('Which rapid review?', { called: 'the rapid review', when: is('answers', 'rapid-review') })
  rapidReview?: string;
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
      'some-met': { label: 'At least one is met', hint: 'Only after a rapid review: else the law asks for more' },
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
  @ConflictsField({ when: is('agreement', 'stated') }) conflicts?: ConflictsAnswer;
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
  @ConflictsField() conflicts?: ConflictsAnswer;
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
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Approved on') on?: string;
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ApproveByExecutiveForm {
  @MeetingField('Where was it approved?', { called: 'the meeting', held: true, group: EXECUTIVE })
  meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Approved on') on?: string;
  @ChoicesField('Which delegated safeguarding partners took part?', PARTNERS, {
    called: 'the safeguarding partners who took part',
    optional: true,
  })
  partners?: (keyof typeof PARTNERS)[];
  @NarrativeField('Why did a safeguarding partner not take part?', {
    called: 'why a safeguarding partner did not take part',
    hint: 'For each one that is not ticked: all three share one duty. Leave empty where all three took part',
    max: 2000,
    when: ({ partners = [] }: ApproveByExecutiveForm) => partners.length < Object.keys(PARTNERS).length,
  })
  absent?: string;
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ShareBriefingForm {
  @TextField('Title of the briefing', { max: 160 }) title: string;
  @ChoicesField('How was it shared?', CHANNELS, { called: 'how it was shared' }) channels: Channel[];
  @TextField('With whom?', { called: 'with whom it was shared', optional: true, max: 200 }) audience?: string;
  @DateField('Shared on', { past: true, initial: 'today' }) on: string;
}

export class ReviewForm {
  @ChoiceField('Were recommendations made?', MADE, { called: 'whether recommendations were made' })
  made: keyof typeof MADE;
  @NarrativeField('How far are the recommendations?', {
    called: 'how far the recommendations are',
    max: 4000,
    when: is('made', 'made'),
  })
  summary?: string;
  @NarrativeField('Why were none made?', { called: 'why none were made', max: 2000, when: is('made', 'none') })
  reason?: string;
  @MeetingField('Where were they looked at?', { called: 'the meeting', held: true, group: LEARNING_INQUIRY })
  meeting: MeetingAnswer;
  @DayField('Looked at on') on?: string;
}
