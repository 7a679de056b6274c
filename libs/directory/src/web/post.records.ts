import { Injectable } from '@nestjs/common';
import { Identities, type RecordKind, anyoneSignedIn, recordKind } from '#app/platform';
import type { PostCommand } from '../domain/post.commands';
import { PostQueries } from '../read/kinds.queries';
import type { PostRow } from '../read/post.row';
import { TakePostDecision } from '../write/directory.handler';
import { SIGN_IN_STATES, statusFilter, wordsFilter } from './directory.names';
import { postSeen } from './post.seen';
import { postWords, seesSignIns, tellsPost } from './post.words';
import { addPost, postActs } from './post.acts';

/** People in roles, as the web serves them. */
@Injectable()
export class PostRecords {
  constructor(
    private readonly queries: PostQueries,
    private readonly identities: Identities,
  ) {}

  readonly kind: RecordKind = recordKind<PostRow>({
    path: 'people',
    category: 'post',
    noun: 'person in a role',
    plural: 'People in roles',
    views: 'post',
    opening: addPost,
    acts: postActs(this.queries, this.identities),
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
        {
          name: 'signIn',
          label: 'Sign-in',
          kind: 'choice',
          options: Object.entries(SIGN_IN_STATES).map(([value, { word }]) => ({ value, text: word })),
        },
      ];
    },
    seen: (record, person, at) => postSeen(record, at, seesSignIns(person) || person.id === record.id),
    wanted: ({ signIn, detail }) => (signIn === 'invited' && !detail.signIn?.linkUntil ? ['invitation-link'] : []),
    tells: tellsPost,
    dispatch: (id, command, act) => new TakePostDecision(id, command as PostCommand, act),
  });
}
