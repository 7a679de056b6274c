import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import { EXEC, LIG, ask, because, chair, executive, one, told, words } from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);

describe('a recommendation that was brought before another group', () => {
  it('has an escalation answered once, by the group before which it was brought', () => {
    const brought = told('RecommendationEscalated', { to: EXEC, reason: because });
    const answer = { group: EXEC, decision: words };
    const answered = told('EscalationAnswered', answer);
    given(...one, brought)
      .when(ask('AnswerEscalation', answer), { by: executive })
      .then(answered);
    given(...one, brought)
      .when(ask('AnswerEscalation', answer), { by: chair })
      .thenRefused('not-this-groups-act');
    for (const history of [one, [...one, brought, answered]])
      given(...history)
        .when(ask('AnswerEscalation', answer), { by: executive })
        .thenRefused('not-escalated');
    given(...one, brought)
      .when(ask('AnswerEscalation', { ...answer, group: LIG }), { by: chair })
      .thenRefused('not-escalated');
    given(...one, brought, told('RecommendationWithdrawn', { reason: because }))
      .when(ask('AnswerEscalation', answer), { by: executive })
      .thenRefused('withdrawn');
  });
});

describe('a correction', () => {
  it('of a check is about the last one, and goes on from what it was corrected to', () => {
    const check = (result: string) =>
      told('EmbeddingChecked', { method: words, result: narrative(result), before: '26%', embedded: true });
    const right = (field: 'check-result' | 'check-before' | 'check-after', to: string) => {
      const value = field === 'check-result' ? narrative(to) : to;
      return ask('CorrectRecommendation', { field, label: 'What', to: value, reason: because });
    };
    const history = [...one, check('Half of them.'), check('Nearly all.')];
    const told2 = (from: string, to: string) =>
      told('RecommendationCorrected', {
        field: 'check-result',
        label: 'What',
        from: narrative(from),
        to: narrative(to),
        reason: because,
      });
    given(...history)
      .when(right('check-result', 'All of them.'))
      .then(told2('Nearly all.', 'All of them.'));
    given(...history, told2('Nearly all.', 'All of them.'))
      .when(right('check-result', 'All of them.'))
      .thenRefused('same-value');
    given(...history)
      .when(right('check-after', '60%'))
      .then(
        told('RecommendationCorrected', { field: 'check-after', label: 'What', from: '', to: '60%', reason: because }),
      );
    given(...one)
      .when(right('check-before', '60%'))
      .thenRefused('nothing-to-correct');
  });
});
