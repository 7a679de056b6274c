import fc from 'fast-check';
import { type Facts, RuleBroken, narrative } from '#app/kernel';
import {
  type CorrectNoteData,
  type Notes,
  correctNote,
  isOfNote,
  noteChoices,
  noteCorrected,
  noteOf,
  noteRowCorrected,
  withNote,
} from './noted';
import { sharing } from './facts';
import type { Trail } from './trail';

const reason = narrative('It was mistyped.');
const facts = { today: '2026-11-20' } as Facts;
const briefing = (on: string, title: string) => ({ channel: 'training', on, title }) as const;
const trail: Trail<string> = {
  order: ['approval', 'briefing', 'monitoring', 'impact'],
  words: { approval: 'Approved', briefing: 'Briefing shared', monitoring: 'Monitored', impact: 'Impact checked' },
  sideBySide: [],
};

const first = briefing('2026-03-02', 'What we learned');
const second = briefing('2026-04-02', 'What we learned, again');
const notes: Notes = withNote(withNote(withNote({}, 'briefing', noteOf(first)), 'briefing', noteOf(second)), 'review', {
  on: '2026-06-01',
  words: narrative('Two of three are done.'),
});
const state = {
  trail,
  settled: { approval: { on: '2026-02-01', taken: true }, briefing: { on: '2026-03-02', taken: true } },
  olderPapers: false,
  shared: [sharing(first), sharing(second)],
  notes,
};
const ruleOf = (data: CorrectNoteData, of: object = {}): string | undefined => {
  try {
    correctNote(data, { ...state, ...of }, facts);
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
  return undefined;
};

describe('a correction of what may be recorded more than once', () => {
  it('says which one it is, and keeps the wrong value', () => {
    expect(correctNote({ field: 'briefing.1.words', to: 'What was learned', reason }, state, facts)).toEqual({
      field: 'briefing.1.words',
      label: 'Practitioner briefing 2, words',
      from: 'What we learned, again',
      to: 'What was learned',
      reason,
    });
    expect(
      correctNote({ field: 'review.0.words', to: narrative('All are done.'), reason }, state, facts),
    ).toMatchObject({
      label: 'Monitoring of its recommendations, words',
      from: narrative('Two of three are done.'),
    });
  });

  it.each<[string, CorrectNoteData, string | undefined]>([
    ['one that is not recorded', { field: 'check.0.words', to: 'x', reason }, 'nothing-to-correct'],
    ['one too many', { field: 'briefing.2.on', to: '2026-03-03', reason }, 'nothing-to-correct'],
    ['the same words', { field: 'review.0.words', to: narrative('Two of three are done.'), reason }, 'same-value'],
    ['no words', { field: 'briefing.0.words', to: ' ', reason }, 'wrong-shape'],
    ['what is no date', { field: 'briefing.0.on', to: '2026-02-31', reason }, 'wrong-shape'],
    ['a day to come', { field: 'review.0.on', to: '2026-11-21', reason }, 'in-the-future'],
    ['a day that fits', { field: 'review.0.on', to: '2026-06-02', reason }, undefined],
  ])('of %s', (_what, data, rule) => {
    expect(ruleOf(data)).toBe(rule);
  });

  it('dates nothing after the end', () => {
    const data: CorrectNoteData = { field: 'review.0.on', to: '2026-06-02', reason };
    expect([ruleOf(data, { endedOn: '2026-06-01' }), ruleOf(data, { endedOn: '2026-06-02' })]).toEqual([
      'dates-backwards',
      undefined,
    ]);
  });

  it('moves the day from which the step counts, whichever of them was first', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1), fc.integer({ min: 10, max: 28 }), (at, day) => {
        const to = `2026-05-${day}`;
        const after = noteCorrected(state, `briefing.${at}.on`, to);
        const days = [first.on, second.on].map((on, index) => (index === at ? to : on));
        expect((after.settled as { briefing?: { on?: string } }).briefing?.on).toBe(days.toSorted()[0]);
        expect(after.shared[at]).toContain(to);
        const row = {
          steps: { briefing: { state: 'taken', on: first.on, invented: [] } },
          briefings: [first, second],
          reviews: [],
        };
        const rows = noteRowCorrected(row as never, `briefing.${at}.on`, to) as typeof row;
        expect([rows.briefings[at]?.on, rows.steps.briefing.on]).toEqual([to, days.toSorted()[0]]);
      }),
    );
  });

  it('is told apart from one of anything else, whatever a field is called', () => {
    fc.assert(
      fc.property(fc.string(), (field) => {
        expect(isOfNote({ field })).toBe(/^(briefing|review|check)\.\d{1,3}\.(on|words)$/.test(field));
      }),
    );
    expect(isOfNote({ field: 'briefing.0.on' })).toBe(true);
  });

  it('is chosen from what is recorded', () => {
    const rows = { briefings: [first], reviews: [{ on: '2026-06-01', summary: 'x'.repeat(200) }] };
    expect(noteChoices(rows)).toEqual([
      { value: 'briefing.0', text: 'Practitioner briefing, 2 March 2026: What we learned' },
      { value: 'review.0', text: `Monitoring of its recommendations, 1 June 2026: ${'x'.repeat(79)}…` },
    ]);
  });
});
