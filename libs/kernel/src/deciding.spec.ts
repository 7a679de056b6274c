import fc from 'fast-check';
import type { Conflict, OnBehalfOf } from './decider';
import { refuseConflicted, refuseTeamAlone } from './deciding';
import { RuleBroken } from './rule-broken';

const word = fc.string({ minLength: 1, maxLength: 20 });
const onBehalfOf: fc.Arbitrary<OnBehalfOf> = fc.record(
  {
    role: fc.oneof(
      fc.constant('partnership-team'),
      fc.constantFrom('group-chair', 'group-member', 'executive-member', 'scrutineer', 'system'),
      fc.constantFrom('safeguarding-partner:council', 'agency-representative', 'Partnership Manager'),
      word,
    ),
    group: word,
    agency: word,
    meeting: fc.constant({ group: 'learning-inquiry-group', date: '2026-02-12', label: 'February' }),
    betweenMeetings: word,
  },
  { requiredKeys: ['role'] },
);

describe('a decision that the Partnership Team records', () => {
  it('says where it was taken; whoever decides themselves, or for whatever, is not stopped by that', () => {
    fc.assert(
      fc.property(onBehalfOf, (acting) => {
        const deciding = () => {
          refuseTeamAlone({ by: { actor: 'somebody', onBehalfOf: acting } });
        };
        const alone =
          acting.role === 'partnership-team' && acting.meeting === undefined && acting.betweenMeetings === undefined;
        if (alone) expect(deciding).toThrow(RuleBroken);
        else expect(deciding).not.toThrow();
      }),
      { examples: [[{ role: 'partnership-team' }]] },
    );
  });
});

/** One of those who act, one of those who do not; so too for the agencies. */
const post = fc.constantFrom('chair', 'another-member');
const agency = fc.constantFrom('childrens-social-care', 'constabulary');
const conflict: fc.Arbitrary<Conflict> = fc
  .tuple(
    fc.oneof(fc.record({ post }), fc.record({ agency })),
    fc.constantFrom<Conflict['did']>('left', 'took-no-part', 'stayed'),
    fc.option(fc.constantFrom('', '  ', 'Nobody else knows the service'), { nil: undefined }),
  )
  .map(([who, did, reason]) => ({
    ...who,
    nature: 'Manages the service',
    did,
    ...(reason !== undefined && { reason }),
  }));

/** Chance alone does not bring each of them every time. */
const left: Conflict = { post: 'chair', nature: 'Manages the service', did: 'left' };
const oneOfEach: [OnBehalfOf, Conflict[], null][] = [
  [{ role: 'group-chair' }, [{ ...left, did: 'stayed' }], null],
  [{ role: 'group-chair' }, [left], null],
  [{ role: 'group-chair' }, [], null],
];

const stoodAside: Conflict = { ...left, did: 'took-no-part' };
const ofAgency: Conflict = { agency: 'childrens-social-care', nature: 'Its own service', did: 'took-no-part' };
const team: OnBehalfOf = { role: 'safeguarding-partner:council' };
const oneOfEachAnswer: [OnBehalfOf, Conflict[], string][] = [
  [team, [{ ...left, did: 'stayed' }], 'partnership-team'],
  [team, [left], 'partnership-team'],
  [team, [ofAgency], 'partnership-team'],
  [team, [stoodAside], 'partnership-team'],
];

/** The rule that said no, and the field that it is about. */
function ruleBroken(deciding: () => void): readonly (string | undefined)[] | undefined {
  try {
    deciding();
    return undefined;
  } catch (error) {
    if (error instanceof RuleBroken) return [error.rule, error.field];
    throw error;
  }
}

describe('a decision at which conflicts of interest are declared', () => {
  it('is not taken by who declared one alone, and who stays says why, whatever their role', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(onBehalfOf, fc.array(conflict, { maxLength: 3 }), fc.option(agency), (acting, conflicts, of) => {
        const { agency: _any, ...as } = acting;
        const by = { actor: 'chair', onBehalfOf: { ...as, conflicts, ...(of !== null && { agency: of }) } };
        const silent = conflicts.some(({ did, reason = '' }) => did === 'stayed' && reason.trim() === '');
        const own = conflicts.some((one) => one.post === 'chair' || (of !== null && one.agency === of));
        const alone = acting.role !== 'partnership-team' && acting.meeting === undefined;
        const rule = silent ? 'stayed-without-reason' : own && alone ? 'conflicted-decider' : 'taken';
        met.add(rule);
        const said = ruleBroken(() => {
          refuseConflicted({ by });
        });
        expect(said).toEqual(rule === 'taken' ? undefined : [rule, 'conflicts']);
      }),
      { examples: oneOfEach },
    );
    expect(met).toEqual(new Set(['stayed-without-reason', 'conflicted-decider', 'taken']));
  });

  it('is no answer of a partner in its own interest, whoever enters it: its agency cannot stand aside, a role can', () => {
    const answering = { posts: ['chair'], agencies: ['childrens-social-care'] };
    const enters = fc.constantFrom('partnership-team', 'another-member');
    const met = new Set<string>();
    fc.assert(
      fc.property(onBehalfOf, fc.array(conflict, { maxLength: 3 }), enters, (acting, conflicts, actor) => {
        const silent = conflicts.some(({ did, reason = '' }) => did === 'stayed' && reason.trim() === '');
        const whole = conflicts.some((one) => one.agency === 'childrens-social-care');
        const role = conflicts.some(({ post, did }) => post === 'chair' && did !== 'took-no-part');
        const rule = silent ? 'stayed-without-reason' : whole || role ? 'conflicted-partner' : 'taken';
        met.add(rule);
        const said = ruleBroken(() => {
          refuseConflicted({ by: { actor, onBehalfOf: { ...acting, conflicts } }, answering });
        });
        expect(said).toEqual(rule === 'taken' ? undefined : [rule, 'conflicts']);
      }),
      { examples: oneOfEachAnswer },
    );
    expect(met).toEqual(new Set(['stayed-without-reason', 'conflicted-partner', 'taken']));
  });

  it('is a partner’s own where they send it themselves: then no part that they say they did not take helps', () => {
    const by = { actor: 'chair', onBehalfOf: { role: 'safeguarding-partner:council', conflicts: [stoodAside] } };
    const sends = () => {
      refuseConflicted({ by, answering: { posts: ['chair'], agencies: [] } });
    };
    expect(ruleBroken(sends)).toEqual(['conflicted-decider', 'conflicts']);
  });

  it('is taken where it was not asked, as before it was', () => {
    expect(() => {
      refuseConflicted({ by: { actor: 'chair', onBehalfOf: { role: 'group-chair' } } });
    }).not.toThrow();
  });
});
