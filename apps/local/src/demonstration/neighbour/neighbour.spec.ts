import { demonstrationYear } from '../content';
import { planned } from '../load/plan';
import { NEIGHBOUR, neighbourYear } from './index';

const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
const { agencies, groups, people, referrals, rapidReviews, audits, recommendations } = neighbourYear;

describe('the partnership next door', () => {
  it('is invented, with every record and every agency of it', () => {
    for (const { origin } of [...agencies, ...referrals, ...rapidReviews, ...audits, ...recommendations])
      expect(origin).toBe('invented');
    for (const { roles, invented } of people)
      expect(roles.filter((_, place) => !invented.includes(`roles.${place}.title`))).toEqual([]);
  });

  it('shares with the first the groups of the law, and three accounts', () => {
    const shared = (mine: readonly string[], theirs: readonly string[]) => mine.filter((id) => theirs.includes(id));
    expect(shared(ids(groups), ids(demonstrationYear.groups))).toEqual(ids(groups));
    expect(shared(ids(people), ids(demonstrationYear.people))).toEqual([
      'police-representative',
      'police-partner',
      'scrutineer',
    ]);
    expect(shared(ids(agencies), ids(demonstrationYear.agencies))).toEqual([]);
  });

  it('has a referral that waits and one that was decided, a review, an audit, and three recommendations of which one is complete', () => {
    const decided = referrals.map(({ acts }) => acts.some(({ kind }) => kind === 'decided'));
    expect([decided, rapidReviews.length, audits.length]).toEqual([[false, true], 1, 1]);
    expect(recommendations.map(({ happenings }) => happenings.some(({ kind }) => kind === 'completed'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is told under ids of commands of which each stands for one act', () => {
    const own = planned('2026-11-22', neighbourYear, NEIGHBOUR.id);
    expect(new Set(own.map(({ commandId }) => commandId)).size).toBe(own.length);
  });

  it('is told under the same ids on the next day', () => {
    const on = (day: string) =>
      planned(day, neighbourYear, NEIGHBOUR.id).map(({ id, commandId }) => `${id} ${commandId}`);
    expect(on('2027-02-01').toSorted()).toEqual(on('2026-11-22').toSorted());
  });
});
