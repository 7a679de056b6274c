import { everyField, inventedActs } from '../content/acting';
import { inventedCriteria, inventedReferral, inventedViews } from '../content/invented-referral';
import type { RapidReview, RapidReviewAct, Referral } from '../content/source-types';
import { HOSPITALS, POLICE, SCHOOLS, SOCIAL_CARE, council, enteredFor, inquiry, team } from './acting';

const lead = 'Safeguarding lead';

/** One that waits for an answer, and one that was decided and led to a rapid review. */
export const referrals: readonly Referral[] = [
  inventedReferral(
    {
      id: 'downs-referral-bus-stop',
      title: 'A child who missed the school bus for a month (invented)',
      year: 'at loading',
      referrer: { agency: SCHOOLS, role: lead },
      incidentOn: { daysFromLoading: -40 },
      awareOn: { daysFromLoading: -20 },
      children: 2,
      whatHappened: 'A pupil stopped coming to school. The driver saw two children wait alone and then no longer wait.',
      whyReferred: 'The school, the bus company and a ward each knew a part, and nobody put the parts together.',
      agenciesInvolved: [SCHOOLS, HOSPITALS, SOCIAL_CARE],
    },
    [
      { kind: 'received', ...enteredFor({ daysFromLoading: -12 }, SCHOOLS, lead) },
      {
        kind: 'information-asked',
        ...team({ daysFromLoading: -10 }),
        agency: HOSPITALS,
        question: 'Was either child seen on a ward that month, and who was told?',
        replyBy: { daysFromLoading: 6 },
      },
    ],
  ),
  inventedReferral(
    {
      id: 'downs-referral-quay',
      title: 'A young person pulled from the water (invented)',
      year: 'at loading',
      referrer: { agency: POLICE, role: 'Detective inspector' },
      incidentOn: { daysFromLoading: -10 },
      awareOn: { daysFromLoading: -9 },
      children: 1,
      whatHappened: 'A young person was found in the water by a quay at night and is gravely ill.',
      whyReferred: 'Two agencies had met them that week, each without knowing of the other.',
      agenciesInvolved: [POLICE, HOSPITALS, SOCIAL_CARE],
    },
    [
      { kind: 'received', ...enteredFor({ daysFromLoading: -8 }, POLICE, 'Detective inspector') },
      {
        kind: 'decided',
        ...inquiry({ daysFromLoading: -7 }),
        criteria: inventedCriteria('met', 'The doctors cannot say yet whether the young person will be well again.'),
        views: inventedViews('The harm is grave and may last.'),
        outcome: { is: 'criteria-appear-met', rapidReview: 'downs-rapid-review-quay' },
        rationale: 'The harm is serious, neglect is suspected, and it happened here: the three partners agree.',
        supersedes: false,
      },
    ],
  ),
];

const quay = {
  id: 'downs-rapid-review-quay',
  title: 'A young person pulled from the water (invented)',
  referral: 'downs-referral-quay',
  children: 1,
  awareOn: { daysFromLoading: -9 },
};

/** It is under way: one agency has answered, the other has not yet. */
export const rapidReviews: readonly RapidReview[] = [
  {
    ...quay,
    origin: 'invented',
    invented: everyField(quay),
    acts: inventedActs<RapidReviewAct>([
      {
        kind: 'notification-decided',
        ...council({ daysFromLoading: -7 }),
        criteria: inventedCriteria('met', 'The doctors cannot say yet whether the young person will be well again.'),
        views: inventedViews('The harm is grave and may last.'),
        councilsDuty: 'The council notifies, as the law asks of it.',
        outcome: 'notify',
        rationale: 'Neglect is suspected and the young person was seriously harmed.',
      },
      { kind: 'notification-sent', ...council({ daysFromLoading: -6 }), reference: 'Invented-D-0001' },
      { kind: 'notification-acknowledged', ...team({ daysFromLoading: -5 }) },
      { kind: 'review-opened', ...team({ daysFromLoading: -5 }) },
      ...[HOSPITALS, POLICE].map(
        (agency) =>
          ({
            kind: 'information-asked',
            ...team({ daysFromLoading: -5 }),
            agency,
            question: 'When did you meet the young person in the year before, and whom did you tell?',
            replyBy: { daysFromLoading: 3 },
          }) as const,
      ),
      {
        kind: 'information-returned',
        ...enteredFor({ daysFromLoading: -1 }, HOSPITALS, lead),
        agency: HOSPITALS,
        summary: 'One visit to the emergency department in that week. The school was not told of it.',
        immediateAction: 'The department now telephones the school on the next morning.',
      },
    ]),
  },
];
