import type { Reaction } from '#app/kernel';
import type { ReferralEvent } from '#app/referral';
import type { RapidReviewCommand } from './rapid-review.commands';

/** A referral's decision that the criteria appear met opens the notification decision. */
export const openFromReferral: Reaction<ReferralEvent> = {
  name: 'open-notification-decision',
  categories: ['referral'],

  react({ id, stream, event }) {
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
