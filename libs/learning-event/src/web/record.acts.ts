import { type Narrative, narrative } from '#app/kernel';
import { type ActDefinition, LEARNING_INQUIRY, act, fieldAsked } from '#app/platform';
import { isFromOlderPapers, noteChoices, noteField, noteWords } from '#app/steps';
import type { CorrectData } from '../domain/learning-event.commands';
import type { LearningEventQueries } from '../read/learning-event.queries';
import type { LearningEventRow } from '../read/learning-event.row';
import { command, day, keepers, open, teamAndChair } from './learning-event.acts';
import { AgreeLearningEventForm } from './learning-event.forms';
import { CancelForm, CloseForm, CorrectForm, NotStatedForm, ReasonForm } from './record.forms';

type Row = LearningEventRow;

const live = ({ state }: Row): boolean => state !== 'entered-in-error';

/** Opens the record. Referrals whose decision asks for a learning event are offered, and filled in where one was followed here. */
export const agreeLearningEvent = (queries: LearningEventQueries): ActDefinition<Row> =>
  act<Row, AgreeLearningEventForm>({
    name: 'new',
    title: 'Open a learning event',
    intro:
      'A local learning event brings practitioners together where no criteria for a review are met, or a rapid review has decided on one, and agencies need to learn from what happened.',
    button: 'Open the learning event',
    done: 'The learning event is open:',
    form: AgreeLearningEventForm,
    template: 'learning-event/new',
    may: keepers,
    group: LEARNING_INQUIRY,
    lists: async () => ({
      rapidReviews: (await queries.wantedByReviews()).map(({ id, reference, title }) => ({
        value: id,
        text: `${reference} ${title}`,
      })),
      referrals: (await queries.offered()).map(({ id, reference, title }) => ({
        value: id,
        text: `${reference} ${title}`,
      })),
    }),
    initial: async ({ query }) => {
      const review = (await queries.wantedByReviews()).find(({ id }) => id === query['rapidReview']);
      if (review) return { answers: 'rapid-review', rapidReview: review.id, title: review.title, criteria: 'some-met' };
      const referral = (await queries.offered()).find(({ id }) => id === query['referral']);
      return referral ? { answers: 'referral', referral: referral.id, title: referral.title } : {};
    },
    happenedOn: ({ on }) => on,
    command: async ({
      title,
      referral,
      rapidReview,
      noReferral,
      criteria,
      basis,
      learningNeeded,
      why,
      agreement,
      on,
      document,
    }) => {
      const reference = (await queries.offered()).find(({ id }) => id === referral)?.reference ?? '';
      const review = (await queries.wantedByReviews()).find(({ id }) => id === rapidReview);
      return command({
        type: 'AgreeLearningEvent',
        data: {
          title,
          ...(referral !== undefined && { referral: { id: referral, reference } }),
          ...(review && { rapidReview: { id: review.id, reference: review.reference } }),
          ...(noReferral !== undefined && { noReferral }),
          criteria,
          ...(basis !== undefined && { basis: narrative(basis) }),
          learningNeeded,
          why: narrative(why),
          ...(agreement === 'not-stated' ? { notStated: { document: document ?? '' } } : day(on)),
        },
      });
    },
  });

/** What is done to the record as a whole. */
export const recordActs: readonly ActDefinition<Row>[] = [
  act<Row, CloseForm>({
    name: 'closure',
    title: 'Close the learning event',
    done: 'The learning event is closed.',
    form: CloseForm,
    may: keepers,
    offered: ({ next }) => next === 'closing',
    group: LEARNING_INQUIRY,
    happenedOn: ({ on }) => on,
    command: ({ note, on }) => command({ type: 'CloseLearningEvent', data: { ...day(on), note: narrative(note) } }),
  }),
  act<Row, NotStatedForm>({
    name: 'not-stated',
    title: 'Record what the source does not state',
    intro:
      'For history that is entered from older papers. The next step can then be recorded. What is recorded already stays.',
    done: 'It is recorded what the source does not state.',
    form: NotStatedForm,
    may: keepers,
    offered: (row) => open(row) && row.next !== 'closing',
    initial: ({ record }) => (isFromOlderPapers(record?.detail) ? { olderPapers: true } : {}),
    command: ({ steps, olderPapers, document, note }) =>
      command({ type: 'RecordNotStated', data: { steps, olderPapers, document, ...(note !== undefined && { note }) } }),
  }),
  act<Row, CorrectForm>({
    name: 'correction',
    title: 'Correct a mistake',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectForm,
    lists: ({ record }) => ({ notes: record ? noteChoices(record.detail) : [] }),
    initial: (at) => ({ wrong: fieldAsked(at) as CorrectForm['wrong'], note: at.query['note'] ?? '' }),
    may: keepers,
    offered: live,
    command: (form) => command({ type: 'CorrectLearningEvent', data: rightValue(form, narrative(form.reason)) }),
  }),
  act<Row, CancelForm>({
    name: 'cancellation',
    title: 'Cancel the learning event',
    done: 'The learning event is cancelled.',
    form: CancelForm,
    may: keepers,
    offered: open,
    group: LEARNING_INQUIRY,
    happenedOn: ({ on }) => on,
    command: ({ reason, on }) =>
      command({ type: 'CancelLearningEvent', data: { ...day(on), reason: narrative(reason) } }),
  }),
  act<Row, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The learning event is marked as entered in error.',
    form: ReasonForm,
    may: teamAndChair,
    offered: live,
    command: ({ reason }) => command({ type: 'EnterInError', data: { reason: narrative(reason) } }),
  }),
];

function rightValue(
  { wrong, title, step, date, total, agencies, ...noted }: CorrectForm,
  reason: Narrative,
): CorrectData {
  switch (wrong) {
    case 'title':
      return { field: 'title', to: title ?? '', reason };
    case 'attendance':
      return { field: 'workshop.total', to: String(total ?? ''), reason };
    case 'facilitators':
      return { field: 'facilitators.agencies', to: agencies ?? [], reason };
    case 'end':
      return { field: 'end.on', to: date ?? '', reason };
    case 'date':
      return { field: `${step ?? 'agreed'}.on`, to: date ?? '', reason };
    case 'note-date':
      return { field: noteField(noted.note, 'on'), to: date ?? '', reason };
    case 'note-words':
      return { field: noteField(noted.note, 'words'), to: noteWords(noted.note, noted.words), reason };
  }
}
