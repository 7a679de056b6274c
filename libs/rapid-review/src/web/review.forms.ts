import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  HiddenField,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  OptionField,
  TextField,
  YesNoField,
  is,
} from '#app/platform';
import type {
  Finding,
  PanelAnswer,
  Partner,
  PartnershipAnswered,
  ReviewCriterion,
  ReviewOutcome,
  SignedOff,
} from '../domain/rapid-review.events';
import { ANSWERS, FINDINGS, PANEL_REPLIES, REVIEW_CRITERIA, REVIEW_OUTCOMES, SIGN_OFFS } from './rapid-review.names';

const AskedAgencyField = OptionField('asked', 'has not been asked for a return');
const PartnerField = OptionField('partners', 'is not a safeguarding partner for whom you can answer');

export class ReturnForm {
  @AskedAgencyField('Which agency returns?', { called: 'the agency' }) agency: string;
  @DateField('From when is the period covered?', { called: 'the beginning of the period', past: true })
  periodFrom: string;
  @DateField('Until when?', { called: 'the end of the period', past: true, notBefore: 'periodFrom' }) periodTo: string;
  @NarrativeField('Summary of the agency’s involvement', {
    hint: 'No names, dates of birth or addresses. If there was none, say so',
    max: 8000,
  })
  involvement: string;
  @NarrativeField('Chronology', { hint: 'What mattered, in order of its dates', optional: true, max: 8000 })
  chronology?: string;
  @NarrativeField('Analysis', { hint: 'What it shows of practice', optional: true, max: 8000 }) analysis?: string;
  @NarrativeField('Good practice', { optional: true, max: 4000 }) goodPractice?: string;
  @NarrativeField('Immediate action', { hint: 'What has been done already', optional: true, max: 4000 })
  immediateAction?: string;
  @NarrativeField('Learning', { optional: true, max: 4000 }) learning?: string;
  @TextField('Role of who wrote it', { hint: 'A role, not a name', optional: true, max: 120 }) authorRole?: string;
  @TextField('Role of who signed it off', { hint: 'A role, not a name', max: 120 }) signOffRole: string;
  @DateField('When was it returned?', { called: 'the date it was returned', past: true, initial: 'today' })
  returnedOn: string;
}

export class SafetyActionForm {
  @NarrativeField('What was done at once to keep children safe?', { called: 'what was done', max: 4000 })
  action: string;
  @AgencyField('By which agency?', { called: 'the agency', optional: true }) agency?: string;
  @DateField('When?', { called: 'the date of the action', past: true, initial: 'today' }) takenOn: string;
}

export class ReviewMeetingForm {
  @MeetingField('Which meeting was it?', { called: 'the review meeting', held: true, between: false })
  meeting: MeetingAnswer;
  @AgenciesField('Which agencies attended?', { called: 'the agencies that attended' }) attended: string[];
  @NarrativeField('What was found?', {
    called: 'what was found',
    hint: 'The facts, and the episodes of practice that mattered',
    max: 8000,
  })
  found: string;
  @NarrativeField('What was learned that can be acted on at once?', {
    called: 'the immediate learning',
    optional: true,
    max: 4000,
  })
  immediateLearning?: string;
  @NarrativeField('How did racism, disability and other inequalities influence experience and practice?', {
    called: 'how inequalities influenced experience and practice',
    hint: 'The national Panel has asked this of every rapid review since June 2025',
    optional: true,
    max: 4000,
  })
  inequalities?: string;
}

export class ReviewCriterionForm {
  @HiddenField() criterion: ReviewCriterion;
  @ChoiceField('Is it met?', FINDINGS, { called: 'whether it is met' }) finding: Finding;
  @NarrativeField('Why?', { called: 'why', max: 2000 }) reason: string;
}

export class DecideReviewForm {
  @ListOf(ReviewCriterionForm, 'Are the criteria for a local review met?', {
    called: 'the criteria',
    hint: 'SI 2018/789, regulation 11(2). Meeting the criteria does not mean that a review must be carried out',
    fixed: { key: 'criterion', of: REVIEW_CRITERIA },
  })
  criteria: ReviewCriterionForm[];
  @ChoiceField('What is decided?', REVIEW_OUTCOMES, { called: 'what is decided' }) outcome: ReviewOutcome;
  @NarrativeField('Rationale', { hint: 'Why this outcome. A no needs the same reasons as a yes', max: 6000 })
  rationale: string;
  @YesNoField('Is there a local learning event as well?', { called: 'a local learning event' }) learningEvent: boolean;
  @NarrativeField('What do single agencies do as well?', {
    called: 'what single agencies do',
    optional: true,
    max: 4000,
  })
  singleAgencyAction?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @DateField('When was it decided?', { called: 'the date of the decision', past: true, initial: 'today' })
  decidedOn: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @NarrativeField('Why does this replace the earlier decision?', {
    called: 'why the earlier decision is replaced',
    hint: 'Only where a decision is on record already. All three partners are then asked to sign off again',
    optional: true,
    max: 2000,
  })
  supersedesWhy?: string;
}

export class SignOffForm {
  @PartnerField('Which safeguarding partner answers?', { called: 'the safeguarding partner' }) partner: Partner;
  @ChoiceField('Answer', SIGN_OFFS, { called: 'the answer' }) answer: SignedOff['answer'];
  @NarrativeField('Reason', {
    called: 'the reason',
    hint: 'Needed from a partner who does not sign off',
    optional: true,
    max: 4000,
  })
  reason?: string;
  @DateField('When?', { called: 'the date of the answer', past: true, initial: 'today' }) signedOn: string;
  /** A replaced decision is put to all three partners again: the page carries which one was read. */
  @HiddenField({ called: 'the number of the decision', max: 4 }) decision: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class SendToPanelForm {
  @DateField('When was the rapid review sent?', { called: 'the date it was sent', past: true, initial: 'today' })
  sentOn: string;
  @TextField('Reference', { called: 'the reference', optional: true, max: 100 }) panelReference?: string;
}

export class PanelReplyForm {
  @ChoiceField('What does the national Panel reply?', PANEL_REPLIES, { called: 'the reply' }) reply: PanelAnswer;
  @NarrativeField('Its words', { called: 'its words', max: 6000 }) words: string;
  @TextField('Reference of its letter', { optional: true, max: 100 }) panelReference?: string;
  @DateField('When did it reply?', { called: 'the date of the reply', past: true, initial: 'today' }) repliedOn: string;
}

export class AnswerPanelForm {
  @ChoiceField('What does the partnership answer?', ANSWERS, {
    called: 'the answer',
    hint: 'A changed decision is put to all three safeguarding partners again',
  })
  answer: PartnershipAnswered['answer'];
  @ChoiceField('What is decided now?', REVIEW_OUTCOMES, {
    called: 'what is decided now',
    when: is('answer', 'decision-changed'),
  })
  outcome?: ReviewOutcome;
  @NarrativeField('Its words, and why', { called: 'the words of the answer', max: 6000 }) words: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @DateField('When was it answered?', { called: 'the date of the answer', past: true, initial: 'today' })
  answeredOn: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
}

export class CloseForm {
  @NarrativeField('What closes it?', {
    called: 'what closes it',
    hint: 'What follows, and where that is followed',
    max: 2000,
  })
  note: string;
  @NarrativeField('Why was no local learning event opened?', {
    called: 'why no local learning event was opened',
    hint: 'Only where the decision asks for one and none is open',
    optional: true,
    max: 2000,
  })
  noLearningEvent?: string;
  @DateField('When?', { called: 'the date it was closed', past: true, initial: 'today' }) closedOn: string;
}
