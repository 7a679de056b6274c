import { scenario } from '#app/testing';
import type { AuditCommand } from './audit.commands';
import { audit } from './audit.decider';
import type { AuditEvent } from './audit.events';
import { at, close, details, programmed, words } from './examples';

const { given } = scenario(audit);

const scoped: AuditEvent = {
  type: 'AuditScoped',
  data: {
    on: '2026-01-15',
    question: words,
    agencies: ['probation', 'housing'],
    children: 6,
    tools: [],
    method: 'Dip sample',
  },
};

describe('putting an audit right', () => {
  const correct = (field: string, to: string | string[]): AuditCommand => ({
    type: 'CorrectAudit',
    data: { field: field as 'title', to, reason: words },
  });
  it('keeps the old value beside the right one', () => {
    given(programmed, scoped)
      .when(correct('scope.children', '7'))
      .then({
        type: 'AuditCorrected',
        data: { field: 'scope.children', label: 'Number of children', from: '6', to: '7', reason: words },
      });
  });
  it('keeps figures, lists and dates possible', () => {
    given(programmed, scoped).when(correct('scope.children', 'six')).thenRefused('wrong-shape', 'children');
    given(programmed, scoped).when(correct('scope.on', '2026-01-07')).thenRefused('dates-backwards', 'date');
    given(programmed, scoped).when(correct('scope.on', '2026-02-31')).thenRefused('wrong-shape');
    given(programmed, scoped).when(correct('scope.agencies', 'probation')).thenRefused('wrong-shape');
    const asked: AuditEvent = { type: 'ReturnAsked', data: { on: '2026-01-16', agency: 'probation' } };
    given(programmed, scoped, asked)
      .when(correct('scope.agencies', ['housing']))
      .thenRefused('agency-asked', 'agencies');
    const five: AuditEvent = {
      type: 'ReturnReceived',
      data: { on: '2026-01-30', agency: 'probation', summary: words, children: 5 },
    };
    given(programmed, scoped, asked, five)
      .when(correct('scope.children', '4'))
      .thenRefused('fewer-than-returned', 'children');
    expect(given(programmed, scoped, asked, five).when(correct('scope.children', '5')).events()).toHaveLength(1);
  });
  it('is for what is recorded, and for another value', () => {
    given(programmed)
      .when(correct('panel.agencies', ['housing']))
      .thenRefused('nothing-to-correct');
    given(programmed).when(correct('theme', details.theme)).thenRefused('same-value', 'right');
  });
  it('may cancel it for a reason, by decision of the group', () => {
    const cancelled: AuditEvent = { type: 'AuditCancelled', data: { on: '2026-01-20', reason: words } };
    given(programmed)
      .when({ type: 'CancelAudit', data: { reason: words } }, at('2026-01-20'))
      .then(cancelled);
    given(programmed, cancelled).when(close(), at('2026-01-20')).thenRefused('cancelled');
    given(programmed)
      .when({ type: 'CancelAudit', data: { reason: words } }, at('2026-03-03'))
      .thenRefused('in-the-future');
    const closed: AuditEvent = { type: 'AuditClosed', data: { on: '2026-01-20', note: words } };
    given(programmed, closed).when(close(), at('2026-01-20')).thenRefused('closed');
    expect(given(programmed, cancelled).when(correct('title', 'Another title')).events()).toHaveLength(1);
    expect(given(programmed, cancelled).when(correct('end.on', '2026-01-21')).events()[0]?.data).toMatchObject({
      from: '2026-01-20',
      to: '2026-01-21',
    });
    given(programmed, cancelled).when(correct('end.on', '2026-01-07')).thenRefused('dates-backwards');
    given(programmed).when(correct('end.on', '2026-01-21')).thenRefused('nothing-to-correct');
  });
  it('ends with "entered in error", after which nothing is added', () => {
    const error: AuditEvent = { type: 'AuditEnteredInError', data: { reason: words } };
    given(programmed)
      .when({ type: 'EnterInError', data: { reason: words } })
      .then(error);
    given(programmed, error).when(correct('title', 'Another title')).thenRefused('entered-in-error');
    given().when(close(), at('2026-01-20')).thenRefused('audit-not-in-programme');
  });
});

describe('the number of children', () => {
  const asked: AuditEvent = { type: 'ReturnAsked', data: { on: '2026-01-16', agency: 'probation' } };
  it('takes in no return on more children than the scope has', () => {
    const covers = (children: number): AuditCommand => ({
      type: 'ReceiveReturn',
      data: { on: '2026-01-30', agency: 'probation', summary: words, children },
    });
    const sized: AuditEvent = { type: 'AuditScoped', data: { ...scoped.data, children: 8 } };
    const { children: _children, ...unsized } = scoped.data;
    given(programmed, sized, asked).when(covers(9)).thenRefused('more-than-scope', 'children');
    expect(given(programmed, sized, asked).when(covers(8)).events()).toHaveLength(1);
    const anyNumber = given(programmed, { type: 'AuditScoped', data: unsized }, asked);
    expect(anyNumber.when(covers(40)).events()).toHaveLength(1);
  });
});
