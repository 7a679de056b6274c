import { notUnderstood, pageQuery, strictQuery } from './list-query';
import type { At, FilterField, RecordRow } from './record-kind';

const at = { today: '2026-11-20', person: { id: 'scrutineer' } } as unknown as At<RecordRow>;
const filters: readonly FilterField[] = [
  { name: 'words', label: 'Words', kind: 'words' },
  { name: 'from', label: 'On or after', kind: 'text' },
  { name: 'late', label: 'Late only', kind: 'tick' },
  { name: 'status', label: 'Status', kind: 'choice', options: [{ value: 'open', text: 'Open' }] },
];

describe('the query of a page', () => {
  it('is read with good will', () => {
    const query = { page: 'x', pageSize: '1000', words: ' bruise\u0000 ', status: 'nonsense', other: 'y' };
    expect(pageQuery(query, filters, at)).toMatchObject({ page: 1, pageSize: 50, filters: { words: 'bruise' } });
  });
  it('does not look for a part of what is too much to be looked for', () => {
    for (const words of ['x'.repeat(201), 'x '.repeat(11)])
      expect(pageQuery({ words }, filters, at).filters).toEqual({});
  });
  it.each([
    ['REC-1\tbruise', 'REC-1 bruise'],
    ['\u0000REC-1\r\n\u0007bruise\t', 'REC-1 bruise'],
  ])('keeps words apart that come with something else than spaces between them: %j', (words, kept) => {
    expect(pageQuery({ words }, filters, at).filters).toEqual({ words: kept });
    expect(notUnderstood({ words }, filters)).toEqual([]);
  });
  it('counts words in that text for which is looked', () => {
    const [ten, eleven] = [10, 11].map((count) => Array<string>(count).fill('x').join('\u0000')) as [string, string];
    expect(pageQuery({ words: ten }, filters, at).filters).toEqual({ words: 'x x x x x x x x x x' });
    expect(pageQuery({ words: eleven }, filters, at).filters).toEqual({});
    expect(notUnderstood({ words: eleven }, filters).join()).toMatch(/^Words: 11 words are more than the 10/);
  });
  it('counts the words of a filter only that looks for words', () => {
    const from = 'x '.repeat(11).trim();
    expect(pageQuery({ from }, filters, at).filters).toEqual({ from });
    expect(notUnderstood({ from }, filters)).toEqual([]);
    expect(strictQuery({ from }, filters, at)).toMatchObject({ query: { filters: { from } } });
  });
  it('keeps what makes sense', () => {
    const query = { page: '3', pageSize: '200', status: 'open' };
    expect(pageQuery(query, filters, at)).toMatchObject({ page: 3, pageSize: 200, filters: { status: 'open' } });
  });
});

describe('what a page did not understand', () => {
  it.each([
    [{ status: 'nonsense' }, 'Status: “nonsense” is not one of the choices'],
    [{ late: 'maybe' }, 'Late only: “maybe” is neither ticked nor left out'],
    [{ colour: 'red' }, 'There is no filter called “colour”'],
    [{ status: ['open', 'open'] }, 'Status was asked for more than once: the first was taken'],
    [{ words: 'x'.repeat(3000) }, 'Words: 3000 characters are more than the 200 that can be looked for'],
    [
      { words: 'x '.repeat(11) },
      'Words: 11 words are more than the 10 that can be looked for. Words in double quotes count as one',
    ],
    [{ page: '-1' }, 'There is no page “-1”: this is the first'],
    [{ page: '0' }, 'There is no page “0”: this is the first'],
    [{ pageSize: 'all' }, 'A page cannot show “all” at a time: it shows 50'],
  ])('is said in the words of the page: %j', (query, sentence) => {
    expect(notUnderstood(query, filters)).toEqual([sentence]);
  });
  it('is nothing where all makes sense, and where a filter is left open', () => {
    expect(notUnderstood({ words: `nine ${'x '.repeat(8)} "and these are the tenth"` }, filters)).toEqual([]);
    expect(notUnderstood({ status: 'open', words: '', late: '', page: '2', pageSize: '20' }, filters)).toEqual([]);
  });
});

describe('the query of the API', () => {
  it.each([
    ['a page that is no number', { page: 'x' }, /whole number from 1/],
    ['more per page than are given', { pageSize: '201' }, /from 1 to 200/],
    [
      'a filter that there is not',
      { colour: 'red' },
      /There is no filter colour\. There are: words, from, late, status/,
    ],
    ['a choice that there is not', { status: 'nonsense' }, /must be one of: open/],
    ['a filter given twice', { words: ['a', 'b'] }, /once/],
    ['a null character', { words: 'a\u0000' }, /control characters/],
    [
      'too many words',
      { words: 'x '.repeat(11) },
      /Words must be 10 words or fewer\. Words in double quotes count as one/,
    ],
    ['too long a word', { words: 'x'.repeat(201) }, /200 characters or fewer/],
  ])('refuses %s, and says what it wants', (_what, query, message) => {
    const read = strictQuery(query, filters, at);
    expect('errors' in read && read.errors.map((error) => error.message).join()).toMatch(message);
  });
});
