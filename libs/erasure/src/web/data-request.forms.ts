import { ChoiceField, ChoicesField, DateField, NarrativeField, OptionField, OptionsField, is } from '#app/platform';
import type { Asked, Asker, Outcome } from '../domain/data-request.events';
import {
  EXEMPTIONS,
  type Exemption,
  GROUNDS,
  type Ground,
  NO_RESTRICTION,
  RESTRICTION_GROUNDS,
  type RestrictionGround,
} from '../read/data-request.row';
import { ASKERS, ENDINGS, WAYS } from './erasure.names';

const SomebodyConcerned = OptionField('concernedPeople', 'is nobody whose details are kept here');
const DueRecord = OptionField('dueRecords', 'is no record whose time is over');
const PeopleOfRequest = OptionsField('requestPeople', 'is nobody whom this can be decided for');
const FilesOfRequest = OptionsField('requestFiles', 'is no evidence file of these records');

const ofSomebody = is('asked', 'erasure', 'restriction');

const Why = NarrativeField('Why?', { called: 'why', hint: 'Without names', max: 2000, rows: 4 });
const Reasons = NarrativeField('Reasons', {
  called: 'the reasons',
  hint: 'What was weighed, without names. Who asked is told them',
  max: 4000,
});
const DecidedOn = DateField('Decided on', { called: 'the day of the decision', past: true, initial: 'today' });
const Files = (when: readonly string[]) =>
  FilesOfRequest('Which evidence files are about them?', {
    called: 'the evidence files that are about them',
    hint: 'They are destroyed too. Only the files of recommendations that came of these records are shown',
    when: is('outcome', ...when),
  });

export class NewRequestForm {
  @ChoiceField(
    'What is it?',
    {
      erasure: { label: 'Somebody asks that their details be erased', hint: 'UK GDPR, Article 17' },
      restriction: {
        label: 'Somebody asks that their details be kept and not used',
        hint: 'UK GDPR, Article 18',
      },
      review: {
        label: 'The time to keep a record is over',
        hint: 'It is looked at, and kept on or destroyed',
      },
    },
    { called: 'what it is' },
  )
  asked: Asked;
  @SomebodyConcerned('Whose details?', { called: 'whose details they are', when: ofSomebody }) person?: string;
  @ChoiceField('Who asks?', ASKERS, { called: 'who asks', when: ofSomebody }) asker?: Asker;
  @DateField('When did it come in?', {
    called: 'the day on which it came in',
    hint: 'The month to answer counts from this day',
    past: true,
    initial: 'today',
    when: ofSomebody,
  })
  receivedOn?: string;
  @NarrativeField('What do they ask?', {
    called: 'what they ask',
    hint: 'In a sentence or two, without names',
    max: 2000,
    rows: 4,
    when: ofSomebody,
  })
  said?: string;
  @DueRecord('Which record?', { called: 'the record', when: is('asked', 'review') }) record?: string;
}

export class ExtensionForm {
  @Why reason: string;
}

export class ErasureDecisionForm {
  @ChoiceField(
    'What is decided?',
    { granted: 'Erase the details', 'in-part': 'Erase some of them', refused: 'Refuse: the details stay' },
    { called: 'what is decided' },
  )
  outcome: Extract<Outcome, 'granted' | 'in-part' | 'refused'>;
  @ChoiceField('On which ground are they erased?', GROUNDS, {
    called: 'the ground on which they are erased',
    when: is('outcome', 'granted', 'in-part'),
  })
  ground?: Ground;
  @ChoiceField('Why do details stay?', EXEMPTIONS, {
    called: 'why details stay',
    when: is('outcome', 'in-part', 'refused'),
  })
  exemption?: Exemption;
  @PeopleOfRequest('Whose details are erased?', {
    called: 'whose details are erased',
    hint: 'The same person may be on several records: choose them on each',
    when: is('outcome', 'granted', 'in-part'),
  })
  people?: string[];
  @Files(['granted', 'in-part']) evidence?: string[];
  @Reasons reasons: string;
  @DecidedOn decidedOn: string;
}

export class RestrictionDecisionForm {
  @ChoiceField(
    'What is decided?',
    { granted: 'Restrict: kept, and opened for nobody', refused: 'Refuse' },
    { called: 'what is decided' },
  )
  outcome: Extract<Outcome, 'granted' | 'refused'>;
  @ChoiceField('On which ground?', RESTRICTION_GROUNDS, { called: 'the ground', when: is('outcome', 'granted') })
  ground?: RestrictionGround;
  @ChoiceField('Why is it refused?', NO_RESTRICTION, { called: 'why it is refused', when: is('outcome', 'refused') })
  exemption?: Exemption;
  @Reasons reasons: string;
  @DecidedOn decidedOn: string;
}

export class ReviewDecisionForm {
  @ChoiceField(
    'What is decided?',
    {
      keep: 'Keep it until a later day',
      destroy: {
        label: 'Destroy who it is about',
        hint: 'What was decided and learned stays, without anybody’s details',
      },
    },
    { called: 'what is decided' },
  )
  outcome: Extract<Outcome, 'destroy' | 'keep'>;
  @DateField('Keep until', { called: 'the day until which it is kept', future: true, when: is('outcome', 'keep') })
  keepUntil?: string;
  @Files(['destroy']) evidence?: string[];
  @Reasons reasons: string;
  @DecidedOn decidedOn: string;
}

export class ApprovalForm {
  @ChoicesField(
    'Before you approve',
    { read: 'I have read what was asked, the decision and its reasons, and I approve it' },
    { called: 'that you have read it' },
  )
  read: string[];
  @NarrativeField('Anything to add?', {
    called: 'what is added',
    hint: 'Without names',
    optional: true,
    max: 2000,
    rows: 3,
  })
  note?: string;
}

export class SendBackForm {
  @Why reason: string;
}

export class AnswerForm {
  @DateField('On which day were they told?', {
    called: 'the day on which they were told',
    past: true,
    initial: 'today',
  })
  answeredOn: string;
  @ChoiceField('How?', WAYS, { called: 'how they were told' }) how: keyof typeof WAYS;
}

export class LiftForm {
  @DateField('On which day were they told that it will be lifted?', {
    called: 'the day on which they were told',
    hint: 'They are told before it is lifted (UK GDPR, Article 18(3))',
    past: true,
    initial: 'today',
  })
  toldOn: string;
  @Why reason: string;
}

export class EndRequestForm {
  @ChoiceField('Why does it end?', ENDINGS, { called: 'why it ends' }) why: keyof typeof ENDINGS;
  @NarrativeField('What happened?', { called: 'what happened', hint: 'Without names', max: 2000, rows: 4 })
  reason: string;
}
