import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  ChoicesField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  HiddenField,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  NarrativeField,
  NumberField,
  TextField,
  is,
} from '#app/platform';
import type {
  Correctable,
  Finding,
  NotificationCriterion,
  NotificationOutcome,
  Partner,
  PartnerView,
  Route,
  Told,
} from '../domain/rapid-review.events';
import {
  CORRECTABLE,
  CORRECTABLE_DATES,
  CRITERIA,
  FINDINGS,
  NOTIFICATION_OUTCOMES,
  PARTNERS,
  ROUTES,
  TOLD,
  VIEWS,
} from './rapid-review.names';

export class OpenForm {
  @TextField('A few words for lists', {
    hint: 'About the circumstances, never about who: “Unexplained injuries to an infant”',
    called: 'a few words for lists',
    max: 120,
  })
  headline: string;
  @DateField('When did it happen?', { called: 'the date of the incident', past: true, optional: true })
  incidentOn?: string;
  @DateField('When did the council become aware of the incident?', {
    called: 'the date on which the council became aware',
    hint: 'The five working days for a notification count from this day',
    past: true,
  })
  awareOn: string;
  @NumberField('How many children is it about?', {
    called: 'the number of children',
    min: 1,
    max: 12,
    initial: 1,
    hint: 'Each is given a pseudonym',
  })
  numberOfChildren: number;
  @AgenciesField('Which agencies are involved?', { called: 'the agencies involved' }) agencies: string[];
}

export class AwarenessForm {
  @DateField('When did the council become aware of the incident?', {
    called: 'the date on which the council became aware',
    hint: 'The five working days for a notification count from this day, whatever the date of a meeting',
    past: true,
  })
  awareOn: string;
}

export class PartnersToldForm {
  @DateField('When were the three safeguarding partners told of the incident?', {
    called: 'the date on which the partners were told',
    past: true,
    initial: 'today',
  })
  toldOn: string;
  @TextField('Which other areas’ partners were told?', {
    called: 'the other areas',
    hint: 'Where the child lives or has lived elsewhere',
    optional: true,
  })
  otherAreas?: string;
}

export class CriterionForm {
  @HiddenField() criterion: NotificationCriterion;
  @ChoiceField('Is it met?', FINDINGS, { called: 'whether it is met' }) finding: Finding;
  @NarrativeField('On what evidence?', { called: 'the evidence', max: 2000 }) reason: string;
}

export class ViewForm {
  @HiddenField() partner: Partner;
  @ChoiceField('Does the partner agree with what the council decides?', VIEWS, { called: 'the view' })
  view: PartnerView['view'];
  @NarrativeField('Reason', {
    called: 'the reason',
    optional: true,
    max: 2000,
    hint: 'Needed from a partner who does not agree',
  })
  reason?: string;
}

export class DecideNotificationForm {
  @ChoiceField('What is notified?', ROUTES, { called: 'what is notified' }) route: Route;
  @ListOf(CriterionForm, 'Are the criteria for a notification met?', {
    called: 'the criteria',
    hint: 'Children Act 2004, section 16C',
    fixed: { key: 'criterion', of: CRITERIA },
  })
  criteria: CriterionForm[];
  @ListOf(ViewForm, 'Views of the three safeguarding partners', {
    called: 'the views',
    hint: 'All three should agree what is notified. Dissent is kept with its reason, and does not remove the council’s duty',
    fixed: { key: 'partner', of: PARTNERS },
  })
  views: ViewForm[];
  @ChoiceField('What does the council decide?', NOTIFICATION_OUTCOMES, {
    called: 'what the council decides',
    hint: 'Whether to notify is in the end the council’s own responsibility',
  })
  outcome: NotificationOutcome;
  @NarrativeField('How does the council see its own duty?', {
    called: 'how the council sees its own duty',
    hint: 'Apart from the partners’ views',
    max: 2000,
  })
  councilsDuty: string;
  @NarrativeField('Rationale', { hint: 'Why this decision. A no needs the same reasons as a yes', max: 6000 })
  rationale: string;
  @NarrativeField('Information considered', { optional: true, max: 4000 }) informationConsidered?: string;
  @NarrativeField('Others consulted', { hint: 'Roles, not names', optional: true, max: 2000 }) othersConsulted?: string;
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @DateField('When was it decided?', { called: 'the date of the decision', past: true, initial: 'today' })
  decidedOn: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @NarrativeField('Why does this replace the earlier decision?', {
    called: 'why the earlier decision is replaced',
    hint: 'Only where a decision is on record already. The earlier one stays',
    optional: true,
    max: 2000,
  })
  supersedesWhy?: string;
}

export class NotificationSentForm {
  @DateField('When was the notification sent?', {
    called: 'the date on which it was sent',
    hint: 'The fifteen working days for the rapid review count from this day',
    past: true,
    initial: 'today',
  })
  sentOn: string;
  @TextField('At what time?', { called: 'the time', hint: 'For example, 14:05', optional: true, max: 5 })
  sentAt?: string;
  @TextField('Reference of the national system', { max: 100 }) nationalReference: string;
  @ChoicesField('Who was told, beside the national Panel?', TOLD, { called: 'who was told', optional: true })
  told?: Told[];
  @TextField('Who else was told?', { called: 'who else was told', hint: 'Roles, not names', optional: true })
  toldOthers?: string;
}

export class AcknowledgementForm {
  @DateField('When was the notification acknowledged?', {
    called: 'the date of the acknowledgement',
    past: true,
    initial: 'today',
  })
  acknowledgedOn: string;
  @NarrativeField('What did it say?', { called: 'what it said', optional: true, max: 2000 }) words?: string;
}

export class NotMetForm {
  @NarrativeField('Why does this not meet the criteria after all?', {
    called: 'why it does not meet the criteria',
    hint: 'This ends the duty to make a rapid review. What was recorded stays',
    max: 4000,
  })
  reason: string;
  @MeetingField('Where was this found?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @DateField('When was this found?', { called: 'the date of the finding', past: true, initial: 'today' })
  foundOn: string;
  @ConflictsField() conflicts?: ConflictsAnswer;
  @DateField('When was the national Panel told?', {
    called: 'the date on which the Panel was told',
    past: true,
    optional: true,
  })
  panelToldOn?: string;
}

export class CorrectForm {
  @ChoiceField('What is wrong?', CORRECTABLE, { called: 'what is wrong' }) field: Correctable;
  @TextField('The right words', {
    called: 'the right words',
    when: is('field', 'headline', 'nationalReference'),
    max: 120,
  })
  words?: string;
  @DateField('The right date', {
    called: 'the right date',
    hint: 'Clocks that count from it are counted again. Both dates stay on the record',
    past: true,
    when: is('field', ...CORRECTABLE_DATES),
  })
  date?: string;
  @NarrativeField('Why?', { called: 'why', hint: 'The old value stays on the record, struck through', max: 2000 })
  reason: string;
}

export class ReasonForm {
  @NarrativeField('Why?', { called: 'why', max: 2000 }) reason: string;
}

export class AskAgencyForm {
  @AgencyField('Which agency is asked?', { called: 'the agency that is asked' }) agency: string;
  @NarrativeField('What is it asked?', { called: 'what is asked', max: 2000 }) question: string;
  @DateField('When was it asked?', { called: 'the date it was asked', past: true, initial: 'today' }) askedOn: string;
  @DateField('By when should it return?', { called: 'the date for the return', notBefore: 'askedOn' }) dueOn: string;
}
