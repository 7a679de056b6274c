import { inventedActs, partnershipTeam, whenAndWho, type Who } from './acting';
import type { Happening, Line, Owner, Recommendation, Target } from './recommendation-types';
import type { AgencyId, EvidenceItem, GroupId, IsoDate } from './types';

export const agency = (id: AgencyId): Owner => ({ kind: 'agency', id });
export const group = (id: GroupId): Owner => ({ kind: 'group', id });
export const team: Owner = { kind: 'partnership-team' };
/** The records name nobody. */
export const nobodyYet: Owner = { kind: 'not-named' };

export const line = (owner: Owner, role: string | null = null, target: Target | null = null, key = 'a'): Line => ({
  key,
  owner,
  role,
  target,
});

export const product = (title: string): EvidenceItem => ({ type: 'product', title });

/** What every recommendation of one source shares, and how it began. */
export interface Beginnings extends Pick<Recommendation, 'source' | 'monitor'> {
  readonly begins: readonly Happening[];
}

type Item = Pick<Recommendation, 'id' | 'words' | 'theme' | 'scope' | 'lines'> & {
  readonly then: readonly Happening[];
  /** Beyond theme and scope, which are always our own reading. */
  readonly alsoInvented?: readonly string[];
};

/** Recommendations that the records print, in our words. */
export const recorded = ({ begins, ...shared }: Beginnings, items: readonly Item[]): readonly Recommendation[] =>
  items.map(({ then, alsoInvented = [], ...item }) => ({
    ...item,
    ...shared,
    origin: 'records',
    happenings: [...begins, ...then],
    invented: ['theme', 'scope', ...alsoInvented],
  }));

type InventedItem = Pick<Recommendation, 'id' | 'words' | 'theme' | 'scope' | 'lines' | 'awaitsApproval'> & {
  readonly then: Parameters<typeof inventedActs<Happening>>[0];
  /** Where a recommendation stops before the beginnings of the others, it brings its own. */
  readonly begins?: Parameters<typeof inventedActs<Happening>>[0];
};

/** Plainly invented recommendations: their words say so, and every field is named. */
export const inventedRecommendations = (
  { begins: usual, ...shared }: Beginnings,
  items: readonly InventedItem[],
): readonly Recommendation[] =>
  items.map(({ then, begins, ...item }) => ({
    ...item,
    ...shared,
    origin: 'invented',
    happenings: [...(begins === undefined ? usual : inventedActs<Happening>(begins)), ...inventedActs<Happening>(then)],
    invented: ['words', 'theme', 'scope', 'monitor', 'source', 'lines'],
  }));

/** The Partnership Team delivered a product, and the group that follows it closed the line for that reason. */
export const deliveredThenComplete = (
  deliveredOn: IsoDate,
  title: string,
  text: string,
  completing: Who,
  reason: string,
): readonly Happening[] => [
  {
    kind: 'product-delivered',
    line: 'a',
    ...partnershipTeam(deliveredOn),
    product: product(title),
    text,
    invented: whenAndWho,
  },
  {
    kind: 'completed',
    line: 'a',
    ...completing,
    basis: 'product-delivered',
    evidence: [product(title)],
    reason,
    invented: [...whenAndWho, 'reason'],
  },
];

/** A progress report, which changes no state. */
export const reported = (who: Who, text: string, nextStep: string | null = null): Happening => ({
  kind: 'progress',
  line: 'a',
  ...who,
  text,
  nextStep,
  invented: whenAndWho,
});

/** What the group that follows it was told, where nobody owns a line that could report. */
export const reviewed = (who: Who, note: string): Happening => ({
  kind: 'reviewed',
  ...who,
  note,
  invented: whenAndWho,
});
