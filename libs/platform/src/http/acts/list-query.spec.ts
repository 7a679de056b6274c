import { pageQuery, strictQuery } from './list-query';
import type { At, FilterField, RecordRow } from './record-kind';

const at = { today: '2026-11-20', person: { id: 'scrutineer' } } as unknown as At<RecordRow>;
const filters: readonly FilterField[] = [
  { name: 'words', label: 'Words', kind: 'text' },
  { name: 'status', label: 'Status', kind: 'choice', options: [{ value: 'open', text: 'Open' }] },
];

describe('the query of a page', () => {
  it('is read with good will', () => {
    const query = { page: 'x', pageSize: '1000', words: ' bruise\u0000 ', status: 'nonsense', other: 'y' };
    expect(pageQuery(query, filters, at)).toMatchObject({ page: 1, pageSize: 50, filters: { words: 'bruise' } });
  });
  it('keeps what makes sense', () => {
    const query = { page: '3', pageSize: '200', status: 'open' };
    expect(pageQuery(query, filters, at)).toMatchObject({ page: 3, pageSize: 200, filters: { status: 'open' } });
  });
});

describe('the query of the API', () => {
  it.each([
    ['a page that is no number', { page: 'x' }, /whole number from 1/],
    ['more per page than are given', { pageSize: '201' }, /from 1 to 200/],
    ['a filter that there is not', { colour: 'red' }, /There is no filter colour\. There are: words, status/],
    ['a choice that there is not', { status: 'nonsense' }, /must be one of: open/],
    ['a filter given twice', { words: ['a', 'b'] }, /once/],
    ['a null character', { words: 'a\u0000' }, /control characters/],
    ['too long a word', { words: 'x'.repeat(201) }, /200 characters or fewer/],
  ])('refuses %s, and says what it wants', (_what, query, message) => {
    const read = strictQuery(query, filters, at);
    expect('errors' in read && read.errors.map((error) => error.message).join()).toMatch(message);
  });
});
