import { types } from 'pg';
import { TYPES, instantOf } from './reading.sql';

describe('a time as PostgreSQL writes it', () => {
  it.each([
    ['2026-03-02 09:00:00+00', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02 09:00:00.1+00', '2026-03-02T09:00:00.100Z'],
    ['2026-03-02 09:00:00.123+00', '2026-03-02T09:00:00.123Z'],
    ['2026-03-02 09:00:00.123987+00', '2026-03-02T09:00:00.123Z'],
    ['2026-06-02 10:00:00.5+01', '2026-06-02T09:00:00.500Z'],
    ['2026-03-02 14:30:00.123+05:30', '2026-03-02T09:00:00.123Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });
});

describe('what the log reads', () => {
  const { JSON: json, JSONB: jsonb } = types.builtins;
  const before = [json, jsonb].map((type) => [type, types.getTypeParser(type) as (text: string) => unknown] as const);
  afterEach(() => {
    for (const [type, parser] of before) types.setTypeParser(type, parser);
  });

  it.each([json, jsonb])('is JSON, whatever a package has told the driver of type %i', (type) => {
    types.setTypeParser(type, () => 'read in another way');
    const read = TYPES.getTypeParser(type) as (text: string) => unknown;
    expect(read('{"on": "2026-03-02T09:00:00.000Z", "n": 1}')).toEqual({ on: '2026-03-02T09:00:00.000Z', n: 1 });
  });
});
