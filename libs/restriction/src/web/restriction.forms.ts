import { DateField, NarrativeField, OptionField, OptionsField, TextField } from '#app/platform';

const PeopleField = OptionsField('people', 'is not somebody who signs in');
const OpeningField = OptionField('openings', 'is not one of its openings');

const Named = PeopleField('Who may go on seeing it?', {
  called: 'who may go on seeing it',
  hint: 'Name somebody of the Partnership Team, who keeps it. Naming people gives them no more than their role does',
});
const Until = DateField('Until which day?', {
  called: 'the last day',
  hint: 'A year from today at most. It can be renewed',
  future: true,
});
const Why = NarrativeField('Why?', {
  called: 'the reason',
  hint: 'Say nothing that tells who the child is: people who may not see the record read this',
  max: 500,
});

export class RestrictForm {
  @TextField('Which record?', { called: 'the record', hint: 'Its reference, as in REF-2026-27-001', max: 40 })
  record: string;
  @Named named: string[];
  @Until until: string;
  @Why reason: string;
}

export class ChangeRestrictionForm {
  @Named named: string[];
  @Until until: string;
  @Why reason: string;
}

export class LiftRestrictionForm {
  @Why reason: string;
}

export class OpenRestrictedForm {
  @NarrativeField('Why do you need to see it?', {
    called: 'why you need to see it',
    hint: 'The Independent Scrutineer reads this. Say nothing that tells who the child is',
    max: 500,
  })
  reason: string;
}

export class OpeningSeenForm {
  @OpeningField('Which opening?', { called: 'the opening' }) opening: string;
  @NarrativeField('A question about it', {
    called: 'the question',
    hint: 'Leave it out where you have none. The Partnership Manager is asked to answer',
    max: 1000,
    optional: true,
  })
  question?: string;
}

export class AnswerAboutOpeningForm {
  @OpeningField('About which opening?', { called: 'the opening' }) opening: string;
  @NarrativeField('Your answer', { called: 'the answer', max: 1000 }) answer: string;
}
