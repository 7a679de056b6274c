import { scenario } from '#app/testing';
import {
  agreed,
  asked,
  met,
  notificationData,
  notificationDecided,
  notified,
  opened,
  returned,
  reviewData,
  reviewDecided,
  reviewSent,
  why,
} from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);
const FUTURE = '2026-03-03';

const {
  awareOn: _,
  deadlines: __,
  ...unaware
} = opened.data as Extract<RapidReviewEvent, { type: 'NotificationDecisionOpened' }>['data'];
const replied: RapidReviewEvent = {
  type: 'PanelReplied',
  data: { reply: 'agrees', repliedOn: '2026-03-02', words: why },
};

type Dated = readonly [
  what: string,
  history: readonly RapidReviewEvent[],
  /** A day before what it follows; left out where it follows nothing. */
  tooEarly: string | undefined,
  command: (on: string) => RapidReviewCommand,
];

const DATED: readonly Dated[] = [
  [
    'the council’s awareness',
    [{ type: 'NotificationDecisionOpened', data: unaware }],
    undefined,
    (awareOn) => ({ type: 'RecordAwareness', data: { awareOn } }),
  ],
  ['telling the partners', [opened], '2026-02-19', (toldOn) => ({ type: 'RecordPartnersTold', data: { toldOn } })],
  [
    'the notification',
    [opened, notificationDecided()],
    '2026-02-24',
    (sentOn) => ({ type: 'RecordNotificationSent', data: { sentOn, nationalReference: 'N-1', told: [] } }),
  ],
  [
    'the acknowledgement',
    notified,
    '2026-02-24',
    (acknowledgedOn) => ({ type: 'RecordAcknowledgement', data: { acknowledgedOn } }),
  ],
  [
    'the finding that the criteria are not met',
    notified,
    '2026-02-24',
    (foundOn) => ({ type: 'FindNotToMeetCriteria', data: { foundOn, reason: why } }),
  ],
  [
    'telling the Panel of that finding',
    notified,
    '2026-02-24',
    (panelToldOn) => ({ type: 'FindNotToMeetCriteria', data: { foundOn: '2026-02-27', reason: why, panelToldOn } }),
  ],
  [
    'the question to an agency',
    notified,
    '2026-02-24',
    (askedOn) => ({ type: 'AskAgency', data: { ...asked.data, askedOn, dueOn: FUTURE } }),
  ],
  [
    'an agency’s return',
    [...notified, asked],
    '2026-02-24',
    (returnedOn) => ({ type: 'ReturnInformation', data: { ...returned.data, returnedOn } }),
  ],
  [
    'an immediate action',
    notified,
    undefined,
    (takenOn) => ({ type: 'RecordSafetyAction', data: { action: why, takenOn } }),
  ],
  [
    'the review meeting',
    notified,
    '2026-02-24',
    (heldOn) => ({ type: 'RecordReviewMeeting', data: { ...met.data, heldOn } }),
  ],
  [
    'the review’s decision',
    [...notified, met],
    '2026-02-26',
    (decidedOn) => ({ type: 'DecideReview', data: { ...reviewData, decidedOn } }),
  ],
  [
    'a sign-off',
    [...notified, met, reviewDecided()],
    '2026-02-27',
    (signedOn) => ({ type: 'SignOff', data: { partner: 'health', answer: 'signs-off', signedOn, decision: 1 } }),
  ],
  ['sending the review', agreed, '2026-02-27', (sentOn) => ({ type: 'SendReviewToPanel', data: { sentOn } })],
  [
    'the Panel’s reply',
    [...agreed, reviewSent],
    '2026-02-28',
    (repliedOn) => ({ type: 'RecordPanelReply', data: { reply: 'agrees', repliedOn, words: why } }),
  ],
  [
    'the partnership’s answer',
    [...agreed, reviewSent, replied],
    '2026-03-01',
    (answeredOn) => ({ type: 'AnswerPanel', data: { answer: 'decision-kept', words: why, answeredOn } }),
  ],
  [
    'the closing',
    [...agreed, reviewSent, replied],
    '2026-03-01',
    (closedOn) => ({ type: 'CloseRapidReview', data: { note: why, closedOn, noLearningEvent: why } }),
  ],
];

describe('a date', () => {
  it.each(DATED)('of %s is not after today', (_what, history, _early, command) => {
    given(...history)
      .when(command(FUTURE))
      .thenRefused('dated-in-the-future');
  });
  it.each(DATED.filter(([, , early]) => early !== undefined))(
    'of %s is not before what it follows',
    (_what, history, early, command) => {
      given(...history)
        .when(command(early ?? ''))
        .thenRefused('dated-too-early');
    },
  );
});

describe('the meeting of a decision', () => {
  const at = (date: string) => ({ meeting: { group: 'learning-inquiry-group', date, label: 'Rapid review meeting' } });
  const decide = (date: string): RapidReviewCommand => ({ type: 'DecideReview', data: { ...reviewData, ...at(date) } });

  it('is not after the decision, nor before what it looked at', () => {
    given(...notified, met)
      .when(decide('2026-03-01'))
      .thenRefused('meeting-after-date');
    given(...notified, met)
      .when(decide('2026-02-26'))
      .thenRefused('meeting-too-early');
    expect(
      given(...notified, met)
        .when(decide('2026-02-28'))
        .events(),
    ).toHaveLength(1);
  });
  it('of a notification is not before the council became aware', () => {
    given(opened)
      .when({ type: 'DecideNotification', data: { ...notificationData, ...at('2026-02-19') } })
      .thenRefused('meeting-too-early');
  });
});

describe('the incident', () => {
  it('is not after the council became aware of it', () => {
    const data = { headline: 'A fall', agencies: [], openedOn: '2026-02-24', awareOn: '2026-02-20' };
    given()
      .when({ type: 'OpenNotificationDecision', data: { ...data, incidentOn: '2026-02-21' } })
      .thenRefused('dated-too-early');
    const [event] = given()
      .when({ type: 'OpenNotificationDecision', data: { ...data, incidentOn: '2026-02-19' } })
      .events();
    expect(event?.data).toMatchObject({ incidentOn: '2026-02-19' });
  });
});
