import { Injectable } from '@nestjs/common';
import { DataSource, Not } from 'typeorm';
import { AgencyRow } from './agency.row';
import { EntryQueries } from './entries.queries';
import { GroupRow } from './group.row';
import { PostRow } from './post.row';

const alike = (name: string): string => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en-GB');

@Injectable()
export class AgencyQueries extends EntryQueries<AgencyRow> {
  constructor(db: DataSource) {
    super(db, AgencyRow, ['status', 'kind']);
  }

  /** The agency in being with this name, whatever its case and spaces; `but` is left out. */
  async named(name: string, but: string): Promise<AgencyRow | undefined> {
    const going = await this.entries().where(`e.status = 'going'`).orderBy('e.reference').getMany();
    return going.find(({ id, title }) => id !== but && alike(title) === alike(name));
  }
}

@Injectable()
export class GroupQueries extends EntryQueries<GroupRow> {
  constructor(db: DataSource) {
    super(db, GroupRow, ['status', 'parent']);
  }

  /** The groups in which an agency sits now. */
  async seating(agency: string): Promise<GroupRow[]> {
    const going = await this.entries().where(`e.status = 'going'`).orderBy('e.title').getMany();
    return going.filter(({ detail }) =>
      [...detail.members, ...detail.chairs].some((seat) => seat.agency === agency && seat.until === undefined),
    );
  }
}

@Injectable()
export class PostQueries extends EntryQueries<PostRow> {
  constructor(db: DataSource) {
    super(db, PostRow, ['status', 'agency', 'signIn'], { group: 'groups' });
  }

  /** The people in roles who sit in a group, or did. */
  inGroup(group: string): Promise<PostRow[]> {
    return this.entries()
      .where(':group = ANY (e.groups)', { group })
      .andWhere(`e.status <> 'void'`)
      .orderBy('e.title')
      .getMany();
  }

  /** How many others of the Partnership Team have accepted their sign-in. */
  teamBeside(id: string): Promise<number> {
    return this.entries()
      .where({ signIn: 'accepted', role: 'partnership-team', status: 'going', id: Not(id) })
      .getCount();
  }

  atAgency(agency: string): Promise<PostRow[]> {
    return this.entries().where({ agency }).andWhere(`e.status <> 'void'`).orderBy('e.title').getMany();
  }
}
