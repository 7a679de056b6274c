import { InvalidInput } from '../problems';
import { givenFilters, periodFaults, periodLeftOut, understood } from './period';
import type { At, ListQuery, RecordRow } from './record-kind';

const fields = [
  { name: 'record', label: 'Reference', kind: 'text' },
  { name: 'from', label: 'Happened on or after', kind: 'text' },
  { name: 'until', label: 'Happened on or before', kind: 'text' },
] as const;

const asked = (filters: ListQuery['filters']): ListQuery => ({
  page: 1,
  pageSize: 50,
  filters,
  today: '2026-03-02',
  person: { id: 'scrutineer', title: 'Independent Scrutineer', role: 'scrutineer', groups: [], does: '' },
});

describe('the period that a list is asked for', () => {
  it('is taken as it is sent, with what is ticked', () => {
    const filters = { record: 'REF', from: '2026-01-01', until: '2026-01-01', late: 'yes', notable: 'no' };
    expect(givenFilters(asked(filters), ['late', 'notable'])).toEqual({
      record: 'REF',
      from: '2026-01-01',
      until: '2026-01-01',
      late: true,
    });
    expect(periodFaults(asked(filters))).toEqual([]);
    expect(periodLeftOut(asked(filters), fields)).toEqual([]);
  });

  it.each([
    [{ from: '2026-02-31' }, 'Happened on or after: “2026-02-31” is not a date'],
    [{ from: '2026-02-02', until: '2026-02-01' }, '“Happened on or before” is earlier than “Happened on or after”'],
  ])('is left out on a page where it makes no sense, which is said by its label: %j', (filters, message) => {
    expect(periodLeftOut(asked(filters), fields)).toEqual([message]);
    const { from } = givenFilters(asked(filters), []);
    expect(from).toBe('until' in filters ? filters.from : undefined);
    expect(givenFilters(asked({ ...filters, record: '' }), [])).not.toHaveProperty('until');
    expect(givenFilters(asked({ ...filters, record: '' }), [])).not.toHaveProperty('record');
  });

  it.each([
    [{ from: '2026-02-31' }, 'from must be a date like 2025-03-31'],
    [{ until: 'yesterday' }, 'until must be a date like 2025-03-31'],
    [{ from: '2026-02-02', until: '2026-02-01' }, 'until must be on or after from'],
    [{ colour: 'red' }, 'There is no filter colour. There are: record, from, until, page, pageSize'],
  ])('is refused by the API where it makes no sense: %j', (query, message) => {
    const { today, person } = asked({});
    const at = { today, person } as unknown as At<RecordRow>;
    expect(() => understood(query, fields, at)).toThrow(InvalidInput);
    expect(() => understood(query, fields, at)).toThrow(message);
  });
});
