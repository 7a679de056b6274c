import { HiddenField, NarrativeField } from '#app/platform';

const Found = NarrativeField('What did you find?', {
  called: 'what you found',
  hint: 'Whom you asked, what they said, and whether anything follows. It stays on record',
  max: 2000,
});

export class LookIntoForm {
  @Found note: string;
}

/** The same for another program, which names the one that it is about. */
export class LookIntoBody {
  @HiddenField({ called: 'Flag', max: 120 }) flag: string;
  @Found note: string;
}
