import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { AuditEvent } from '../domain/audit.events';
import type { Step } from '../domain/audit.steps';
import { auditProjection } from './audit.projection';

const { given } = projected(auditProjection);
const words = narrative('Some words.');
const programmed: AuditEvent = {
  type: 'AuditPutInProgramme',
  data: {
    reference: 'AUD-2025-26-001',
    title: 'Handovers',
    titleGiven: true,
    theme: 'Moving between services',
    type: 'multi-agency',
    why: words,
    quarter: 'Q3 2025-26',
    due: '2025-12-31',
    ruleVersion: 'audit-quarter 1',
    earlier: { id: 'a0', reference: 'AUD-2023-24-002' },
    on: '2025-05-08',
  },
};
const moved: AuditEvent = {
  type: 'AuditMovedToQuarter',
  data: {
    on: '2025-12-05',
    from: 'Q3 2025-26',
    to: 'Q4 2025-26',
    due: '2026-03-31',
    ruleVersion: 'audit-quarter 1',
    reason: words,
  },
};
const scoped: AuditEvent = {
  type: 'AuditScoped',
  data: {
    on: '2026-01-15',
    question: words,
    agencies: ['probation', 'housing'],
    children: 6,
    tools: ['Form'],
    method: 'Dip sample',
  },
};
const asked = (agency: string): AuditEvent => ({
  type: 'ReturnAsked',
  data: { on: '2026-01-16', agency, dueOn: '2026-02-01' },
});
const received = (agency: string): AuditEvent => ({
  type: 'ReturnReceived',
  data: { on: '2026-01-30', agency, summary: words },
});
const held: AuditEvent = { type: 'PanelHeld', data: { on: '2026-02-05', agencies: ['probation'], without: 'Late.' } };
const silent = (step: Step): AuditEvent => ({ type: 'StepNotStated', data: { step, document: 'Yearly report' } });

describe('the audits that people read', () => {
  it('are none before the first', () => {
    given().then();
  });
  it('show one in the programme, under its quarter and with the audit that it looks at again', () => {
    expect(given(programmed).rows()[0]).toMatchObject({
      id: 'test',
      state: 'programme',
      next: 'scope',
      quarter: 'Q3 2025-26',
      due: '2025-12-31',
      doneOn: null,
      year: '2025-26',
      sortOn: '2025-12-31',
      earlierId: 'a0',
      owing: [],
    });
  });
  it('show where it moved, and keep the first quarter', () => {
    const [row] = given(programmed, moved).rows();
    expect(row).toMatchObject({ quarter: 'Q4 2025-26', due: '2026-03-31' });
    expect(row?.detail.programmed.quarter).toBe('Q3 2025-26');
    expect(row?.detail.moves).toMatchObject([{ from: 'Q3 2025-26', reason: 'Some words.' }]);
  });
  it('show who owes a return, and when all are in', () => {
    const some = [programmed, scoped, asked('probation'), asked('housing'), received('probation')];
    expect(given(...some).rows()[0]).toMatchObject({ owing: ['housing'], next: 'returns', state: 'scope' });
    const [row] = given(...some, received('housing')).rows();
    expect(row).toMatchObject({ owing: [], next: 'panel', state: 'returns' });
    expect(row?.detail.steps.returns).toEqual({ state: 'taken', on: '2026-01-30', invented: [] });
  });
  it('go ahead without a return when the panel has met', () => {
    const [row] = given(programmed, scoped, asked('housing'), held).rows();
    expect(row).toMatchObject({ next: 'findings', state: 'panel', doneOn: '2026-02-05', owing: ['housing'] });
    expect(row?.detail.steps.returns).toMatchObject({ state: 'gone-ahead' });
  });
  it('have no panel where one agency audits itself: the findings keep its quarter', () => {
    const single = { ...programmed, data: { ...programmed.data, type: 'single-agency' } } as AuditEvent;
    const found: AuditEvent = {
      type: 'FindingsRecorded',
      data: { on: '2026-02-12', strengths: [], findings: [words], themes: [] },
    };
    const [row] = given(single, silent('scope'), silent('returns'), found).rows();
    expect(row).toMatchObject({ next: 'agreement', doneOn: '2026-02-12' });
    expect(row?.detail.found?.findings).toEqual(['Some words.']);
  });
  it('are not late when the source does not say whether the panel met', () => {
    const [row] = given(programmed, silent('scope'), silent('returns'), silent('panel')).rows();
    expect(row).toMatchObject({
      quarter: 'Q3 2025-26',
      due: null,
      doneOn: null,
      sortOn: '2025-12-31',
      year: '2025-26',
    });
  });
  it('may come from papers that state hardly anything', () => {
    const { quarter: _q, due: _d, ruleVersion: _r, on: _o, ...data } = programmed.data;
    const old: AuditEvent = {
      type: 'AuditPutInProgramme',
      data: { ...data, notStated: { document: 'Yearly report' } },
    };
    const [row] = given(old, silent('scope'), silent('returns'), silent('panel')).rows();
    expect(row).toMatchObject({ quarter: null, due: null, next: 'findings', sortOn: '2026-03-02' });
    expect(row?.detail.steps.programme).toMatchObject({ state: 'not-stated', document: 'Yearly report' });
  });
  it('show the right value, and keep the wrong one', () => {
    const corrected: AuditEvent = {
      type: 'AuditCorrected',
      data: {
        field: 'scope.agencies',
        label: 'Agencies in the scope',
        from: ['probation', 'housing'],
        to: ['housing'],
        reason: words,
      },
    };
    const [row] = given(programmed, scoped, corrected).rows();
    expect(row?.detail.scope?.agencies).toEqual(['housing']);
    expect(row?.detail.corrections).toEqual([{ ...corrected.data, reason: 'Some words.' }]);
  });
  it('show how often the impact was planned and checked', () => {
    const planned: AuditEvent = {
      type: 'ReAuditPlanned',
      data: {
        on: '2026-03-01',
        how: 're-audit',
        quarter: 'Q2 2026-27',
        due: '2026-09-30',
        ruleVersion: 'audit-quarter 1',
      },
    };
    const checked: AuditEvent = { type: 'ImpactChecked', data: { on: '2026-03-02', result: 'improved', words } };
    const [row] = given(programmed, planned, checked, checked).rows();
    expect(row?.detail.plans).toHaveLength(1);
    expect(row?.detail.checks).toHaveLength(2);
    expect(row?.detail.steps.impact?.on).toBe('2026-03-02');
  });
  it('have an end', () => {
    const closed: AuditEvent = {
      type: 'AuditClosed',
      data: { on: '2026-03-01', note: words, noImpactCheck: 'Too small.' },
    };
    expect(given(programmed, closed).rows()[0]).toMatchObject({ state: 'closed', next: null });
    const moved: AuditEvent = {
      type: 'AuditCorrected',
      data: { field: 'end.on', label: 'Its end', from: '2026-03-01', to: '2026-03-02', reason: words },
    };
    expect(given(programmed, closed, moved).rows()[0]?.detail.closed?.on).toBe('2026-03-02');
  });
});
