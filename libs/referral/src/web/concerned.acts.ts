import {
  type ActDefinition,
  type Ground,
  concernedActs,
  ground,
  namedForDetails,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import type { ReferralRow } from '../read/referral.row';
import { live, open } from './decision.acts';

/** Who refers knows whom it is about. */
const referrer = representativeOf<ReferralRow>(
  'Representatives of the agency that referred it',
  (record, _sent, { agency }) => agency !== undefined && record?.from === agency,
);

/** Who is concerned by a referral: its children are those that it has given a pseudonym. */
export const whoIsConcerned: readonly ActDefinition<ReferralRow>[] = concernedActs<ReferralRow>({
  may: [partnershipTeam, referrer],
  offered: live,
  children: ({ detail }) => detail.received.children,
});

/** Need to know: the partners, while a decision of theirs may need it. */
export const opens: readonly Ground<ReferralRow>[] = [
  namedForDetails,
  ground({
    label: 'The delegated safeguarding partners, until the referral is decided',
    roles: ['safeguarding-partner'],
    scope: 'record',
    when: (_person, record) => record !== undefined && open(record),
  }),
];
