import { Injectable } from '@nestjs/common';
import { DataSource, Not } from 'typeorm';
import type { Meeting } from '#app/kernel';
import { type AgencyEntry, Directory, type GroupEntry, type Names, type PostEntry } from '#app/platform';
import { NOBODY } from '../domain/agency.decider';
import { nameOn } from '../domain/life';
import { AgencyRow } from './agency.row';
import { GroupRow } from './group.row';
import { MeetingRow } from './meeting.row';
import { type NamedRow, namesFrom } from './names';
import { PostRow } from './post.row';
import { tableOf } from './table-of';

/** What a page shows where nobody took over from an agency. */
export { NOBODY };

/** How many of each kind there are today. */
export interface DirectoryCounts {
  readonly agencies: number;
  readonly groups: number;
  readonly people: number;
}

/** Who is who, for every page and every form. */
@Injectable()
export class DirectoryQueries extends Directory {
  constructor(private readonly db: DataSource) {
    super();
  }

  async agencies(on?: string): Promise<readonly AgencyEntry[]> {
    const rows = await this.db.getRepository(AgencyRow).findBy({ status: Not('void') });
    const entries = rows.filter(inBeing(on)).map(({ id, kind, endedOn, detail: { names, successor } }) => ({
      id,
      name: nameOn(names, on ?? LAST),
      kind,
      ...(endedOn !== null && { endedOn }),
      ...(successor !== undefined && successor !== NOBODY && { successor }),
    }));
    return entries.sort(byName);
  }

  async groups(on?: string): Promise<readonly GroupEntry[]> {
    const rows = await this.db.getRepository(GroupRow).findBy({ status: Not('void') });
    const entries = rows.filter(inBeing(on)).map(({ id, endedOn, detail: { names } }) => ({
      id,
      name: nameOn(names, on ?? LAST),
      ...(endedOn !== null && { endedOn }),
    }));
    return entries.sort(byName);
  }

  async posts(on?: string): Promise<readonly PostEntry[]> {
    const rows = await this.db.getRepository(PostRow).findBy({ status: Not('void') });
    const entries = rows.filter(inBeing(on)).map(({ id, title, endedOn, agency, partner }) => ({
      id,
      title,
      ...(endedOn !== null && { endedOn }),
      ...(agency !== null && { agency }),
      ...(partner !== null && { partner }),
    }));
    return entries.sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
  }

  async meetings(group?: string): Promise<readonly Meeting[]> {
    const where = group === undefined ? {} : { group };
    const rows = await this.db.getRepository(MeetingRow).find({ where, order: { date: 'DESC', label: 'ASC' } });
    return rows.map(({ group: of, date, label }) => ({ group: of, date, label }));
  }

  /** One query, one snapshot, whatever number of names a page then asks for: nothing is cached, so nothing is ever out of date. */
  async names(): Promise<Names> {
    const [agencies, groups, posts] = [AgencyRow, GroupRow, PostRow].map((row) => tableOf(this.db, row));
    const rows = await this.db.query<readonly NamedRow[]>(
      `SELECT 'agency' AS "of", "id", "title", "detail"->'names' AS "names" FROM ${agencies}
       UNION ALL SELECT 'group', "id", "title", NULL FROM ${groups}
       UNION ALL SELECT 'post', "id", "title", NULL FROM ${posts}`,
    );
    return namesFrom(rows);
  }

  async counts(): Promise<DirectoryCounts> {
    const going = { status: 'going' } as const;
    const [agencies, groups, people] = await Promise.all([
      this.db.getRepository(AgencyRow).countBy(going),
      this.db.getRepository(GroupRow).countBy(going),
      this.db.getRepository(PostRow).countBy(going),
    ]);
    return { agencies, groups, people };
  }
}

/** After every name's first day. */
const LAST = '9999-12-31';

interface Lasting {
  readonly since: string | null;
  readonly endedOn: string | null;
}

const inBeing =
  (on: string | undefined) =>
  ({ since, endedOn }: Lasting): boolean =>
    on === undefined || ((since === null || since <= on) && (endedOn === null || on <= endedOn));

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'en-GB');
