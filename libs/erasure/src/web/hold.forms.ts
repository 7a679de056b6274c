import { ChoiceField, DateField, NarrativeField, OptionField, TextField, is } from '#app/platform';
import type { HoldKind } from '../domain/hold';
import { HOLDS } from './erasure.names';

const SomebodyConcerned = OptionField('concernedPeople', 'is nobody whose details are kept here');
const AnyRecord = OptionField('keptRecords', 'is no record that concerns people');

export class SetHoldForm {
  @ChoiceField('Who asked that it be kept?', HOLDS, { called: 'who asked that it be kept' }) kind: HoldKind;
  @TextField('Which one?', { called: 'which one', hint: 'The court, office, inquiry or force. No person’s name' })
  authority: string;
  @ChoiceField(
    'What is kept?',
    { record: 'A whole record', person: 'One person’s details on a record' },
    { called: 'what is kept' },
  )
  over: 'record' | 'person';
  @AnyRecord('Which record?', { called: 'the record', when: is('over', 'record') }) record?: string;
  @SomebodyConcerned('Whose details?', { called: 'whose details they are', when: is('over', 'person') })
  person?: string;
  @DateField('From which day?', { called: 'the first day', past: true, initial: 'today' }) from: string;
  @NarrativeField('Why?', { called: 'why', hint: 'What was asked for, without names', max: 2000, rows: 4 })
  reason: string;
}

export class LiftHoldForm {
  @DateField('From which day is it lifted?', { called: 'the day on which it is lifted', past: true, initial: 'today' })
  liftedOn: string;
  @NarrativeField('Why?', {
    called: 'why',
    hint: 'Who said that it is not needed any more, without names',
    max: 2000,
    rows: 4,
  })
  reason: string;
}
