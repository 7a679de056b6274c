import { ChoiceField, NarrativeField, NumberField, TextField, is } from '#app/platform';
import type { RecordClass, RetentionEnd, RetentionTrigger } from '../domain/retention';
import { MOST_YEARS } from '../read/retention.row';
import { CLASSES, ENDS, TRIGGERS } from './erasure.names';

const Follows = ChoiceField('What happens when the time is over?', ENDS, {
  called: 'what happens when the time is over',
});
const Years = NumberField('How many years?', {
  called: 'the number of years',
  min: 1,
  max: MOST_YEARS,
  when: is('follows', 'review'),
});
const Trigger = ChoiceField('From which day does it count?', TRIGGERS, { called: 'the day from which it counts' });
const Authority = TextField('Whose rule is it?', {
  called: 'whose rule it is',
  hint: 'A law, a schedule, a decision of the partnership: with its date or section',
});

export class SetPeriodForm {
  @ChoiceField('What is kept?', CLASSES, { called: 'what is kept' }) of: RecordClass;
  @Follows follows: RetentionEnd;
  @Years years?: number;
  @Trigger trigger: RetentionTrigger;
  @Authority authority: string;
}

export class ChangePeriodForm {
  @Follows follows: RetentionEnd;
  @Years years?: number;
  @Trigger trigger: RetentionTrigger;
  @Authority authority: string;
  @NarrativeField('Why does it change?', { called: 'why it changes', max: 2000, rows: 4 }) reason: string;
}
