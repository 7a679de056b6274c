import {
  AgenciesField,
  ChoiceField,
  ChoicesField,
  type ConflictsAnswer,
  ConflictsField,
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
  is,
} from '#app/platform';
import { CHANNELS, type Channel, MADE } from '#app/steps';
import type { Checked } from '../domain/audit.events';
import { PLANS, RESULTS } from './audit.names';

export const QuarterField = OptionField(
  'quarters',
  'is not a quarter that can be chosen here. Write it like Q3 2025-26',
);
const FinishedAuditField = OptionField('finished', 'is not a later audit whose report the Executive has approved');
const AskedAgencyField = OptionField('asked', 'has not been asked for a return on this audit');
const ScopedAgenciesField = OptionsField('scoped', 'is not an agency of this audit’s scope');

export const DayField = (label: string) =>
  DateField(label, { optional: true, past: true, hint: 'Leave empty for the day of the meeting' });
export const GroupMeetingField = MeetingField('Where was it agreed?', {
  called: 'the meeting',
  held: true,
  group: QUALITY_ASSURANCE,
});

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
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Agreed on') on?: string;
  @NarrativeField('Anything to note?', { called: 'what is to be noted', optional: true, max: 2000 }) note?: string;
}

export class ApproveForm {
  @MeetingField('Where was it approved?', { called: 'the meeting', held: true, group: EXECUTIVE })
  meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
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
  @MeetingField('Where were they looked at?', { called: 'the meeting', held: true, group: QUALITY_ASSURANCE })
  meeting: MeetingAnswer;
  @DayField('Looked at on') on?: string;
}

export class PlanForm {
  @ChoiceField('What is planned?', PLANS, { called: 'what is planned' }) how: keyof typeof PLANS;
  @QuarterField('In which quarter?', { called: 'the quarter' }) quarter: string;
  @DateField('Planned on', { past: true, initial: 'today' }) on: string;
  @NarrativeField('Why does the plan change?', {
    called: 'why the plan changes',
    hint: 'Only where something else was planned before',
    optional: true,
    max: 2000,
  })
  reason?: string;
}

export class ImpactForm {
  @ChoiceField('What is the result?', RESULTS, { called: 'the result' }) result: Checked['result'];
  @NarrativeField('What shows it?', {
    called: 'what shows it',
    hint: 'Before and after, where there are figures',
    max: 4000,
  })
  words: string;
  @FinishedAuditField('Which audit looked again?', {
    called: 'the audit that looked again',
    hint: 'A later one that is finished: its report is approved. Needed where a new audit was planned',
    optional: true,
  })
  audit?: string;
  @DateField('Checked on', { past: true, initial: 'today' }) on: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
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
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DayField('Closed on') on?: string;
}
