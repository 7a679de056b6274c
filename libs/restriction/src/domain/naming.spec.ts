import fc from 'fast-check';
import { referencesIn } from './naming';

describe('the references of other records', () => {
  it('are found wherever an event gives them', () => {
    expect(
      referencesIn({
        reference: 'REC-2026-27-004',
        words: 'Look at REF-2026-27-009 again',
        source: { kind: 'referral', id: 'x', reference: 'REF-2026-27-001', title: 'A title' },
        ofReference: 'REF-2025-26-1002',
        lines: [{ into: { words: 'An audit', reference: 'AUD-2026-27-001' } }],
        nothing: null,
        count: 3,
      }),
    ).toEqual(['REC-2026-27-004', 'REF-2026-27-001', 'REF-2025-26-1002', 'AUD-2026-27-001']);
  });

  it('are found in anything, however deep', () => {
    const reference = 'AUD-2026-27-017';
    const around = fc.letrec((tie) => ({
      here: fc.oneof({ depthSize: 'small' }, fc.constant(reference), tie('list'), tie('field')),
      list: fc.tuple(fc.string(), tie('here'), fc.integer()),
      field: fc.record({ any: fc.boolean(), held: tie('here') }),
    })).here;
    fc.assert(fc.property(around, (value) => referencesIn(value).includes(reference)));
  });
});
