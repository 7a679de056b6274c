import { Injectable } from '@nestjs/common';
import { type RecordKind, anyoneSignedIn, recordKind } from '#app/platform';
import type { PostCommand } from '../domain/post.commands';
import { PostQueries } from '../read/kinds.queries';
import type { PostRow } from '../read/post.row';
import { TakePostDecision } from '../write/directory.handler';
import { statusFilter, wordsFilter } from './directory.names';
import { postSeen } from './directory.seen';
import { postWords } from './directory.words';
import { addPost, postActs } from './post.acts';

/** People in roles, as the web serves them. */
@Injectable()
export class PostRecords {
  constructor(private readonly queries: PostQueries) {}

  readonly kind: RecordKind = recordKind<PostRow>({
    path: 'people',
    category: 'post',
    noun: 'person in a role',
    plural: 'People in roles',
    views: 'post',
    opening: addPost,
    acts: postActs,
    readable: [anyoneSignedIn],
    words: postWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => {
      const [agencies, groups] = await Promise.all([directory.agencies(), directory.groups()]);
      const options = (entries: readonly { id: string; name: string }[]) =>
        entries.map(({ id, name }) => ({ value: id, text: name }));
      return [
        wordsFilter('Title or reference'),
        { name: 'agency', label: 'Agency', kind: 'choice', options: options(agencies) },
        { name: 'group', label: 'Group', kind: 'choice', options: options(groups) },
        statusFilter,
      ];
    },
    seen: (record, _person, at) => postSeen(record, at),
    dispatch: (id, command, act) => new TakePostDecision(id, command as PostCommand, act),
  });
}
