import { randomUUID } from 'node:crypto';
import { EVENT_LIMIT_BYTES } from '#app/platform';
import {
  type Leaf,
  type Spoil,
  WRONG_TYPES,
  asForm,
  date,
  either,
  mostIn,
  nestedDeep,
  propertiesOf,
  spoilt,
  text,
} from './bad-input.bodies';
import { Sender, expectNamed, problemIn } from './bad-input.sender';
import { forAll } from './for-all';
import { expected } from './permissions.expected';
import { dueToday } from './sample';

/** Every address to which something is sent, from the same table as the test of who may. */
const SENDINGS = Object.entries(expected).flatMap(([path, { acts }]) =>
  Object.keys(acts).map((act) => [path, act] as const),
);
/** `npm test` sends to half of them: to every opening, and of each kind to one act in two. */
const DUE = dueToday(SENDINGS, 3, ([path, act]) => (act === 'new' ? `${path}/new` : path));
/** Bytes of a character: three in UTF-8, a third more where they are sealed. */
const WIDEST = 4;
const STRANGERS = ['approved', '__proto__', 'constructor', 'hasOwnProperty', 'toString'];
const KEPT = 'Kept <b>"as & typed"</b>\u0000';
const KEPT_IN_HTML = 'Kept &lt;b&gt;&quot;as &amp; typed&quot;&lt;/b&gt;';

const sender = forAll(() => Sender.open());

const pointersOf = (leaves: readonly Leaf[]): readonly string[] => leaves.map(({ pointer }) => pointer);

describe.each(DUE)('the API, %s: %s', (path, name) => {
  it('refuses every kind of wrong body with 400, and names what is wrong', async () => {
    const { visitor, api, schema } = sender.sendingOf(path, name);
    const spoils: readonly Spoil[] = [
      ...Object.values(WRONG_TYPES),
      // One more than any field takes; many such fields still make a body that is read.
      either(text('x'.repeat(8_001)), date('2026-02-31')),
      either(text('hidden\u0000here'), date('tomorrow')),
      either(text('half \ud800 of one'), date('9999999-01-01')),
    ];
    await Promise.all(
      spoils.map(async (spoil) => {
        const { body, leaves } = spoilt(schema, spoil);
        if (leaves.length === 0) return;
        expectNamed(problemIn(await visitor.post(api, body), 400), pointersOf(leaves));
      }),
    );
    const strange = STRANGERS.map((field) => `${JSON.stringify(field)}:{"x":1}`).join(',');
    const missing = [...STRANGERS, ...(schema.required ?? [])].map((field) => `/${field}`);
    expectNamed(problemIn(await visitor.post(api, `{${strange}}`), 400), missing);
    // An act without fields takes an empty body.
    if (propertiesOf(schema).length === 0) return;
    const deep = propertiesOf(schema).map(([field]) => `${JSON.stringify(field)}:${nestedDeep(2000)}`);
    expectNamed(
      problemIn(await visitor.post(api, `{${deep.join(',')}}`), 400),
      propertiesOf(schema).map(([field]) => `/${field}`),
    );
  });

  it('refuses what is no JSON object, is no JSON, or is too large', async () => {
    const { visitor, api } = sender.sendingOf(path, name);
    for (const body of ['[]', '"words"', '{"broken":', 'null']) problemIn(await visitor.post(api, body), 400);
    problemIn(await visitor.post(api, '{}', { 'content-type': 'text/plain' }), 415);
    problemIn(await visitor.post(api, JSON.stringify({ x: 'x'.repeat(210_000) })), 413);
  });

  it('refuses a wrong key, and an act without the revision that was seen or on nothing', async () => {
    const { visitor, api } = sender.sendingOf(path, name);
    expect(problemIn(await visitor.post(api, {}, { 'idempotency-key': 'again' }), 400).detail).toContain('Idempotency');
    if (name === 'new') return;
    for (const wrong of ['4', '"-1"'])
      expect(problemIn(await visitor.post(api, {}, { 'if-match': wrong }), 400).detail).toContain('If-Match');
    for (const id of [randomUUID(), '%00', '..%2F..'])
      problemIn(await visitor.post(`/api/v1/${path}/${id}/${name}`, {}), 404);
  });
});

it('no form takes more than the log takes as one event, in whatever alphabet, sealed or not', () => {
  const most = SENDINGS.map(([path, name]) => [path, name, mostIn(sender.sendingOf(path, name).schema)] as const);
  expect(most.filter(([, , characters]) => characters * WIDEST > EVENT_LIMIT_BYTES)).toEqual([]);
});

describe.each(DUE)('the page, %s: %s', (path, name) => {
  it('shows the form again with what is wrong and all that was typed', async () => {
    const { visitor, page, schema } = sender.sendingOf(path, name);
    // Where nothing is asked, nothing can be wrong.
    if (propertiesOf(schema).length === 0) return;
    const typed = spoilt(schema, text(KEPT)).leaves;
    const days = spoilt(schema, date('x')).leaves.flatMap(({ pointer }) => [
      { pointer: `${pointer}/day`, value: '31' },
      { pointer: `${pointer}/month`, value: '2' },
      { pointer: `${pointer}/year`, value: '2026' },
    ]);
    const answer = await visitor.form(page, asForm([...typed, ...days]));
    expect([answer.status, answer.type]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('govuk-error-summary');
    expect(answer.text).not.toContain('<b>"as & typed"</b>');
    const asked = typed.filter(({ pointer }) => schema.required?.includes(pointer.slice(1)));
    const fields = answer.text.split(KEPT_IN_HTML).length - 1;
    expect(fields).toBeGreaterThanOrEqual(asked.length);
  });

  it('refuses a form that was not sent from our own page', async () => {
    const { visitor, page } = sender.sendingOf(path, name);
    for (const _csrf of ['', 'f'.repeat(visitor.csrf.length)]) {
      const { status, type, text: html } = await visitor.form(page, { _csrf });
      expect([status, type]).toEqual([403, 'text/html; charset=utf-8']);
      expect(html).toContain('load the page again');
    }
  });
});
