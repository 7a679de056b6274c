import type { Detail, PersonKind } from '#app/concerned';
import {
  ChoiceField,
  type FormClass,
  ListOf,
  NarrativeField,
  NhsNumberField,
  OptionField,
  SealedChoiceField,
  SealedDateField,
  SealedTextField,
  SealedWordsField,
  is,
} from '../forms';
import { DETAIL_NAMES, ETHNICITIES } from './concerned.names';

const ChildField = OptionField('children', 'is not a child of this record');
const PersonField = OptionField('concerned', 'is not somebody whom this record concerns');

export interface PersonForm {
  readonly kind: PersonKind;
  readonly child?: string;
  readonly name: string;
  readonly dateOfBirth?: string;
  readonly address?: string;
  readonly nhsNumber?: string;
  readonly ethnicity?: string;
  readonly relation?: string;
}

export interface PeopleForm {
  readonly people: readonly PersonForm[];
}

const nobody: PropertyDecorator = () => undefined;

/** Who is concerned; where the record has given its children pseudonyms, each child is one of them. */
function peopleForm(numbered: boolean): FormClass<PeopleForm> {
  const Which = numbered
    ? ChildField('Which child of this record is it?', { called: 'which child it is', when: is('kind', 'child') })
    : nobody;
  class Person implements PersonForm {
    @ChoiceField(
      'Who is it?',
      {
        child: 'A child',
        family: { label: 'Family', hint: 'A parent, carer, brother, sister or other relative' },
        practitioner: 'A practitioner who worked with them',
      },
      { called: 'who it is' },
    )
    kind: PersonKind;
    @Which child?: string;
    @SealedChoiceField('Ethnicity', ETHNICITIES, { when: is('kind', 'child'), optional: true }) ethnicity?: string;
    @SealedTextField('Name') name: string;
    @SealedDateField('Date of birth', {
      hint: 'Not of practitioners',
      when: is('kind', 'child', 'family'),
      past: true,
      optional: true,
    })
    dateOfBirth?: string;
    @SealedWordsField('Address', { hint: 'Not of practitioners', when: is('kind', 'child', 'family'), optional: true })
    address?: string;
    @NhsNumberField('NHS number', {
      hint: '10 digits, like 485 777 3456. Not of practitioners',
      when: is('kind', 'child', 'family'),
      optional: true,
    })
    nhsNumber?: string;
    @SealedTextField('Relation to the child, or role and agency', {
      hint: 'Not of children',
      when: is('kind', 'family', 'practitioner'),
      optional: true,
    })
    relation?: string;
  }
  class People implements PeopleForm {
    @ListOf(Person, 'People', { called: 'the people', item: 'person', max: 12 }) people: Person[];
  }
  return People;
}

export const NumberedPeopleForm = peopleForm(true);
export const UnnumberedPeopleForm = peopleForm(false);

/** One detail of one person. What is recorded now is not shown: that would be an opening. */
export class CorrectPersonForm {
  @PersonField('Whose details?', { called: 'whose details they are' }) subject: string;
  @ChoiceField('What is corrected or added?', DETAIL_NAMES, { called: 'what is corrected' }) detail: Detail;
  @SealedTextField('The right name', { called: 'the right name', when: is('detail', 'name') }) name?: string;
  @SealedDateField('The right date of birth', {
    called: 'date of birth',
    past: true,
    when: is('detail', 'dateOfBirth'),
  })
  dateOfBirth?: string;
  @SealedWordsField('The right address', { called: 'the right address', when: is('detail', 'address') })
  address?: string;
  @SealedChoiceField('The right ethnicity', ETHNICITIES, { called: 'the ethnicity', when: is('detail', 'ethnicity') })
  ethnicity?: string;
  @NhsNumberField('The right NHS number', { called: 'the NHS number', when: is('detail', 'nhsNumber') })
  nhsNumber?: string;
  @SealedTextField('The right relation or role', { called: 'the relation or role', when: is('detail', 'relation') })
  relation?: string;
  @NarrativeField('Why?', { called: 'why', hint: 'Without names', max: 1000, rows: 3 }) reason: string;
}

/** Nothing of what was recorded is shown. */
export class TakeOffPersonForm {
  @PersonField('Who was recorded by mistake?', { called: 'who was recorded by mistake' }) subject: string;
  @NarrativeField('Why?', {
    called: 'why',
    hint: 'Without names. For example: recorded on the wrong referral',
    max: 1000,
    rows: 3,
  })
  reason: string;
}

export class OpeningForm {
  @NarrativeField('Why do you need to see these details now?', {
    called: 'why you need to see these details',
    hint: 'At least three words, without names. For example: to prepare the notification to the national Panel',
    max: 500,
    rows: 3,
  })
  reason: string;
}
