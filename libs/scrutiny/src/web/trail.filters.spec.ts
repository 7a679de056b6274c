import type { ListQuery } from '#app/platform';
import { chipsOf, trailFaults, trailFilters, trailLeftOut } from './trail.filters';

const asked = (filters: ListQuery['filters']): ListQuery => ({
  page: 1,
  pageSize: 50,
  filters,
  today: '2026-03-02',
  person: { id: 'scrutineer', title: 'Independent Scrutineer', role: 'scrutineer', groups: [], does: '' },
});

describe('the filters of the audit trail', () => {
  it('are taken as they are sent', () => {
    const filters = trailFilters(
      asked({ record: 'REF-2025', act: 'ReferralDecided', from: '2026-01-01', late: 'yes' }),
    );
    expect(filters).toEqual({ record: 'REF-2025', act: 'ReferralDecided', from: '2026-01-01', late: true });
  });
  it('leave out what makes no sense, on the page', () => {
    expect(trailFilters(asked({ from: '2026-02-31', late: 'no', record: '' }))).toEqual({});
  });
  it.each([
    [{ from: '2026-02-31' }, 'Happened on or after: “2026-02-31” is not a date'],
    [{ from: '2026-02-02', until: '2026-02-01' }, '“Happened on or before” is earlier than “Happened on or after”'],
  ])('say on the page what was left out, by its label: %j', (filters, message) => {
    const fields = [
      { name: 'from', label: 'Happened on or after', kind: 'text' },
      { name: 'until', label: 'Happened on or before', kind: 'text' },
    ] as const;
    expect(trailLeftOut(asked(filters), fields)).toEqual([message]);
    expect(trailFilters(asked({ ...filters, record: 'REF' }))).not.toHaveProperty('until');
  });
  it.each([
    [{ from: '2026-02-31' }, 'from must be a date like 2025-03-31'],
    [{ until: 'yesterday' }, 'until must be a date like 2025-03-31'],
    [{ from: '2026-02-02', until: '2026-02-01' }, 'until must be on or after from'],
  ])('are refused by the API where they make no sense: %j', (filters, message) => {
    expect(trailFaults(asked(filters)).map((fault) => fault.message)).toEqual([message]);
  });
  it('are shown one by one, each with the way to take it off', () => {
    const fields = [
      {
        name: 'act',
        label: 'What was done',
        kind: 'choice',
        options: [{ value: 'ReferralDecided', text: 'Referral: Decided' }],
      },
      { name: 'late', label: 'Recorded late', kind: 'tick' },
      { name: 'from', label: 'Happened on or after', kind: 'text' },
    ] as const;
    expect(chipsOf(fields, { act: 'ReferralDecided', late: 'yes' })).toEqual([
      { label: 'What was done', text: 'Referral: Decided', href: '/audit-trail?late=yes' },
      { label: '', text: 'Recorded late', href: '/audit-trail?act=ReferralDecided' },
    ]);
    expect(chipsOf(fields, { late: 'yes' })[0]?.href).toBe('/audit-trail');
    expect(chipsOf(fields, { from: '2026-01-31' })[0]?.text).toBe('31 January 2026');
  });
});
