import fc from 'fast-check';
import { RuleBroken, narrative } from '#app/kernel';
import { TODAY, scenario } from '#app/testing';
import {
  UNTIL,
  asked,
  byManager,
  byMember,
  byTeam,
  chair,
  lifted,
  member,
  opened,
  reason,
  record,
  restricted,
  team,
} from './examples';
import type { RestrictionCommand } from './restriction.commands';
import { restriction } from './restriction.decider';
import type { RestrictionEvent } from './restriction.events';

const { given } = scenario(restriction);
const by = byTeam;

const restrict = (further: Partial<Extract<RestrictionCommand, { type: 'RestrictRecord' }>['data']> = {}) =>
  ({ type: 'RestrictRecord', data: { record, named: [team, chair], until: UNTIL, reason, ...further } }) as const;
const change = (named = [team, member], until = UNTIL) =>
  ({ type: 'ChangeRestriction', data: { named, until, reason } }) as const;
const lift = { type: 'LiftRestriction', data: { reason } } as const;
const open = { type: 'OpenRestrictedRecord', data: { reason } } as const;
const see = { type: 'MarkOpeningSeen', data: { opening: 1 } } as const;
const answer = { type: 'AnswerAboutOpening', data: { opening: 1, answer: reason } } as const;

describe('a record', () => {
  it('is restricted to named people, until a day and for a reason', () => {
    given().when(restrict(), { by }).then(restricted);
  });

  it('is restricted once at a time, and again once that was lifted or has ended by its day', () => {
    given(restricted).when(restrict(), { by }).thenRefused('restricted-already');
    given(restricted, lifted).when(restrict(), { by }).then(restricted);
    const later = { by, today: '2026-06-01' };
    given(restricted)
      .when(restrict({ until: '2026-07-01' }), later)
      .then({
        ...restricted,
        data: { ...restricted.data, until: '2026-07-01' },
      } as RestrictionEvent);
  });

  it('keeps somebody of the Partnership Team, so that it can be worked on', () => {
    given()
      .when(restrict({ named: [chair, member] }), { by })
      .thenRefused('nobody-keeps-it', 'named');
    given(restricted)
      .when(change([chair]), { by })
      .thenRefused('nobody-keeps-it', 'named');
  });

  it.each(['2026-03-02', '2027-03-02'])('is restricted from today until a year from now: %s', (until) => {
    given()
      .when(restrict({ until }), { by })
      .then({ ...restricted, data: { ...restricted.data, until } } as RestrictionEvent);
  });

  it.each([
    ['2026-03-01', 'ended-before'],
    ['2027-03-03', 'too-long'],
  ])('is not restricted until %s', (until, rule) => {
    given().when(restrict({ until }), { by }).thenRefused(rule, 'until');
  });

  it.each([restrict, change, () => lift, () => open])('needs a reason in a sentence', (of) => {
    const { type, data } = of();
    const short = { type, data: { ...data, reason: narrative('because') } } as RestrictionCommand;
    const history = type === 'RestrictRecord' ? [] : [restricted];
    given(...history)
      .when(short, { by: type === 'OpenRestrictedRecord' ? byManager : by })
      .thenRefused('reason-too-short', 'reason');
  });
});

describe('a restriction', () => {
  it('is changed and renewed by those whom it names, and says what it was', () => {
    given(restricted)
      .when(change([team, member], '2026-08-31'), { by })
      .then({
        type: 'RestrictionChanged',
        data: { named: [team, member], wasNamed: [team, chair], until: '2026-08-31', wasUntil: UNTIL, reason },
      });
    given(restricted)
      .when(change([chair, team]), { by })
      .thenNothing();
  });

  it('is lifted by somebody whom it names', () => {
    given(restricted).when(lift, { by }).then(lifted);
  });

  it.each([change(), lift])('is nobody’s to change or lift who is not named: $type', (command) => {
    given(restricted).when(command, { by: byMember }).thenRefused('not-named');
  });

  it.each([change(), lift, open])('that has ended by its day or was lifted is past changing: $type', (command) => {
    given(restricted).when(command, { by, today: '2026-06-01' }).thenRefused('not-restricted');
    given(restricted, lifted).when(command, { by }).thenRefused('not-restricted');
    given().when(command, { by }).thenRefused('never-restricted');
  });

  it('holds on its last day', () => {
    given(restricted).when(lift, { by, today: UNTIL }).then(lifted);
  });
});

describe('opening a record without being named', () => {
  it('is for four hours from now, with the reason', () => {
    given(restricted).when(open, { by: byManager }).then(opened);
  });

  it('is not for who is named, and not twice at once', () => {
    given(restricted).when(open, { by }).thenRefused('named-already');
    given(restricted, opened)
      .when(open, { by: byManager, now: '2026-03-02T15:59:59.000Z' })
      .thenRefused('opened-already');
    const again = { ...opened, data: { ...opened.data, opening: 2, until: '2026-03-02T20:00:00.000Z' } };
    given(restricted, opened)
      .when(open, { by: byManager, now: '2026-03-02T16:00:00.000Z' })
      .then(again as RestrictionEvent);
  });

  it('lets who opened it change or lift it while it is open, so that nobody is shut out for ever', () => {
    given(restricted, opened).when(lift, { by: byManager, now: '2026-03-02T15:00:00.000Z' }).then(lifted);
    given(restricted, opened).when(lift, { by: byManager, now: '2026-03-02T17:00:00.000Z' }).thenRefused('not-named');
  });

  it('waits until the scrutineer has seen it, who may ask, once', () => {
    given(restricted, opened)
      .when(see)
      .then({ type: 'RestrictedOpeningSeen', data: { opening: 1 } });
    given(restricted, opened, asked).when(see).thenRefused('seen-already');
    given(restricted).when(see).thenRefused('no-such-opening');
    given(restricted, opened, lifted)
      .when(see)
      .then({ type: 'RestrictedOpeningSeen', data: { opening: 1 } });
  });

  it('is answered for where something was asked, once', () => {
    const answered: RestrictionEvent = { type: 'RestrictedOpeningAnswered', data: { opening: 1, answer: reason } };
    given(restricted, opened, asked).when(answer).then(answered);
    given(restricted, opened, asked, answered).when(answer).thenRefused('answered-already');
    given(restricted, opened).when(answer).thenRefused('nothing-asked');
  });
});

describe('whatever is tried', () => {
  const post = fc.constantFrom('partnership-team', 'manager', 'chair', 'member');
  const named = fc.uniqueArray(fc.constantFrom(team, chair, member), { maxLength: 3 });
  const until = fc.constantFrom(TODAY, UNTIL, '2026-02-01', '2027-03-02', '2028-01-01');
  const opening = fc.constantFrom(1, 2);
  const command: fc.Arbitrary<RestrictionCommand> = fc.oneof(
    fc.record({ named, until }).map((data) => restrict(data)),
    fc.tuple(named, until).map(([who, day]) => change(who, day)),
    fc.constantFrom(lift, open),
    opening.map((number) => ({ type: 'MarkOpeningSeen' as const, data: { opening: number, question: reason } })),
    opening.map((number) => ({ ...answer, data: { ...answer.data, opening: number } })),
  );

  it('a standing restriction names somebody of the Partnership Team, and ends within a year', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, post), { maxLength: 25 }), (tried) => {
        let state = restriction.initialState;
        for (const [one, actor] of tried) {
          const facts = { today: TODAY, now: `${TODAY}T12:00:00.000Z`, reference: 'RES', happenedOn: TODAY };
          try {
            const events = restriction.decide(one, state, { ...facts, by: { actor, onBehalfOf: { role: '' } } });
            state = events.reduce((s, event) => restriction.evolve(s, event), state);
          } catch (error) {
            if (!(error instanceof RuleBroken)) throw error;
          }
          if (!state.record) continue;
          expect(state.named.some(({ role }) => role === 'partnership-team')).toBe(true);
          expect(state.until <= '2027-03-02').toBe(true);
          expect(state.openings.every(({ person }) => person !== '')).toBe(true);
        }
      }),
    );
  });
});
