import {
  ChoiceField,
  type ConflictsAnswer,
  ConflictsField,
  DateField,
  GroupField,
  HiddenField,
  ListOf,
  type MeetingAnswer,
  MeetingField,
  OptionField,
  type TargetAnswer,
  TargetField,
  TextField,
  WordsField,
  YesNoField,
  is,
} from '#app/platform';
import type { Scope, Source } from '../domain/recommendation.events';
import { SCOPES, SOURCES } from './recommendation.names';

/** Agencies, groups, the Partnership Team, or nobody yet. */
export const OwnerField = OptionField('owners', 'is not an agency or a group in the directory');

export class NewRecommendationForm {
  @WordsField('Words of the recommendation', {
    hint: 'As they are to be agreed. Once agreed they never change',
    called: 'the words of the recommendation',
    max: 2000,
  })
  words: string;
  @OwnerField('Who owns it?', {
    called: 'who owns it',
    hint: 'Where several own it, choose the first here and add the others afterwards',
  })
  owner: string;
  @TextField('Role that answers for it', { hint: 'A role, not a name: “Named GP”', optional: true, max: 120 })
  role?: string;
  @TargetField('By when?', { called: 'the target', optional: true }) target?: TargetAnswer;
  @WordsField('Expected outcome', { hint: 'What will be different', optional: true, max: 1000, rows: 2 })
  outcome?: string;
}

export class MakeRecommendationsForm {
  @ListOf(NewRecommendationForm, 'Recommendations', { item: 'recommendation', max: 30 })
  recommendations: NewRecommendationForm[];
  @ChoiceField('Scope', SCOPES, { initial: 'multi-agency' }) scope: Scope;
  @TextField('Themes', { hint: 'Separate several with commas', max: 300 }) themes: string;
  @GroupField('Which group follows them until completion?', { called: 'the group that follows them' }) monitor: string;
  @YesNoField('Is the Executive Group asked to approve them?', {
    called: 'whether the Executive Group is asked',
    initial: 'no',
  })
  executiveApproval: boolean;
  @ChoiceField(
    'Have they been agreed?',
    { proposed: 'Not yet: they are proposed', agreed: 'Yes, by the group that follows them' },
    { called: 'whether they have been agreed', initial: 'proposed' },
  )
  stage: 'proposed' | 'agreed';
  @MeetingField('Where were they agreed?', { called: 'the meeting', held: true, when: is('stage', 'agreed') })
  meeting?: MeetingAnswer;
  @ConflictsField({ when: is('stage', 'agreed') }) conflicts?: ConflictsAnswer;
  @ChoiceField(
    'Where do they come from?',
    {
      ...Object.fromEntries(Object.entries(SOURCES).map(([kind, { word }]) => [kind, word])),
      other: { label: SOURCES.other.word, hint: 'It has no record here: a national review, older papers' },
    },
    { called: 'where they come from' },
  )
  sourceKind: Source['kind'];
  @TextField('Its reference', {
    called: 'the reference of the source',
    hint: 'Of a record here, like LEV-2025-26-001: its title is then taken from it. Of other learning, any words',
    max: 80,
    optional: true,
  })
  sourceReference?: string;
  @TextField('Its title', { called: 'the title of the source', max: 200, optional: true }) sourceTitle?: string;
  @DateField('Its date', { called: 'the date of the source', past: true, optional: true }) sourceOn?: string;
  @HiddenField({ optional: true, max: 80 }) sourceId?: string;
}

export class NewLineForm {
  @OwnerField('Owner', { called: 'the owner' }) owner: string;
  @TextField('Role that answers for it', { hint: 'A role, not a name', optional: true, max: 120 }) role?: string;
  @TargetField('By when?', { called: 'the target', optional: true }) target?: TargetAnswer;
  @WordsField('What evidence will count', { optional: true, max: 500, rows: 2 }) counts?: string;
}

export class AssignLinesForm {
  @ListOf(NewLineForm, 'Owners', { item: 'owner', max: 30 }) lines: NewLineForm[];
  @MeetingField('Where was it decided?', { called: 'the meeting', held: true }) meeting: MeetingAnswer;
  @ConflictsField() conflicts?: ConflictsAnswer;
}
