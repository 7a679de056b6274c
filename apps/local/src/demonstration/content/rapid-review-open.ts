import { councilPartner, enteredFor, everyField, inventedActs, partnershipTeam } from './acting';
import { inventedCriteria, inventedViews } from './invented-referral';
import type { RapidReview, RapidReviewAct } from './source-types';

const stairway = {
  id: 'invented-rapid-review-stairway',
  title: 'A fall on a stairway (invented)',
  referral: 'invented-referral-withdrawn-criteria',
  children: 1,
  awareOn: '2025-01-20',
};

const running = {
  id: 'invented-rapid-review-running',
  title: 'A teenager hurt at night (invented)',
  referral: 'invented-referral-running-review',
  children: 1,
  awareOn: { daysFromLoading: -9 },
};

export const laterReviews: readonly RapidReview[] = [
  {
    ...stairway,
    origin: 'invented',
    invented: everyField(stairway),
    acts: inventedActs<RapidReviewAct>([
      {
        kind: 'notification-decided',
        ...councilPartner('2025-01-22'),
        criteria: inventedCriteria('not-enough-information', 'A second scan is booked for Friday.'),
        views: inventedViews('Wait for the scan, with the clock running.'),
        councilsDuty: 'The council keeps the last day for a notification in sight.',
        outcome: 'more-information',
        rationale: 'The first scan is not clear enough to say how grave the harm is.',
      },
      {
        kind: 'notification-decided',
        ...councilPartner('2025-01-24'),
        criteria: inventedCriteria('met', 'The second scan shows an injury that may last.'),
        views: inventedViews('The second scan settles it.'),
        councilsDuty: 'The council notifies, as the law asks of it.',
        outcome: 'notify',
        rationale: 'With the second scan all three criteria are met.',
      },
      { kind: 'notification-sent', ...councilPartner('2025-01-24'), reference: 'Invented-0002' },
      { kind: 'notification-acknowledged', ...partnershipTeam('2025-01-27') },
      { kind: 'review-opened', ...partnershipTeam('2025-01-27') },
      {
        kind: 'information-asked',
        ...partnershipTeam('2025-01-27'),
        agency: 'invented-downs-clinics',
        question: 'What did both scans show, and who explained them to the family?',
        replyBy: '2025-02-05',
      },
      {
        kind: 'information-returned',
        ...enteredFor('2025-02-04', 'invented-downs-clinics', 'Safeguarding lead'),
        agency: 'invented-downs-clinics',
        summary: 'A third reading of the scans: a mark from birth was taken for an injury. The child is well.',
        immediateAction: 'The family was told at once, and heard an apology.',
      },
      {
        kind: 'found-not-to-meet-criteria',
        ...councilPartner('2025-02-06'),
        reason: 'There was no injury, so there was no serious harm. The Panel has been told.',
      },
    ]),
  },
  {
    ...running,
    origin: 'invented',
    invented: everyField(running),
    acts: inventedActs<RapidReviewAct>([
      {
        kind: 'notification-decided',
        ...councilPartner({ daysFromLoading: -7 }),
        criteria: inventedCriteria('met', 'Surgeons expect that the injury will last.'),
        views: inventedViews('The injury is expected to last.'),
        councilsDuty: 'The council notifies, as the law asks of it.',
        outcome: 'notify',
        rationale: 'Exploitation is suspected and the harm is expected to last.',
      },
      { kind: 'notification-sent', ...councilPartner({ daysFromLoading: -6 }), reference: 'Invented-0003' },
      { kind: 'notification-acknowledged', ...partnershipTeam({ daysFromLoading: -5 }) },
      { kind: 'review-opened', ...partnershipTeam({ daysFromLoading: -5 }) },
      {
        kind: 'information-asked',
        ...partnershipTeam({ daysFromLoading: -5 }),
        agency: 'invented-westerly-sports-league',
        question: 'Who saw the young person leave, and what was known of where they were going?',
        replyBy: { daysFromLoading: 4 },
      },
      {
        kind: 'information-asked',
        ...partnershipTeam({ daysFromLoading: -5 }),
        agency: 'invented-harbour-youth-charity',
        question: 'What had you been told of worries about exploitation?',
        replyBy: { daysFromLoading: 4 },
      },
      {
        kind: 'information-returned',
        ...enteredFor({ daysFromLoading: -1 }, 'invented-westerly-sports-league', 'Welfare officer'),
        agency: 'invented-westerly-sports-league',
        summary: 'A timetable of the evening. The last adult left before the last young person.',
        immediateAction: 'Two adults now stay until everybody has been collected.',
      },
    ]),
  },
];
