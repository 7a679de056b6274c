import { enteredFor, inquiryChair, partnershipTeam } from './acting';
import { inventedCriteria, inventedReferral, inventedViews, receivedFrom } from './invented-referral';
import type { Referral } from './source-types';

const harbour = 'invented-harbour-youth-charity';
const lantern = 'invented-lantern-homes';
const league = 'invented-westerly-sports-league';
const beacon = 'invented-beacon-college';
const lead = 'Safeguarding lead';
const notHarmed = inventedCriteria('not-met', 'The child was not seriously harmed.');

/** Invented referrals that still move: their days count from the day of loading. */
export const openReferrals: readonly Referral[] = [
  inventedReferral(
    {
      id: 'invented-referral-reconsidered',
      title: 'Nobody held the whole picture (invented)',
      year: '2024-25',
      referrer: { agency: beacon, role: lead },
      incidentOn: '2025-01-13',
      awareOn: '2025-01-15',
      children: 3,
      whatHappened: 'Three brothers missed many lessons. Each agency knew a part of why.',
      whyReferred: 'To learn how the parts could have met sooner.',
      agenciesInvolved: [beacon, harbour, lantern],
    },
    [
      receivedFrom('2025-02-03', beacon),
      {
        kind: 'information-asked',
        ...partnershipTeam('2025-02-06'),
        agency: harbour,
        question: 'What did you know of the brothers, and when?',
        replyBy: '2025-02-27',
      },
      {
        kind: 'decided',
        ...inquiryChair('2025-03-06', 'learning-inquiry-2025-03'),
        criteria: notHarmed,
        views: inventedViews('The boys were not seriously harmed.'),
        outcome: { is: 'no-further-action' },
        rationale: 'On what was before the meeting, each agency had already changed how it works.',
        supersedes: false,
      },
      {
        kind: 'information-given',
        ...enteredFor('2025-04-14', harbour, lead),
        agency: harbour,
        summary: 'A diary that shows seven contacts of which no other agency knew.',
      },
      {
        kind: 'decided',
        ...inquiryChair({ daysFromLoading: -40 }, 'learning-inquiry-recent'),
        criteria: notHarmed,
        views: inventedViews('The boys were not seriously harmed, but there is much to learn.'),
        outcome: { is: 'learning-event', learningEvent: 'invented-learning-event-picture' },
        rationale:
          'The diary changes the picture: what was missed lay between agencies, so a workshop is worth its time.',
        supersedes: true,
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-running-review',
      title: 'A teenager hurt at night (invented)',
      year: 'at loading',
      referrer: { agency: league, role: 'Welfare officer' },
      incidentOn: { daysFromLoading: -10 },
      awareOn: { daysFromLoading: -9 },
      children: 1,
      whatHappened: 'A young person was gravely hurt at night after leaving a training camp.',
      whyReferred: 'Worries about exploitation had been shared by two agencies.',
      agenciesInvolved: [league, harbour, beacon],
    },
    [
      receivedFrom({ daysFromLoading: -8 }, league),
      {
        kind: 'decided',
        ...inquiryChair({ daysFromLoading: -7 }),
        criteria: inventedCriteria('met', 'Surgeons expect that the injury will last.'),
        views: inventedViews('The injury is expected to last.'),
        outcome: { is: 'criteria-appear-met', rapidReview: 'invented-rapid-review-running' },
        rationale: 'All three partners agree that the harm is serious and that exploitation is suspected.',
        supersedes: false,
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-waiting',
      title: 'A home that was lost early (invented)',
      year: 'at loading',
      referrer: { agency: lantern, role: lead },
      incidentOn: { daysFromLoading: -50 },
      awareOn: { daysFromLoading: -45 },
      children: 1,
      whatHappened: 'A young person had to leave a shared flat with two days’ notice.',
      whyReferred: 'Three agencies learned of it only after the move.',
      agenciesInvolved: [lantern, harbour, beacon],
    },
    [
      receivedFrom({ daysFromLoading: -30 }, lantern),
      {
        kind: 'corrected',
        ...partnershipTeam({ daysFromLoading: -29 }),
        field: 'role',
        was: lead,
        becomes: 'Deputy safeguarding lead',
        reason: 'The deputy had signed the form.',
      },
      {
        kind: 'information-asked',
        ...partnershipTeam({ daysFromLoading: -28 }),
        agency: harbour,
        question: 'What did you know of the move, and when?',
        replyBy: { daysFromLoading: -7 },
      },
      {
        kind: 'information-asked',
        ...partnershipTeam({ daysFromLoading: -28 }),
        agency: beacon,
        question: 'Who told you of the move, and what did you do?',
        replyBy: { daysFromLoading: 4 },
      },
      {
        kind: 'information-asked',
        ...partnershipTeam({ daysFromLoading: -27 }),
        agency: lantern,
        question: 'Please send the notes of the last two visits.',
        replyBy: { daysFromLoading: -10 },
      },
      {
        kind: 'information-given',
        ...enteredFor({ daysFromLoading: -15 }, lantern, lead),
        agency: lantern,
        summary: 'Notes of both visits. Neither mentions that the flat was about to be lost.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-considered',
      title: 'Good practice at a holiday club (invented)',
      year: 'at loading',
      referrer: { agency: harbour, role: lead },
      incidentOn: { daysFromLoading: -60 },
      awareOn: { daysFromLoading: -60 },
      children: 2,
      harm: 'good-practice',
      whatHappened: 'A helper noticed two quiet sisters, and four agencies acted well within one day.',
      whyReferred: 'There is as much to learn from what goes well.',
      agenciesInvolved: [harbour, beacon],
    },
    [
      receivedFrom({ daysFromLoading: -33 }, harbour),
      {
        kind: 'considered',
        ...inquiryChair({ daysFromLoading: -12 }, 'learning-inquiry-latest'),
        summary: 'Members liked what they read and asked the chair to bring a proposal.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-passed-unanswered',
      title: 'Night lights at a bus stop (invented)',
      year: 'at loading',
      referrer: { agency: league, role: 'Welfare officer' },
      incidentOn: null,
      awareOn: { daysFromLoading: -70 },
      children: 4,
      whatHappened: 'Young people waited in the dark after training and were followed twice.',
      whyReferred: 'The league cannot mend this alone.',
      agenciesInvolved: [league],
    },
    [
      receivedFrom({ daysFromLoading: -62 }, league),
      {
        kind: 'decided',
        ...inquiryChair({ daysFromLoading: -40 }, 'learning-inquiry-recent'),
        criteria: notHarmed,
        views: inventedViews('A matter of place and light.'),
        outcome: { is: 'passed-elsewhere', to: 'exploitation-group' },
        rationale: 'The group on exploitation looks at places as well as people, so it is better placed.',
        supersedes: false,
      },
      {
        kind: 'passed-on',
        ...partnershipTeam({ daysFromLoading: -38 }),
        to: 'exploitation-group',
        why: 'The group looks at places as well as people.',
      },
    ],
  ),
  inventedReferral(
    {
      id: 'invented-referral-new',
      title: 'A message that nobody opened (invented)',
      year: 'at loading',
      referrer: { agency: beacon, role: lead },
      incidentOn: { daysFromLoading: -16 },
      awareOn: { daysFromLoading: -5 },
      children: 1,
      whatHappened: 'A student wrote for help to an address that nobody reads at weekends.',
      whyReferred: 'Other agencies may have such an address too.',
      agenciesInvolved: [beacon],
    },
    [receivedFrom({ daysFromLoading: -2 }, beacon)],
  ),
];
