import { type Projection, wordsOf } from '#app/kernel';
import { idOf } from '#app/platform';
import { type Period, type RecordClass, type RetentionEvent, periodIn } from '../domain/retention';
import type { RetentionRow } from './retention.row';

/** What is kept, as pages call it. */
export const CLASSES: Readonly<Record<RecordClass, string>> = {
  referral: 'Who a referral is about',
  rapidReview: 'Who a rapid review is about',
  learningEvent: 'Who a learning event is about',
  audit: 'Audits and what they found',
  recommendation: 'Recommendations and their evidence',
  access: 'Who looked at what',
};

export const retentionProjection: Projection<RetentionRow, RetentionEvent> = {
  name: 'retention',
  version: 1,
  categories: ['retention'],

  rows({ stream, revision, event, metadata }) {
    const id = idOf(stream);
    const columns = columnsOf(periodIn(event.data));
    const invented = metadata.invented ?? [];
    if (event.type === 'RetentionPeriodSet') {
      const { reference, of, authority } = event.data;
      const detail = { authority, changes: [], invented };
      return [{ key: id, change: () => ({ id, reference, title: CLASSES[of], revision, of, ...columns, detail }) }];
    }
    const { was, reason, authority } = event.data;
    const change = { on: metadata.happenedOn, was, reason: wordsOf(reason) };
    return [
      {
        key: id,
        change: (row) =>
          row && {
            ...row,
            revision,
            ...columns,
            detail: { authority, changes: [...row.detail.changes, change], invented },
          },
      },
    ];
  },
};

const columnsOf = ({ trigger, follows, years }: Period) => ({ trigger, follows, years: years ?? null });
