import { scenario } from '#app/testing';
import { agreed, ask, decideReview, reviewSent, signOff, signedOff, why } from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { PanelAnswer, RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);

describe('the national Panel', () => {
  const reply = (said: PanelAnswer): RapidReviewEvent & { type: 'PanelReplied' } => ({
    type: 'PanelReplied',
    data: { reply: said, repliedOn: '2026-03-02', words: why },
  });
  const answer = {
    answer: 'decision-kept',
    words: why,
    answeredOn: '2026-03-02',
    betweenMeetings: 'By email',
  } as const;
  const answered: RapidReviewEvent = { type: 'PartnershipAnswered', data: answer };
  const close: RapidReviewCommand = {
    type: 'CloseRapidReview',
    data: { note: why, closedOn: '2026-03-02', noLearningEvent: why },
  };
  const closed: RapidReviewEvent = {
    type: 'RapidReviewClosed',
    data: { note: why, closedOn: '2026-03-02', noLearningEvent: why },
  };

  it('replies after the review was sent', () => {
    given(...agreed)
      .when({ type: 'RecordPanelReply', data: reply('agrees').data })
      .thenRefused('review-not-sent');
    given(...agreed, reviewSent)
      .when({ type: 'RecordPanelReply', data: reply('agrees').data })
      .then(reply('agrees'));
  });
  it('is not asked for more once the review was sent', () => {
    given(...agreed, reviewSent)
      .when(ask)
      .thenRefused('review-sent');
    given(...agreed, reviewSent)
      .when(decideReview({ supersedesWhy: why }))
      .thenRefused('review-sent');
  });
  it('is answered, once for each reply', () => {
    given(...agreed, reviewSent)
      .when({ type: 'AnswerPanel', data: answer })
      .thenRefused('reply-awaited');
    given(...agreed, reviewSent, reply('disagrees'))
      .when({ type: 'AnswerPanel', data: answer })
      .then(answered);
    given(...agreed, reviewSent, reply('disagrees'), answered)
      .when({ type: 'AnswerPanel', data: answer })
      .thenRefused('already-answered');
    given(...agreed, reviewSent, reply('disagrees'), answered, reply('more-information'))
      .when({ type: 'AnswerPanel', data: answer })
      .then(answered);
  });
  it('is told the new outcome where the decision is changed, and only there', () => {
    const history = [...agreed, reviewSent, reply('disagrees')];
    given(...history)
      .when({ type: 'AnswerPanel', data: { ...answer, answer: 'decision-changed' } })
      .thenRefused('changed-to-what');
    given(...history)
      .when({ type: 'AnswerPanel', data: { ...answer, outcome: 'practice-review' } })
      .thenRefused('changed-to-what');
  });
  it('is not told of a change to what holds already', () => {
    given(...agreed, reviewSent, reply('disagrees'))
      .when({ type: 'AnswerPanel', data: { ...answer, answer: 'decision-changed', outcome: 'no-practice-review' } })
      .thenRefused('changed-to-the-same');
  });
  it('hears of a changed decision that all three partners sign off again before the review closes', () => {
    const change: RapidReviewEvent = {
      type: 'PartnershipAnswered',
      data: { ...answer, answer: 'decision-changed', outcome: 'practice-review' },
    };
    const changed = [...agreed, reviewSent, reply('disagrees'), change];
    const on = (partner: 'council' | 'health' | 'police', signedOn: string): RapidReviewCommand => ({
      type: 'SignOff',
      data: { partner, answer: 'signs-off', signedOn, decision: 2 },
    });
    given(...changed)
      .when(close)
      .thenRefused('sign-off-missing');
    given(...changed)
      .when(signOff('health', 1))
      .thenRefused('decision-replaced');
    given(...changed)
      .when(on('health', '2026-03-01'))
      .thenRefused('dated-too-early');
    expect(
      given(...changed)
        .when(on('health', '2026-03-02'))
        .events(),
    ).toHaveLength(1);
    given(...changed, signedOff('council', 2), signedOff('health', 2))
      .when(close)
      .thenRefused('sign-off-missing');
    given(...changed, signedOff('council', 2), signedOff('health', 2), signedOff('police', 2))
      .when(close)
      .then(closed);
  });
  it('is not asked for a sign-off of what was sent signed', () => {
    given(...agreed, reviewSent, reply('disagrees'), answered)
      .when(signOff('health', 1))
      .thenRefused('review-sent');
  });
  it('has replied, and was answered where it asks, before the review closes', () => {
    given(...agreed, reviewSent)
      .when(close)
      .thenRefused('reply-awaited');
    given(...agreed, reviewSent, reply('disagrees'))
      .when(close)
      .thenRefused('answer-awaited');
    given(...agreed, reviewSent, reply('disagrees'), answered)
      .when(close)
      .then(closed);
    given(...agreed, reviewSent, reply('agrees'))
      .when(close)
      .then(closed);
    given(...agreed, reviewSent, reply('agrees'), closed)
      .when(close)
      .thenNothing();
    given(...agreed, reviewSent, reply('agrees'), closed)
      .when(ask)
      .thenRefused('review-closed');
  });
  it('closes where the decision asks for a learning event only with it, or with the reason why there is none', () => {
    const history = [...agreed, reviewSent, reply('agrees')];
    const data = { note: why, closedOn: '2026-03-02' };
    given(...history)
      .when({ type: 'CloseRapidReview', data })
      .thenRefused('learning-event-missing');
    const learningEvent = { id: 'an-event', reference: 'LLE-2025-26-001' };
    given(...history)
      .when({ type: 'CloseRapidReview', data: { ...data, learningEvent } })
      .then({ type: 'RapidReviewClosed', data: { ...data, learningEvent } });
  });
});
