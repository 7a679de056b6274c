import {
  ConflictsField,
  type ConflictsAnswer,
  conflictsIn,
  declarerKey,
  fieldsOf,
  freeTextOf,
  readForm,
  schemaOf,
} from './index';
import { changedList } from './changed-list';
import { inApi, lists, onPage } from './specimen.fixture';

class Decision {
  @ConflictsField() conflicts?: ConflictsAnswer;
}

const chair = declarerKey('post', 'inquiry-chair');
const police = declarerKey('agency', 'police');
const declarers = [
  { value: chair, text: 'Chair of the inquiry' },
  { value: police, text: 'Police' },
];
const page = { ...onPage, lists: { ...lists, declarers } };
const api = { ...inApi, lists: { ...lists, declarers } };
const left = { who: chair, nature: 'Manages the service', did: 'left' };

const read = (conflicts: unknown, from = api) => readForm(Decision, conflicts === undefined ? {} : { conflicts }, from);
const told = (conflicts: unknown, from = api) => {
  const answer = read(conflicts, from);
  return 'errors' in answer ? answer.errors.map(({ pointer, message }) => `${pointer}: ${message}`) : [];
};
const declared = (conflicts: unknown, from = api) => {
  const answer = read(conflicts, from);
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
  return conflictsIn(answer.form);
};

describe('conflicts of interest on a form', () => {
  it('are none until somebody declares one: that answer is filled in, and costs no field', () => {
    const [group] = fieldsOf(Decision, { today: page.today, lists: page.lists });
    expect(group).toMatchObject({ is: 'group', label: 'Conflicts of interest' });
    expect(group).toMatchObject({
      fields: [
        {
          is: 'radios',
          label: 'Did anybody who took part have a conflict of interest?',
          options: [
            { value: 'none', text: 'None was declared', checked: true, reveals: [] },
            { value: 'declared', checked: false, reveals: [{ is: 'list', groups: [{ legend: 'Declaration 1' }] }] },
          ],
        },
      ],
    });
  });

  it('say that none was declared, what was, or that nobody was asked', () => {
    expect(declared({ declared: 'none' })).toEqual([]);
    expect(declared(undefined)).toBeUndefined();
    expect(
      declared({
        declared: 'declared',
        by: [left, { who: police, nature: 'Owns the work', did: 'stayed', reason: 'It was asked to explain' }],
      }),
    ).toEqual([
      { post: 'inquiry-chair', nature: 'Manages the service', did: 'left' },
      { agency: 'police', nature: 'Owns the work', did: 'stayed', reason: 'It was asked to explain' },
    ]);
  });

  it('are read from a page that shows the fields of a declaration all the same', () => {
    const blank = [{ who: '', nature: '', reason: '' }];
    expect(declared({ declared: 'none', by: blank }, page)).toEqual([]);
    expect(declared({ declared: 'declared', by: [{ ...left, reason: '' }, ...blank] }, page)).toEqual([
      { post: 'inquiry-chair', nature: 'Manages the service', did: 'left' },
    ]);
  });

  it.each([
    [{ declared: 'declared' }, '/conflicts/by: Enter what was declared'],
    [{ declared: 'declared', by: [] }, '/conflicts/by: Enter what was declared'],
    [
      { declared: 'declared', by: [{ ...left, who: 'post:nobody' }] },
      '/conflicts/by/0/who: Who declared it: “post:nobody” is not a role or an agency in the directory',
    ],
    [{ declared: 'declared', by: [{ ...left, did: 'stayed' }] }, '/conflicts/by/0/reason: Enter why they stayed'],
    [
      { declared: 'none', by: [left] },
      '/conflicts/by: What was declared is not asked for with these answers: leave it out',
    ],
    [
      { declared: 'declared', by: [{ ...left, reason: 'None' }] },
      '/conflicts/by/0/reason: Why they stayed is not asked for with these answers: leave it out',
    ],
    [
      { declared: 'perhaps' },
      '/conflicts/declared: Whether anybody had a conflict of interest: “perhaps” is not one of the answers',
    ],
    ['none', '/conflicts: Conflicts of interest must be a group of fields'],
  ])('%j is refused', (conflicts, message) => {
    expect(told(conflicts)).toEqual([message]);
  });

  it('take one more declaration, and give one back', () => {
    const typed = { conflicts: { declared: 'declared', by: [left] } };
    const more = changedList(Decision, typed, 'conflicts[by]');
    expect(more).toEqual({ conflicts: { declared: 'declared', by: [left, {}] } });
    expect(changedList(Decision, more, undefined, 'conflicts[by][0]')).toEqual({
      conflicts: { declared: 'declared', by: [{}] },
    });
  });

  it('are looked through for words that may tell who somebody is', () => {
    const answer = read({ declared: 'declared', by: [{ ...left, nature: 'Married to Jane Miller' }] });
    expect('form' in answer && freeTextOf(Decision, answer.form)).toEqual([
      expect.objectContaining({ name: 'conflicts[by][0][nature]', text: 'Married to Jane Miller' }),
    ]);
  });

  it('may be left out of a request', () => {
    expect(schemaOf(Decision)).not.toHaveProperty('required');
  });
});
