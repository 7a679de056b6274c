import type { Projection, Recorded } from '#app/kernel';
import { LOOKS, type ReadModel, categoryOf, idOf, isRecordedLate, readModel } from '#app/platform';
import { AuditTrailRow, TrailRecordRow } from './audit-trail.row';

/** Every event of every record, just as it is. Looks are no acts on a record, and have a page of their own. */
export const auditTrailProjection: Projection<AuditTrailRow> = {
  name: 'audit-trail',
  version: 1,
  except: [LOOKS],

  rows(recorded) {
    const { event, stream, revision, at, metadata } = recorded;
    const { role, agency, group } = metadata.onBehalfOf;
    const position = String(recorded.position);
    const row = {
      position,
      stream,
      revision,
      category: categoryOf(stream),
      recordId: idOf(stream),
      type: event.type,
      actor: metadata.actor,
      role,
      agency: agency ?? null,
      group: group ?? null,
      happenedOn: metadata.happenedOn,
      recordedAt: at,
      late: isRecordedLate(recorded),
      imported: metadata.imported ?? false,
      recorded: { ...recorded, position },
    };
    return [{ key: position, change: () => row }];
  },
};

/** What each record is called, from the event that opened it. */
export const trailRecordProjection: Projection<TrailRecordRow> = {
  name: 'trail-record',
  version: 1,
  except: [LOOKS],

  rows({ stream, revision, event }) {
    if (revision > 0) return [];
    return [{ key: stream, change: () => ({ stream, ...calledIn(event) }) }];
  },
};

/** Every opening event has a reference; what names the record stands in one of these fields. */
function calledIn({ data }: Recorded['event']): { reference: string; title: string } {
  const { reference, ...named } = data as Readonly<Record<string, unknown>>;
  const title = ['headline', 'title', 'name', 'words']
    .map((field) => named[field])
    .find((value) => typeof value === 'string');
  return { reference: typeof reference === 'string' ? reference : '', title: typeof title === 'string' ? title : '' };
}

export const scrutinyModels: readonly ReadModel[] = [
  readModel(auditTrailProjection, AuditTrailRow, ['stream']),
  readModel(trailRecordProjection, TrailRecordRow, ['stream']),
];
