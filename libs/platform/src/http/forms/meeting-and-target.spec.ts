import { type FieldError, type MeetingAnswer, MeetingField, fieldsOf, meetingKey, readForm, schemaOf } from './index';
import { autumn, inApi, json, lists, onPage, sent, Specimen, winter } from './specimen.fixture';

const errorsOf = (answer: object): readonly FieldError[] =>
  'errors' in answer ? (answer.errors as readonly FieldError[]) : [];
const told = (answer: object) => errorsOf(answer).map(({ pointer, message }) => `${pointer}: ${message}`);
const typed = (change: object) => told(readForm(Specimen, { ...sent, ...change }, onPage));
const posted = (change: object) => told(readForm(Specimen, { ...json, ...change }, inApi));

describe('a meeting', () => {
  const page = (meeting: object) => readForm(Specimen, { ...sent, meeting }, onPage);
  it('is chosen by the page or the API and becomes the meeting itself', () => {
    expect(page({ choice: meetingKey(winter), group: '', label: '' })).toMatchObject({ form: { meeting: winter } });
    expect(page({ choice: 'existing', existing: meetingKey(winter) })).toMatchObject({ form: { meeting: winter } });
    expect(readForm(Specimen, { ...json, meeting: { existing: meetingKey(winter) } }, inApi)).toMatchObject({
      form: { meeting: winter },
    });
  });
  it('may be none, with a reason', () => {
    expect(page({ choice: 'between', between: 'Urgent' })).toMatchObject({ form: { meeting: { between: 'Urgent' } } });
    expect(typed({ meeting: { choice: 'between', between: ' ' } })).toEqual([
      '/meeting/between: Enter why it was done between meetings',
    ]);
  });
  it.each([
    [{ existing: meetingKey(autumn) }, '/meeting: The meeting that decided must have been held on or before today'],
    [{ existing: 'x' }, '/meeting: The meeting that decided: “x” is not a meeting that you can choose here'],
    [{ existing: 5 }, '/meeting: The meeting that decided: “5” is not a meeting that you can choose here'],
    [{ ...json.meeting, date: '2025-07-01' }, '/meeting/date: The date of the meeting must be on or before today'],
    [{ ...json.meeting, group: 'x' }, '/meeting/group: The group that met: “x” is not a group in the directory'],
    [{ between: 'x', label: 'y' }, '/meeting/label: There is no field called “label” here'],
    [[], '/meeting: The meeting that decided must be a meeting'],
  ])('%j is refused', (meeting, message) => {
    expect(posted({ meeting })).toEqual([message]);
  });
});

describe('a meeting of a group that is always the same', () => {
  class Agreed {
    @MeetingField('Agreed at', { held: true, group: 'inquiry' }) meeting: MeetingAnswer;
  }
  const june = { group: 'inquiry', date: '2025-06-02', label: 'June' };
  const { group: _group, ...unsaid } = june;
  it('is added in place without a word about the group', () => {
    const date = { day: '2', month: '6', year: '2025' };
    const answer = readForm(Agreed, { meeting: { choice: 'new', date, label: 'June', between: '' } }, onPage);
    expect(answer).toMatchObject({ form: { meeting: june } });
  });
  it.each([unsaid, june])('may be sent as %j', (meeting) => {
    expect(readForm(Agreed, { meeting }, inApi)).toMatchObject({ form: { meeting: june } });
  });
  it('is not one of another group', () => {
    expect(told(readForm(Agreed, { meeting: { ...june, group: 'quality' } }, inApi))).toEqual([
      '/meeting/group: The group that met is the The inquiry here: leave it out, or name that one',
    ]);
  });
  it('asks no page, and no client of the API, which group met', () => {
    const [meeting] = fieldsOf(Agreed, { today: onPage.today, lists });
    expect(JSON.stringify(meeting)).not.toContain('Group that met');
    expect(schemaOf(Agreed)).toMatchObject({
      properties: {
        meeting: { oneOf: expect.arrayContaining([{ required: ['date', 'label'] }].map(like)) as unknown },
      },
    });
  });
});
const like = (part: object): unknown => expect.objectContaining(part);

describe('a target on a page', () => {
  it.each([
    [
      { kind: 'date', date: { day: '1', month: '9', year: '2025' } },
      { kind: 'date', value: '2025-09-01' },
    ],
    [
      { kind: 'month', month: { month: '9', year: '2025' } },
      { kind: 'month', value: '2025-09' },
    ],
    [
      { kind: 'quarter', quarter: 'q3 2025/26' },
      { kind: 'quarter', value: 'Q3 2025-26' },
    ],
    [
      { kind: 'rhythm', rhythm: 'every quarter' },
      { kind: 'rhythm', value: 'every quarter' },
    ],
  ])('%j is %j', (target, value) => {
    expect(readForm(Specimen, { ...sent, target }, onPage)).toMatchObject({ form: { target: value } });
  });
  it.each([
    [
      { kind: 'date', date: { day: '1', month: '', year: '2025' } },
      'target-value-date-day',
      'The target date must include a month',
    ],
    [
      { kind: 'month', month: { month: '', year: '' } },
      'target-value-month-month',
      'Enter the target month and its year',
    ],
    [{ kind: 'quarter', quarter: '' }, 'target-value-quarter', 'Select the target quarter'],
  ])('%j is refused', (target, id, message) => {
    expect(errorsOf(readForm(Specimen, { ...sent, target }, onPage))).toMatchObject([{ id, message }]);
  });
});
