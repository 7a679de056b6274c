import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { readForm, schemaOf } from './index';
import { inApi, json, onPage, sent, Specimen, winter } from './specimen.fixture';
import { meetingKey } from './meeting';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats(ajv);
const valid = ajv.compile(schemaOf(Specimen));
const accepted = (body: unknown) => 'form' in readForm(Specimen, body, inApi);

describe('the JSON Schema of a form', () => {
  it('is one that JSON Schema 2020-12 accepts', () => {
    expect(ajv.validateSchema(schemaOf(Specimen))).toBe(true);
  });

  it.each([
    ['the whole body', {}],
    ['a meeting of the list', { meeting: { existing: meetingKey(winter) } }],
    ['between meetings', { meeting: { between: 'Urgent' } }],
    ['another outcome', { outcome: 'learn', why: undefined }],
    ['a file', { files: [{ name: 'a.txt', content: 'aGVsbG8=' }] }],
  ])('agrees with the form: %s is accepted by both', (_name, change) => {
    const body: unknown = JSON.parse(JSON.stringify({ ...json, ...change }));
    expect([valid(body), valid.errors]).toEqual([true, null]);
    expect(accepted(body)).toBe(true);
  });

  it.each(Object.keys(json))('agrees with the form: without %s, or with a wrong type in it, both refuse', (key) => {
    const { [key as keyof typeof json]: _left, ...rest } = json;
    const optional = key === 'themes';
    expect([valid(rest), accepted(rest)]).toEqual([optional, optional]);
    for (const wrong of [null, 7.5, [7], { x: 1 }]) {
      const body = { ...json, [key]: wrong };
      expect([wrong, valid(body), accepted(body)]).toEqual([wrong, false, false]);
    }
  });

  it('agrees with the form: an unknown field and an answer that is not asked for are refused by both', () => {
    for (const body of [
      { ...json, extra: 1 },
      { ...json, outcome: 'learn' },
    ])
      expect([valid(body), accepted(body)]).toEqual([false, false]);
  });
});

describe('whatever is sent', () => {
  const keys = Object.keys(sent) as (keyof typeof sent)[];
  const hostile = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: false }),
    fc.json().map((text): unknown => JSON.parse(text)),
  );

  it.each([
    ['page', onPage, sent],
    ['API', inApi, json],
  ] as const)('the answer to a %s is the form or sentences, never a throw', (_from, context, body) => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom<string>(...keys, 'x', '__proto__'), hostile), (change) => {
        const answer = readForm(Specimen, { ...body, ...change }, context);
        if ('form' in answer) return;
        for (const { message, pointer } of answer.errors) {
          expect(message).toMatch(/^\p{Lu}/u);
          expect(message.length).toBeLessThan(300);
          expect(pointer).toMatch(/^\//);
        }
      }),
      { numRuns: 300 },
    );
  });
});
