import {
  type Ground,
  anyoneSignedIn,
  namedForDetails,
  partnershipTeam,
  safeguardingPartner,
  scrutineer,
} from '#app/platform';

/** Who reads what was asked and decided about people's data. */
export const readers: readonly Ground[] = [partnershipTeam, safeguardingPartner, scrutineer];

export const team: readonly Ground[] = [partnershipTeam];

/** Need to know: who decides about details are those who may open them. */
export const deciders: readonly Ground[] = [namedForDetails];

/** The second person. Never the one who decided: the decider sees to that. */
export const approvers: readonly Ground[] = [namedForDetails, safeguardingPartner];

/** How long things are kept is no secret. */
export const everybody: readonly Ground[] = [anyoneSignedIn];
