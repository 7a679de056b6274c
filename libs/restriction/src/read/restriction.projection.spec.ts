import { projected, recorded } from '#app/testing';
import { fold } from '#app/kernel';
import { UNTIL, asked, chair, lifted, member, opened, reason, restricted, team } from '../domain/examples';
import type { RestrictionEvent } from '../domain/restriction.events';
import { namingProjection } from './naming.projection';
import { overseerProjection } from './overseer.projection';
import { restrictionProjection } from './restriction.projection';

const { given } = projected(restrictionProjection);
const changed: RestrictionEvent = {
  type: 'RestrictionChanged',
  data: { named: [team, member], wasNamed: [team, chair], until: '2026-08-31', wasUntil: UNTIL, reason },
};

describe('the row of a restriction', () => {
  it('says who, until when and why, and of the record nothing but its kind', () => {
    given(restricted).then({
      id: 'test',
      reference: 'RES-2025-26-001',
      title: 'Restricted referral',
      revision: 0,
      record: 'referral-r1',
      category: 'referral',
      recordId: 'r1',
      named: ['partnership-team', 'chair'],
      since: '2026-03-02',
      until: UNTIL,
      lifted: false,
      unseen: 0,
      unanswered: 0,
      detail: { named: [team, chair], reason, by: 'partnership-team', openings: [] },
    });
  });

  it('counts openings that nobody has seen, and questions without an answer', () => {
    const counts = (...events: readonly RestrictionEvent[]) =>
      given(restricted, ...events)
        .rows()
        .map(({ unseen, unanswered }) => [unseen, unanswered]);
    const answered: RestrictionEvent = { type: 'RestrictedOpeningAnswered', data: { opening: 1, answer: reason } };
    expect(counts(opened)).toEqual([[1, 0]]);
    expect(counts(opened, asked)).toEqual([[0, 1]]);
    expect(counts(opened, asked, answered)).toEqual([[0, 0]]);
  });

  it('follows changes, and stands again when the record is restricted anew, with the openings of before', () => {
    expect(given(restricted, changed).rows()[0]).toMatchObject({
      named: ['partnership-team', 'member'],
      until: '2026-08-31',
    });
    expect(given(restricted, opened, lifted).rows()[0]).toMatchObject({ lifted: true, unseen: 1 });
    expect(given(restricted, opened, lifted, restricted).rows()[0]).toMatchObject({
      lifted: false,
      unseen: 1,
      revision: 3,
    });
  });
});

describe('what a record names', () => {
  it('is kept with its own reference, which it does not count as naming', () => {
    const naming = projected(namingProjection, { stream: 'recommendation-x' });
    const source = { kind: 'referral', id: 'r1', reference: 'REF-2025-26-001' };
    naming
      .given(
        { type: 'RecommendationMade', data: { reference: 'REC-2025-26-001', source } as never },
        { type: 'Noted', data: { words: 'Nothing' } as never },
        { type: 'RecommendationSuperseded', data: { by: { reference: 'REC-2025-26-002' } } as never },
      )
      .then({
        stream: 'recommendation-x',
        id: 'x',
        reference: 'REC-2025-26-001',
        names: ['REF-2025-26-001', 'REC-2025-26-002'],
      });
  });
});

describe('who oversees restrictions', () => {
  const overseers = (...events: readonly Parameters<typeof overseerProjection.rows>[0]['event'][]) => [
    ...fold(events.flatMap((event, at) => overseerProjection.rows(recorded(event, at, 'post-p')))).values(),
  ];

  it('is the Independent Scrutineer and the Partnership Manager, for as long as they sign in as that', () => {
    const manager = { type: 'SignInInvited', data: { role: 'partnership-team', manages: true } } as const;
    expect(overseers({ type: 'SignInInvited', data: { role: 'scrutineer' } })).toEqual([{ person: 'p' }]);
    expect(overseers(manager)).toEqual([{ person: 'p' }]);
    expect(overseers({ type: 'SignInInvited', data: { role: 'partnership-team' } })).toEqual([undefined]);
    expect(overseers(manager, { type: 'SignInEnded', data: { reason } })).toEqual([undefined]);
    const no = { type: 'SignInRoleChanged', data: { role: 'partnership-team', was: 'partnership-team' } } as const;
    expect(overseers(manager, no)).toEqual([undefined]);
  });
});
