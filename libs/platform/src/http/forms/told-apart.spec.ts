import { fieldsOf, GroupOf, ListOf, readForm, TextField, toldApart } from './index';

class Criterion {
  @TextField('Why?') why: string;
  @TextField('What shows it') evidence: string;
}
class Partner {
  @TextField('Reason', { called: 'the reason' }) reason: string;
}
class Decision {
  @ListOf(Criterion, 'Criteria', { min: 2, max: 4, item: 'criterion' }) criteria: Criterion[];
  @GroupOf(Partner, 'The council’s view') council: Partner;
  @GroupOf(Partner, 'The police’s view') police: Partner;
  @TextField('Rationale') rationale: string;
}

const summary = (body: object): readonly string[] => {
  const context = { today: '2025-06-30', lists: {} };
  const read = readForm(Decision, body, { ...context, from: 'page' });
  const errors = 'errors' in read ? read.errors : [];
  return toldApart(errors, fieldsOf(Decision, { ...context, values: body, errors })).map(({ message }) => message);
};

describe('the errors in the summary of a page', () => {
  it('begin with their group where two say the same, and stay as they are where they do not', () => {
    const one = { why: 'It is so', evidence: '' };
    expect(summary({ criteria: [one, one], council: { reason: '' }, police: { reason: '' }, rationale: '' })).toEqual([
      'Criterion 1: Enter what shows it',
      'Criterion 2: Enter what shows it',
      'The council’s view: Enter the reason',
      'The police’s view: Enter the reason',
      'Enter rationale',
    ]);
  });

  it('need nothing more where only one is wrong', () => {
    const one = { why: 'It is so', evidence: 'A letter' };
    const given = { criteria: [one, { ...one, why: '' }], council: { reason: 'a' }, police: { reason: 'b' } };
    expect(summary({ ...given, rationale: 'r' })).toEqual(['Enter an answer to “Why?”']);
  });
});
