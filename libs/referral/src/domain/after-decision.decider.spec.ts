import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import { received, why, decided, close } from './examples';
import type { ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { Outcome, ReferralEvent } from './referral.events';

const { given } = scenario(referral);

const closing = (change: Partial<Extract<ReferralCommand, { type: 'CloseReferral' }>['data']>): ReferralCommand => ({
  ...close,
  data: { ...close.data, ...change },
});

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
    given(received, met).when(close).thenRefused('notification-decision-open');
    given(received, met)
      .when(closing({ notificationEnded: false }))
      .thenRefused('notification-decision-open');
    given(received, met)
      .when(closing({ notificationEnded: true }))
      .then({ type: 'ReferralClosed', data: close.data });
  });
  it('has nothing dated before it', () => {
    given(received, passed)
      .when({ type: 'RecordAnswer', data: { answer: 'accepted', answeredOn: '2026-02-26', words: why } })
      .thenRefused('answered-before-passed-on');
    given(received, decided('professional-differences'))
      .when({ type: 'ReturnReflection', data: { ...reflection, returnedOn: '2026-02-26' } })
      .thenRefused('reflected-before-decided');
    given(received, decided('learning-event'))
      .when(closing({ followed: true, closedOn: '2026-02-26' }))
      .thenRefused('closed-before-decided');
  });
  it.each<Outcome>(['learning-event', 'learning-identified', 'single-agency-learning'])(
    'of %s closes when that was started, or with a reason why nothing will be',
    (outcome) => {
      const nothingFollows = narrative('The agency has learned already.');
      const referred = given(received, decided(outcome));
      referred.when(close).thenRefused('nothing-started');
      referred.when(closing({ nothingFollows: narrative('Done.') })).thenRefused('reason-too-short');
      referred.when(closing({ nothingFollows, followed: true })).thenRefused('something-follows');
      const closed = { type: 'ReferralClosed', data: close.data } as const;
      referred.when(closing({ followed: true })).then(closed);
      referred.when(closing({ nothingFollows })).then({ ...closed, data: { ...close.data, nothingFollows } });
    },
  );
  it('needs no reason where nothing was promised', () => {
    given(received, decided('criteria-appear-met'))
      .when(closing({ notificationEnded: true, nothingFollows: narrative('The agency has learned already.') }))
      .thenRefused('something-follows');
  });
  it('asks no reflection of other outcomes', () => {
    given(received, decided('learning-event'))
      .when({ type: 'ReturnReflection', data: reflection })
      .thenRefused('no-reflection-asked');
  });
});
