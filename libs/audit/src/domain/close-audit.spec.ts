import { scenario } from '#app/testing';
import type { AuditCommand } from './audit.commands';
import { audit } from './audit.decider';
import type { AuditEvent } from './audit.events';
import { at, close, silent, untilApproval, words } from './examples';

const { given } = scenario(audit);

const reviewed: AuditEvent = { type: 'RecommendationsReviewed', data: { on: '2026-02-27', summary: words } };

describe('closing', () => {
  const checked: AuditEvent = { type: 'ImpactChecked', data: { on: '2026-02-20', result: 'improved', words } };
  const done = [...untilApproval, silent('briefing'), silent('monitoring'), checked];
  it('takes no reason for leaving out a check of the impact that is recorded', () => {
    given(...done)
      .when(close({ noImpactCheck: 'A small audit.' }), at('2026-02-25'))
      .thenRefused('impact-checked');
    expect(
      given(...done)
        .when(close(), at('2026-02-25'))
        .events(),
    ).toHaveLength(1);
  });
});

describe('monitoring', () => {
  it('says that no recommendations were made, and why, where there is nothing to monitor', () => {
    const none: AuditCommand = { type: 'RecordNoRecommendations', data: { reason: words } };
    given(...untilApproval)
      .when(none, at('2026-02-27'))
      .then({ type: 'NoRecommendationsMade', data: { on: '2026-02-27', reason: words } });
    given(...untilApproval, reviewed)
      .when(none, at('2026-02-27'))
      .thenRefused('already-recorded');
  });
});
