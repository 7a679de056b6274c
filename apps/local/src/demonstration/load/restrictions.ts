import { narrative } from '#app/kernel';
import { asThemselves } from '#app/platform';
import type { RestrictionCommand } from '#app/restriction';
import { demonstrationPeople } from '../../../../web/src/demonstration.people';
import { type Draft, type Told, WHEN_AND_WHO, type Year, recordIdOf, tellRecord } from './telling';

/** The referral that was restricted for a while. All of it is invented. */
export const RESTRICTED = 'invented-referral-single-agency';

const person = (post: string) => {
  const found = demonstrationPeople.find(({ id }) => id === post);
  if (!found) throw new Error(`${post} does not sign in`);
  return { post, role: found.role, by: { actor: post, onBehalfOf: asThemselves(found) } };
};

const TEAM = person('partnership-team');
const NAMED = [TEAM, person('learning-inquiry-chair'), person('learning-inquiry-member')];

/** A record that only named people saw for a time, so that the year shows what that looks like afterwards. */
export const tellRestrictions = (year: Year): readonly Told[] => {
  const record = { category: 'referral', id: recordIdOf('referral', RESTRICTED) };
  const named = NAMED.map(({ post, role }) => ({ post, role }));
  const acts: readonly (readonly [on: string, command: RestrictionCommand])[] = [
    [
      '2025-01-13',
      {
        type: 'RestrictRecord',
        data: {
          record,
          named,
          until: '2025-03-31',
          reason: narrative('A colleague of the group knows the family (invented).'),
        },
      },
    ],
    [
      '2025-02-10',
      { type: 'LiftRestriction', data: { reason: narrative('That colleague has left the group (invented).') } },
    ],
  ];
  return tellRecord(year, 'restriction', RESTRICTED, acts, ([on, command]): readonly Draft[] => [
    { on, command, by: TEAM.by, invented: [...WHEN_AND_WHO, ...Object.keys(command.data)] },
  ]);
};
