import { type FieldError, type FormContext, freeTextOf, narrativesOf, readForm } from './index';
import { inApi, json, onPage, sent, Specimen } from './specimen.fixture';

const read = (body: unknown, context: FormContext) => {
  const answer = readForm(Specimen, body, context);
  return 'form' in answer ? { form: JSON.parse(JSON.stringify(answer.form)) as unknown } : answer;
};
const errors = (body: unknown, context: FormContext): readonly FieldError[] => {
  const answer = readForm(Specimen, body, context);
  return 'errors' in answer ? answer.errors : [];
};
const told = (body: unknown, context: FormContext) =>
  errors(body, context).map(({ pointer, message }) => `${pointer}: ${message}`);
const typed = (change: object) => told({ ...sent, ...change }, onPage);
const posted = (change: object) => told({ ...json, ...change }, inApi);

describe('a form with every kind of field', () => {
  it('is read from a page into the same answers as from JSON', () => {
    expect(read(sent, onPage)).toEqual({ form: json });
    expect(read(json, inApi)).toEqual({ form: json });
  });

  it('asks for everything that is needed, in the order of the page, in the words of the page', () => {
    const asked = told({}, onPage);
    expect(asked).toEqual([
      '/about: Enter hidden value',
      '/line: Select which line',
      '/receivedOn: Enter the date received',
      '/text: Enter what has been done',
      '/outcome: Select outcome',
      '/urgent: Select yes or no for “Is it urgent?”',
      '/agencies: Select agencies involved',
      '/group: Select monitored by',
      '/meeting: Select the meeting that decided',
      '/target: Select target',
      '/attendance/people: Enter people who attended',
      '/criteria: Criteria must include “Serious harm”',
    ]);
    expect(told({}, inApi)).toContain('/attendance: Enter attendance');
  });

  it.each([[undefined], [{}]])('takes %p for an empty form', (body) => {
    expect(errors(body, onPage).length).toBeGreaterThan(5);
  });

  it.each([[[]], ['text'], [7], [null], [true]])('refuses %p as a body', (body) => {
    expect(told(body, inApi)).toEqual([': Send an object of fields']);
  });

  it('leads from each error to the input that it is about', () => {
    const found = errors(
      {
        ...sent,
        receivedOn: { day: '3', month: '', year: '2025' },
        criteria: [{ ...sent.criteria[0], reason: ' ' }, sent.criteria[1]],
      },
      onPage,
    );
    expect(found).toEqual([
      {
        pointer: '/receivedOn',
        name: 'receivedOn',
        id: 'receivedOn-month',
        parts: ['month'],
        message: 'The date received must include a month',
      },
      {
        pointer: '/criteria/0/reason',
        name: 'criteria[0][reason]',
        id: 'criteria-0-reason',
        message: 'Enter the reason',
      },
    ]);
  });
});

describe('a date on a page', () => {
  it.each([
    [{ day: '31', month: '2', year: '2025' }, 'The date received must be a real date'],
    [{ day: '29', month: '2', year: '2025' }, 'The date received must be a real date'],
    [{ day: '1', month: '', year: '' }, 'The date received must include a month and year'],
    [{ day: '1', month: '6', year: '25' }, 'The date received must have a year of 4 numbers'],
    [{ day: 'first', month: '6', year: '2025' }, 'The date received must be a real date'],
    [{ day: '1', month: '6', year: '2025', hour: '3' }, 'The date received must be a real date'],
    [{ day: '1', month: '7', year: '2025' }, 'The date received must be on or before today'],
    [['2025-06-01', '2025-06-02'], 'The date received must be a date like 2025-03-31'],
  ])('%j is refused: %s', (receivedOn, message) => {
    expect(typed({ receivedOn })).toEqual([`/receivedOn: ${message}`]);
  });

  it('may not be before the date it follows', () => {
    expect(typed({ decidedOn: { day: '2', month: '6', year: '2025' } })).toEqual([
      '/decidedOn: The date decided must be on or after 3 June 2025',
    ]);
    expect(posted({ decidedOn: '2025-06-03' })).toEqual([]);
  });
});

describe('JSON of the wrong type', () => {
  it.each([
    [{ text: 7 }, '/text: What has been done must be text'],
    [{ text: null }, '/text: What has been done must be text'],
    [{ text: ['a'] }, '/text: What has been done must be text'],
    [{ receivedOn: 20250603 }, '/receivedOn: The date received must be a date like 2025-03-31'],
    [
      { receivedOn: { day: '3', month: '6', year: '2025' } },
      '/receivedOn: The date received must be a date like 2025-03-31',
    ],
    [{ receivedOn: '2025-02-31' }, '/receivedOn: The date received must be a real date'],
    [{ urgent: 'no' }, '/urgent: The answer to “Is it urgent?” must be yes or no'],
    [{ attendance: { people: '12' } }, '/attendance/people: People who attended must be a whole number, like 12'],
    [{ attendance: { people: 1.5 } }, '/attendance/people: People who attended must be a whole number, like 12'],
    [{ attendance: { people: -1 } }, '/attendance/people: People who attended must be 0 or more'],
    [{ attendance: { people: 1, hours: 12.5 } }, '/attendance/hours: Hours must be 12 or fewer'],
    [{ attendance: [json.attendance] }, '/attendance: Attendance must be a group of fields'],
    [{ attendance: 'x' }, '/attendance: Attendance must be a group of fields'],
    [{ agencies: 'council' }, '/agencies: Agencies involved must be a list'],
    [
      { agencies: ['council', false] },
      '/agencies: Agencies involved: “what was sent” is not an agency in the directory',
    ],
    [{ agencies: ['council', 'council'] }, '/agencies: Agencies involved must name each answer once'],
    [{ agencies: ['nobody'] }, '/agencies: Agencies involved: “nobody” is not an agency in the directory'],
    [{ outcome: 'toString', why: undefined }, '/outcome: Outcome: “toString” is not one of the answers'],
    [{ group: 4 }, '/group: Monitored by must be text'],
    [{ criteria: {} }, '/criteria: Criteria must be a list'],
    [{ criteria: [null, ...json.criteria] }, '/criteria: Criteria: number 1 must be a group of fields'],
    [{ criteria: [json.criteria[0], json.criteria[0]] }, '/criteria: Criteria must have each one once'],
    [
      { criteria: [...json.criteria, { ...json.criteria[0], criterion: 'x' }] },
      '/criteria: Criteria: “x” is not one of them',
    ],
    [
      { views: Array.from({ length: 4 }, () => ({ agency: 'council', words: 'Yes' })) },
      '/views: Views of agencies may have 3 at most',
    ],
    [
      { target: { kind: 'quarter', value: 'soon' } },
      '/target/value: Quarter must be written like Q3 2025-26, with two years that follow each other',
    ],
    [
      { target: { kind: 'whenever', value: 'soon' } },
      '/target: Target must be a kind and a value, like quarter and Q3 2025-26',
    ],
    [{ target: { kind: 'date', value: '2025-02-30' } }, '/target/value: The target date must be a real date'],
    [{ target: 'Q3 2025-26' }, '/target: Target must be a kind and a value, like quarter and Q3 2025-26'],
    [{ files: [{ name: 'a.pdf' }] }, '/files: Files must be files, each with a name and its content in base64'],
    [{ files: 'a.pdf' }, '/files: Files must be a list'],
  ])('%j is refused: %s', (change, message) => {
    expect(posted(change)).toEqual([message]);
  });
});

describe('unknown fields', () => {
  it.each(['extra', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'a/b'])(
    '%s is refused by name at every depth',
    (name) => {
      const stranger = (body: object): unknown =>
        JSON.parse(`${JSON.stringify(body).slice(0, -1)},${JSON.stringify(name)}:{"polluted":1}}`);
      const message = `There is no field called “${name}” here`;
      const path = name.replace('/', '~1');
      expect(told(stranger(json), inApi)).toEqual([`/${path}: ${message}`]);
      expect(posted({ attendance: stranger(json.attendance) })).toEqual([`/attendance/${path}: ${message}`]);
      expect(posted({ criteria: [json.criteria[0], stranger(json.criteria[1] ?? {})] })).toEqual([
        `/criteria/1/${path}: ${message}`,
      ]);
      expect(posted({ meeting: stranger(json.meeting) })).toEqual([`/meeting/${path}: ${message}`]);
      expect(posted({ target: stranger(json.target) })).toEqual([`/target/${path}: ${message}`]);
      expect(told(stranger(sent), onPage)).toEqual([`/${path}: ${message}`]);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('are looked at only to be refused, however deep they go', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(posted({ extra: deep, text: deep })).toEqual([
      '/text: What has been done must be text',
      '/extra: There is no field called “extra” here',
    ]);
  });
});

describe('text', () => {
  it('is kept without spaces around it and with one kind of line end', () => {
    const answer = readForm(Specimen, { ...json, text: '\ta\r\nb\rc\u2028d  ' }, inApi);
    expect(answer).toMatchObject({ form: { text: 'a\nb\nc\nd' } });
  });

  it.each([
    ['a\u0000b', 'contains a hidden character that cannot be kept, after “a”'],
    ['the wor\ud800d', 'contains a hidden character that cannot be kept, after “wor”'],
    ['\u202egnp.exe', 'contains a hidden character that cannot be kept'],
    ['x'.repeat(401), 'must be 400 characters or fewer'],
  ])('%j is refused', (text, words) => {
    expect(posted({ text })).toEqual([`/text: What has been done ${words}`]);
    expect(typed({ text })).toEqual([`/text: What has been done ${words}`]);
  });

  it('counts a character once, even where it takes two places', () => {
    expect(posted({ text: '😀'.repeat(400) })).toEqual([]);
  });

  it('of one line has one line', () => {
    expect(posted({ nextStep: 'a\nb' })).toEqual(['/nextStep: Next step must be on one line']);
  });

  it('with HTML, formulas and every script is kept as it is', () => {
    const text = '=1+1 <script>alert(1)</script> $value שלום 日本';
    expect(readForm(Specimen, { ...json, text }, inApi)).toMatchObject({ form: { text } });
  });
});

describe('a field that depends on another', () => {
  it('is needed where it is asked', () => {
    expect(typed({ why: '' })).toEqual(['/why: Enter why there is no further action']);
  });
  it('is left out of a page where it is not, for it may stand there without JavaScript', () => {
    expect(readForm(Specimen, { ...sent, outcome: 'learn' }, onPage)).not.toHaveProperty('form.why');
  });
  it('is refused in JSON where it is not', () => {
    expect(posted({ outcome: 'learn' })).toEqual([
      '/why: Why there is no further action is not asked for with these answers: leave it out',
    ]);
  });
});

describe('what a person wrote', () => {
  it('is found with its label, at every depth: narratives alone, or all of it', () => {
    const answer = readForm(
      Specimen,
      { ...sent, nextStep: 'Ask again', views: [{ agency: 'police', words: 'We agree' }] },
      onPage,
    );
    if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
    const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);
    const narratives = ['text', 'why', 'views[0][words]', 'criteria[0][reason]', 'criteria[1][reason]'];
    expect(names(narrativesOf(Specimen, answer.form))).toEqual(narratives);
    expect(names(freeTextOf(Specimen, answer.form))).toEqual(
      expect.arrayContaining([...narratives, 'nextStep', 'meeting[label]']),
    );
  });
});
