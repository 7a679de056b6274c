import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  DateField,
  NarrativeField,
  NumberField,
  OptionField,
  TextField,
  is,
} from '#app/platform';
import { CORRECTABLE, CORRECTABLE_ACCOUNT, CORRECTABLE_CONSIDERATION, HARMS } from './referral.names';

const STAYS = 'The old value stays on the record, struck through';

const ConsiderationField = OptionField('considerations', 'is not a consideration of this referral');

/** Each value has an input of its own, which holds what is recorded now. */
export class CorrectReferralForm {
  @ChoiceField('What is wrong?', CORRECTABLE, { called: 'what is wrong' })
  field: keyof typeof CORRECTABLE;
  @TextField('The right short title (no names)', {
    called: 'the right short title',
    when: is('field', 'headline'),
    max: 120,
  })
  headline?: string;
  @TextField('The right role of the person who refers', {
    called: 'the right role',
    hint: 'A role, not a name',
    when: is('field', 'role'),
    max: 120,
  })
  role?: string;
  @DateField('When was the referral received?', {
    called: 'the date received',
    past: true,
    when: is('field', 'receivedOn'),
  })
  receivedOn?: string;
  @DateField('When did the incident happen?', {
    called: 'the date of the incident',
    past: true,
    when: is('field', 'incidentOn'),
  })
  incidentOn?: string;
  @DateField('When did the council become aware of it?', {
    called: 'the date on which the council became aware',
    hint: 'The five working days for a notification are counted again. Where a notification decision is open and the council has not notified, its clock follows',
    past: true,
    when: is('field', 'awareOn'),
  })
  awareOn?: string;
  @ChoiceField('Is harm known or suspected?', HARMS, { when: is('field', 'harm') })
  harm?: 'known' | 'suspected' | 'good-practice';
  @NumberField('How many children is it about?', {
    called: 'the number of children',
    min: 1,
    max: 12,
    when: is('field', 'children'),
  })
  children?: number;
  @NarrativeField('Why?', { called: 'why', hint: STAYS, max: 2000 }) reason: string;
}

/** What was told, and by and about which agencies. Each answer shows its own field. */
export class CorrectAccountForm {
  @ChoiceField('What is wrong?', CORRECTABLE_ACCOUNT, { called: 'what is wrong' })
  field: keyof typeof CORRECTABLE_ACCOUNT;
  @AgencyField('Which agency refers?', { called: 'the agency that refers', when: is('field', 'from') }) from?: string;
  @TextField('Which safeguarding lead was consulted?', {
    called: 'the safeguarding lead who was consulted',
    hint: 'A role, not a name',
    when: is('field', 'safeguardingLead'),
    max: 120,
  })
  safeguardingLead?: string;
  @AgenciesField('Which agencies are involved?', { called: 'the agencies involved', when: is('field', 'agencies') })
  agencies?: string[];
  @NarrativeField('What happened?', { called: 'what happened', max: 8000, when: is('field', 'whatHappened') })
  whatHappened?: string;
  @NarrativeField('Why is it referred?', { called: 'why it is referred', max: 4000, when: is('field', 'why') })
  why?: string;
  @NarrativeField('Why is it corrected?', { called: 'why it is corrected', hint: STAYS, max: 2000 }) reason: string;
}

/** The day or the words of one consideration. */
export class CorrectConsiderationForm {
  @ConsiderationField('Which consideration?', { called: 'the consideration' }) consideration: string;
  @ChoiceField('What is wrong?', CORRECTABLE_CONSIDERATION, { called: 'what is wrong' })
  field: keyof typeof CORRECTABLE_CONSIDERATION;
  @DateField('When was it considered?', {
    called: 'the date it was considered',
    past: true,
    when: is('field', 'consideredOn'),
  })
  consideredOn?: string;
  @NarrativeField('What was said, in short?', { called: 'what was said', max: 4000, when: is('field', 'note') })
  note?: string;
  @NarrativeField('Why is it corrected?', { called: 'why it is corrected', hint: STAYS, max: 2000 }) reason: string;
}
