import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgencyRow } from './agency.row';
import { EntryQueries } from './entries.queries';
import { GroupRow } from './group.row';
import { PostRow } from './post.row';

@Injectable()
export class AgencyQueries extends EntryQueries<AgencyRow> {
  constructor(db: DataSource) {
    super(db, AgencyRow, ['status', 'kind']);
  }
}

@Injectable()
export class GroupQueries extends EntryQueries<GroupRow> {
  constructor(db: DataSource) {
    super(db, GroupRow, ['status', 'parent']);
  }
}

@Injectable()
export class PostQueries extends EntryQueries<PostRow> {
  constructor(db: DataSource) {
    super(db, PostRow, ['status', 'agency'], { group: 'groups' });
  }

  /** The people in roles who sit in a group, or did. */
  inGroup(group: string): Promise<PostRow[]> {
    return this.entries()
      .where(':group = ANY (e.groups)', { group })
      .andWhere(`e.status <> 'void'`)
      .orderBy('e.title')
      .getMany();
  }

  atAgency(agency: string): Promise<PostRow[]> {
    return this.entries().where({ agency }).andWhere(`e.status <> 'void'`).orderBy('e.title').getMany();
  }
}
