import type { By } from '#app/kernel';
import { scenario } from '#app/testing';
import type { AuditCommand } from './audit.commands';
import { audit } from './audit.decider';
import type { AuditEvent } from './audit.events';
import { EXECUTIVE, QUALITY_ASSURANCE } from './audit.rules';
import type { AuditType, Step } from './audit.steps';
import { details, inQ4, words } from './examples';

const { given } = scenario(audit);

const at = (group: string, date?: string): { by: By } => ({
  by: {
    actor: 'quality-assurance-member',
    onBehalfOf: {
      role: 'group-member',
      group,
      ...(date === undefined
        ? { betweenMeetings: 'The next meeting is two months away.' }
        : { meeting: { group, date, label: 'Winter meeting' } }),
    },
  },
});
const programmed = (type: AuditType = 'multi-agency'): AuditEvent => ({
  type: 'AuditPutInProgramme',
  data: { reference: 'AUD-2025-26-001', ...details, ...inQ4, type, on: '2026-01-08' },
});
const scopeData = {
  on: '2026-01-15',
  question: words,
  agencies: ['probation', 'housing'],
  children: 6,
  tools: ['Chronology'],
  method: 'Records read by pairs',
};
const scoped: AuditEvent = { type: 'AuditScoped', data: scopeData };
const asked = (agency: string): AuditEvent => ({
  type: 'ReturnAsked',
  data: { on: '2026-01-16', agency, dueOn: '2026-02-01' },
});
const receive = (agency: string, on = '2026-01-30'): AuditCommand => ({
  type: 'ReceiveReturn',
  data: { on, agency, summary: words },
});
const received = (agency: string, on = '2026-01-30'): AuditEvent => ({
  type: 'ReturnReceived',
  data: { on, agency, summary: words },
});
const returns = [asked('probation'), asked('housing'), received('probation'), received('housing')];
const hold = (change: object = {}): AuditCommand => ({
  type: 'HoldPanel',
  data: { on: '2026-02-05', agencies: ['probation', 'housing'], ...change },
});
const held: AuditEvent = { type: 'PanelHeld', data: { on: '2026-02-05', agencies: ['probation', 'housing'] } };
const find = (change: object = {}): AuditCommand => ({
  type: 'RecordFindings',
  data: { on: '2026-02-12', strengths: [words], findings: [words], themes: ['Housing'], ...change },
});
const found: AuditEvent = {
  type: 'FindingsRecorded',
  data: { on: '2026-02-12', strengths: [words], findings: [words], themes: ['Housing'] },
};
const findingsAgreed: AuditEvent = { type: 'FindingsAgreed', data: { on: '2026-02-19' } };
const approved: AuditEvent = { type: 'AuditApproved', data: { on: '2026-02-24' } };
const briefed: AuditEvent = {
  type: 'BriefingShared',
  data: { on: '2026-02-26', title: 'Early help', channel: 'newsletter' },
};
const reviewed: AuditEvent = { type: 'RecommendationsReviewed', data: { on: '2026-02-27', summary: words } };
const untilPanel = [programmed(), scoped, ...returns, held];
const untilApproval = [...untilPanel, found, findingsAgreed, approved];

describe('an audit in its order', () => {
  it('is scoped after it is in the programme, with at least two agencies where several audit together', () => {
    given(programmed()).when({ type: 'ScopeAudit', data: scopeData }).then(scoped);
    given(programmed())
      .when({ type: 'ScopeAudit', data: { ...scopeData, agencies: ['probation'] } })
      .thenRefused('one-agency');
    expect(
      given(programmed('single-agency'))
        .when({ type: 'ScopeAudit', data: { ...scopeData, agencies: ['probation'] } })
        .events(),
    ).toHaveLength(1);
  });
  it('asks each agency of the scope once for its return', () => {
    const ask = (...agencies: string[]): AuditCommand => ({
      type: 'AskForReturns',
      data: { on: '2026-01-16', agencies, dueOn: '2026-02-01' },
    });
    given(programmed(), scoped).when(ask('probation', 'housing')).then(asked('probation'), asked('housing'));
    given(programmed(), scoped, asked('probation')).when(ask('probation', 'housing')).then(asked('housing'));
    given(programmed(), scoped).when(ask('police')).thenRefused('agency-not-in-scope');
    given(programmed()).when(ask('probation')).thenRefused('step-missing');
  });
  it('takes in the return of an agency that was asked, once', () => {
    given(programmed(), scoped, asked('probation')).when(receive('probation')).then(received('probation'));
    given(programmed(), scoped, asked('probation')).when(receive('housing')).thenRefused('return-not-asked');
    given(programmed(), scoped, asked('probation'))
      .when(receive('probation', '2026-01-15'))
      .thenRefused('dates-backwards');
    given(programmed(), scoped, asked('probation'), received('probation'))
      .when(receive('probation'))
      .thenRefused('already-returned');
  });
  it('dates returns no earlier than they are asked for, and no later than today', () => {
    const early: AuditCommand = {
      type: 'AskForReturns',
      data: { on: '2026-01-16', agencies: ['probation'], dueOn: '2026-01-15' },
    };
    given(programmed(), scoped).when(early).thenRefused('due-before-asked');
    given(programmed(), scoped, asked('probation'))
      .when(receive('probation', '2026-03-03'))
      .thenRefused('in-the-future');
  });
  it('waits with the panel for every return, or says why not', () => {
    given(programmed(), scoped, ...returns)
      .when(hold())
      .then(held);
    const waiting = given(programmed(), scoped, asked('probation'), asked('housing'), received('probation'));
    waiting.when(hold()).thenRefused('returns-outstanding');
    expect(() => waiting.when(hold()).events()).toThrow('Returns are outstanding: 1 of 2');
    expect(waiting.when(hold({ without: 'Housing will bring it.' })).events()).toHaveLength(1);
    given(programmed(), scoped).when(hold()).thenRefused('returns-outstanding');
  });
  it('still takes in a return after the panel, which leaves the dates of the steps alone', () => {
    const history = [
      programmed(),
      scoped,
      asked('housing'),
      { ...held, data: { ...held.data, without: 'Late.' } } as AuditEvent,
    ];
    given(...history)
      .when(receive('housing', '2026-02-20'))
      .then(received('housing', '2026-02-20'));
    expect(
      given(...history, received('housing', '2026-02-20'))
        .when(find())
        .events(),
    ).toHaveLength(1);
  });
  it('has no panel where one agency audits itself', () => {
    given(programmed('single-agency'), scoped, ...returns)
      .when(hold())
      .thenRefused('no-panel');
    given(programmed('single-agency'), scoped, ...returns)
      .when(find())
      .then(found);
  });
  it('records findings or strengths, again and again until they are agreed', () => {
    given(...untilPanel)
      .when(find({ strengths: [], findings: [] }))
      .thenRefused('nothing-found');
    given(...untilPanel, found)
      .when(find())
      .then(found);
    given(...untilPanel, found, findingsAgreed)
      .when(find())
      .thenRefused('already-agreed');
    given(programmed(), scoped, ...returns)
      .when(find())
      .thenRefused('step-missing');
  });
  it('is agreed by Performance and Quality Assurance, then approved by the Executive', () => {
    const agree: AuditCommand = { type: 'AgreeFindings', data: {} };
    const approve: AuditCommand = { type: 'ApproveAudit', data: {} };
    given(...untilPanel, found)
      .when(agree, at(QUALITY_ASSURANCE, '2026-02-19'))
      .then(findingsAgreed);
    given(...untilPanel, found)
      .when(agree, at(EXECUTIVE, '2026-02-19'))
      .thenRefused('not-for-the-group');
    given(...untilPanel, found)
      .when(approve, at(EXECUTIVE, '2026-02-24'))
      .thenRefused('step-missing');
    given(...untilPanel, found, findingsAgreed)
      .when(approve, at(EXECUTIVE, '2026-02-24'))
      .then(approved);
    given(...untilPanel, found, findingsAgreed)
      .when(approve, at(EXECUTIVE))
      .thenRefused('date-needed');
  });
  it('shares its briefing by channel, and monitors its recommendations meeting after meeting', () => {
    const share: AuditCommand = {
      type: 'ShareBriefing',
      data: { on: '2026-02-26', title: 'Early help', channels: ['newsletter'] },
    };
    const review: AuditCommand = { type: 'ReviewRecommendations', data: { summary: words } };
    given(...untilPanel)
      .when(share)
      .thenRefused('step-missing');
    given(...untilApproval)
      .when(share)
      .then(briefed);
    given(...untilApproval, briefed)
      .when(share)
      .thenNothing();
    given(...untilApproval, reviewed)
      .when(review, at(QUALITY_ASSURANCE, '2026-02-27'))
      .then(reviewed);
  });
  it('is not dated against its order, nor after today', () => {
    given(programmed(), scoped, ...returns)
      .when(hold({ on: '2026-01-20' }))
      .thenRefused('dates-backwards');
    given(programmed(), scoped, ...returns)
      .when(hold({ on: '2026-03-03' }))
      .thenRefused('in-the-future');
    given(...untilPanel)
      .when(hold())
      .thenRefused('already-recorded');
  });
});

describe('what the source does not state', () => {
  const record = (...steps: Step[]): AuditCommand => ({
    type: 'RecordNotStated',
    data: { steps, olderPapers: true, document: 'Yearly report 2024/25' },
  });
  const silent = (step: Step): AuditEvent => ({
    type: 'StepNotStated',
    data: { step, document: 'Yearly report 2024/25' },
  });
  it('is recorded for each step, and opens the way to the next', () => {
    given(programmed())
      .when(record('programme', 'scope', 'returns'))
      .then(silent('scope'), silent('returns'));
    given(programmed(), silent('scope'), silent('returns')).when(hold()).then(held);
    given(programmed('self-assessment')).when(record('panel')).thenNothing();
  });
  it('is only for what is entered from older papers', () => {
    const unsaid: AuditCommand = { type: 'RecordNotStated', data: { steps: ['scope'], document: 'Yearly report' } };
    given(programmed()).when(unsaid).thenRefused('not-from-older-papers');
    given(programmed(), silent('briefing'))
      .when(unsaid)
      .then({ type: 'StepNotStated', data: { step: 'scope', document: 'Yearly report' } });
  });
  it('is proposed in place of a missing step to those only', () => {
    const ask: AuditCommand = { type: 'AskForReturns', data: { on: '2026-01-16', agencies: ['housing'] } };
    expect(() => given(programmed()).when(ask).events()).toThrow(/Record it first\.$/);
    expect(() => given(programmed(), silent('briefing')).when(ask).events()).toThrow(/does not state it\.$/);
  });
});
