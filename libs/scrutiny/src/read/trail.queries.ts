import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { type PageOf, pageOf } from '#app/platform';
import { LATE_IS_USUAL, NOTABLE } from '../domain/notable';
import { AuditTrailRow, DECLARED, type KeptEvent, TrailRecordRow } from './audit-trail.row';

/** One event of the trail, with the record that it belongs to. */
export interface TrailItem {
  readonly recorded: Recorded;
  readonly category: string;
  readonly recordId: string;
  readonly reference: string;
  readonly title: string;
}

/** What the trail is filtered by; dates are those on which things happened, ISO. */
export interface TrailFilters {
  /** A reference, the beginning of one, or a stream. */
  readonly record?: string;
  readonly kind?: string;
  readonly person?: string;
  readonly act?: string;
  readonly agency?: string;
  readonly group?: string;
  readonly from?: string;
  readonly until?: string;
  readonly late?: boolean;
  readonly notable?: boolean;
  /** At which a conflict of interest was declared. */
  readonly declared?: boolean;
}

@Injectable()
export class TrailQueries {
  constructor(private readonly db: DataSource) {}

  /** Newest first, in the order of the log. */
  async list(filters: TrailFilters, page: number, pageSize: number): Promise<PageOf<TrailItem>> {
    const found = filtered(this.events(), filters);
    found.orderBy('e.position', 'DESC');
    const { items, ...counted } = await pageOf(found, { page, pageSize });
    return { items: await this.named(items), ...counted };
  }

  /** Everything that happened to one record, newest first. */
  async ofStream(stream: string, page: number, pageSize: number): Promise<PageOf<Recorded>> {
    const found = this.events().andWhere('e.stream = :stream', { stream }).orderBy('e.revision', 'DESC');
    const { items, ...counted } = await pageOf(found, { page, pageSize });
    return { items: items.map(({ recorded }) => asRecorded(recorded)), ...counted };
  }

  private events(): SelectQueryBuilder<AuditTrailRow> {
    return this.db.getRepository(AuditTrailRow).createQueryBuilder('e').where('TRUE');
  }

  private async named(rows: readonly AuditTrailRow[]): Promise<readonly TrailItem[]> {
    const streams = [...new Set(rows.map(({ stream }) => stream))];
    const records = await this.db.getRepository(TrailRecordRow).findBy({ stream: In(streams) });
    const byStream = new Map(records.map((record) => [record.stream, record]));
    return rows.map(({ stream, category, recordId, recorded }) => {
      const { reference = '', title = '' } = byStream.get(stream) ?? {};
      return { recorded: asRecorded(recorded), category, recordId, reference, title };
    });
  }
}

const asRecorded = (kept: KeptEvent): Recorded => ({ ...kept, position: BigInt(kept.position) });

/** The columns that a filter compares as they are. */
const SAME = { kind: 'category', person: 'actor', act: 'type', agency: 'agency', group: 'group' } as const;

function filtered(events: SelectQueryBuilder<AuditTrailRow>, filters: TrailFilters): SelectQueryBuilder<AuditTrailRow> {
  const { record, from, until, late, notable, declared } = filters;
  for (const [name, column] of Object.entries(SAME)) {
    const value = filters[name as keyof typeof SAME];
    if (value !== undefined) events.andWhere(`e.${column} = :${name}`, { [name]: value });
  }
  if (from !== undefined) events.andWhere('e.happenedOn >= :from', { from });
  if (until !== undefined) events.andWhere('e.happenedOn <= :until', { until });
  if (late) events.andWhere('e.late');
  if (declared) events.andWhere(DECLARED.replace('"recorded"', 'e.recorded'));
  if (notable)
    events.andWhere('(e.type IN (:...notable) OR (e.late AND e.category NOT IN (:...usual)))', {
      notable: NOTABLE,
      usual: LATE_IS_USUAL,
    });
  if (record !== undefined) {
    const called = events
      .subQuery()
      .select('r.stream')
      .from(TrailRecordRow, 'r')
      .where('upper(r.reference) LIKE :reference');
    const reference = `${record.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`;
    events.andWhere(`(e.stream = :record OR e.stream IN ${called.getQuery()})`, { record, reference });
  }
  return events;
}
