import { wordsFor } from '#app/platform';
import type { AccessEvent } from '../domain/access.events';

/** The types of event of this slice, as they are called where they are counted. `tell-look.ts` tells each in full. */
export const accessWords = wordsFor<AccessEvent>({
  RecordSeen: { act: 'Looked at a record', fields: {} },
  ListSeen: { act: 'Looked at a list', fields: {} },
  ListTakenOut: { act: 'Took out a spreadsheet', fields: {} },
  FileTakenOut: { act: 'Took out a file', fields: {} },
  SealedFieldOpened: { act: 'Opened sealed details', fields: { fields: 'Details' }, why: 'reason' },
  SealedFieldRefused: { act: 'Was refused sealed details', fields: {} },
  UnusualAccessLookedInto: { act: 'Looked into unusual access', fields: { note: 'What was found' } },
});
