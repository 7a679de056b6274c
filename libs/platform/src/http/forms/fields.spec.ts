import { HtmlValidate } from 'html-validate';
import { configureViews } from '../views/nunjucks';
import { changedList, errorAt, type FieldError, fieldsOf, findIdentifying, readForm } from './index';
import { lists, onPage, sent, Specimen, winter } from './specimen.fixture';

const views = configureViews();
const showing = { today: '2025-06-30', lists };
const source =
  '{% from "forms/fields.njk" import fields, errorSummary, freeTextWarning %}' +
  '{{ errorSummary(errors) }}{{ freeTextWarning(written) }}<form method="post">{{ fields(views) }}<button type="submit">Save</button></form>';
const html = (values?: unknown, errors: readonly FieldError[] = [], written: readonly object[] = []): string =>
  views.renderString(source, { views: fieldsOf(Specimen, { ...showing, values, errors }), errors, written });
const errorsOf = (values: unknown): readonly FieldError[] => {
  const answer = readForm(Specimen, values, onPage);
  return 'errors' in answer ? answer.errors : [];
};
const view = (key: string, values?: unknown, errors: readonly FieldError[] = []) => {
  const found = fieldsOf(Specimen, { ...showing, values, errors }).find(({ id }) => id === key);
  if (found === undefined) throw new Error(`No field ${key}`);
  return found;
};

/** A browser, as far as it matters here: ids, and the values of inputs. */
const ids = (page: string): readonly string[] => Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id ?? '');
const input = (page: string, name: string): string | undefined => {
  const tag = Array.from(page.matchAll(/<input[^>]*>/g), ([text]) => text).find((text) =>
    text.includes(`name="${name}"`),
  );
  return /value="([^"]*)"/.exec(tag ?? '')?.[1];
};
const textarea = (page: string, name: string): string | undefined =>
  new RegExp(`<textarea[^>]*name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*>\\n?([^<]*)</textarea>`).exec(page)?.[1];

const wrong = {
  ...sent,
  line: 'line-9',
  receivedOn: { day: '31', month: 'Febuary', year: '2025' },
  text: '\n  <b>kept</b>\n   as typed',
  attendance: { people: 'twelve "or" so', hours: '' },
  meeting: { ...sent.meeting, date: { day: '1', month: '1', year: '2026' } },
  target: { ...sent.target, kind: 'month', month: { month: '', year: '2026' } },
  views: [
    { agency: 'police', words: '' },
    { agency: '', words: 'one\n two' },
  ],
  criteria: [
    { ...sent.criteria[0], reason: '' },
    { ...sent.criteria[1], answer: undefined },
  ],
};

describe('the page of a form', () => {
  const validate = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'no-trailing-whitespace': 'off', 'no-inline-style': 'error' },
  });
  it.each([
    ['fresh', undefined],
    ['as sent', sent],
    ['with errors', wrong],
    ['with everything missing', {}],
  ])('%s is valid HTML', async (_state, values) => {
    const page = html(values, values === undefined ? [] : errorsOf(values), [
      { label: 'Text', text: 'a Mr Smith', found: findIdentifying('a Mr Smith') },
    ]);
    const report = await validate.validateString(page);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} ${page.split('\n')[line - 1] ?? ''}`),
      ),
    ).toEqual([]);
    expect(page).not.toMatch(/<script|<style|\son[a-z]+=|undefined|\[object/);
    expect(new Set(ids(page)).size).toBe(ids(page).length);
  });

  it('has the element that each error links to', () => {
    for (const values of [wrong, {}]) {
      const errors = errorsOf(values);
      expect(errors.length).toBeGreaterThan(5);
      const page = html(values, errors);
      expect(errors.map(({ id }) => id).filter((id) => !ids(page).includes(id))).toEqual([]);
      for (const { id } of errors) expect(page).toContain(`href="#${id}"`);
    }
  });

  it('brings back what was typed, exactly', () => {
    const page = html(wrong, errorsOf(wrong));
    expect(input(page, 'receivedOn[month]')).toBe('Febuary');
    expect(input(page, 'attendance[people]')).toBe('twelve &quot;or&quot; so');
    expect(textarea(page, 'text')).toBe('\n  &lt;b&gt;kept&lt;/b&gt;\n   as typed');
    expect(textarea(page, 'views[1][words]')).toBe('one\n two');
    expect(input(page, 'meeting[date][year]')).toBe('2026');
  });

  it('marks the boxes that are wrong and no others', () => {
    const values = { ...sent, receivedOn: { day: '3', month: '', year: '2025' } };
    expect(view('receivedOn', values, errorsOf(values))).toMatchObject({
      boxes: [{ wrong: false }, { wrong: true }, { wrong: false }],
    });
  });

  it('begins with what is known: today, and what a record says', () => {
    expect(view('receivedOn')).toMatchObject({ boxes: [{ value: '30' }, { value: '6' }, { value: '2025' }] });
    expect(view('receivedOn', { receivedOn: '2025-01-02' })).toMatchObject({
      boxes: [{ value: '2' }, { value: '1' }, { value: '2025' }],
    });
    expect(view('meeting', { meeting: winter })).toMatchObject({
      options: [{ text: 'Winter meeting', checked: true }, {}, {}, {}],
    });
    expect(view('target', { target: { kind: 'quarter', value: 'Q1 2019-20' } })).toMatchObject({
      options: [
        {},
        {},
        {
          checked: true,
          reveals: [
            {
              options: expect.arrayContaining([
                expect.objectContaining({ value: 'Q1 2019-20', checked: true }),
              ]) as unknown,
            },
          ],
        },
        {},
      ],
    });
  });

  it('shows a select above seven options, radios otherwise, and a select of meetings above six', () => {
    expect(view('group').is).toBe('radios');
    expect(view('agencies').is).toBe('checkboxes');
    const many = {
      ...lists,
      groups: lists.agencies ?? [],
      meetings: Array.from({ length: 7 }, (_, index) => ({ value: `m${index}`, text: `M ${index}` })),
    };
    const crowded = fieldsOf(Specimen, { ...showing, lists: many });
    expect(crowded.find(({ id }) => id === 'group')).toMatchObject({ is: 'select' });
    expect(crowded.find(({ id }) => id === 'meeting')).toMatchObject({
      options: [{ value: 'existing', reveals: [{ is: 'select' }] }, {}, {}],
    });
  });

  it('reveals a field with the answer that asks for it', () => {
    expect(view('outcome')).toMatchObject({ options: [{ reveals: [] }, { value: 'none', reveals: [{ id: 'why' }] }] });
    expect(() => view('why')).toThrow('No field');
  });

  it('says what is optional and takes an optional answer back', () => {
    expect(view('nextStep')).toMatchObject({ label: 'Next step (optional)' });
    expect(view('lead')).toMatchObject({ options: [{ value: 'lead-nurse' }, { value: '', text: 'No answer' }] });
  });

  it('shows what a rule says of one field like any error', () => {
    const errors = ['receivedOn', 'line', 'nothing'].map((field) => errorAt(Specimen, field, `${field} is refused`));
    expect(errors.map(({ id }) => id)).toEqual(['receivedOn-day', 'line', '']);
    const page = html(sent, errors);
    expect(page).toContain('<a href="#receivedOn-day">receivedOn is refused</a>');
    expect(view('line', sent, errors)).toMatchObject({ error: 'line is refused' });
  });

  it('warns of what may identify somebody, with the words marked and the rest escaped', () => {
    const text = `<i>${'a '.repeat(40)}Mr Smith</i>`;
    const page = html(undefined, [], [{ label: 'Text', text, found: findIdentifying(text) }]);
    expect(page).toContain('<mark>Mr Smith</mark>&lt;/i&gt;');
    expect(page).not.toContain('<i>');
  });
});

describe('a list on a page', () => {
  it('has one group for each fixed key, whatever was sent, with its hidden key', () => {
    const page = html({ criteria: [{ criterion: 'abuse', reason: 'Kept' }] });
    expect(input(page, 'criteria[0][criterion]')).toBe('harm');
    expect(input(page, 'criteria[1][criterion]')).toBe('abuse');
    expect(textarea(page, 'criteria[1][reason]')).toBe('Kept');
  });

  it('grows and shrinks by a button, without losing what was typed', () => {
    const one = { ...sent, views: [{ agency: 'police', words: 'Yes' }] };
    const two = changedList(Specimen, one, 'views');
    expect(view('views', two)).toMatchObject({
      groups: [{ legend: 'View 1', remove: 'views[0]' }, { legend: 'View 2' }],
      add: 'Add another view',
    });
    expect(changedList(Specimen, two, undefined, 'views[0]')).toEqual({ ...sent, views: [{}] });
    expect(changedList(Specimen, {}, 'views')).toEqual({ views: [{}, {}] });
    const full = [1, 2, 3].reduce<unknown>((values) => changedList(Specimen, values, 'views'), one);
    expect(view('views', full)).not.toHaveProperty('add');
  });

  it.each(['text', 'x', '__proto__', 'constructor[prototype]', 'views[0][agency]', 'attendance[people]', ''])(
    'a button of the name %j changes nothing',
    (name) => {
      expect(changedList(Specimen, sent, name)).toEqual(sent);
      expect(changedList(Specimen, sent, undefined, name)).toEqual(sent);
    },
  );
});
