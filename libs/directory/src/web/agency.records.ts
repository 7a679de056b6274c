import { Injectable } from '@nestjs/common';
import { type RecordKind, anyoneSignedIn, recordKind } from '#app/platform';
import type { AgencyCommand } from '../domain/agency.commands';
import type { AgencyRow } from '../read/agency.row';
import { AgencyQueries, PostQueries } from '../read/kinds.queries';
import { TakeAgencyDecision } from '../write/directory.handler';
import { addAgency, agencyActs } from './agency.acts';
import { KINDS, statusFilter, wordsFilter } from './directory.names';
import { agencySeen } from './directory.seen';
import { agencyWords } from './directory.words';

/** Agencies, as the web serves them. */
@Injectable()
export class AgencyRecords {
  constructor(
    private readonly queries: AgencyQueries,
    private readonly posts: PostQueries,
  ) {}

  readonly kind: RecordKind = recordKind<AgencyRow>({
    path: 'agencies',
    category: 'agency',
    noun: 'agency',
    plural: 'Agencies',
    views: 'agency',
    opening: addAgency,
    acts: agencyActs,
    readable: [anyoneSignedIn],
    words: agencyWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: () =>
      Promise.resolve([
        wordsFilter('Name or reference'),
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: Object.entries(KINDS).map(([value, text]) => ({ value, text })),
        },
        statusFilter,
      ]),
    seen: (record, _person, at) => agencySeen(record, at),
    extras: async ({ id }) => ({
      people: (await this.posts.atAgency(id)).map((post) => ({
        href: `/people/${post.id}`,
        text: post.title,
        endedOn: post.endedOn,
      })),
    }),
    dispatch: (id, command, act) => new TakeAgencyDecision(id, command as AgencyCommand, act),
  });
}
