import { type Facts, RuleBroken } from '#app/kernel';
import { timeInLondon } from '#app/calendar';
import { fromAwareness, fromNotification, startedBy } from './deadlines';
import { insistOnDate, insistOnEach, insistOnMeeting, insistOnRationale, insistOnReplacing } from './insist';
import type { DecideNotificationData, NotificationCommand } from './rapid-review.commands';
import type { NotificationCriterion, Partner, RapidReviewEvent } from './rapid-review.events';
import type { RapidReview } from './rapid-review.state';

/** Children Act 2004 section 16C(1): what a local authority must notify. */
const CRITERIA: readonly NotificationCriterion[] = ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'];
/** Children Act 2004 section 16E: local authority, integrated care board, chief officer of police. */
export const PARTNERS: readonly Partner[] = ['council', 'health', 'police'];

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const AWARE = 'the council became aware';

/** What is done about the notification. */
export function notification(
  command: NotificationCommand,
  state: RapidReview,
  facts: Facts,
): readonly RapidReviewEvent[] {
  const { type, data } = command;
  const { today } = facts;
  switch (type) {
    case 'RecordAwareness':
      return awareness(data.awareOn, state, today);
    case 'RecordPartnersTold': {
      if (state.partnersTold) return [];
      const { awareOn } = state.facts;
      const called = 'The day on which the partners were told';
      insistOnDate({ date: data.toldOn, field: 'toldOn', called, notBefore: awareOn, since: AWARE }, today);
      return [{ type: 'PartnersTold', data }];
    }
    case 'DecideNotification':
      return decide(data, state, today);
    case 'RecordNotificationSent':
      return sent(data, state, facts);
    default:
      return afterSending(command, state, today);
  }
}

function awareness(awareOn: string, { facts, status }: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (facts.awareOn === awareOn) return [];
  if (facts.awareOn !== undefined || status !== 'deciding')
    throw new RuleBroken(
      'awareness-recorded',
      'The day on which the council became aware is recorded already. If it is wrong, correct it.',
      'awareOn',
    );
  insistOnDate({ date: awareOn, field: 'awareOn', called: 'The council’s awareness' }, today);
  return [{ type: 'AwarenessRecorded', data: { awareOn, ...startedBy(fromAwareness(awareOn)) } }];
}

/** The decision record of a notification. Two things are kept apart: what the partners think, and the council's own duty. */
function decide(data: DecideNotificationData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (state.status !== 'deciding')
    throw new RuleBroken(
      'notification-sent',
      'The notification has been sent: this decision can no longer be replaced.',
    );
  const { awareOn } = state.facts;
  if (awareOn === undefined) throw awareNotRecorded();
  const { criteria, views, decidedOn, rationale, supersedesWhy } = data;
  const decision = { date: decidedOn, field: 'decidedOn', called: 'The decision', notBefore: awareOn, since: AWARE };
  insistOnDate(decision, today);
  insistOnMeeting(data, decision);
  insistOnEach(
    CRITERIA,
    criteria.map(({ criterion }) => criterion),
    () =>
      new RuleBroken(
        'criterion-missing',
        'Say of each criterion, once, whether it is met, with the evidence.',
        'criteria',
      ),
  );
  insistOnEach(
    PARTNERS,
    views.map(({ partner }) => partner),
    () => new RuleBroken('view-missing', 'Record the view of each of the three safeguarding partners, once.', 'views'),
  );
  if (views.some(({ view, reason }) => view === 'dissents' && reason === undefined))
    throw new RuleBroken(
      'dissent-without-reason',
      'A partner who does not agree must have their reason recorded.',
      'views',
    );
  insistOnRationale(rationale);
  refuseContradiction(data);
  const earlier = insistOnReplacing(state.decisions, supersedesWhy);
  return [{ type: 'NotificationDecided', data: { ...data, number: state.decisions + 1, ...earlier } }];
}

function refuseContradiction({ route, outcome, criteria }: DecideNotificationData): void {
  const findings = criteria.map(({ finding }) => finding);
  if (route === 'looked-after-death' && outcome === 'do-not-notify')
    throw new RuleBroken(
      'death-is-notified',
      'The death of a looked-after child is notified whether or not abuse or neglect is suspected (Working Together 2023).',
      'outcome',
    );
  if (route !== 'serious-incident') return;
  if (outcome === 'notify' && findings.includes('not-met'))
    throw new RuleBroken(
      'criterion-not-met',
      'A serious incident is notified where no criterion is recorded as not met.',
      'outcome',
    );
  if (outcome === 'do-not-notify' && findings.every((finding) => finding === 'met'))
    throw new RuleBroken(
      'all-criteria-met',
      'All three criteria are recorded as met, so the council must notify, whatever the partners think (Children Act 2004, section 16C).',
      'outcome',
    );
}

type SentData = Extract<NotificationCommand, { type: 'RecordNotificationSent' }>['data'];

function sent(data: SentData, state: RapidReview, { today, now }: Facts): readonly RapidReviewEvent[] {
  if (state.status !== 'deciding')
    throw new RuleBroken(
      'notification-sent',
      'It is recorded already that the notification was sent. There is one for an incident.',
    );
  const { facts, outcome, decisions } = state;
  if (outcome !== 'notify' || facts.awareOn === undefined)
    throw new RuleBroken('not-decided-to-notify', 'A notification is sent after the decision to notify is recorded.');
  if (data.sentAt !== undefined && !TIME.test(data.sentAt))
    throw new RuleBroken('not-a-time', 'Give the time with hours and minutes, as in 14:05.', 'sentAt');
  const since = 'it was decided to notify';
  insistOnDate(
    { date: data.sentOn, field: 'sentOn', called: 'The notification', notBefore: facts.decidedOn, since },
    today,
  );
  const time = timeInLondon(now);
  if (data.sentOn === today && data.sentAt !== undefined && data.sentAt > time)
    throw new RuleBroken('sent-in-the-future', `The time must be on or before now, ${time}.`, 'sentAt');
  const clocks = startedBy(fromNotification(facts.awareOn, data.sentOn));
  return [{ type: 'NotificationSent', data: { ...data, decision: decisions, ...clocks } }];
}

type Afterwards = Extract<NotificationCommand, { type: 'RecordAcknowledgement' | 'FindNotToMeetCriteria' }>;

function afterSending({ type, data }: Afterwards, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (state.status === 'deciding')
    throw new RuleBroken('notification-not-sent', 'This follows a notification, and none has been sent.');
  const after = { notBefore: state.facts.notifiedOn, since: 'the notification was sent' };
  if (type === 'RecordAcknowledgement') {
    if (state.acknowledged) return [];
    insistOnDate(
      { date: data.acknowledgedOn, field: 'acknowledgedOn', called: 'The acknowledgement', ...after },
      today,
    );
    return [{ type: 'NotificationAcknowledged', data }];
  }
  if (state.status !== 'notified')
    throw new RuleBroken(
      'review-sent',
      'The rapid review has been sent: the duty to make one is done, and cannot be ended.',
    );
  const finding = { date: data.foundOn, field: 'foundOn', called: 'The finding', ...after };
  insistOnDate(finding, today);
  insistOnMeeting(data, finding);
  if (data.panelToldOn !== undefined)
    insistOnDate(
      { date: data.panelToldOn, field: 'panelToldOn', called: 'The day on which the Panel was told', ...after },
      today,
    );
  return [{ type: 'FoundNotToMeetCriteria', data }];
}

const awareNotRecorded = (): RuleBroken =>
  new RuleBroken(
    'aware-not-recorded',
    'Record first when the council became aware of the incident: the five working days for a notification count from that day.',
  );
