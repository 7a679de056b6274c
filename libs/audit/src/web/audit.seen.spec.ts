import type { Names, Person } from '#app/platform';
import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { AuditEvent } from '../domain/audit.events';
import { auditProjection } from '../read/audit.projection';
import type { AuditRow } from '../read/audit.row';
import { clocksOf } from './audit.clocks';
import { auditSeen } from './audit.seen';

const names = { agency: (id: string) => `The ${id}`, group: String, person: String, role: String } as unknown as Names;
const words = narrative('Some words.');
const history: AuditEvent[] = [
  {
    type: 'AuditPutInProgramme',
    data: {
      reference: 'AUD-2025-26-001',
      title: 'Handovers',
      titleGiven: true,
      theme: 'Moving',
      type: 'multi-agency',
      why: words,
      quarter: 'Q3 2025-26',
      due: '2025-12-31',
      ruleVersion: 'audit-quarter 1',
      on: '2025-05-08',
    },
  },
  {
    type: 'AuditScoped',
    data: { on: '2025-06-01', question: words, agencies: ['probation', 'housing'], tools: [], method: 'Dip sample' },
  },
  { type: 'ReturnAsked', data: { on: '2025-06-02', agency: 'probation' } },
  { type: 'ReturnReceived', data: { on: '2025-06-03', agency: 'probation', summary: words } },
  { type: 'PanelHeld', data: { on: '2026-01-05', agencies: ['probation'] } },
  { type: 'FindingsRecorded', data: { on: '2026-01-06', strengths: [words], findings: [words], themes: [] } },
];
const agreed: AuditEvent = { type: 'FindingsAgreed', data: { on: '2026-02-01' } };
const row = (...events: AuditEvent[]): AuditRow =>
  projected(auditProjection)
    .given(...events)
    .rows()[0] as AuditRow;
const representative = (agency: string): Person => ({
  id: 'x',
  title: 'x',
  role: 'agency-representative',
  agency,
  groups: [],
  does: '',
});
const member: Person = {
  id: 'm',
  title: 'm',
  role: 'group-member',
  agency: 'police',
  groups: ['performance-and-quality-assurance-group'],
  does: '',
};
const seen = (person: Person, ...events: AuditEvent[]) =>
  auditSeen(row(...events), person, { names }) as {
    findings: object;
    returns: readonly object[];
    steps: readonly object[];
  };

describe('how far an audit is', () => {
  const status = (...events: AuditEvent[]) => (seen(member, ...events) as unknown as { status: object }).status;
  it('is its last step, and never that one was taken which the source does not state', () => {
    const data = { step: 'panel', document: 'The annual report', note: 'It names no panel' } as const;
    expect(status(...history.slice(0, 5))).toMatchObject({ value: 'panel', word: 'Panel held' });
    expect(status(...history.slice(0, 4), { type: 'StepNotStated', data })).toMatchObject({
      value: 'panel',
      word: 'Panel not stated',
    });
  });
});

describe('what a person sees of an audit', () => {
  it('is a draft of the findings for the group, and not for agencies', () => {
    expect(seen(member, ...history).findings).toMatchObject({ findings: ['Some words.'] });
    expect(seen(representative('probation'), ...history).findings).toEqual({ notShared: true });
  });
  it('is the findings for everybody, once they are agreed', () => {
    expect(seen(representative('probation'), ...history, agreed).findings).toMatchObject({ findings: ['Some words.'] });
  });
  it('is what the own agency returned; of another agency, that it did', () => {
    expect(seen(representative('probation'), ...history).returns[0]).toMatchObject({ summary: 'Some words.' });
    const [others] = seen(representative('housing'), ...history).returns;
    expect(others).toMatchObject({
      agency: { id: 'probation', name: 'The probation' },
      on: '2025-06-03',
      notShared: true,
    });
    expect(others).not.toHaveProperty('summary');
  });
  it('is every step: done, next, to come', () => {
    expect(seen(member, ...history).steps.map((step) => (step as { state: string }).state)).toEqual([
      ...['taken', 'taken', 'taken', 'taken', 'taken', 'next'],
      ...['to-come', 'to-come', 'to-come', 'to-come'],
    ]);
  });
});

describe('the clock of an audit', () => {
  it('is its quarter: kept, or late by working days', () => {
    expect(clocksOf(row(...history.slice(0, 2)), '2026-01-05')[0]).toMatchObject({
      due: '2025-12-31',
      dueLabel: 'Q3 2025-26',
      status: { word: 'Late' },
      late: 'late by 2 working days',
    });
    expect(clocksOf(row(...history), '2026-03-01')[0]).toMatchObject({
      status: { word: 'Done late' },
      done: '2026-01-05',
    });
  });
  describe('to be audited again', () => {
    const until = [...history, agreed, { type: 'AuditApproved', data: { on: '2026-02-02' } } as const];
    const planned = (how: 're-audit' | 'impact-check'): AuditEvent => ({
      type: 'ReAuditPlanned',
      data: { on: '2026-02-03', how, quarter: 'Q1 2026-27', due: '2026-06-30', ruleVersion: 'audit-quarter 1' },
    });
    const checked = (more: object): AuditEvent => ({
      type: 'ImpactChecked',
      data: { on: '2026-03-01', result: 'improved', words, ...more },
    });
    const audit = { id: 'a2', reference: 'AUD-2026-27-002' };
    const second = (...events: AuditEvent[]) => clocksOf(row(...until, ...events), '2026-03-02')[1];
    it('is done by an audit that is named, and by no other check', () => {
      expect(second(planned('re-audit'), checked({}))).toMatchObject({ status: { word: 'Running' } });
      expect(second(planned('re-audit'), checked({ audit }))).toMatchObject({
        name: 'Audit it again',
        done: '2026-03-01',
      });
    });
    it('tells of the first plan, where a check of the impact took its place', () => {
      expect(second(planned('re-audit'), planned('impact-check'), checked({}))).toMatchObject({
        name: 'Check the impact',
        note: 'First planned: a new audit',
        done: '2026-03-01',
      });
    });
    it('runs on for nobody once the audit is closed without it', () => {
      expect(
        second(planned('re-audit'), { type: 'AuditClosed', data: { on: '2026-03-01', note: words } }),
      ).toBeUndefined();
    });
  });
  it('stands still for an audit that was cancelled', () => {
    const cancelled: AuditEvent = { type: 'AuditCancelled', data: { on: '2025-06-01', reason: words } };
    expect(clocksOf(row(...history.slice(0, 1), cancelled), '2026-01-05')).toEqual([]);
  });
});
