import { EVERYDAY, type RuleId, SPAN_MINUTES, type UnusualRule, rulesOn } from './unusual.rules';

/** As much of a look as the rules ask. */
export interface LookFact {
  readonly person: string;
  /** ISO date, in the partnership's time zone. */
  readonly day: string;
  /** ISO instant. */
  readonly at: string;
  /** The same in milliseconds from any beginning. */
  readonly clock: number;
  /** `category-id`, where it was a record. */
  readonly record: string | null;
  /** A spreadsheet or a file. */
  readonly takenOut: boolean;
  readonly namesTheirAgency: boolean | null;
  /** On that day only those who were named saw the record. */
  readonly restricted: boolean;
}

/** Something out of the ordinary: what one person looked at on one day, by one rule. It accuses nobody. */
export interface Flag {
  /** `<day>-<rule>-<person>`. */
  readonly id: string;
  readonly rule: UnusualRule;
  readonly person: string;
  readonly day: string;
  readonly count: number;
  /** ISO instants of the first and the last look that count. */
  readonly from: string;
  readonly until: string;
}

const flagId = (day: string, rule: RuleId, person: string): string => `${day}-${rule}-${person}`;

/** What a flag's id says, or undefined where it is none. */
export function flagOf(
  id: string,
): { readonly day: string; readonly rule: RuleId; readonly person: string } | undefined {
  const [, day, rule, person] =
    /^(\d{4}-\d\d-\d\d)-(many-records|many-restricted|outside-their-work|many-downloads)-([A-Za-z0-9-]{1,80})$/.exec(
      id,
    ) ?? [];
  if (day === undefined || rule === undefined || person === undefined) return undefined;
  return { day, rule: rule as RuleId, person };
}

/** What is out of the ordinary in these looks, the newest day first. */
export function unusualIn(looks: readonly LookFact[], rules?: readonly UnusualRule[]): readonly Flag[] {
  return groups(looks)
    .flatMap((ofDay) => flagsOf(ofDay, rules))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/** The looks of one person on one day, the first first. */
function groups(looks: readonly LookFact[]): readonly (readonly LookFact[])[] {
  const found = new Map<string, LookFact[]>();
  for (const look of looks) {
    const key = `${look.day} ${look.person}`;
    const there = found.get(key);
    if (there) there.push(look);
    else found.set(key, [look]);
  }
  return [...found.values()].map((ofDay) => ofDay.toSorted((a, b) => a.clock - b.clock));
}

function flagsOf(ofDay: readonly LookFact[], rules?: readonly UnusualRule[]): readonly Flag[] {
  const [first] = ofDay;
  if (!first) return [];
  const { day, person } = first;
  return rulesOn(day, rules).flatMap((rule) => {
    const counted = COUNTS[rule.id](ofDay);
    const [from, until] = [counted.looks[0]?.at, counted.looks.at(-1)?.at];
    if (counted.count <= rule.most || from === undefined || until === undefined) return [];
    return [{ id: flagId(day, rule.id, person), rule, person, day, count: counted.count, from, until }];
  });
}

interface Counted {
  readonly count: number;
  readonly looks: readonly LookFact[];
}

const COUNTS: Readonly<Record<RuleId, (ofDay: readonly LookFact[]) => Counted>> = {
  'many-records': (ofDay) => busiest(ofDay.filter(isOfLearning)),
  'many-restricted': (ofDay) => busiest(ofDay.filter(({ restricted }) => restricted)),
  'outside-their-work': (ofDay) => {
    const looks = ofDay.filter((look) => isOfLearning(look) && look.namesTheirAgency === false);
    return { count: differentIn(looks), looks };
  },
  'many-downloads': (ofDay) => {
    const looks = ofDay.filter(({ takenOut }) => takenOut);
    return { count: looks.length, looks };
  },
};

const isOfLearning = ({ record }: LookFact): boolean =>
  record !== null && !EVERYDAY.includes(record.slice(0, record.indexOf('-')));

const differentIn = (looks: readonly LookFact[]): number => new Set(looks.map(({ record }) => record)).size;

/** The span that holds the most different records; of several the first. */
function busiest(looks: readonly LookFact[]): Counted {
  const inSpan = new Map<string | null, number>();
  const count = (record: string | null, more: 1 | -1): void => {
    const times = (inSpan.get(record) ?? 0) + more;
    if (times === 0) inSpan.delete(record);
    else inSpan.set(record, times);
  };
  let best: Counted = { count: 0, looks: [] };
  let from = 0;
  for (const [until, { record, clock }] of looks.entries()) {
    count(record, 1);
    for (let first = looks[from]; first && clock - first.clock >= SPAN; first = looks[++from]) count(first.record, -1);
    if (inSpan.size > best.count) best = { count: inSpan.size, looks: looks.slice(from, until + 1) };
  }
  return best;
}

const SPAN = SPAN_MINUTES * 60_000;
