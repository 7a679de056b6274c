import { Injectable } from '@nestjs/common';
import { type RecordKind, anyoneSignedIn, recordKind } from '#app/platform';
import type { GroupCommand } from '../domain/group.commands';
import type { GroupRow } from '../read/group.row';
import { GroupQueries, PostQueries } from '../read/kinds.queries';
import { TakeGroupDecision } from '../write/directory.handler';
import { statusFilter, wordsFilter } from './directory.names';
import { groupSeen } from './directory.seen';
import { groupWords } from './directory.words';
import { addGroup, groupActs } from './group.acts';

/** Groups, as the web serves them. */
@Injectable()
export class GroupRecords {
  constructor(
    private readonly queries: GroupQueries,
    private readonly posts: PostQueries,
  ) {}

  readonly kind: RecordKind = recordKind<GroupRow>({
    path: 'groups',
    category: 'group',
    noun: 'group',
    plural: 'Groups',
    views: 'group',
    opening: addGroup,
    acts: groupActs,
    readable: [anyoneSignedIn],
    words: groupWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => [
      wordsFilter('Name or reference'),
      {
        name: 'parent',
        label: 'Reports to',
        kind: 'choice',
        options: (await directory.groups()).map(({ id, name }) => ({ value: id, text: name })),
      },
      statusFilter,
    ],
    seen: (record, _person, at) => groupSeen(record, at),
    extras: async ({ id }) => ({
      people: (await this.posts.inGroup(id)).map((post) => ({
        href: `/people/${post.id}`,
        text: post.title,
        endedOn: post.endedOn,
      })),
    }),
    dispatch: (id, command, act) => new TakeGroupDecision(id, command as GroupCommand, act),
  });
}
