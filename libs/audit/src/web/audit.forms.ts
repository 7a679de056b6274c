import {
  AgenciesField,
  ChoiceField,
  ChoicesField,
  DateField,
  EXECUTIVE,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  NumberField,
  OptionField,
  OptionsField,
  QUALITY_ASSURANCE,
  TextField,
  WordsField,
  YesNoField,
  is,
} from '#app/platform';
import type { Channel, Checked, DatedStep } from '../domain/audit.events';
import { type AuditType, type Step, stepWords } from '../read/audit.row';
import { CHANNELS, PLANS, RESULTS, SILENT_STEPS, TYPES } from './audit.names';

const QuarterField = OptionField('quarters', 'is not a quarter that can be chosen here. Write it like Q3 2025-26');
const AuditField = OptionField('audits', 'is not another audit');
const AskedAgencyField = OptionField('asked', 'has not been asked for a return on this audit');
const ScopedAgenciesField = OptionsField('scoped', 'is not an agency of this audit’s scope');

const DayField = (label: string) =>
  DateField(label, { optional: true, past: true, hint: 'Leave empty for the day of the meeting' });
const GroupMeetingField = MeetingField('Where was it agreed?', {
  called: 'the meeting',
  held: true,
  group: QUALITY_ASSURANCE,
});
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
  @QuarterField('Quarter', { optional: true, hint: 'May be left out only where the source does not state it' })
  quarter?: string;
  @NarrativeField('Why was this chosen?', {
    called: 'why this was chosen',
    optional: true,
    max: 4000,
    hint: 'May be left out only where the source does not state it',
  })
  why?: string;
  @AuditField('Does it look again at an earlier audit?', { called: 'the earlier audit', optional: true })
  earlier?: string;
}

export class MoveForm {
  @QuarterField('To which quarter?', { called: 'the quarter' }) quarter: string;
  @NarrativeField('Why?', { called: 'why it is moved', max: 2000 }) reason: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @DayField('Agreed on') on?: string;
}

export class ScopeForm {
  @NarrativeField('What does the audit look at?', { called: 'what the audit looks at', max: 4000 }) question: string;
  @AgenciesField('Which agencies take part?', { called: 'the agencies that take part' }) agencies: string[];
  @NumberField('How many children does it look at?', {
    called: 'the number of children',
    hint: 'The number only. An audit record says nothing of who they are',
    min: 1,
    max: 2000,
    optional: true,
  })
  children?: number;
  @TextField('Method', { hint: 'For example, records read by pairs of agencies', max: 300 }) method: string;
  @WordsField('Tools issued', { hint: 'One on each line', optional: true, max: 1000 }) tools?: string;
  @DateField('Agreed on', { past: true, initial: 'today' }) on: string;
}

export class AskForReturnsForm {
  @ScopedAgenciesField('Which agencies are asked?', { called: 'the agencies that are asked' }) agencies: string[];
  @DateField('Asked on', { past: true, initial: 'today' }) on: string;
  @DateField('By when should they return it?', { called: 'the date for the returns', optional: true, notBefore: 'on' })
  dueOn?: string;
}

export class ReturnForm {
  @AskedAgencyField('Which agency returns it?', { called: 'the agency' }) agency: string;
  @NarrativeField('What does the return say, in short?', { called: 'what the return says', max: 6000 }) summary: string;
  @NumberField('How many children does it cover?', {
    called: 'the number of children',
    min: 0,
    max: 2000,
    optional: true,
  })
  children?: number;
  @DateField('Returned on', { past: true, initial: 'today' }) on: string;
}

const WithoutField = () =>
  WordsField('Why did it go ahead without outstanding returns?', {
    called: 'why it went ahead without returns',
    hint: 'Only where returns are outstanding',
    optional: true,
    max: 500,
  });

export class HoldPanelForm {
  @DateField('Date of the panel', { past: true }) on: string;
  @AgenciesField('Which agencies took part?', { called: 'the agencies that took part' }) agencies: string[];
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
  @WithoutField() without?: string;
}

export class PointForm {
  @NarrativeField('In a sentence or two', { called: 'what was found', max: 1000 }) words: string;
}

export class RecordFindingsForm {
  @ListOf(PointForm, 'Strengths', { item: 'strength', optional: true }) strengths?: readonly { words: string }[];
  @ListOf(PointForm, 'Findings', { item: 'finding', optional: true, max: 40 }) findings?: readonly { words: string }[];
  @WordsField('Themes', { hint: 'One on each line', optional: true, max: 1000 }) themes?: string;
  @DateField('Recorded on', { past: true, initial: 'today' }) on: string;
  @WithoutField() without?: string;
}

export class AgreeForm {
  @GroupMeetingField meeting: MeetingAnswer;
  @DayField('Agreed on') on?: string;
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ApproveForm {
  @MeetingField('Where was it approved?', { called: 'the meeting', held: true, group: EXECUTIVE })
  meeting: MeetingAnswer;
  @DayField('Approved on') on?: string;
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
  @MeetingField('Where were they looked at?', { called: 'the meeting', held: true, group: QUALITY_ASSURANCE })
  meeting: MeetingAnswer;
  @DayField('Looked at on') on?: string;
}

export class PlanForm {
  @ChoiceField('What is planned?', PLANS, { called: 'what is planned' }) how: keyof typeof PLANS;
  @QuarterField('In which quarter?', { called: 'the quarter' }) quarter: string;
  @DateField('Planned on', { past: true, initial: 'today' }) on: string;
}

export class ImpactForm {
  @ChoiceField('What is the result?', RESULTS, { called: 'the result' }) result: Checked['result'];
  @NarrativeField('What shows it?', {
    called: 'what shows it',
    hint: 'Before and after, where there are figures',
    max: 4000,
  })
  words: string;
  @AuditField('Which audit looked again?', { called: 'the audit that looked again', optional: true }) audit?: string;
  @DateField('Checked on', { past: true, initial: 'today' }) on: string;
}

export class CloseForm {
  @NarrativeField('What closes it?', { called: 'what closes it', max: 2000 }) note: string;
  @WordsField('Why is no impact check needed?', {
    called: 'why no impact check is needed',
    hint: 'Only where the impact has not been checked',
    optional: true,
    max: 500,
  })
  noImpactCheck?: string;
  @GroupMeetingField meeting: MeetingAnswer;
  @DayField('Closed on') on?: string;
}

export class NotStatedForm {
  @ChoicesField('What does the source not state?', SILENT_STEPS, { called: 'what the source does not state' })
  steps: Step[];
  @TextField('Which document is the source?', DOCUMENT) document: string;
  @TextField('Anything to note?', { called: 'what is to be noted', optional: true, max: 500 }) note?: string;
}

export class CancelForm {
  @NarrativeField('Why?', { called: 'why it is cancelled', max: 2000 }) reason: string;
  @GroupMeetingField meeting: MeetingAnswer;
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

export class CorrectForm {
  @ChoiceField(
    'What is wrong?',
    {
      title: 'The title',
      theme: 'The theme',
      date: 'The date of a step',
      children: 'The number of children',
      scope: 'The agencies in the scope',
      panel: 'The agencies at the panel',
    },
    { called: 'what is wrong' },
  )
  wrong: 'title' | 'theme' | 'date' | 'children' | 'scope' | 'panel';
  @TextField('The right words', { called: 'the right words', when: is('wrong', 'title', 'theme'), max: 160 })
  right?: string;
  @ChoiceField('Which step?', DATED, { called: 'the step', when: is('wrong', 'date') }) step?: DatedStep;
  @DateField('The right date', { called: 'the right date', past: true, when: is('wrong', 'date') }) date?: string;
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
