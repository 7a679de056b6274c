import fc from 'fast-check';
import type { OnBehalfOf } from './decider';
import { refuseTeamAlone } from './deciding';
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
    );
  });
});
