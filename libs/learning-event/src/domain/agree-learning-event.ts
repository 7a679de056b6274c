import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import { dayOfDecision } from '#app/steps';
import type { AgreeData } from './learning-event.commands';
import type { LearningEventEvent } from './learning-event.events';
import { LEARNING_INQUIRY } from './learning-event.steps';

/**
 * A learning event is agreed where the criteria for a notification (Children Act 2004 s16C), a rapid review or a practice
 * review (SI 2018/789 reg 11) are not met, or where a rapid review has decided on one, and the Learning Inquiry Group finds that agencies need to learn together.
 */
export function agreed(
  { criteria, learningNeeded, ...data }: AgreeData,
  facts: Facts,
): Extract<LearningEventEvent, { type: 'LearningEventAgreed' }> {
  const { reference, today } = facts;
  const reviewed = data.rapidReview !== undefined;
  if (criteria === 'some-met' && !reviewed)
    throw new RuleBroken(
      'criteria-met',
      'A local learning event is held where no criteria are met. Record the notification decision or the rapid review instead.',
      'criteria',
    );
  if (!learningNeeded)
    throw new RuleBroken(
      'learning-not-needed',
      'A learning event is opened once the Learning Inquiry Group has agreed that agencies need to learn together.',
      'learningNeeded',
    );
  if ([data.referral, data.rapidReview, data.noReferral].filter((one) => one !== undefined).length !== 1)
    throw new RuleBroken(
      'referral-or-reason',
      'Name the referral or the rapid review that it answers, or say why there is none.',
      'answers',
    );
  if (data.notStated !== undefined) {
    if (data.on !== undefined && data.on > today)
      throw new RuleBroken('in-the-future', `It cannot have been agreed after today, ${spoken(today)}.`, 'on');
    return { type: 'LearningEventAgreed', data: { reference, ...data, criteria } };
  }
  if (criteria === 'not-stated' || (criteria === 'none-met' && data.basis === undefined))
    throw new RuleBroken(
      'criteria-not-stated',
      'Say that no criteria are met and how that is known. Only older papers may leave it unstated.',
      'criteria',
    );
  const on = dayOfDecision(LEARNING_INQUIRY, data.on, facts);
  if (on > today) throw new RuleBroken('in-the-future', `It cannot be agreed after today, ${spoken(today)}.`, 'on');
  return { type: 'LearningEventAgreed', data: { reference, ...data, criteria, on } };
}
