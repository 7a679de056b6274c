import fc from 'fast-check';
import { type LookFact, flagOf, unusualIn } from './unusual';
import { type UnusualRule, rulesOn } from './unusual.rules';

const rules: readonly UnusualRule[] = [
  { id: 'many-records', name: 'Many records', most: 3, from: '2026-01-01' },
  { id: 'outside-their-work', name: 'Outside', most: 2, from: '2026-01-01' },
  { id: 'many-downloads', name: 'Many downloads', most: 1, from: '2026-01-01' },
];
const ofRestricted: readonly UnusualRule[] = [
  { id: 'many-restricted', name: 'Many restricted', most: 2, from: '2026-01-01' },
];
const NINE = Date.parse('2026-03-02T09:00:00.000Z');

const look = (minute: number, record: string | null, more: Partial<LookFact> = {}): LookFact => ({
  person: 'police-representative',
  day: '2026-03-02',
  at: new Date(NINE + minute * 60_000).toISOString(),
  clock: NINE + minute * 60_000,
  record,
  takenOut: false,
  namesTheirAgency: null,
  restricted: false,
  ...more,
});
const flagged = (looks: readonly LookFact[], most = rules) =>
  unusualIn(looks, most).map(({ rule, count }) => [rule.id, count]);
const referrals = (count: number, every: number): LookFact[] =>
  Array.from({ length: count }, (_, index) => look(index * every, `referral-${index}`));

describe('many restricted records within an hour', () => {
  const restricted = referrals(3, 1).map((one) => ({ ...one, restricted: true }));

  it('are out of the ordinary long before so many of others are', () => {
    expect(flagged(restricted, ofRestricted)).toEqual([['many-restricted', 3]]);
    expect(flagged(restricted.slice(1), ofRestricted)).toEqual([]);
    expect(flagged(referrals(9, 1), ofRestricted)).toEqual([]);
    expect(flagged([...restricted.slice(1), look(70, 'referral-0', { restricted: true })], ofRestricted)).toEqual([]);
  });
});

describe('many different records within an hour', () => {
  it('are out of the ordinary from one more than is usual', () => {
    expect(flagged(referrals(3, 1))).toEqual([]);
    expect(flagged(referrals(4, 1))).toEqual([['many-records', 4]]);
  });
  it('are not when they are spread over more than an hour', () => {
    expect(flagged(referrals(4, 20))).toEqual([]);
    expect(flagged(referrals(4, 19))).toEqual([['many-records', 4]]);
  });
  it('count once, however often each is looked at', () => {
    const again = Array.from({ length: 20 }, (_, minute) => look(minute, `referral-${minute % 3}`));
    expect(flagged(again)).toEqual([]);
  });
  it('do not count who is who: the directory is read every day', () => {
    const directory = Array.from({ length: 20 }, (_, minute) => look(minute, `agency-${minute}`));
    expect(flagged(directory)).toEqual([]);
  });
  it('are told with the first and the last look of the busiest hour', () => {
    const [flag] = unusualIn(
      [
        look(0, 'audit-0'),
        ...referrals(4, 1).map((one) => ({
          ...one,
          clock: one.clock + 7_200_000,
          at: new Date(one.clock + 7_200_000).toISOString(),
        })),
      ],
      rules,
    );
    expect([flag?.from, flag?.until]).toEqual(['2026-03-02T11:00:00.000Z', '2026-03-02T11:03:00.000Z']);
  });
  it('are found whatever the order in which the looks come, and never more than there are', () => {
    const some = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 9 })), { maxLength: 40 });
    fc.assert(
      fc.property(some, (drawn) => {
        const looks = drawn.map(([minute, record]) => look(minute, `referral-${record}`));
        const slow = Math.max(
          0,
          ...looks.map(
            ({ clock }) =>
              new Set(
                looks.filter((one) => one.clock >= clock && one.clock - clock < 3_600_000).map((one) => one.record),
              ).size,
          ),
        );
        expect(flagged(looks)).toEqual(slow > 3 ? [['many-records', slow]] : []);
        expect(flagged(looks.toReversed())).toEqual(flagged(looks));
      }),
    );
  });
});

describe('records outside one’s agency’s work', () => {
  const outside = (count: number, namesTheirAgency: boolean | null) =>
    Array.from({ length: count }, (_, index) => look(index * 100, `audit-${index}`, { namesTheirAgency }));

  it('are out of the ordinary where they name neither the agency nor a group of who looks', () => {
    expect(flagged(outside(3, false))).toEqual([['outside-their-work', 3]]);
    expect(flagged(outside(2, false))).toEqual([]);
  });
  it('are not where they name it, nor for those who speak for no agency', () => {
    expect(flagged(outside(3, true))).toEqual([]);
    expect(flagged(outside(3, null))).toEqual([]);
  });
});

describe('many downloads', () => {
  it('are spreadsheets and files on one day, whatever they are of', () => {
    const out = (minute: number) => look(minute, null, { takenOut: true });
    expect(flagged([out(0), out(400)])).toEqual([['many-downloads', 2]]);
    expect(flagged([out(0), { ...out(1), day: '2026-03-03' }])).toEqual([]);
    expect(flagged([out(0), { ...out(1), person: 'scrutineer' }])).toEqual([]);
  });
});

describe('a rule', () => {
  const stricter: UnusualRule = { id: 'many-records', name: 'Many records', most: 1, from: '2026-03-02' };

  it('holds from its day on', () => {
    expect(rulesOn('2026-03-01', [...rules, stricter]).map(({ most }) => most)).toEqual([3, 2, 1]);
    expect(flagged(referrals(2, 1), [...rules, stricter])).toEqual([['many-records', 2]]);
    expect(
      flagged(
        referrals(2, 1).map((one) => ({ ...one, day: '2026-03-01' })),
        [...rules, stricter],
      ),
    ).toEqual([]);
  });
});

describe('looks at lists', () => {
  // So `look-facts.sql.ts` leaves them out.
  it('count for no rule', () => {
    const kinds = fc.record({
      minute: fc.nat({ max: 300 }),
      record: fc.constantFrom(null, 'agency-1', 'audit-1', 'audit-2', 'audit-3', 'audit-4'),
      takenOut: fc.boolean(),
      namesTheirAgency: fc.constantFrom(true, false, null),
      restricted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 60 }), (drawn) => {
        const looks = drawn.map(({ minute, record, restricted, ...rest }) =>
          look(minute, record, { ...rest, restricted: restricted && record !== null }),
        );
        const gone = looks.filter(({ record, takenOut }) => record !== null || takenOut);
        expect(flagged(gone, [...rules, ...ofRestricted])).toEqual(flagged(looks, [...rules, ...ofRestricted]));
      }),
      { examples: [[[{ minute: 0, record: null, takenOut: false, namesTheirAgency: null, restricted: false }]]] },
    );
  });
});

describe('the id of a flag', () => {
  it('says which it is', () => {
    const [flag] = unusualIn(referrals(4, 1), rules);
    expect(flagOf(flag?.id ?? '')).toEqual({
      day: '2026-03-02',
      rule: 'many-records',
      person: 'police-representative',
    });
  });
  it.each(['', 'x', '2026-03-02-many-records-', '2026-03-02-other-rule-x', "2026-03-02-many-records-x'y"])(
    'is nothing else: %s',
    (id) => {
      expect(flagOf(id)).toBeUndefined();
    },
  );
});
