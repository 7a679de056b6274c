import { Injectable } from '@nestjs/common';
import { shortSpoken } from '#app/calendar';
import { Directory, type Further, type Person, Registry } from '#app/platform';
import { TrailQueries } from '../read/trail.queries';
import { tellTrail } from './telling';

const SHOWN = 10;

/** What the scrutineer's home shows: the latest decisions, completions, moved targets and late recordings. */
@Injectable()
export class LatestOnTrail {
  constructor(
    private readonly trail: TrailQueries,
    private readonly registry: Registry,
    private readonly directory: Directory,
  ) {}

  /** One section for the scrutineer, none for anybody else. */
  async latestFor(person: Person): Promise<readonly Further[]> {
    if (person.role !== 'scrutineer') return [];
    const [{ items, total }, names] = await Promise.all([
      this.trail.list({ notable: true }, 1, SHOWN),
      this.directory.names(),
    ]);
    if (total === 0) return [];
    return [
      {
        heading: 'Lately on the audit trail',
        title: 'Decisions, completions, moved targets and late recordings, the latest first',
        count: total,
        href: '/audit-trail?notable=yes',
        items: items.map((item) => {
          const { title, happenedOn, recordedLate, by, record } = tellTrail(item, this.registry, person, names);
          return {
            text: record.title === '' ? title : `${title}: ${record.title}`,
            href: `${record.href}/history`,
            reference: record.reference,
            note: `${shortSpoken(happenedOn)}, by ${by.actor}${recordedLate ? '. Recorded late' : ''}`,
          };
        }),
      },
    ];
  }
}
