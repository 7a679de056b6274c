import type { IsoDate } from './dates';
import { NoRule } from './errors';
import { spoken } from './spoken';

/** What has to be known to start the clock of each rule. Plain dates are of the one event that the rule counts from. */
export interface Happened {
  /** The council became aware of the incident. */
  readonly 'notify-panel': IsoDate;
  /** The council became aware of the incident. */
  readonly 'report-to-partners': IsoDate;
  /** Both, for the rule changed its starting point; the version in force when the notification was sent holds. */
  readonly 'rapid-review': { readonly aware: IsoDate; readonly notified: IsoDate };
  /** The partnership decided to initiate the review. */
  readonly 'publish-practice-review': IsoDate;
  /** The planned date of publication. */
  readonly 'copy-of-report': IsoDate;
  /** The last day of the year reported on: 31 March. */
  readonly 'yearly-report': IsoDate;
  /** Somebody's request about their data came in. */
  readonly 'data-request': IsoDate;
  /** The same, where the answer takes longer and they have been told why. */
  readonly 'data-request-extended': IsoDate;
}
export type RuleId = keyof Happened;

/** The event a rule counts from. */
export type Trigger = 'aware' | 'notified' | 'initiated' | 'published' | 'year-ended' | 'received';

/**
 * Counted forward from the trigger, day 0, unless it says `before`. One that `rolls` and ends on a weekend or bank holiday runs
 * to the next working day.
 */
export type Length =
  | { readonly workingDays: number; readonly before?: true }
  | { readonly months: number; readonly before?: true; readonly rolls?: true };

/** One version of a rule, as it holds from a date until the next version of the same rule. */
export interface Rule {
  readonly id: RuleId;
  readonly version: string;
  /** What has to be done, for people. */
  readonly name: string;
  readonly law: string;
  /** The first day on which this version holds. */
  readonly from: IsoDate;
  readonly counts: Trigger;
  readonly length: Length;
  /** What nobody has yet checked against the published text; shown beside the clock. */
  readonly unchecked?: string;
}

const workingTogether2018 = { version: '2018', from: '2018-07-04', unchecked: 'the day it took effect' } as const;
const workingTogether2023 = { version: '2023', from: '2023-12-15', unchecked: 'the day it took effect' } as const;
const notify = { id: 'notify-panel', name: 'Notify the national Panel', counts: 'aware' } as const;
const report = { id: 'report-to-partners', name: 'Report to the safeguarding partners', counts: 'aware' } as const;
const rapidReview = { id: 'rapid-review', name: 'Finish and send the rapid review' } as const;
const practiceReview = {
  id: 'publish-practice-review',
  name: 'Publish the practice review',
  counts: 'initiated',
} as const;
const copy = {
  id: 'copy-of-report',
  name: 'Send a copy of the report to the national Panel and the Secretary of State',
  counts: 'published',
} as const;

const dataProtection = { version: '2018', from: '2018-05-25', counts: 'received' } as const;

/** The statutory rules, each version with the date from which it holds. */
export const nationalRules: readonly Rule[] = [
  {
    ...notify,
    version: '2018',
    from: '2018-06-29',
    law: 'Children Act 2004 s16C(1); Working Together 2018',
    length: { workingDays: 5 },
  },
  {
    ...notify,
    ...workingTogether2023,
    law: 'Children Act 2004 s16C(1); Working Together 2023',
    length: { workingDays: 5 },
  },
  { ...report, ...workingTogether2018, law: 'Working Together 2018', length: { workingDays: 5 } },
  { ...report, ...workingTogether2023, law: 'Working Together 2023', length: { workingDays: 5 } },
  {
    ...rapidReview,
    ...workingTogether2018,
    law: 'Working Together 2018 and 2023, with the national Panel’s guidance before June 2025',
    counts: 'aware',
    length: { workingDays: 15 },
    unchecked: 'the older texts; that they count from awareness is taken from practice',
  },
  {
    ...rapidReview,
    version: '2025',
    from: '2025-06-01',
    law: 'Working Together 2023, with the national Panel’s guidance of June 2025',
    counts: 'notified',
    length: { workingDays: 15 },
    unchecked: 'the day in June 2025 from which the guidance holds; the first is assumed',
  },
  {
    ...practiceReview,
    ...workingTogether2018,
    law: 'Working Together 2018',
    length: { months: 6 },
    unchecked: 'that the six months run from the decision to initiate',
  },
  {
    ...practiceReview,
    ...workingTogether2023,
    law: 'Working Together 2023',
    length: { months: 6 },
    unchecked: 'that the six months run from the decision to initiate',
  },
  {
    ...copy,
    version: '2018',
    from: '2018-06-29',
    law: 'SI 2018/789 and Working Together',
    length: { workingDays: 7, before: true },
    unchecked: 'the number of days, against the published text',
  },
  {
    ...workingTogether2023,
    id: 'yearly-report',
    name: 'Publish the yearly report',
    law: 'Children Act 2004 s16G; Working Together 2023',
    counts: 'year-ended',
    length: { months: 6 },
    unchecked: 'the end of September, against the published text',
  },
  {
    ...dataProtection,
    id: 'data-request',
    name: 'Answer a request about somebody’s data',
    law: 'UK GDPR, Article 12(3)',
    length: { months: 1, rolls: true },
  },
  {
    ...dataProtection,
    id: 'data-request-extended',
    name: 'Answer a request about somebody’s data that takes longer',
    law: 'UK GDPR, Article 12(3): two further months',
    length: { months: 3, rolls: true },
  },
];

/** The version of a rule that holds on a date. Throws NoRule for a date before the first. */
export function ruleOn(id: RuleId, date: IsoDate, rules: readonly Rule[] = nationalRules): Rule {
  const inForce = rules.filter((rule) => rule.id === id && rule.from <= date);
  const [latest] = inForce.sort((one, other) => other.from.localeCompare(one.from));
  if (!latest) throw new NoRule(`No rule on this is known for ${spoken(date)}`);
  return latest;
}

/** The version that a stored clock was computed under, if it is still on the books. */
export function ruleVersion(id: string, version: string, rules: readonly Rule[] = nationalRules): Rule | undefined {
  return rules.find((rule) => rule.id === id && rule.version === version);
}

const triggerNames: Readonly<Record<Trigger, string>> = {
  aware: 'the day the council became aware',
  notified: 'the day the notification was sent',
  initiated: 'the decision to initiate the review',
  published: 'the day of publication',
  'year-ended': 'the end of the year reported on',
  received: 'the day the request was received',
};

/** “5 working days after the day the council became aware”. */
export function lengthInWords({ length, counts }: Rule): string {
  const count =
    'months' in length
      ? `${length.months} ${length.months === 1 ? 'month' : 'months'}`
      : `${length.workingDays} working days`;
  return `${count} ${length.before ? 'before' : 'after'} ${triggerNames[counts]}`;
}
