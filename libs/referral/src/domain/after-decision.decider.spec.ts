import { scenario } from '#app/testing';
import { received, why, decide, decided, close } from './examples';
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
  it('asks no reflection of other outcomes', () => {
    given(received, decided('learning-event'))
      .when({ type: 'ReturnReflection', data: reflection })
      .thenRefused('no-reflection-asked');
  });
});

describe('a referral with a mistake in it', () => {
  const correct = (to: string): ReferralCommand => ({
    type: 'CorrectReferral',
    data: { field: 'receivedOn', label: 'Received on', to, reason: why },
  });

  it('is corrected: the old value stays', () => {
    given(received)
      .when(correct('2026-02-23'))
      .then({
        type: 'ReferralCorrected',
        data: { field: 'receivedOn', label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: why },
      });
  });
  it('is not corrected to what it says already', () => {
    given(received).when(correct('2026-02-24')).thenRefused('nothing-to-correct');
  });
  it('takes nothing more once it is entered in error or a duplicate', () => {
    const error: ReferralEvent = { type: 'ReferralEnteredInError', data: { reason: why } };
    const duplicate: ReferralEvent = {
      type: 'ReferralMarkedDuplicate',
      data: { of: 'x', ofReference: 'REF-2025-26-002', reason: why },
    };
    given(received).when({ type: 'EnterInError', data: error.data }).then(error);
    given(received).when({ type: 'MarkDuplicate', data: duplicate.data }).then(duplicate);
    given(received, error).when(decide()).thenRefused('referral-void');
    given(received, duplicate).when(decide()).thenRefused('referral-void');
  });
  it('is not a duplicate of itself', () => {
    given(received)
      .when({ type: 'MarkDuplicate', data: { of: 'x', ofReference: 'REF-2025-26-001', reason: why } })
      .thenRefused('duplicate-of-itself');
  });
});
