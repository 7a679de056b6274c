import { Injectable } from '@nestjs/common';
import { shortSpoken } from '#app/calendar';
import { wordsOf } from '#app/kernel';
import { type At, NeedToKnow, type OnRecord, type RecordKind, type RecordRow, allowed } from '#app/platform';
import { RestrictionQueries } from '../read/restriction.queries';
import type { RestrictionRow } from '../read/restriction.row';
import { RESTRICTABLE } from '../read/restriction.titles';
import { mayRestrict, restrictors } from './restriction.grounds';
import { instant, people } from './restriction.names';

type Asking = Pick<At<RecordRow>, 'person' | 'today'>;

/** What pages of records and lists show of need to know. */
@Injectable()
export class RestrictionsOnRecords extends NeedToKnow {
  constructor(private readonly queries: RestrictionQueries) {
    super();
  }

  withheld({ category }: RecordKind): Promise<number> {
    return category in RESTRICTABLE ? this.queries.withheld(category) : Promise.resolve(0);
  }

  withholds(): Promise<boolean> {
    return this.queries.withholds();
  }

  async on({ category }: RecordKind, record: RecordRow, { person, today }: Asking): Promise<OnRecord> {
    if (!(category in RESTRICTABLE)) return {};
    const stream = `${category}-${record.id}`;
    const [found] = await this.queries.over(stream, today);
    const own = found?.record === stream;
    const act = !own &&
      allowed(restrictors, person, undefined) &&
      mayRestrict(person, category, record) && {
        name: 'restriction',
        text: 'Restrict to named people',
        href: `/restrictions/new?record=${record.reference}`,
        under: 'Who may see it',
      };
    return {
      ...(found && { banner: { text: told(found, own, person.id), href: `/restrictions/${found.id}` } }),
      ...(act && { act }),
    };
  }
}

function told({ named, until, detail }: RestrictionRow, own: boolean, person: string): string {
  const open = detail.openings.findLast((opening) => opening.person === person);
  const what = own ? 'Restricted' : 'What this came from, or names, is restricted, and this with it,';
  const who = `${what} to ${people(named.length)} until ${shortSpoken(until)}, because: ${wordsOf(detail.reason)}`;
  return named.includes(person) || !open
    ? who
    : `${who} You opened it without being named, until ${instant(open.until)}.`;
}
