import { type Projection, wordsOf } from '#app/kernel';
import { idOf, streamOf } from '#app/platform';
import type { HeldOn, HoldEvent } from '../domain/hold';
import type { HoldRow } from './hold.row';

const calledOn = (on: HeldOn): string =>
  'person' in on ? `${on.person.pseudonym}, ${on.person.record.reference}` : on.record.reference;

const recordOf = (on: HeldOn) => ('person' in on ? on.person.record : on.record);

export const holdProjection: Projection<HoldRow, HoldEvent> = {
  name: 'hold',
  version: 1,
  categories: ['hold'],

  rows({ stream, revision, event, metadata }) {
    const id = idOf(stream);
    if (event.type === 'HoldLifted') {
      const lifted = { on: event.data.liftedOn, reason: wordsOf(event.data.reason) };
      return [
        {
          key: id,
          change: (row) => row && { ...row, revision, status: 'lifted', detail: { ...row.detail, lifted } },
        },
      ];
    }
    const { reference, kind, authority, on, from, reason } = event.data;
    const record = recordOf(on);
    return [
      {
        key: id,
        change: () => ({
          ...{ id, reference, title: `${authority}: ${calledOn(on)}`, revision, status: 'standing', kind },
          stream: streamOf(record.category, record.id),
          detail: { on, authority, from, reason: wordsOf(reason), invented: metadata.invented ?? [] },
        }),
      },
    ];
  },
};
