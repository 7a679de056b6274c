import { type Narrative, narrative } from '#app/kernel';
import type { DecideNotificationData, DecideReviewData, RapidReviewCommand } from './rapid-review.commands';
import type { Partner, RapidReviewEvent } from './rapid-review.events';

/** Commands and events that the rule book of this slice speaks of. Council aware on Friday 20 February 2026. */
export const why: Narrative = narrative('Because of what the agencies told us.');
export const AWARE = '2026-02-20';
export const SENT = '2026-02-25';

export const open: RapidReviewCommand = {
  type: 'OpenNotificationDecision',
  data: {
    headline: 'Unexplained injuries to an infant',
    agencies: ['constabulary'],
    openedOn: '2026-02-24',
    awareOn: AWARE,
    numberOfChildren: 2,
  },
};
export const opened: RapidReviewEvent = {
  type: 'NotificationDecisionOpened',
  data: {
    reference: 'RAP-2025-26-001',
    headline: 'Unexplained injuries to an infant',
    agencies: ['constabulary'],
    openedOn: '2026-02-24',
    awareOn: AWARE,
    children: ['Child A', 'Child B'],
    deadlines: [
      { rule: 'notify-panel', counted: AWARE, due: '2026-02-27', version: '2023' },
      { rule: 'report-to-partners', counted: AWARE, due: '2026-02-27', version: '2023' },
    ],
    ruleVersion: 'notify-panel 2023, report-to-partners 2023',
  },
};

export const notificationData: DecideNotificationData = {
  route: 'serious-incident',
  criteria: [
    { criterion: 'abuse-or-neglect', finding: 'met', reason: why },
    { criterion: 'died-or-seriously-harmed', finding: 'met', reason: why },
    { criterion: 'in-the-area', finding: 'met', reason: why },
  ],
  views: [
    { partner: 'council', view: 'agrees' },
    { partner: 'health', view: 'agrees' },
    { partner: 'police', view: 'dissents', reason: why },
  ],
  outcome: 'notify',
  councilsDuty: narrative('The council notifies, as the law asks of it.'),
  rationale: narrative('All three criteria are met on what is known today.'),
  decidedOn: '2026-02-25',
};
export const decideNotification = (change: Partial<DecideNotificationData> = {}): RapidReviewCommand => ({
  type: 'DecideNotification',
  data: { ...notificationData, ...change },
});
export const notificationDecided = (change: Partial<DecideNotificationData> = {}, number = 1): RapidReviewEvent => ({
  type: 'NotificationDecided',
  data: { ...notificationData, ...change, number },
});

export const send: RapidReviewCommand = {
  type: 'RecordNotificationSent',
  data: { sentOn: SENT, sentAt: '14:05', nationalReference: 'N-1', told: ['ofsted'] },
};
export const sent: RapidReviewEvent = {
  type: 'NotificationSent',
  data: {
    sentOn: SENT,
    sentAt: '14:05',
    nationalReference: 'N-1',
    told: ['ofsted'],
    decision: 1,
    deadlines: [{ rule: 'rapid-review', counted: SENT, due: '2026-03-18', version: '2025' }],
    ruleVersion: 'rapid-review 2025',
  },
};
/** Everything up to the notification. */
export const notified: readonly RapidReviewEvent[] = [opened, notificationDecided(), sent];

export const asked: RapidReviewEvent & { readonly type: 'AgencyAsked' } = {
  type: 'AgencyAsked',
  data: { agency: 'constabulary', question: why, askedOn: '2026-02-25', dueOn: '2026-03-04' },
};
export const ask: RapidReviewCommand = { type: 'AskAgency', data: asked.data };
export const returned: RapidReviewEvent & { readonly type: 'AgencyReturned' } = {
  type: 'AgencyReturned',
  data: {
    agency: 'constabulary',
    periodFrom: '2025-01-01',
    periodTo: '2026-02-20',
    involvement: why,
    signOffRole: 'Detective superintendent',
    returnedOn: '2026-03-01',
  },
};

export const met: RapidReviewEvent & { readonly type: 'ReviewMeetingHeld' } = {
  type: 'ReviewMeetingHeld',
  data: {
    meeting: { group: 'learning-inquiry-group', date: '2026-02-27', label: 'Rapid review meeting' },
    heldOn: '2026-02-27',
    attended: ['constabulary'],
    found: why,
    inequalities: why,
  },
};

export const reviewData: DecideReviewData = {
  criteria: [
    { criterion: 'improvements-needed', finding: 'met', reason: why },
    { criterion: 'recurrent-themes', finding: 'met', reason: why },
    { criterion: 'agencies-working-together', finding: 'met', reason: why },
    { criterion: 'panel-considers-local', finding: 'not-met', reason: why },
  ],
  outcome: 'no-practice-review',
  rationale: narrative('The rapid review brought the learning out already.'),
  learningEvent: true,
  decidedOn: '2026-02-28',
};
export const decideReview = (change: Partial<DecideReviewData> = {}): RapidReviewCommand => ({
  type: 'DecideReview',
  data: { ...reviewData, ...change },
});
export const reviewDecided = (number = 1): RapidReviewEvent => ({
  type: 'ReviewDecided',
  data: { ...reviewData, number },
});

const signing = { answer: 'signs-off', signedOn: '2026-03-01' } as const;
export const signOff = (partner: Partner, decision = 1): RapidReviewCommand => ({
  type: 'SignOff',
  data: { ...signing, partner, decision },
});
export const signedOff = (partner: Partner, decision = 1): RapidReviewEvent => ({
  type: 'PartnerAnswered',
  data: { ...signing, partner, decision },
});

/** Everything up to the sign-off of all three partners. */
export const agreed: readonly RapidReviewEvent[] = [
  ...notified,
  met,
  reviewDecided(),
  signedOff('council'),
  signedOff('health'),
  signedOff('police'),
];
export const reviewSent: RapidReviewEvent = { type: 'ReviewSentToPanel', data: { sentOn: '2026-03-01', decision: 1 } };
