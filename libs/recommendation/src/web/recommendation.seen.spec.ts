import { type Names, type Person } from '#app/platform';
import { projected } from '#app/testing';
import { accepted, because, carried, one, policeAt, provided, told, two, words } from '../domain/examples';
import type { RecommendationEvent } from '../domain/recommendation.events';
import { openLinesOf } from '../read/recommendation.lines';
import { recommendationProjection } from '../read/recommendation.projection';
import type { RecommendationRow } from '../read/recommendation.row';
import { lineOptions } from './choosing';
import { csvOf } from './recommendation.csv';
import { recommendationSeen } from './recommendation.seen';

const names: Names = { agency: (id) => id, group: (id) => id, person: (id) => id, role: (role) => role };
const person = { id: 'partnership-team', role: 'partnership-team', groups: [] } as unknown as Person;
const today = '2026-03-02';
const rowOf = (...events: readonly RecommendationEvent[]): RecommendationRow => {
  const [row] = projected(recommendationProjection)
    .given(...events)
    .rows();
  if (row === undefined) throw new Error('There is no row');
  return row;
};
const seen = (...events: readonly RecommendationEvent[]) =>
  recommendationSeen(rowOf(...events), person, { today, names });
const reason = because;

describe('what is seen of a recommendation', () => {
  it('that was reopened marks what was found and given before then, and what was answered', () => {
    const checked = told('EmbeddingChecked', { method: words, result: words, embedded: true });
    const complete = told('RecommendationCompleted', {
      basis: 'assurance-accepted',
      evidence: ['line-1-evidence-1'],
      productOnly: false,
    });
    const before = [...one, provided(), accepted(), complete, checked];
    const reopened = told('RecommendationReopened', { lines: ['line-1'] });
    const opened = told('LineReopened', { ...policeAt, reason });
    expect(seen(...before)).toMatchObject({
      checks: [{ beforeReopening: false }],
      lines: [{ evidence: [{ standing: 'accepted', beforeReopening: false }] }],
    });
    expect(seen(...before, reopened, opened, provided(policeAt, 2))).toMatchObject({
      completion: null,
      checks: [{ beforeReopening: true }],
      lines: [
        {
          evidence: [
            { standing: 'accepted', beforeReopening: true },
            { standing: 'given', beforeReopening: false },
          ],
        },
      ],
    });
  });
  it('credits a group with the evidence for its line, not the agency of its member', () => {
    const given = provided();
    const providedBy = {
      actor: 'learning-inquiry-chair',
      agency: 'childrens-social-care',
      group: 'learning-inquiry-group',
    };
    const byGroup = { ...given, data: { ...given.data, providedBy } } as RecommendationEvent;
    expect(seen(...one, byGroup)).toMatchObject({
      lines: [{ evidence: [{ agency: null, by: 'Named lead, learning-inquiry-group' }] }],
    });
    expect(seen(...one, provided())).toMatchObject({
      lines: [{ evidence: [{ agency: { id: 'constabulary' }, by: 'Named lead, constabulary' }] }],
    });
  });
  it('that has ended shows its lines as ended with it, on the page and in the spreadsheet', () => {
    const ends: readonly (readonly [RecommendationEvent, string])[] = [
      [told('RecommendationWithdrawn', { reason }), 'Withdrawn with the recommendation'],
      [
        told('RecommendationSuperseded', { by: { id: 'r2', reference: 'REC-2025-26-002' }, reason }),
        'Superseded with the recommendation',
      ],
      [told('RecommendationEnteredInError', { reason }), 'Entered in error with the recommendation'],
    ];
    for (const [end, word] of ends) {
      expect(seen(...one, end)).toMatchObject({ lines: [{ open: false, state: { word, kind: 'ended' } }] });
      expect(csvOf(rowOf(...one, end), { today, names })['Owners']).toBe(`constabulary (${word.toLowerCase()})`);
    }
    expect(seen(...one)).toMatchObject({ lines: [{ open: true, state: { word: 'In progress' } }] });
  });
  it('that other work carries says so beside any other state', () => {
    expect(seen(...one, carried, provided())).toMatchObject({
      status: { value: 'assurance-to-review', word: 'Assurance to review, carried into other work' },
      lines: [{ state: { value: 'assurance-given' }, also: [{ value: 'carried', word: 'Carried into other work' }] }],
    });
    expect(seen(...one, carried)).toMatchObject({ status: { word: 'Carried into other work' }, lines: [{ also: [] }] });
  });
});

describe('a line that cannot be chosen now', () => {
  it('is known, and says which rule forbids it', () => {
    const row = rowOf(...two, provided(), accepted());
    const options = lineOptions(row, [], names, ({ open }) => (open ? 'This line waits for nothing.' : undefined));
    expect(options.map((option) => ('refused' in option ? option.refused : undefined))).toEqual([
      'This line is closed. Reopen it first.',
      'This line waits for nothing.',
    ]);
    expect(lineOptions(row, openLinesOf(row), names)[1]).toStrictEqual({
      value: 'line-2',
      text: 'childrens-social-care',
    });
  });
});
