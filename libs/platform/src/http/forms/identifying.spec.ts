import * as fc from 'fast-check';
import { findIdentifying } from './index';
import { isNhsNumber } from './identifying';

const found = (text: string) => findIdentifying(text).map(({ kind, words }) => `${kind}: ${words}`);

describe('text that identifies somebody is found', () => {
  it.each([
    ['John Smith was seen at home', 'name: John Smith'],
    ['JOHN SMITH was seen', 'name: JOHN SMITH'],
    ['seen by Dr A. Patel today', 'name: Dr A. Patel'],
    ['Mrs O’Brien-Jones said so', 'name: Mrs O’Brien-Jones'],
    ['Ms. Taylor rang', 'name: Ms. Taylor'],
    ['PC Plodder attended', 'name: PC Plodder'],
    ['Victoria de Souza’s view', 'name: Victoria de Souza'],
    ['Mary Ann Evans', 'name: Mary Ann Evans'],
    ['her brother Jayden was moved', 'name: Jayden'],
    ['a boy named Liam', 'name: Liam'],
    ['he was with Emma Jones', 'name: Emma Jones'],
    ['NHS number 943 476 5919', 'NHS number: 943 476 5919'],
    ['NHS 9434765919.', 'NHS number: 9434765919'],
    ['in 2024 943 476 5919', 'NHS number: 943 476 5919'],
    ['943-476-5919', 'NHS number: 943-476-5919'],
    ['lives at PO30 1UD', 'postcode: PO30 1UD'],
    ['lives at po301ud now', 'postcode: po301ud'],
    ['near SW1A 1AA', 'postcode: SW1A 1AA'],
    ['DOB: 12/03/2014', 'date of birth: 12/03/2014'],
    ['d.o.b. 12.3.14', 'date of birth: 12.3.14'],
    ['date of birth is 2014-03-12', 'date of birth: 2014-03-12'],
    ['was born on 12th March 2014', 'date of birth: 12th March 2014'],
    ['12 March 2014 (DOB)', 'date of birth: 12 March 2014'],
    ['Born March 3, 2014', 'date of birth: March 3, 2014'],
  ])('%s → %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('all of it, in order', () => {
    expect(found('Mr Smith (DOB 1/2/1980, NHS 943 476 5919) of PO30 1UD')).toEqual([
      'name: Mr Smith',
      'date of birth: 1/2/1980',
      'NHS number: 943 476 5919',
      'postcode: PO30 1UD',
    ]);
  });
});

describe('agencies, places, roles, pseudonyms and references are left alone', () => {
  it.each([
    'Isle of Wight Council and the Youth Justice Service',
    'The Named GP asked Children’s Social Care',
    'St Mary’s Hospital, Queen Alexandra Hospital and St James School',
    'Florence Nightingale Ward and the Lucy Faithfull Foundation',
    'Hampshire and Isle of Wight Healthcare',
    'the Designated Doctor and the Headteacher of the Academy',
    'Sarah’s Law and Martha’s Rule apply',
    'Child A, Mr X, Ms Y and Dr Z met',
    'Working Together 2023, Children Act 2004 section 16C',
    'Independent Scrutineer: full assurance is yet to be received',
    'REC-2024-25-006 and REF-2025-26-001, due Q3 2025-26',
    'the incident of 12 March 2024 was reported on 14/03/2024',
    'Will April be too late? May we ask Grace in June?',
    'ring 01983 821000 or 07700 900123',
    'NHS number 943 476 5918 has a wrong check digit',
    'in section A1 2nd paragraph, week W1 3rd day',
    'We told Emma on Tuesday',
    '0000000000 and 1111111111',
    'Q4 2NE is no place',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('an NHS number', () => {
  /** Nine digits and the digit that makes them sound; a tenth of 10 is never issued. */
  const sound = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
    .map((digits) => {
      const check = (11 - (digits.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11)) % 11;
      return { digits: digits.join('') + String(check), check };
    })
    .filter(({ digits, check }) => check < 10 && !/^(\d)\1*$/.test(digits))
    .map(({ digits }) => digits);

  it('is found in any words, spaced or not', () => {
    fc.assert(
      fc.property(
        sound,
        fc.constantFrom('', ' ', '\u00a0'),
        fc.constantFrom('', 'a ', '(', 'no: '),
        (digits, gap, before) => {
          const words = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(gap);
          expect(found(`${before}${words}, and`)).toEqual([`NHS number: ${words}`]);
        },
      ),
    );
  });

  it('is none with one digit changed', () => {
    fc.assert(
      fc.property(sound, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, at, more) => {
        const changed = digits.slice(0, at) + String((Number(digits[at]) + more) % 10) + digits.slice(at + 1);
        expect(isNhsNumber(digits) && !isNhsNumber(changed)).toBe(true);
      }),
    );
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'Mr ',
    'John ',
    'Smith',
    '9434765919',
    '12/3/14',
    'DOB ',
    'PO30 1UD',
    ' ',
    '’s',
    '.',
    'de ',
    '😀',
    '\n',
    'É',
    '1',
  );
  it('is searched without a throw; findings are in order, apart, and say the words that stand there', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          let end = 0;
          for (const { from, to, words } of findIdentifying(text)) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            expect(text.slice(from, to)).toBe(words);
            end = to;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(['1 ', 'A', 'Aa-', 'Mr ', 'Mr John de ', 'born ', 'd.o.b', '12 ', '1/1/', 'PO30 ', 'Smith’', '\u00a0'])(
    'of a hundred thousand characters of %j is searched before anybody loses patience',
    (piece) => {
      expect(Array.isArray(findIdentifying(piece.repeat(100_000 / piece.length)))).toBe(true);
    },
  );
});
