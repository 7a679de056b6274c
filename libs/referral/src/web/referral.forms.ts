import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  HiddenField,
  LEARNING_INQUIRY,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  NumberField,
  OptionField,
  TextField,
  is,
} from '#app/platform';
import type { Criterion, Finding, Outcome } from '../domain/referral.events';
import { CRITERIA, HARMS, OUTCOMES, PARTNERS } from './referral.names';

const AskedAgencyField = OptionField('asked', 'has not been asked about this referral');
const ReferrerField = OptionField('referrers', 'is not an agency in the directory');
const OtherReferralField = OptionField('others', 'is not another referral');

export class ReceiveReferralForm {
  @TextField('Short title (no names)', {
    hint: 'About the circumstances, never about who: “Unexplained injuries to an infant”',
    called: 'a short title',
    max: 120,
  })
  headline: string;
  @ReferrerField('Which agency refers?', { called: 'the agency that refers' }) from: string;
  @TextField('Role of the person who refers', { hint: 'A role, not a name', max: 120 }) role: string;
  @TextField('Safeguarding lead consulted', { hint: 'A role, not a name', optional: true, max: 120 })
  safeguardingLead?: string;
  @DateField('When was the referral received?', { called: 'the date received', past: true, initial: 'today' })
  receivedOn: string;
  @DateField('When did the incident happen?', { called: 'the date of the incident', past: true, optional: true })
  incidentOn?: string;
  @DateField('When did the council become aware of it?', {
    called: 'the date on which the council became aware',
    hint: 'The five working days for a notification count from this day, whatever the date of a meeting',
    past: true,
    optional: true,
  })
  awareOn?: string;
  @NumberField('How many children is it about?', {
    called: 'the number of children',
    min: 1,
    max: 12,
    initial: 1,
    hint: 'Each is given a pseudonym',
  })
  numberOfChildren: number;
  @ChoiceField('Is harm known or suspected?', HARMS)
  harm: 'known' | 'suspected' | 'good-practice';
  @NarrativeField('What happened?', {
    called: 'what happened',
    hint: 'No names, dates of birth or addresses',
    max: 8000,
  })
  whatHappened: string;
  @NarrativeField('Why is it referred?', { called: 'why it is referred', max: 4000 }) why: string;
  @AgenciesField('Which agencies are involved?', { called: 'the agencies involved' }) agencies: string[];
}

export class AskForInformationForm {
  @AgencyField('Which agency is asked?', { called: 'the agency that is asked' }) agency: string;
  @NarrativeField('What is it asked?', {
    called: 'what is asked',
    hint: 'The agency sees this question, the short title, the dates and the pseudonyms, but not what happened nor why it was referred: the question must be understood on its own',
    max: 2000,
  })
  question: string;
  @DateField('When was it asked?', { called: 'the date it was asked', past: true, initial: 'today' }) askedOn: string;
  @DateField('By when should it answer?', { called: 'the date for the answer', notBefore: 'askedOn' }) dueOn: string;
}

export class GiveInformationForm {
  @AskedAgencyField('Which agency gives it?', { called: 'the agency' }) agency: string;
  @DateField('When was it given?', { called: 'the date it was given', past: true, initial: 'today' }) givenOn: string;
  @NarrativeField('What does your agency know?', { called: 'what your agency knows', max: 8000 }) information: string;
}

export class ConsiderReferralForm {
  @MeetingField('At which meeting was it considered?', { called: 'the meeting', held: true, group: LEARNING_INQUIRY })
  meeting: MeetingAnswer;
  @DateField('When?', { called: 'the date it was considered', past: true, initial: 'today' }) consideredOn: string;
  @NarrativeField('What was said, in short?', { called: 'what was said', max: 4000 }) note: string;
}

export class CriterionForm {
  @HiddenField() criterion: Criterion;
  @ChoiceField(
    'Is it met?',
    { met: 'Met', 'not-met': 'Not met', 'not-enough-information': 'Not enough information' },
    { called: 'whether it is met' },
  )
  finding: Finding;
  @NarrativeField('Why?', { called: 'why', max: 2000 }) reason: string;
}

export class ViewForm {
  @HiddenField() partner: 'council' | 'health' | 'police';
  @ChoiceField(
    'View',
    { agrees: 'Agrees', dissents: 'Does not agree', 'not-given': 'No view given' },
    { called: 'the view', initial: 'not-given' },
  )
  view: 'agrees' | 'dissents' | 'not-given';
  @NarrativeField('Why does this partner not agree?', {
    called: 'why this partner does not agree',
    when: is('view', 'dissents'),
    max: 2000,
  })
  reason?: string;
}

export class DecideReferralForm {
  @ListOf(CriterionForm, 'Do the criteria for notification appear met?', {
    called: 'the criteria',
    fixed: { key: 'criterion', of: CRITERIA },
  })
  criteria: CriterionForm[];
  @ListOf(ViewForm, 'Views of the three safeguarding partners', {
    called: 'the views',
    fixed: { key: 'partner', of: PARTNERS },
  })
  views: ViewForm[];
  @ChoiceField('Outcome', OUTCOMES) outcome: Outcome;
  @TextField('Which body is it passed to?', {
    called: 'the body it is passed to',
    when: is('outcome', 'passed-elsewhere'),
    max: 200,
  })
  passedTo?: string;
  @NarrativeField('Rationale', {
    hint: 'At least a sentence: why this outcome, and why it is appropriate and proportionate. A no needs the same reasons as a yes',
    max: 6000,
  })
  rationale: string;
  @NarrativeField('Information considered', { optional: true, max: 4000 }) informationConsidered?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true, group: LEARNING_INQUIRY })
  meeting: MeetingAnswer;
  @DateField('When was it decided?', { called: 'the date of the decision', past: true, initial: 'today' })
  decidedOn: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

/** A further decision: the earlier one stays on the record. */
export class ReplaceDecisionForm extends DecideReferralForm {
  @NarrativeField('Why does this replace the earlier decision?', {
    called: 'why the earlier decision is replaced',
    hint: 'The earlier decision stays on the record, marked as replaced',
    max: 2000,
  })
  supersedesWhy: string;
}

export class RecordAnswerForm {
  @ChoiceField(
    'What did the receiving body answer?',
    { accepted: 'It has taken it on', 'not-accepted': 'It has not taken it on' },
    { called: 'the answer' },
  )
  answer: 'accepted' | 'not-accepted';
  @DateField('When did it answer?', { called: 'the date of the answer', past: true, initial: 'today' })
  answeredOn: string;
  @NarrativeField('Its words, or what it will do', { called: 'what it said', max: 4000 }) words: string;
}

export class ReturnReflectionForm {
  @NarrativeField('What went well?', { called: 'what went well', max: 4000 }) wentWell: string;
  @NarrativeField('What did not go well?', { called: 'what did not go well', max: 4000 }) didNotGoWell: string;
  @NarrativeField('What could be done differently next time?', { called: 'what could be done differently', max: 4000 })
  differentlyNextTime: string;
  @DateField('When was it returned?', { called: 'the date it was returned', past: true, initial: 'today' })
  returnedOn: string;
}

export class CloseReferralForm {
  @NarrativeField('What closes it?', {
    called: 'what closes it',
    hint: 'What was started from it, and where that is followed',
    max: 2000,
  })
  note: string;
  @NarrativeField('If nothing was started: why will nothing follow?', {
    called: 'why nothing will follow',
    hint: 'Only where the decision asks for a learning event, recommendations or learning for one agency, and none was started. At least four words',
    optional: true,
    max: 2000,
  })
  nothingFollows?: string;
  @DateField('When?', { called: 'the date it was closed', past: true, initial: 'today' }) closedOn: string;
}

export class ReasonForm {
  @NarrativeField('Why?', { called: 'why', hint: 'At least four words', max: 2000 }) reason: string;
}

export class MarkDuplicateForm {
  @OtherReferralField('Which referral does it duplicate?', { called: 'the other referral' }) of: string;
  @NarrativeField('How do you know?', { called: 'how you know', hint: 'At least four words', max: 2000 })
  reason: string;
}
