import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type Person, type RecordKind, Registry, anyoneSignedIn, offering, recordKind } from '#app/platform';
import type { AgencyCommand } from '../domain/agency.commands';
import type { AgencyRow } from '../read/agency.row';
import { AgencyQueries, GroupQueries, PostQueries } from '../read/kinds.queries';
import { TakeAgencyDecision } from '../write/directory.handler';
import { type AgencyLookups, addAgency, agencyActs } from './agency.acts';
import { KINDS, statusFilter, wordsFilter } from './directory.names';
import { agencySeen } from './directory.seen';
import { agencyWords } from './directory.words';

/** Agencies, as the web serves them. */
@Injectable()
export class AgencyRecords {
  constructor(
    private readonly queries: AgencyQueries,
    private readonly posts: PostQueries,
    private readonly groups: GroupQueries,
    private readonly house: ModuleRef,
  ) {}

  private readonly lookups: AgencyLookups = {
    named: (name, but) => this.queries.named(name, but),
    stillOpen: (id, today) => this.stillOpen(id, today),
  };

  readonly kind: RecordKind = recordKind<AgencyRow>({
    path: 'agencies',
    category: 'agency',
    noun: 'agency',
    plural: 'Agencies',
    views: 'agency',
    opening: addAgency(this.lookups),
    acts: agencyActs(this.lookups),
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
          options: offering(KINDS),
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

  /** People and seats that the directory knows, and what every kind of record would show a representative as waiting. */
  private async stillOpen(id: string, today: string): Promise<object> {
    const representative: Person = { id, title: '', role: 'agency-representative', agency: id, groups: [], does: '' };
    // Looked up late: the registry is made of this kind among others.
    const { kinds } = this.house.get(Registry, { strict: false });
    const [waits, posts, groups] = await Promise.all([
      Promise.all(kinds.map(async (kind) => (await kind.waiting?.(representative, today)) ?? [])),
      this.posts.atAgency(id),
      this.groups.seating(id),
    ]);
    return {
      waits: waits.flat(),
      people: posts
        .filter(({ status }) => status === 'going')
        .map((post) => ({ href: `/people/${post.id}`, text: post.title })),
      groups: groups.map((group) => ({ href: `/groups/${group.id}`, text: group.title })),
    };
  }
}
