import { scenario } from '#app/testing';
import type { AuditCommand, ProgrammeData } from './audit.commands';
import { audit } from './audit.decider';
import type { AuditEvent } from './audit.events';
import { at, close, details, programmed, silent, untilApproval, words } from './examples';

const { given } = scenario(audit);

const put = (change: Partial<ProgrammeData> = {}): AuditCommand => ({
  type: 'PutInProgramme',
  data: { ...details, ...change },
});
const held: AuditEvent = { type: 'PanelHeld', data: { on: '2026-02-05', agencies: ['probation'] } };

describe('the annual programme', () => {
  it('takes in an audit under its quarter, which ends on its last day', () => {
    given().when(put(), at('2026-01-08')).then(programmed);
    given(programmed).when(put(), at('2026-01-08')).thenNothing();
  });
  it('belongs to Performance and Quality Assurance', () => {
    given()
      .when(put({ on: '2026-01-08' }))
      .thenRefused('not-for-the-group');
  });
  it('needs a quarter and a reason', () => {
    const { quarter: _q, ...noQuarter } = details;
    const { why: _w, ...noReason } = details;
    given().when({ type: 'PutInProgramme', data: noQuarter }, at('2026-01-08')).thenRefused('quarter-missing');
    given().when({ type: 'PutInProgramme', data: noReason }, at('2026-01-08')).thenRefused('reason-missing');
    given()
      .when(put({ on: '2026-01-07' }), at('2026-01-08'))
      .thenRefused('not-the-day-of-the-meeting');
    given().when(put(), at('2026-03-09')).thenRefused('in-the-future');
  });
  it('takes in no quarter that was over when it was agreed', () => {
    given()
      .when(put({ quarter: 'Q3 2016-17' }), at('2026-01-08'))
      .thenRefused('quarter-over');
    expect(() =>
      given()
        .when(put({ quarter: 'Q3 2025-26' }), at('2026-01-08'))
        .events(),
    ).toThrow(
      'Q3 2025-26 ended on 31 December 2025. Choose a quarter that was not over on 8 January 2026, the day this was agreed.',
    );
  });
  it('takes in a quarter long past from older papers', () => {
    const older = put({ quarter: 'Q3 2016-17', notStated: { document: 'Yearly report 2016/17' } });
    expect(given().when(older).events()[0]?.data).toMatchObject({ quarter: 'Q3 2016-17', due: '2016-12-31' });
  });
  it('may hold an audit of which older papers say little', () => {
    const data: ProgrammeData = {
      title: 'Transition to adulthood',
      titleGiven: false,
      theme: 'Disability',
      type: 'multi-agency',
      notStated: { document: 'Yearly report 2024/25' },
    };
    given()
      .when({ type: 'PutInProgramme', data })
      .then({ type: 'AuditPutInProgramme', data: { reference: 'AUD-2025-26-001', ...data } });
  });
});

describe('moving an audit', () => {
  const move = (quarter: string): AuditCommand => ({ type: 'MoveToQuarter', data: { quarter, reason: words } });
  it('keeps the quarter that it comes from', () => {
    given(programmed)
      .when(move('Q1 2026-27'), at('2026-02-05'))
      .then({
        type: 'AuditMovedToQuarter',
        data: {
          on: '2026-02-05',
          from: 'Q4 2025-26',
          to: 'Q1 2026-27',
          due: '2026-06-30',
          ruleVersion: 'audit-quarter 1',
          reason: words,
        },
      });
  });
  it('to where it stands is nothing', () => {
    given(programmed).when(move('Q4 2025-26'), at('2026-02-05')).thenNothing();
  });
  it('moves to no quarter that is over', () => {
    given(programmed).when(move('Q3 2025-26'), at('2026-02-05')).thenRefused('quarter-over');
  });
  it('needs a quarter to move from', () => {
    const { quarter: _q, ...data } = details;
    const old: AuditEvent = { type: 'AuditPutInProgramme', data: { reference: 'AUD-2025-26-001', ...data } };
    given(old).when(move('Q1 2026-27'), at('2026-02-05')).thenRefused('no-quarter');
  });
  it('is over once the work is done', () => {
    given(programmed, held).when(move('Q1 2026-27'), at('2026-02-06')).thenRefused('work-done');
  });
});

describe('looking again', () => {
  const plan: AuditCommand = {
    type: 'PlanReAudit',
    data: { on: '2026-03-01', how: 're-audit', quarter: 'Q2 2026-27' },
  };
  const check: AuditCommand = { type: 'CheckImpact', data: { on: '2026-03-01', result: 'partly-improved', words } };
  const checked: AuditEvent = { type: 'ImpactChecked', data: { on: '2026-03-01', result: 'partly-improved', words } };
  it('is planned for a quarter once the audit is approved', () => {
    given(...untilApproval)
      .when(plan)
      .then({
        type: 'ReAuditPlanned',
        data: {
          on: '2026-03-01',
          how: 're-audit',
          quarter: 'Q2 2026-27',
          due: '2026-09-30',
          ruleVersion: 'audit-quarter 1',
        },
      });
    given(programmed).when(plan).thenRefused('not-approved');
    given(...untilApproval, checked)
      .when(plan)
      .thenRefused('impact-checked');
  });
  describe('as a new audit', () => {
    const planned: AuditEvent = {
      type: 'ReAuditPlanned',
      data: { ...plan.data, due: '2026-09-30', ruleVersion: 'audit-quarter 1' },
    };
    const another = (reason: object): AuditCommand => ({
      type: 'PlanReAudit',
      data: { on: '2026-03-02', how: 'impact-check', quarter: 'Q2 2026-27', ...reason },
    });
    const earlier: AuditEvent = { type: 'ImpactChecked', data: { ...checked.data, on: '2026-03-01' } };
    it('is done only by an audit that is named', () => {
      const audit = { id: 'a2', reference: 'AUD-2026-27-002' };
      given(...untilApproval, planned)
        .when(check)
        .thenRefused('re-audit-not-named');
      given(...untilApproval, planned)
        .when({ ...check, data: { ...check.data, audit } as never })
        .then({ type: 'ImpactChecked', data: { ...checked.data, audit } });
      expect(
        given(...untilApproval, planned, earlier)
          .when(check)
          .events(),
      ).toHaveLength(1);
    });
    it('gives way to a check of the impact for a reason, which then names none', () => {
      given(...untilApproval, planned)
        .when(another({}))
        .thenRefused('plan-changed-without-reason');
      const [changed] = given(...untilApproval, planned)
        .when(another({ reason: words }))
        .events();
      expect(changed?.data).toMatchObject({ how: 'impact-check', reason: words });
      given(...untilApproval, planned, changed as AuditEvent)
        .when(check)
        .then(checked);
    });
    it('is explained only where something was planned before, and planned once', () => {
      given(...untilApproval)
        .when(another({ reason: words }))
        .thenRefused('no-plan-changed');
      given(...untilApproval, planned)
        .when(plan)
        .thenNothing();
    });
  });
  it('records what it found', () => {
    given(...untilApproval)
      .when(check)
      .then(checked);
    given(programmed).when(check).thenRefused('step-missing');
  });
  it('comes before the end, unless a reason says that none is needed', () => {
    const ready = [...untilApproval, silent('briefing'), silent('monitoring')];
    given(...ready)
      .when(close(), at('2026-03-01'))
      .thenRefused('impact-not-checked');
    given(...ready, checked)
      .when(close(), at('2026-03-01'))
      .then({ type: 'AuditClosed', data: { on: '2026-03-01', note: words } });
    expect(
      given(...ready)
        .when(close({ noImpactCheck: 'Too small.' }), at('2026-03-01'))
        .events(),
    ).toHaveLength(1);
    given(...untilApproval)
      .when(close({ noImpactCheck: 'Too small.' }), at('2026-03-01'))
      .thenRefused('step-missing');
    given(...ready, checked)
      .when(close(), at('2026-02-28'))
      .thenRefused('dates-backwards');
  });
});

describe('acts on one agency’s return', () => {
  it('conflict with each other only', () => {
    const of = (agency: string) =>
      audit.partOf?.({ type: 'ReceiveReturn', data: { on: '2026-01-30', agency, summary: words } });
    expect(of('housing')).toBe('return:housing');
    expect(of('probation')).not.toBe(of('housing'));
    expect(audit.partOf?.(held)).toBeUndefined();
  });
});
