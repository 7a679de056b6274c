import { type ActDefinition, type Ground, concernedActs, ground, namedForDetails } from '#app/platform';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { live } from './notification.acts';
import { partners } from './sight';

/** Who is concerned by an incident: its children are those that it has given a pseudonym. */
export const whoIsConcerned: readonly ActDefinition<RapidReviewRow>[] = concernedActs<RapidReviewRow>({
  may: partners,
  offered: ({ status }) => status !== 'entered-in-error',
  children: ({ detail }) => detail.opened.children,
});

/** Need to know: the national system asks the partners who the children are, until the review has ended. */
export const opens: readonly Ground<RapidReviewRow>[] = [
  namedForDetails,
  ground({
    label: 'The delegated safeguarding partners, until the rapid review has ended',
    roles: ['safeguarding-partner'],
    scope: 'record',
    when: (_person, record) => record !== undefined && live(record),
  }),
];
