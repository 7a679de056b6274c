import { type Meeting, narrative } from '#app/kernel';
import {
  type ActDefinition,
  type At,
  type Ground,
  LEARNING_INQUIRY,
  type MeetingAnswer,
  act,
  memberOf,
  partnershipTeam,
  safeguardingPartner,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import type { ReferralRow } from '../read/referral.row';
import { DecideReferralForm, ReplaceDecisionForm } from './referral.forms';
import { afterNotification, mayGoOn } from './referral.next';

export const learningInquiry = memberOf(LEARNING_INQUIRY, 'Learning Inquiry Group');

const deciders: readonly Ground<ReferralRow>[] = [partnershipTeam, learningInquiry, safeguardingPartner];

export const live = ({ status }: ReferralRow): boolean => status !== 'entered-in-error' && status !== 'duplicate';

/** Not decided yet, or again. */
export const open = ({ status }: ReferralRow): boolean =>
  ['received', 'information-asked', 'information-given', 'considered'].includes(status);

export const where = (meeting: MeetingAnswer): { meeting: Meeting } | { betweenMeetings: string } =>
  'between' in meeting ? { betweenMeetings: meeting.between } : { meeting };

/** What the first decision and every further one have in common. */
const DECIDING = {
  button: 'Record the decision',
  may: deciders,
  group: LEARNING_INQUIRY,
  happenedOn: ({ decidedOn }: DecideReferralForm) => decidedOn,
  initial: latestMeeting,
};

/** The group's latest meeting that has been held since the referral came: where it is decided, most often. */
export async function latestMeeting({ directory, today, record }: At<ReferralRow>): Promise<object> {
  const { receivedOn = '' } = record ?? {};
  const held = (await directory.meetings(LEARNING_INQUIRY)).find(({ date }) => date <= today && date >= receivedOn);
  return held ? { meeting: held } : {};
}

const decided = (form: DecideReferralForm, supersedesWhy?: string, record?: ReferralRow): ReferralCommand => ({
  type: 'DecideReferral',
  data: {
    criteria: form.criteria.map(({ criterion, finding, reason }) => ({
      criterion,
      finding,
      reason: narrative(reason),
    })),
    views: form.views.map(({ partner, view, reason }) => ({
      partner,
      view,
      ...(reason && { reason: narrative(reason) }),
    })),
    outcome: form.outcome,
    rationale: narrative(form.rationale),
    ...(form.informationConsidered && { informationConsidered: narrative(form.informationConsidered) }),
    ...(form.passedTo && { passedTo: form.passedTo }),
    ...(supersedesWhy && { supersedesWhy: narrative(supersedesWhy) }),
    decidedOn: form.decidedOn,
    ...where(form.meeting),
    ...afterNotification(record),
  },
});

/** The first decision, and every further one. */
export const decisionActs: readonly ActDefinition<ReferralRow>[] = [
  act<ReferralRow, DecideReferralForm>({
    name: 'decision',
    title: 'Record the decision',
    intro:
      'The decision stays on the record with everybody’s view and every reason. Nothing can change it; a later decision can replace it. Where it opens a notification decision, that one has to end first.',
    done: 'The decision is recorded.',
    form: DecideReferralForm,
    offered: (record) => live(record) && record.detail.decisions.length === 0,
    command: (form) => decided(form),
    ...DECIDING,
  }),
  act<ReferralRow, ReplaceDecisionForm>({
    name: 'further-decision',
    title: 'Replace the decision',
    intro: 'A new decision, with its own criteria, views and reasons. The earlier one stays on the record.',
    done: 'The new decision is recorded. The earlier one stays.',
    form: ReplaceDecisionForm,
    offered: (record) => live(record) && record.detail.decisions.length > 0 && mayGoOn(record),
    command: (form, { record }) => decided(form, form.supersedesWhy, record),
    ...DECIDING,
  }),
];
