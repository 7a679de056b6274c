import fc from 'fast-check';
import { type By, RuleBroken } from '#app/kernel';
import {
  type ActDefinition,
  type At,
  type Names,
  type Option,
  type Person,
  ROLES,
  allowed,
  asThemselves,
} from '#app/platform';
import { projected } from '#app/testing';
import {
  EXEC,
  LIG,
  agreed,
  ask,
  assigned,
  because,
  delivered,
  made,
  policeAt,
  policeLine,
  provided,
  q3,
  socialCareAt,
  socialCareLine,
} from '../domain/examples';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import { recommendation } from '../domain/recommendation.decider';
import type { OnLine, RecommendationEvent } from '../domain/recommendation.events';
import { LINE_REFUSALS, judgesOf, linesOf, openLinesOf } from '../read/recommendation.lines';
import { recommendationProjection } from '../read/recommendation.projection';
import type { RecommendationQueries } from '../read/recommendation.queries';
import type { RecommendationRow } from '../read/recommendation.row';
import { judgingActs } from './judging.acts';
import { monitorActs } from './monitor.acts';
import { wholeActs } from './whole.acts';

const groupAt: OnLine = { lineId: 'line-3', owner: { kind: 'group', id: LIG } };
const target = { kind: 'quarter', value: 'Q4 2025-26' } as const;
const another = { id: 'r2', reference: 'REC-2025-26-002' };

/** What each act asks of the rules, about a line or about the whole. */
const OF_LINE: Readonly<Record<string, (lineId: string) => RecommendationCommand>> = {
  acceptance: (lineId) => ask('AcceptAssurance', { lineId, reason: because }),
  'line-completion': (lineId) => ask('CompleteRecommendation', { lineId, basis: 'product-delivered', reason: because }),
  target: (lineId) => ask('ChangeTarget', { lineId, target, reason: because }),
  'not-applicable': (lineId) => ask('DeclareNotApplicable', { lineId, reason: because }),
  'line-withdrawal': (lineId) => ask('WithdrawLine', { lineId, reason: because }),
  'hand-over': (lineId) =>
    ask('HandOverLine', { lineId, successor: { kind: 'agency', id: 'downs-clinics' }, reason: because }),
};
const OF_WHOLE: Readonly<Record<string, RecommendationCommand>> = {
  completion: ask('CompleteRecommendation', { basis: 'product-delivered', reason: because }),
  withdrawal: ask('WithdrawRecommendation', { reason: because }),
  superseding: ask('SupersedeRecommendation', { by: another, reason: because }),
};

const acts = [...judgingActs, ...monitorActs, ...wholeActs({} as RecommendationQueries)];
const actNamed = (name: string): ActDefinition<RecommendationRow> => {
  const found = acts.find((act) => act.name === name);
  if (!found) throw new Error(name);
  return found;
};

/** Anybody, of every role, in any groups and of any agency. */
const person: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom('provider', 'somebody'),
    role: fc.constantFrom(...ROLES),
    groups: fc.subarray([LIG, EXEC]),
    agency: fc.constantFrom('constabulary', 'childrens-social-care', 'nhs-trust', undefined),
  })
  .map(({ agency, ...one }) => ({ ...one, title: 'Somebody', does: '', ...(agency !== undefined && { agency }) }));

const provider: fc.Arbitrary<By> = fc.constantFrom(
  { actor: 'provider', onBehalfOf: { role: 'partnership-team' } },
  { actor: 'police', onBehalfOf: { role: 'agency-representative', agency: 'constabulary' } },
  { actor: 'social-care', onBehalfOf: { role: 'agency-representative', agency: 'childrens-social-care' } },
);
const evidence = (on: OnLine): fc.Arbitrary<readonly RecommendationEvent[]> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: provider.map((by) => [provided(on, 1, by)]) },
    { weight: 3, arbitrary: provider.map((by) => [delivered(on, by)]) },
  );
const history: fc.Arbitrary<readonly RecommendationEvent[]> = fc
  .tuple(fc.boolean(), evidence(policeAt), evidence(socialCareAt), evidence(groupAt))
  .map(([ownedByMonitor, police, socialCare, group]) => [
    made,
    agreed,
    assigned('line-1', policeLine, q3),
    assigned('line-2', socialCareLine, q3),
    ...(ownedByMonitor ? [assigned('line-3', groupAt.owner, q3)] : []),
    ...police,
    ...socialCare,
    ...(ownedByMonitor ? group : []),
  ]);

/** Chance alone does not bring the right people to the right lines every time: who may judge, and who owns a line themselves. */
const oneOfEach = (): [readonly RecommendationEvent[], Person][] => {
  const lines = [policeAt, socialCareAt];
  const by: By = { actor: 'provider', onBehalfOf: { role: 'partnership-team' } };
  const given = [lines.map((on) => provided(on, 1, by)), lines.map((on) => delivered(on, by))];
  const owned = [assigned('line-1', policeLine, q3), assigned('line-2', socialCareLine, q3)];
  const chair = { id: 'somebody', role: 'group-chair' as const, groups: [LIG, EXEC], title: 'Somebody', does: '' };
  return given.flatMap((evidence) =>
    ['nhs-trust', 'constabulary'].map((agency): [readonly RecommendationEvent[], Person] => [
      [made, agreed, ...owned, ...evidence],
      { ...chair, agency },
    ]),
  );
};
const rowOf = (events: readonly RecommendationEvent[]): RecommendationRow => {
  const [row] = projected(recommendationProjection)
    .given(...events)
    .rows();
  if (!row) throw new Error('There is no row');
  return row;
};

/** The rule that refuses it to this person, at a meeting of the group that judges it. */
function refusalOf(command: RecommendationCommand, events: readonly RecommendationEvent[], who: Person, group: string) {
  const by = {
    actor: who.id,
    onBehalfOf: { ...asThemselves(who), group, meeting: { group, date: '2026-02-12', label: 'February' } },
  };
  const state = events.reduce((before, event) => recommendation.evolve(before, event), recommendation.initialState);
  try {
    const today = '2026-03-02';
    recommendation.decide(command, state, {
      today,
      now: `${today}T12:00:00.000Z`,
      happenedOn: today,
      reference: '',
      by,
    });
    return undefined;
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
}

const SAID: Readonly<Record<string, string>> = {
  'own-line': LINE_REFUSALS.ownLine,
  'own-evidence': LINE_REFUSALS.ownEvidence,
};

describe('what a form offers to anybody', () => {
  const names: Names = { agency: (id) => id, group: (id) => id, person: (id) => id, role: (role) => role };
  const optionsOf = async (
    act: ActDefinition<RecommendationRow>,
    record: RecommendationRow,
    who: Person,
  ): Promise<readonly Option[]> => {
    const at = {
      id: 'r1',
      record,
      person: who,
      today: '2026-03-02',
      names,
      query: {},
    } as unknown as At<RecommendationRow>;
    return (await act.lists?.(at))?.['lines'] ?? [];
  };

  it.each(Object.keys(OF_LINE))(
    'by %s is what the rules let them do; what is theirs to leave is said with its reason',
    async (name) => {
      const act = actNamed(name);
      const met = new Set<string | undefined>();
      await fc.assert(
        fc.asyncProperty(history, person, async (events, who) => {
          const row = rowOf(events);
          const options = await optionsOf(act, row, who);
          for (const line of linesOf(row).filter(({ id }) => allowed(act.may, who, row, { lineId: id }))) {
            const rule = refusalOf(
              OF_LINE[name]?.(line.id) as RecommendationCommand,
              events,
              who,
              judgesOf(row, [line]),
            );
            const said = options.find(({ value }) => value === line.id)?.refused;
            met.add(rule);
            if (said === undefined) expect([line.id, rule]).toEqual([line.id, undefined]);
            if (rule !== undefined && rule in SAID) {
              expect(said).toBe(SAID[rule]);
              expect(Object.values(SAID)).toContain(act.withheld?.(row, who));
            }
          }
        }),
        { numRuns: 500, examples: oneOfEach() },
      );
      expect([...met]).toEqual(expect.arrayContaining([undefined, 'own-line']));
    },
  );

  it.each(Object.keys(OF_WHOLE))('of the whole, by %s, likewise', (name) => {
    const act = actNamed(name);
    const met = new Set<string | undefined>();
    fc.assert(
      fc.property(history, person, (events, who) => {
        const row = rowOf(events);
        if (!allowed(act.may, who, row)) return;
        const rule = refusalOf(OF_WHOLE[name] as RecommendationCommand, events, who, judgesOf(row, openLinesOf(row)));
        met.add(rule);
        if (act.offered?.(row, who)) expect(rule).toBeUndefined();
        if (rule === 'own-line') expect(act.withheld?.(row, who)).toBe(SAID[rule]);
      }),
      { numRuns: 500, examples: oneOfEach() },
    );
    expect([...met]).toEqual(expect.arrayContaining([undefined, 'own-line']));
  });
});
