import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Message, type Recorded, fold } from '#app/kernel';
import { type Stored, categoryOf, contentHash, readLine } from '#app/platform';
import { readModels, shapes } from '../apps/projector/src/slices';
import { audit } from '../libs/audit/src/domain/audit.decider';
import { rapidReview } from '../libs/rapid-review/src/domain/rapid-review.decider';
import { recommendation } from '../libs/recommendation/src/domain/recommendation.decider';
import { referral } from '../libs/referral/src/domain/referral.decider';
import { recordedAs } from './golden.files';

/**
 * Whole records as the first release stored them, exported once: people's corrections, repeated questions, files and what
 * followed by itself, in the shapes of then. Never recorded anew.
 */
const stored = readFileSync(join(__dirname, 'golden', 'first-release.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => readLine(line) as Stored);
const events: readonly Recorded[] = stored.map((each) => shapes.lift(recordedAs(each)));

const deciders = { audit, rapidReview, recommendation, referral } as unknown as Readonly<
  Record<string, { readonly initialState: object; evolve(state: object, event: Message): object }>
>;

/** What the rules know of a record, by the beginning of its id. */
function stateOf(category: keyof typeof deciders, id: string): object | undefined {
  const decider = deciders[category];
  return events
    .filter(({ stream }) => stream.startsWith(`${category}-${id}`))
    .reduce((state, { event }) => decider?.evolve(state ?? {}, event), decider?.initialState);
}

/** The rows of a read model, by the beginning of their id. */
function rowOf(name: string, id: string): object | undefined {
  const model = readModels.find(({ projection }) => projection.name === name);
  const own = events.filter(({ stream }) => model?.projection.categories?.includes(categoryOf(stream)) !== false);
  const rows = fold(own.flatMap((each) => model?.projection.rows(each) ?? []));
  return [...rows].find(([key]) => key.startsWith(id))?.[1];
}

describe('records that the first release stored', () => {
  it('stand as they were stored', () => {
    for (const each of stored)
      expect([each.position, contentHash(each).toString('hex')]).toEqual([
        each.position,
        Buffer.from(each.contentHash).toString('hex'),
      ]);
  });

  it('keep both questions to one agency: the second was answered, the first gave way to it', () => {
    expect(rowOf('referral', 'a363')).toMatchObject({
      title: 'Old: asked twice, put right',
      detail: {
        information: [
          { question: 'When was the infant seen?', askedAgainOn: '2026-11-22' },
          { question: 'And by whom?', information: 'Twice in June.', givenOn: '2026-11-22' },
        ],
        corrections: [{ field: 'headline', from: 'Old: asked twice', to: 'Old: asked twice, put right' }],
      },
    });
    expect(stateOf('referral', 'a363')).toMatchObject({
      status: 'decided',
      facts: { headline: 'Old: asked twice, put right', awareOn: '2026-11-22' },
      questions: [{ endedOn: '2026-11-22' }, { answered: true }],
    });
  });

  it('have a corrected day in the list and in the rules', () => {
    expect(rowOf('referral', '2f33')).toMatchObject({ receivedOn: '2026-11-20' });
    expect(stateOf('referral', '2f33')).toMatchObject({ status: 'open', facts: { receivedOn: '2026-11-20' } });
  });

  it('lead from the referral to the notification decision that it opened, with its corrected clock', () => {
    expect(rowOf('referral', 'a363')).toMatchObject({ detail: { opens: '3c4178b4-06f1-566f-b74e-0051edaca417' } });
    const clock = { rule: 'notify-panel', counted: '2026-11-21', due: '2026-11-27' };
    expect(rowOf('rapid-review', '3c41')).toMatchObject({ awareOn: '2026-11-21', detail: { clocks: [clock, {}] } });
    expect(stateOf('rapidReview', '3c41')).toMatchObject({ facts: { awareOn: '2026-11-21' }, deadlines: [clock, {}] });
  });

  it('have what was corrected in an audit, and the steps that it has taken', () => {
    const title = 'Handovers between clinics, clubs and college (invented) (put right)';
    expect(rowOf('audit', '0730')).toMatchObject({
      title,
      state: 'impact',
      next: 'closing',
      detail: { scope: { children: 7 } },
    });
    expect(stateOf('audit', '0730')).toMatchObject({ title, status: 'open', children: 7 });
  });

  it('have the file of a report of progress', () => {
    const data = { text: { text: 'Told by the old version' }, files: [{ name: 'note.txt', size: 21 }] };
    const row = rowOf('recommendation', '94c4') as { detail: { steps: readonly object[] } };
    expect(row.detail.steps.at(-1)).toMatchObject({ event: { type: 'ProgressReported', data } });
    expect(stateOf('recommendation', '94c4')).toMatchObject({
      reference: 'REC-2026-27-002',
      status: 'agreed',
      lines: [{ progress: { on: '2026-11-21', text: data.text } }],
    });
  });
});
