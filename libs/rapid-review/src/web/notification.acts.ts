import { type Meeting, type Narrative, narrative } from '#app/kernel';
import { type ActDefinition, type MeetingAnswer, act, fieldAsked } from '#app/platform';
import type { NotificationCommand, RapidReviewCommand } from '../domain/rapid-review.commands';
import type { RapidReviewRow } from '../read/rapid-review.row';
import {
  AcknowledgementForm,
  AwarenessForm,
  CorrectForm,
  DecideNotificationForm,
  NotMetForm,
  NotificationSentForm,
  OpenForm,
  PartnersToldForm,
  ReasonForm,
} from './rapid-review.forms';
import { CORRECTABLE } from './rapid-review.names';
import { council, partners, team } from './sight';

/** Each narrative that was given, in the shape of a sealed field. */
export const told = <Key extends string>(given: { readonly [K in Key]?: string | undefined }): {
  [K in Key]?: Narrative;
} =>
  Object.fromEntries(
    Object.entries<string | undefined>(given).flatMap(([key, words]) => (words ? [[key, narrative(words)]] : [])),
  ) as { [K in Key]?: Narrative };

export const where = (meeting: MeetingAnswer): { meeting: Meeting } | { betweenMeetings: string } =>
  'between' in meeting ? { betweenMeetings: meeting.between } : { meeting };

export const command = (given: RapidReviewCommand): RapidReviewCommand => given;
const about = (given: NotificationCommand): NotificationCommand => given;

/** Nothing has ended it. */
export const live = ({ status }: RapidReviewRow): boolean =>
  !['closed', 'found-not-to-meet', 'entered-in-error'].includes(status);
const deciding = (record: RapidReviewRow): boolean => live(record) && record.detail.sent === undefined;
const notified = (record: RapidReviewRow): boolean => live(record) && record.detail.sent !== undefined;

export const openNotificationDecision = act<RapidReviewRow, OpenForm>({
  name: 'new',
  title: 'Open a notification decision',
  intro:
    'For an incident of which the council is aware and which no referral brought. A referral whose criteria appear met opens one by itself. There is one for each incident.',
  button: 'Open it',
  done: 'The notification decision is open:',
  form: OpenForm,
  may: council,
  command: ({ headline, incidentOn, awareOn, numberOfChildren, agencies }, { today }) =>
    command({
      type: 'OpenNotificationDecision',
      data: { headline, ...(incidentOn && { incidentOn }), awareOn, numberOfChildren, agencies, openedOn: today },
    }),
});

/** What can be done about the notification. */
export const notificationActs: readonly ActDefinition<RapidReviewRow>[] = [
  act<RapidReviewRow, AwarenessForm>({
    name: 'awareness',
    title: 'Record when the council became aware',
    done: 'The day is recorded, and the clocks run from it.',
    form: AwarenessForm,
    may: council,
    offered: (record) => deciding(record) && record.awareOn === null,
    happenedOn: ({ awareOn }) => awareOn,
    command: ({ awareOn }) => about({ type: 'RecordAwareness', data: { awareOn } }),
  }),
  act<RapidReviewRow, DecideNotificationForm>({
    name: 'notification-decision',
    title: 'Decide whether to notify',
    intro:
      'The decision stays on the record with every view and every reason. Until the notification is sent a later decision can replace it; nothing can change it.',
    button: 'Record the decision',
    done: 'The notification decision is recorded.',
    form: DecideNotificationForm,
    may: council,
    offered: (record) => deciding(record) && record.awareOn !== null,
    happenedOn: ({ decidedOn }) => decidedOn,
    command: ({ route, criteria, views, outcome, councilsDuty, rationale, meeting, decidedOn, ...form }) =>
      about({
        type: 'DecideNotification',
        data: {
          route,
          criteria: criteria.map(({ criterion, finding, reason }) => ({
            criterion,
            finding,
            reason: narrative(reason),
          })),
          views: views.map(({ partner, view, reason }) => ({ partner, view, ...told({ reason }) })),
          outcome,
          councilsDuty: narrative(councilsDuty),
          rationale: narrative(rationale),
          ...told({
            informationConsidered: form.informationConsidered,
            othersConsulted: form.othersConsulted,
            supersedesWhy: form.supersedesWhy,
          }),
          decidedOn,
          ...where(meeting),
        },
      }),
  }),
  act<RapidReviewRow, NotificationSentForm>({
    name: 'notification',
    title: 'Record that the notification was sent',
    intro:
      'The notification itself is made in the national system. Keep here when, under which reference, and who was told.',
    button: 'Record it',
    done: 'The notification is recorded. The rapid review’s clock runs.',
    form: NotificationSentForm,
    may: council,
    offered: ({ status }) => status === 'to-notify',
    happenedOn: ({ sentOn }) => sentOn,
    command: ({ told: toldWhom = [], ...form }) =>
      about({ type: 'RecordNotificationSent', data: { ...form, told: toldWhom } }),
  }),
  act<RapidReviewRow, PartnersToldForm>({
    name: 'partners-told',
    title: 'Record that the safeguarding partners were told',
    done: 'It is recorded that the partners were told.',
    form: PartnersToldForm,
    may: council,
    offered: ({ detail, status }) =>
      detail.partnersTold === undefined &&
      !detail.sent?.told.includes('safeguarding-partners') &&
      status !== 'entered-in-error' &&
      status !== 'found-not-to-meet' &&
      status !== 'closed',
    happenedOn: ({ toldOn }) => toldOn,
    command: ({ toldOn, otherAreas }) =>
      about({ type: 'RecordPartnersTold', data: { toldOn, ...(otherAreas && { otherAreas }) } }),
  }),
  act<RapidReviewRow, AcknowledgementForm>({
    name: 'acknowledgement',
    title: 'Record the acknowledgement',
    done: 'The acknowledgement is recorded.',
    form: AcknowledgementForm,
    may: council,
    offered: (record) => notified(record) && record.detail.acknowledged === undefined,
    happenedOn: ({ acknowledgedOn }) => acknowledgedOn,
    command: ({ acknowledgedOn, words }) =>
      about({ type: 'RecordAcknowledgement', data: { acknowledgedOn, ...told({ words }) } }),
  }),
  act<RapidReviewRow, NotMetForm>({
    name: 'not-met',
    title: 'Record that it does not meet the criteria after all',
    intro:
      'A rapid review is required after a notification, unless it is later found that the criteria are not met (Working Together 2023).',
    button: 'Record it',
    done: 'It is recorded. The duty to make a rapid review has ended.',
    form: NotMetForm,
    may: partners,
    offered: (record) => notified(record) && record.detail.sentToPanel === undefined,
    happenedOn: ({ foundOn }) => foundOn,
    command: ({ reason, foundOn, panelToldOn, meeting }) =>
      about({
        type: 'FindNotToMeetCriteria',
        data: { reason: narrative(reason), foundOn, ...(panelToldOn && { panelToldOn }), ...where(meeting) },
      }),
  }),
];

/** What sets a mistake right. */
export const mendingActs: readonly ActDefinition<RapidReviewRow>[] = [
  act<RapidReviewRow, CorrectForm>({
    name: 'correction',
    title: 'Correct a mistake',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectForm['field'] }),
    may: council,
    offered: ({ status }) => status !== 'entered-in-error',
    command: ({ field, words, date, reason }) =>
      command({
        type: 'CorrectRapidReview',
        data: { field, label: CORRECTABLE[field], to: words ?? date ?? '', reason: narrative(reason) },
      }),
  }),
  act<RapidReviewRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'It is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: ({ status }) => status !== 'entered-in-error',
    command: ({ reason }) => command({ type: 'EnterInError', data: { reason: narrative(reason) } }),
  }),
];
