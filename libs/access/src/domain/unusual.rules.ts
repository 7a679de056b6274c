/** What counts as out of the ordinary. */
export type RuleId = 'many-records' | 'many-restricted' | 'outside-their-work' | 'many-downloads';

/** One version of a rule, as it holds from a day until the next version of the same rule. */
export interface UnusualRule {
  readonly id: RuleId;
  /** What is noticed, for people. */
  readonly name: string;
  /** As many are usual; one more is not. */
  readonly most: number;
  /** The first day (ISO) on which this version holds. */
  readonly from: string;
}

/** So long is the span in which many different records are counted, in minutes. */
export const SPAN_MINUTES = 60;

/** No law or guidance gives these numbers: they are ours to begin with, and the partnership's to set. */
export const unusualRules: readonly UnusualRule[] = [
  { id: 'many-records', name: 'Many different records within an hour', most: 30, from: '2026-01-01' },
  { id: 'many-restricted', name: 'Many restricted records within an hour', most: 5, from: '2026-01-01' },
  {
    id: 'outside-their-work',
    name: 'Records in which neither the agency nor a group of the person who looks is named, on one day',
    most: 8,
    from: '2026-01-01',
  },
  { id: 'many-downloads', name: 'Many spreadsheets and files taken out on one day', most: 10, from: '2026-01-01' },
];

/** The version of each rule that holds on a day. */
export const rulesOn = (day: string, rules: readonly UnusualRule[] = unusualRules): readonly UnusualRule[] => {
  const holding = new Map<RuleId, UnusualRule>();
  for (const rule of rules) {
    const known = holding.get(rule.id);
    if (rule.from <= day && (known === undefined || known.from <= rule.from)) holding.set(rule.id, rule);
  }
  return [...holding.values()];
};

/** The directory tells who is who and nothing of a child: everybody reads it, often. */
export const EVERYDAY: readonly string[] = ['agency', 'group', 'post'];
