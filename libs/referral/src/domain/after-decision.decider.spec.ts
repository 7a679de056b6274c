import { scenario } from '#app/testing';
import { received, why, decided, close } from './examples';
import type { ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { ReferralEvent } from './referral.events';

const { given } = scenario(referral);

describe('what follows the decision', () => {
  const passed = decided('passed-elsewhere', { passedTo: 'Safeguarding leads meeting' });
  const answer = (said: 'accepted' | 'not-accepted'): ReferralCommand => ({
    type: 'RecordAnswer',
    data: { answer: said, answeredOn: '2026-03-01', words: why },
  });
  const answered = (said: 'accepted' | 'not-accepted'): ReferralEvent => ({
    type: 'ReceivingBodyAnswered',
    data: { body: 'Safeguarding leads meeting', answer: said, answeredOn: '2026-03-01', words: why },
  });
  const reflection = { wentWell: why, didNotGoWell: why, differentlyNextTime: why, returnedOn: '2026-03-01' };

  it('closes by itself where nothing further is to be done', () => {
    given(received, decided('no-further-action')).when(close).thenNothing();
  });
  it('does not close a referral passed elsewhere before the receiving body answers', () => {
    given(received, passed).when(close).thenRefused('answer-awaited');
    given(received, passed).when(answer('accepted')).then(answered('accepted'));
    given(received, passed, answered('accepted')).when(close).thenNothing();
  });
  it('opens the referral again when the receiving body does not accept it', () => {
    given(received, passed, answered('not-accepted')).when(close).thenRefused('not-decided');
  });
  it('awaits no answer where nothing was passed on', () => {
    given(received, decided('learning-event')).when(answer('accepted')).thenRefused('not-passed-on');
  });
  it('closes professional differences after the reflection', () => {
    const differences = decided('professional-differences');
    given(received, differences).when(close).thenRefused('reflection-awaited');
    given(received, differences)
      .when({ type: 'ReturnReflection', data: reflection })
      .then({ type: 'ReflectionReturned', data: reflection });
    given(received, differences, { type: 'ReflectionReturned', data: reflection })
      .when(close)
      .then({ type: 'ReferralClosed', data: close.data });
  });
  it('stays open while the notification decision that it opened runs', () => {
    const met = decided('criteria-appear-met');
    const closing = (notificationEnded: boolean): ReferralCommand => ({
      ...close,
      data: { ...close.data, notificationEnded },
    });
    given(received, met).when(close).thenRefused('notification-decision-open');
    given(received, met).when(closing(false)).thenRefused('notification-decision-open');
    given(received, met).when(closing(true)).then({ type: 'ReferralClosed', data: close.data });
  });
  it('asks no reflection of other outcomes', () => {
    given(received, decided('learning-event'))
      .when({ type: 'ReturnReflection', data: reflection })
      .thenRefused('no-reflection-asked');
  });
});
