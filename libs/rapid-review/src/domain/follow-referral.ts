import { RuleBroken } from '#app/kernel';
import { correct } from './correct';
import { fromAwareness, startedBy } from './deadlines';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';
import type { RapidReview } from './rapid-review.state';

type Follow = Extract<RapidReviewCommand, { type: 'FollowReferral' }>['data'];

/**
 * The referral's day of awareness was corrected. Until the notification is sent this record takes it over, and its clocks are
 * counted again. Once it is sent, or where the day cannot be the right one for what is recorded here, the difference is only
 * noted: the clocks of what was done stay as they were kept, until a person corrects them. Nothing is ever refused, for
 * nobody is there who could be told.
 */
export function followReferral(data: Follow, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  const { awareOn, reason, label } = data;
  const { status, facts, referralAware } = state;
  if (status === 'unknown' || status === 'void' || awareOn === (referralAware ?? facts.awareOn)) return [];
  const differs: readonly RapidReviewEvent[] = [{ type: 'ReferralAwarenessDiffers', data: { awareOn, reason } }];
  if (status !== 'deciding' || awareOn === facts.awareOn) return differs;
  if (facts.awareOn === undefined)
    return [{ type: 'AwarenessRecorded', data: { awareOn, ...startedBy(fromAwareness(awareOn)) } }];
  try {
    return correct({ field: 'awareOn', label, to: awareOn, reason }, state, today);
  } catch (error) {
    if (error instanceof RuleBroken) return differs;
    throw error;
  }
}
