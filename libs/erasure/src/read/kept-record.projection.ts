import type { Change, Plain, Projection, Recorded } from '#app/kernel';
import { categoryOf, streamOf } from '#app/platform';
import type { RecordSpokenOf } from '#app/concerned';
import type { DataRequestEvent } from '../domain/data-request.events';
import { IDENTIFYING } from '../domain/retention';
import type { KeptRecordRow } from './kept-record.row';

type Row = Plain<KeptRecordRow>;

/** The records of these kinds, each with the days that count; and what reviews have decided of them. */
export const keptRecordProjection: Projection<KeptRecordRow> = {
  name: 'kept-record',
  version: 1,
  categories: [...IDENTIFYING, 'dataRequest'],

  rows(recorded) {
    if (categoryOf(recorded.stream) === 'dataRequest') return reviewed(recorded);
    return [{ key: recorded.stream, change: (row) => entered(row, recorded) }];
  },
};

function entered(row: Row | undefined, { stream, event, metadata }: Recorded): Row {
  const on = metadata.happenedOn;
  if (row) return { ...row, openedOn: min(row.openedOn, on), lastOn: max(row.lastOn, on) };
  const { reference, referral, rapidReview } = event.data as Opening;
  return {
    ...{ id: stream, category: categoryOf(stream), reference: reference ?? '', openedOn: on, lastOn: on },
    sources: [
      ...(referral ? [streamOf('referral', referral.id)] : []),
      ...(rapidReview ? [streamOf('rapidReview', rapidReview.id)] : []),
    ],
    ...{ keptUntil: null, review: null },
  };
}

/** What the event that opens a record says of where it came from, whichever kind it is. */
interface Opening {
  readonly reference?: string;
  readonly referral?: { readonly id: string };
  readonly rapidReview?: { readonly id: string };
}

function reviewed({ event }: Recorded): readonly Change<KeptRecordRow>[] {
  const { type, data } = event as DataRequestEvent;
  switch (type) {
    case 'RetentionReviewBegun':
      return [{ key: keyOf(data.record), change: (row) => row && { ...row, review: data.reference } }];
    case 'DecisionApproved': {
      const { asked, record, outcome, keepUntil = null } = data;
      if (asked !== 'review' || outcome !== 'keep') return [];
      return [{ key: keyOf(record), change: (row) => row && { ...row, review: null, keptUntil: keepUntil } }];
    }
    case 'PeopleErased':
      return data.people.map(({ record }) => over(record));
    case 'DataRequestEnded':
      return [over(data.record)];
    default:
      return [];
  }
}

/** No review is under way there any more. */
const over = (record: RecordSpokenOf): Change<KeptRecordRow> => ({
  key: keyOf(record),
  change: (row) => row && { ...row, review: null },
});

const keyOf = ({ category, id }: RecordSpokenOf): string => streamOf(category, id);
const min = (one: string, other: string): string => (one < other ? one : other);
const max = (one: string, other: string): string => (one > other ? one : other);
