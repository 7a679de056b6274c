import fc from 'fast-check';
import { type By, RuleBroken } from '#app/kernel';
import { targetOf } from '#app/calendar';
import {
  LIG,
  ask,
  because,
  chair,
  details,
  executive,
  member,
  police,
  policeLine,
  representative,
  socialCare,
  socialCareLine,
  team,
  teamForGroup,
  trustMember,
  words,
} from './examples';
import { isOpen } from './line.state';
import type { RecommendationCommand } from './recommendation.commands';
import { recommendation } from './recommendation.decider';
import type { Owner, RecommendationEvent } from './recommendation.events';
import { type Recommendation, isClosed } from './recommendation.state';

const lineId = fc.constantFrom('line-1', 'line-2', 'line-3', 'line-4');
const target = fc
  .constantFrom('Q3 2025-26', 'Q4 2025-26', 'Q1 2026-27')
  .map((value) => ({ kind: 'quarter' as const, value }));
const basis = fc.constantFrom('product-delivered' as const, 'assurance-accepted' as const, 'result-seen' as const);
const by: fc.Arbitrary<By> = fc.constantFrom(
  team,
  teamForGroup,
  chair,
  trustMember,
  executive,
  police,
  socialCare,
  representative('downs-clinics'),
  member('constabulary-representative', LIG),
  member('another-member', LIG, 'constabulary'),
  { ...team, onBehalfOf: { role: 'Named lead', agency: 'constabulary' } },
);

/** What judges a line or ends it. */
const DECIDING: ReadonlySet<RecommendationEvent['type']> = new Set([
  'AssuranceAccepted',
  'AssuranceReturned',
  'LineCompleted',
  'LineNotApplicable',
  'LineWithdrawn',
  'LineHandedOver',
]);

/** The owners of what an event judges, ends or puts off: of a whole that is withdrawn, those of the lines still open. */
function decidedOn(event: RecommendationEvent, before: Recommendation): readonly Owner[] {
  if (event.type === 'RecommendationWithdrawn') return before.lines.filter(isOpen).map(({ owner }) => owner);
  if (!DECIDING.has(event.type) && event.type !== 'TargetChanged') return [];
  return 'owner' in event.data ? [event.data.owner] : [];
}

/** Anything that anybody may try, on any line. */
const command: fc.Arbitrary<RecommendationCommand> = fc.oneof(
  lineId.map((id) => ask('ReportProgress', { lineId: id, text: words, on: '2026-03-01' })),
  lineId.map((id) => ask('ProvideAssurance', { lineId: id, words, type: 'statement', role: 'Named lead' })),
  lineId.map((id) => ask('AcceptAssurance', { lineId: id, reason: because })),
  lineId.map((id) => ask('ReturnAssurance', { lineId: id, reason: because })),
  lineId.map((id) => ask('DeliverProduct', { lineId: id, words, title: 'Pack' })),
  lineId.map((id) =>
    ask('CarryIntoOtherWork', { lineId: id, into: { words: 'An audit' }, reviewOn: '2026-05-01', reason: because }),
  ),
  lineId.map((id) => ask('BringBackResult', { lineId: id, words })),
  lineId.map((id) => ask('DeclareNotApplicable', { lineId: id, reason: because })),
  lineId.map((id) => ask('WithdrawLine', { lineId: id, reason: because })),
  lineId.map((id) =>
    ask('HandOverLine', { lineId: id, successor: { kind: 'agency', id: 'downs-clinics' }, reason: because }),
  ),
  lineId.map((id) => ask('ReopenRecommendation', { lineIds: [id], reason: because })),
  fc.tuple(lineId, target).map(([id, to]) => ask('ChangeTarget', { lineId: id, target: to, reason: because })),
  fc
    .tuple(basis, fc.option(lineId, { nil: undefined }))
    .map(([on, id]) =>
      ask('CompleteRecommendation', { basis: on, reason: because, ...(id !== undefined && { lineId: id }) }),
    ),
  fc.constantFrom<RecommendationCommand>(
    ask('CheckEmbedding', { method: words, result: words, embedded: true }),
    ask('WithdrawRecommendation', { reason: because }),
    ask('AddScopeNote', { about: 'scope', note: words, reason: because }),
    ask('CorrectRecommendation', { field: 'themes', label: 'Themes', to: 'Neglect', reason: because }),
  ),
);

type Try = readonly [RecommendationCommand, By];
/** What sensible people do, one after the other, until it is complete. */
const sensible: readonly Try[] = [
  [ask('ProvideAssurance', { lineId: 'line-1', words, type: 'statement', role: 'Named lead' }), police],
  [ask('AcceptAssurance', { lineId: 'line-1', reason: because }), trustMember],
  [ask('DeliverProduct', { lineId: 'line-2', words, title: 'Pack' }), socialCare],
  [ask('CompleteRecommendation', { basis: 'product-delivered', reason: because, lineId: 'line-2' }), trustMember],
  [ask('DeliverProduct', { lineId: 'line-3', words, title: 'Pack' }), chair],
  [ask('CompleteRecommendation', { basis: 'product-delivered', reason: because, lineId: 'line-3' }), executive],
];
/** A target that is put off, a line that is withdrawn, and then the whole. */
const givenUp: readonly Try[] = [
  [
    ask('ChangeTarget', { lineId: 'line-1', target: { kind: 'quarter', value: 'Q1 2026-27' }, reason: because }),
    trustMember,
  ],
  [ask('WithdrawLine', { lineId: 'line-2', reason: because }), trustMember],
  [ask('WithdrawRecommendation', { reason: because }), executive],
];
const others: fc.Arbitrary<readonly Try[]> = fc.array(fc.tuple(command, by), { maxLength: 4 });
/** Now and then somebody leaves a step out, and before each step anybody may try anything. */
const around = (step: Try): fc.Arbitrary<readonly Try[]> =>
  fc.tuple(others, fc.integer({ min: 0, max: 9 })).map(([before, n]) => (n > 0 ? [...before, step] : before));
const anything: fc.Arbitrary<readonly Try[]> = fc
  .tuple(...[...sensible.map(around), others])
  .map((parts) => parts.flat());

interface Step {
  readonly before: Recommendation;
  readonly event: RecommendationEvent;
  readonly after: Recommendation;
  readonly by: By;
}

const opening = ask('MakeRecommendation', {
  ...details,
  agreed: true,
  lines: [
    { owner: policeLine, target: { kind: 'quarter', value: 'Q4 2025-26' } },
    { owner: socialCareLine, target: { kind: 'quarter', value: 'Q4 2025-26' } },
    { owner: { kind: 'group', id: LIG } },
  ],
});

/** Everything that comes of what people try; what the rules refuse leads to nothing. */
function lived(tries: readonly (readonly [RecommendationCommand, By])[]): readonly Step[] {
  const steps: Step[] = [];
  let state = recommendation.initialState;
  for (const [tried, actor] of [[opening, teamForGroup] as const, ...tries]) {
    for (const event of decided(tried, state, actor)) {
      const after = recommendation.evolve(state, event);
      steps.push({ before: state, event, after, by: actor });
      state = after;
    }
  }
  return steps;
}

function decided(tried: RecommendationCommand, state: Recommendation, actor: By): readonly RecommendationEvent[] {
  try {
    return recommendation.decide(tried, state, {
      today: '2026-03-02',
      now: '2026-03-02T12:00:00.000Z',
      happenedOn: '2026-03-02',
      reference: 'REC-2025-26-001',
      by: actor,
    });
  } catch (error) {
    if (error instanceof RuleBroken) return [];
    throw error;
  }
}

const always = (holds: (step: Step) => void) => {
  fc.assert(
    fc.property(anything, (tries) => {
      lived(tries).forEach(holds);
    }),
    // Chance alone does not complete one, or give one up, every time.
    { numRuns: 150, examples: [[sensible], [givenUp]] },
  );
};

describe('whatever anybody tries', () => {
  it('the whole is complete only when every line is closed, with evidence', () => {
    let completions = 0;
    always(({ event, after }) => {
      if (event.type === 'RecommendationCompleted') completions += 1;
      if (event.type === 'RecommendationCompleted') expect(event.data.evidence.length).toBeGreaterThan(0);
      if (after.status === 'complete' && event.type === 'RecommendationCompleted')
        expect(after.lines.filter(isOpen)).toEqual([]);
    });
    expect(completions).toBeGreaterThan(0);
  });
  it('the words never change', () => {
    always(({ after }) => {
      expect(after.words).toBe(details.words);
    });
  });
  it('the first target is never lost, nor is any line', () => {
    const first = targetOf('quarter', 'Q4 2025-26');
    always(({ before, after }) => {
      expect(after.lines.length).toBeGreaterThanOrEqual(before.lines.length);
      for (const line of after.lines.slice(0, 2)) expect(line.firstTarget).toEqual(first);
    });
  });
  it('nobody’s assurance is accepted, and nothing is completed, by its provider or the provider’s agency', () => {
    always(({ before, event, by: { actor, onBehalfOf } }) => {
      if (event.type !== 'AssuranceAccepted' && event.type !== 'LineCompleted') return;
      const judged = before.lines
        .flatMap(({ evidence }) => evidence)
        .filter(({ id }) => event.data.evidence.includes(id));
      expect(judged.length).toBeGreaterThan(0);
      for (const { providedBy } of judged) {
        expect(providedBy.actor).not.toBe(actor);
        if (providedBy.agency !== undefined) expect(providedBy.agency).not.toBe(onBehalfOf.agency);
      }
    });
  });
  it('nobody judges, ends or puts off the line of their own agency, alone or with the whole', () => {
    const met = new Set<string>();
    always(({ before, event, by: { onBehalfOf } }) => {
      met.add(event.type);
      for (const owner of decidedOn(event, before)) {
        if (owner.kind === 'agency') expect(owner.id).not.toBe(onBehalfOf.agency);
        if (owner.kind === 'group') expect(owner.id).not.toBe(onBehalfOf.group);
      }
    });
    expect([...met]).toEqual(expect.arrayContaining(['TargetChanged', 'LineWithdrawn', 'RecommendationWithdrawn']));
  });
  it('the Partnership Team, representatives and owners decide nothing as themselves: a group does, and where is said', () => {
    const deciders = new Set<string>();
    always(({ event, by: { onBehalfOf } }) => {
      if (!DECIDING.has(event.type)) return;
      deciders.add(onBehalfOf.role);
      expect([LIG, 'executive-group']).toContain(onBehalfOf.group);
      expect(onBehalfOf.meeting ?? onBehalfOf.betweenMeetings).toBeDefined();
    });
    expect(deciders).not.toContain('agency-representative');
    expect(deciders.size).toBeGreaterThan(0);
  });
  it('what is carried or partly done counts as open', () => {
    always(({ after }) => {
      const ended = ['complete', 'embedded', 'withdrawn'].includes(after.status);
      if (after.lines.some(isOpen) && !ended) expect(isClosed(after)).toBe(false);
      for (const line of after.lines) if (line.carried && line.ended === undefined) expect(isOpen(line)).toBe(true);
    });
  });
  it('every event of a line names the line’s owner', () => {
    always(({ event, after }) => {
      if (!('lineId' in event.data) || event.type === 'OwnerNamed') return;
      const { lineId: id, owner } = event.data;
      expect(after.lines.find((line) => line.id === id)?.owner).toEqual(owner);
    });
  });
});
