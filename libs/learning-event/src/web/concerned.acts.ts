import { type ActDefinition, type Ground, concernedActs, namedForDetails, partnershipTeam } from '#app/platform';
import type { LearningEventRow } from '../read/learning-event.row';

/** Who is concerned by a learning event. It gives its children no pseudonyms of its own. */
export const whoIsConcerned: readonly ActDefinition<LearningEventRow>[] = concernedActs<LearningEventRow>({
  may: [partnershipTeam],
  offered: ({ state }) => state !== 'entered-in-error',
});

/** Need to know: no decision about a learning event needs to know who the child is. */
export const opens: readonly Ground<LearningEventRow>[] = [namedForDetails];
