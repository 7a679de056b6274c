import type { Reaction } from '#app/kernel';
import type { ReferralEvent } from '#app/referral';
import type { RapidReviewCommand } from './rapid-review.commands';

/**
 * A referral's decision that the criteria appear met opens the notification decision; a later correction of the day of
 * awareness is passed on to it. One reaction for both: it takes events in their order, so that no correction can come before
 * the opening.
 */
export const openFromReferral: Reaction<ReferralEvent> = {
  name: 'open-notification-decision',
  categories: ['referral'],

  react({ id, stream, event }) {
    if (event.type === 'ReferralCorrected') return follow(event.data);
    if (event.type !== 'ReferralDecided' || event.data.outcome !== 'criteria-appear-met') return [];
    const { reference, headline, children, agencies, incidentOn, awareOn, decidedOn } = event.data;
    const command: RapidReviewCommand = {
      type: 'OpenNotificationDecision',
      data: {
        referral: { id: stream.slice(stream.indexOf('-') + 1), reference },
        headline,
        children,
        agencies,
        openedOn: decidedOn,
        ...(incidentOn !== undefined && { incidentOn }),
        ...(awareOn !== undefined && { awareOn }),
      },
    };
    return [{ category: 'rapidReview', id, command }];
  },
};

type Corrected = Extract<ReferralEvent, { type: 'ReferralCorrected' }>['data'];

/** `opened` names the notification decision, where the referral's decision has opened one. */
function follow({ opened, ...data }: Corrected): ReturnType<Reaction['react']> {
  if (data.field !== 'awareOn' || opened === undefined) return [];
  const { to: awareOn, label, reason } = data;
  const command: RapidReviewCommand = { type: 'FollowReferral', data: { awareOn, label, reason } };
  return [{ category: 'rapidReview', id: opened, command }];
}
