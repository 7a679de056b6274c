import { declaring, enteredFor, inquiryChair, partnershipTeam } from './acting';
import { inventedCriteria, inventedReferral, inventedViews, receivedFrom } from './invented-referral';
import { openReferrals } from './referrals-invented-open';
import type { Referral } from './source-types';

const harbour = 'invented-harbour-youth-charity';
const lantern = 'invented-lantern-homes';
const beacon = 'invented-beacon-college';
const lead = 'Safeguarding lead';
const notHarmed = inventedCriteria('not-met', 'The child was not seriously harmed.');

const closed: readonly Referral[] = [
  inventedReferral(
    {
      id: 'invented-referral-no-further-action',
      title: 'A door left open at a drop-in (invented)',
      year: '2024-25',
      referrer: { agency: harbour, role: lead },
      incidentOn: '2024-04-22',
      awareOn: '2024-04-23',
      children: 1,
      whatHappened: 'A child walked out of a drop-in unseen and came back unharmed after ten minutes.',
      whyReferred: 'The charity wanted to know whether other agencies should hear of it.',
      agenciesInvolved: [harbour],
    },
    [
      receivedFrom('2024-05-03', harbour),
      {
        kind: 'decided',
        ...declaring(inquiryChair('2024-05-16', 'learning-inquiry-2024-05')),
        criteria: notHarmed,
        views: inventedViews('No harm came of it.'),
        outcome: { is: 'no-further-action' },
        rationale:
          'The charity has put a second person at the door. No other agency was concerned, so there is no more to do.',
        supersedes: false,
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-single-agency',
      title: 'A worry written down but not passed on (invented)',
      year: '2024-25',
      referrer: { agency: lantern, role: lead },
      incidentOn: '2024-06-17',
      awareOn: '2024-07-01',
      children: 2,
      whatHappened: 'A caretaker wrote down a worry about two children. It stayed in a notebook for two weeks.',
      whyReferred: 'To learn why the worry did not reach anybody.',
      agenciesInvolved: [lantern],
    },
    [
      receivedFrom('2024-07-08', lantern),
      {
        kind: 'decided',
        ...declaring(inquiryChair('2024-09-12', 'learning-inquiry-2024-09'), {
          post: 'learning-inquiry-member',
          nature: 'Sits on the board of the agency that is spoken of',
          did: 'left',
        }),
        criteria: notHarmed,
        views: inventedViews('Only one agency was concerned.'),
        outcome: { is: 'single-agency-learning', agency: lantern },
        rationale: 'The learning is for one agency alone, which has offered to report on it.',
        supersedes: false,
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-passed-on',
      title: 'Lifts home from training (invented)',
      year: '2024-25',
      referrer: { agency: 'invented-westerly-sports-league', role: 'Welfare officer' },
      incidentOn: '2024-08-12',
      awareOn: '2024-08-14',
      children: 1,
      whatHappened: 'A volunteer drove a young person home alone although the rules of the league forbid it.',
      whyReferred: 'The league asked whether other clubs meet the same difficulty.',
      agenciesInvolved: ['invented-westerly-sports-league'],
    },
    [
      receivedFrom('2024-08-20', 'invented-westerly-sports-league'),
      {
        kind: 'decided',
        ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'),
        criteria: notHarmed,
        views: inventedViews('A question for safeguarding leads.'),
        outcome: { is: 'passed-elsewhere', to: 'safeguarding-leads-meeting' },
        rationale: 'The safeguarding leads already write guidance for clubs, so they are better placed.',
        supersedes: false,
      },
      {
        kind: 'passed-on',
        ...partnershipTeam('2024-09-16'),
        to: 'safeguarding-leads-meeting',
        why: 'They already write guidance for clubs.',
      },
      {
        kind: 'receiving-body-answered',
        ...partnershipTeam('2024-10-21'),
        accepted: true,
        answer: 'Taken on. A page on lifts is part of the guidance since October.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-differences',
      title: 'Two views of one home visit (invented)',
      year: '2024-25',
      referrer: { agency: 'invented-quayside-clinics', role: lead },
      incidentOn: '2024-10-07',
      awareOn: '2024-10-07',
      children: 1,
      whatHappened: 'A clinic and a housing association differed on whether a home was safe for a baby.',
      whyReferred: 'Nobody used the procedure for professional differences until a month had gone.',
      agenciesInvolved: ['invented-quayside-clinics', lantern],
    },
    [
      receivedFrom('2024-11-11', 'invented-quayside-clinics'),
      {
        kind: 'decided',
        ...inquiryChair('2024-12-05', 'learning-inquiry-2024-12'),
        criteria: notHarmed,
        views: inventedViews('The two agencies can settle it.'),
        outcome: { is: 'professional-differences' },
        rationale: 'The two agencies agree that the procedure was there and was not used. They look at it together.',
        supersedes: false,
      },
      {
        kind: 'reflection-returned',
        ...enteredFor('2025-02-10', lantern, lead),
        wentWell: 'Both wrote down what they saw on the same day.',
        didNot: 'Neither knew whom to ring at the other agency.',
        nextTime: 'Ring within two working days, then ask both managers.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-dissent',
      title: 'A toddler alone near the harbour (invented)',
      year: '2024-25',
      referrer: { agency: harbour, role: lead },
      incidentOn: '2024-09-07',
      awareOn: '2024-09-09',
      children: 1,
      whatHappened: 'A toddler was found alone in cold water and was in hospital for three weeks.',
      whyReferred: 'Three agencies had each been told of earlier worries.',
      agenciesInvolved: [harbour, lantern, 'invented-quayside-clinics'],
    },
    [
      receivedFrom('2024-09-10', harbour),
      {
        kind: 'decided',
        ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'),
        criteria: inventedCriteria('met', 'Three weeks in hospital, and the lasting effect is not yet known.'),
        views: inventedViews('The harm is serious and may last.', 'dissents'),
        outcome: { is: 'criteria-appear-met', rapidReview: 'invented-rapid-review-harbour' },
        rationale:
          'Two of three partners see serious harm. The council decides on the notification under its own duty.',
        supersedes: false,
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-duplicate',
      title: 'A toddler alone near the harbour, second form (invented)',
      year: '2024-25',
      referrer: { agency: lantern, role: lead },
      incidentOn: '2024-09-07',
      awareOn: '2024-09-09',
      children: 1,
      whatHappened: 'A toddler was found in cold water near a home that the association lets.',
      whyReferred: 'The association did not know that the charity had written already.',
      agenciesInvolved: [lantern],
    },
    [
      receivedFrom('2024-09-13', lantern),
      {
        kind: 'duplicate',
        ...partnershipTeam('2024-09-16'),
        of: 'invented-referral-dissent',
        reason: 'The same child and the same day. What this form adds was copied across.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-error',
      title: 'A request for early help sent to us by mistake (invented)',
      year: '2024-25',
      referrer: { agency: beacon, role: lead },
      incidentOn: null,
      awareOn: '2024-11-18',
      children: 1,
      whatHappened: 'A form that asks for help for a family was sent to us instead of to the front door.',
      whyReferred: 'It was not meant as a referral for a learning review.',
      agenciesInvolved: [beacon],
    },
    [
      receivedFrom('2024-11-19', beacon),
      {
        kind: 'entered-in-error',
        ...partnershipTeam('2024-11-19'),
        reason: 'This asks for help for a family. The college sent it on to the front door the same day.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-withdrawn-criteria',
      title: 'A fall on a stairway (invented)',
      year: '2024-25',
      referrer: { agency: 'invented-downs-clinics', role: lead },
      incidentOn: '2025-01-18',
      awareOn: '2025-01-20',
      children: 1,
      whatHappened: 'A young child came to a clinic after a fall. A first scan looked grave.',
      whyReferred: 'A gate had been asked for twice.',
      agenciesInvolved: ['invented-downs-clinics', lantern],
    },
    [
      receivedFrom('2025-01-21', 'invented-downs-clinics'),
      {
        kind: 'decided',
        ...inquiryChair('2025-01-22'),
        criteria: inventedCriteria('met', 'The first scan pointed to lasting harm.'),
        views: inventedViews('The scan leaves little doubt.'),
        outcome: { is: 'criteria-appear-met', rapidReview: 'invented-rapid-review-stairway' },
        rationale: 'All three partners read the first scan in the same way and did not wait for a meeting.',
        supersedes: false,
      },
    ],
  ),
];

export const inventedReferrals: readonly Referral[] = [...closed, ...openReferrals];
