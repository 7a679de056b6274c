import { sought, wordsIn } from './sought';

describe('what is looked for', () => {
  it.each([
    ['one word', 'bruise', ['bruise']],
    ['words, however far apart', ' bruise \t infant ', ['bruise', 'infant']],
    [
      'a phrase, its quotation marks straight or curly',
      '"two words" “and three more”',
      ['two words', 'and three more'],
    ],
    ['words, with commas between them or within', 'neglect, 1,000; "a, b" ,', ['neglect', '1,000', 'a, b']],
    ['words beside a phrase', 'REC-1 "two words" here', ['REC-1', 'two words', 'here']],
    ['a quotation mark without its fellow, which is a sign like others', 'CHILD‘S "bobbin', ['CHILD‘S', '"bobbin']],
    ['nothing, where there is nothing between the marks', '"" “ ”', []],
    ['nothing, where nothing was typed', '', []],
  ])('is %s', (_what, typed, words) => {
    expect(wordsIn(typed)).toEqual(words);
  });

  it('is asked for word by word, each in any of the columns', () => {
    expect(sought(['r.title', 'r.reference'], 'bruise "50% of"')).toEqual({
      condition:
        '(r.title ILIKE :words0 OR r.reference ILIKE :words0) AND (r.title ILIKE :words1 OR r.reference ILIKE :words1)',
      patterns: { words0: '%bruise%', words1: '%50\\% of%' },
    });
  });

  it('is everything, where no word is left', () => {
    expect(sought(['r.title'], '""')).toEqual({ condition: 'TRUE', patterns: {} });
  });

  it('is found with an apostrophe or quotation mark however it was set', () => {
    expect(sought(['r.title'], 'child‘s "bobbin').patterns).toEqual({ words0: '%child_s%', words1: '%_bobbin%' });
  });
});
