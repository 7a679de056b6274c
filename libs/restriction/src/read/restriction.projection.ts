import type { Change, Plain, Projection, Recorded } from '#app/kernel';
import { idOf, streamOf } from '#app/platform';
import type { RestrictionEvent } from '../domain/restriction.events';
import type { OpeningRow, RestrictionDetail, RestrictionRow } from './restriction.row';
import { titleOf } from './restriction.titles';

type Row = Plain<RestrictionRow>;

/** Restrictions, as their page and list show them and as the database withholds by them. */
export const restrictionProjection: Projection<RestrictionRow, RestrictionEvent> = {
  name: 'restriction',
  version: 1,
  categories: ['restriction'],

  rows(recorded): readonly Change<RestrictionRow>[] {
    const id = idOf(recorded.stream);
    return [
      {
        key: id,
        change: (row) => {
          const after = recorded.event.type === 'RecordRestricted' ? restricted(id, recorded, row) : row;
          return after && withCounts(changed(after, recorded), recorded.revision);
        },
      },
    ];
  },
};

function restricted(
  id: string,
  { event, metadata }: Recorded<RestrictionEvent>,
  row: Row | undefined,
): Row | undefined {
  if (event.type !== 'RecordRestricted') return row;
  const { reference, record, named, until, reason } = event.data;
  return {
    id,
    reference,
    title: titleOf(record.category),
    revision: 0,
    record: streamOf(record.category, record.id),
    category: record.category,
    recordId: record.id,
    named: named.map(({ post }) => post),
    since: metadata.happenedOn,
    until,
    lifted: false,
    unseen: 0,
    unanswered: 0,
    detail: { named, reason, by: metadata.actor, openings: row?.detail.openings ?? [] },
  };
}

function changed(row: Row, { event, metadata, at }: Recorded<RestrictionEvent>): Row {
  const { detail } = row;
  const on = metadata.happenedOn;
  switch (event.type) {
    case 'RestrictionChanged': {
      const { named, until, reason } = event.data;
      const after = { ...detail, named, reason };
      return { ...row, named: named.map(({ post }) => post), until, detail: after };
    }
    case 'RestrictionLifted':
      return {
        ...row,
        lifted: true,
        detail: { ...detail, lifted: { on, by: metadata.actor, reason: event.data.reason } },
      };
    case 'RestrictedRecordOpened': {
      const { opening: number, person, until, reason } = event.data;
      return { ...row, detail: { ...detail, openings: [...detail.openings, { number, person, at, until, reason }] } };
    }
    case 'RestrictedOpeningSeen': {
      const { opening, question } = event.data;
      return { ...row, detail: openingWith(detail, opening, { seen: { on, ...(question && { question }) } }) };
    }
    case 'RestrictedOpeningAnswered':
      return { ...row, detail: openingWith(detail, event.data.opening, { answer: { on, words: event.data.answer } }) };
    default:
      return row;
  }
}

const openingWith = (detail: RestrictionDetail, number: number, change: Partial<OpeningRow>): RestrictionDetail => ({
  ...detail,
  openings: detail.openings.map((opening) => (opening.number === number ? { ...opening, ...change } : opening)),
});

function withCounts(row: Row, revision: number): Row {
  const { openings } = row.detail;
  const unseen = openings.filter(({ seen }) => !seen).length;
  const unanswered = openings.filter(({ seen, answer }) => seen?.question && !answer).length;
  return { ...row, revision, unseen, unanswered };
}
