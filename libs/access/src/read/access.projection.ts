import type { Projection } from '#app/kernel';
import { LOOKS, type ReadModel, readModel } from '#app/platform';
import type { AccessEvent } from '../domain/access.events';
import { AccessRow } from './access.row';

/** Every look, and what was found about looks, one row for each: none is left out, none is ever taken away. */
export const accessProjection: Projection<AccessRow, AccessEvent> = {
  name: 'access',
  version: 1,
  categories: [LOOKS],

  rows({ event, position, at, metadata }) {
    const { role, agency } = metadata.onBehalfOf;
    const record = 'record' in event.data ? event.data.record : undefined;
    const row: AccessRow = {
      position: String(position),
      person: metadata.actor,
      role,
      agency: agency ?? null,
      day: metadata.happenedOn,
      at,
      record: record === undefined ? null : `${record.category}-${record.id}`,
      reference: record?.reference ?? null,
      takenOut: event.type === 'ListTakenOut' || event.type === 'FileTakenOut',
      namesTheirAgency: event.type === 'RecordSeen' ? (event.data.namesTheirAgency ?? null) : null,
      correlation: metadata.correlationId,
      flag: event.type === 'UnusualAccessLookedInto' ? event.data.flag : null,
      event,
    };
    return [{ key: row.position, change: () => row }];
  },
};

export const accessModels: readonly ReadModel[] = [readModel(accessProjection, AccessRow, ['record'])];
