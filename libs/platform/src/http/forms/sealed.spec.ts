import fc from 'fast-check';
import { ChoiceField, type FormClass, ListOf, TextField, fieldsOf, readForm, schemaOf } from '.';
import { freeTextOf } from './free-text';
import { is } from './field';
import { isNhsNumber } from './identifying';
import {
  NhsNumberField,
  SealedChoiceField,
  SealedDateField,
  SealedTextField,
  SealedWordsField,
  withoutSealed,
} from './sealed';

class Person {
  @ChoiceField('Who', { child: 'A child', other: 'Somebody else' }) kind: string;
  @SealedTextField('Name') name: string;
  @SealedDateField('Date of birth', { past: true, optional: true }) born?: string;
  @SealedWordsField('Address', { optional: true }) address?: string;
  @SealedChoiceField('Ethnicity', { a: 'One', b: 'Another' }, { optional: true }) ethnicity?: string;
  @NhsNumberField('NHS number', { optional: true, when: is('kind', 'child') }) nhsNumber?: string;
}
class Form {
  @TextField('Title') title: string;
  @ListOf(Person, 'People') people: Person[];
}

const person = {
  kind: 'child',
  name: 'Ada Lovelace',
  born: '2015-12-10',
  address: '1 High Street\nRyde',
  ethnicity: 'a',
  nhsNumber: '943 476 5919',
};
const read = <T extends object>(form: FormClass<T>, body: unknown, from: 'page' | 'api' = 'api') =>
  readForm(form, body, { today: '2026-11-20', lists: {}, from });

describe('an NHS number', () => {
  const asked = (nhsNumber: unknown, from: 'page' | 'api' = 'api') =>
    read(Person, { kind: 'child', name: 'X', nhsNumber }, from);

  it.each(['9434765919', '943 476 5919', '943-476-5919', ' 943 4765919 '])('%j is kept as ten digits', (given) => {
    for (const from of ['page', 'api'] as const)
      expect(asked(given, from)).toEqual({ form: expect.objectContaining({ nhsNumber: '9434765919' }) as object });
  });

  it('has its last digit tested: of ten that differ in it, one is taken at most', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), (nine) => {
        const taken = Array.from({ length: 10 }, (_, last) => `${nine}${last}`).filter(
          (given) => 'form' in asked(given),
        );
        expect(taken.length).toBeLessThanOrEqual(1);
        expect(taken).toEqual(Array.from({ length: 10 }, (_, last) => `${nine}${last}`).filter(isNhsNumber));
      }),
    );
  });

  it.each([
    ['943476591', 'NHS number must have 10 digits'],
    ['94347659190', 'NHS number must have 10 digits'],
    ['943476591O', 'NHS number must have 10 digits'],
    [9434765919, 'NHS number must have 10 digits'],
    ['9434765918', 'NHS number must be a real NHS number: check each of its 10 digits'],
    ['0000000000', 'NHS number must be a real NHS number: check each of its 10 digits'],
  ])('%j is refused in words that do not repeat it', (given, message) => {
    const answer = asked(given);
    expect(answer).toEqual({ errors: [expect.objectContaining({ name: 'nhsNumber', message }) as object] });
    expect(JSON.stringify(answer)).not.toContain(String(given));
  });
});

describe('sealed fields', () => {
  it('are read, described and shown like others', () => {
    expect(read(Person, person)).toEqual({ form: { ...person, nhsNumber: '9434765919' } });
    expect(schemaOf(Person)).toMatchObject({ required: ['kind', 'name'], properties: { born: { format: 'date' } } });
    const views = fieldsOf(Person, { today: '2026-11-20', lists: {}, values: person });
    expect(views.map((view) => view.is)).toEqual(['radios', 'input', 'date', 'textarea', 'radios']);
  });

  it('are not looked through for names: names belong there', () => {
    const answer = read(Form, { title: 'Seen by Jane Smith', people: [person] });
    if (!('form' in answer)) throw new Error('It is refused');
    expect(freeTextOf(Form, answer.form).map(({ text }) => text)).toEqual(['Seen by Jane Smith']);
  });
});

describe('the fingerprint of a request', () => {
  const told = (body: unknown) => JSON.stringify(withoutSealed(Form, body));

  it('is made without what is sealed, by API and page alike', () => {
    const page = { title: 'T', people: { '0': { ...person, born: { day: '10', month: '12', year: '2015' } } } };
    for (const body of [{ title: 'T', people: [person] }, page]) {
      expect(told(body)).not.toMatch(/Ada|2015|High|943|"a"/);
      expect(told(body)).toContain('child');
    }
  });

  it('tells what was given and how many there were, and not what', () => {
    const of = (...people: object[]) => told({ title: 'T', people });
    expect(of(person)).toBe(of({ ...person, name: 'Byron' }));
    expect(of(person)).not.toBe(of(person, person));
    expect(of(person)).not.toBe(of({ kind: 'child', name: 'Ada' }));
    expect(of(person)).not.toBe(of({ ...person, kind: 'other' }));
  });

  it('is of the body as it is where nothing is sealed', () => {
    class Open {
      @TextField('Title') title: string;
    }
    fc.assert(
      fc.property(fc.object(), (body) => {
        expect(withoutSealed(Open, body)).toEqual(body);
      }),
    );
    expect(withoutSealed(Open, 'no object')).toBe('no object');
  });

  it('is made of whatever was sent, without a throw', () => {
    fc.assert(
      fc.property(fc.record({ people: fc.anything(), title: fc.anything() }), (body) => {
        expect(() => withoutSealed(Form, body)).not.toThrow();
      }),
    );
  });
});
