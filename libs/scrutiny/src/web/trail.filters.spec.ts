import type { ListQuery } from '#app/platform';
import { chipsOf, trailFilters } from './trail.filters';

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
