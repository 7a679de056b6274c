import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { dateInLondon } from '#app/calendar';
import { CLOCK, type Clock, People, type RecordKind, Registry, offering, recordKind } from '#app/platform';
import type { RestrictionCommand } from '../domain/restriction.commands';
import { RestrictionQueries } from '../read/restriction.queries';
import type { RestrictionRow } from '../read/restriction.row';
import { RESTRICTABLE } from '../read/restriction.titles';
import { TakeRestrictionDecision } from '../write/restriction.handler';
import { restrictRecord, restrictionActs } from './restriction.acts';
import { readers } from './restriction.grounds';
import { restrictionWords } from './restriction.names';
import { restrictionSeen } from './restriction.seen';
import { waitingFor } from './restriction.waiting';

/** Restrictions, as the web serves them: to whom they name, and to those who oversee all of them. */
@Injectable()
export class RestrictionRecords {
  constructor(
    private readonly queries: RestrictionQueries,
    private readonly people: People,
    private readonly house: ModuleRef,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly kind: RecordKind = recordKind<RestrictionRow>({
    path: 'restrictions',
    category: 'restriction',
    noun: 'restriction',
    plural: 'Restrictions',
    views: 'restriction',
    opening: restrictRecord(() => this.registry(), this.people),
    acts: restrictionActs(this.people),
    readable: readers,
    words: restrictionWords,
    find: async (id) => this.standing(await this.queries.find(id)),
    list: (query) => this.queries.list(query),
    filters: () =>
      Promise.resolve([
        { name: 'words', label: 'Reference', kind: 'words' },
        {
          name: 'state',
          label: 'State',
          kind: 'choice',
          options: offering({ standing: 'Restricted', over: 'Ended or lifted' }),
        },
        {
          name: 'kind',
          label: 'Kind of record',
          kind: 'choice',
          options: offering(RESTRICTABLE),
        },
        {
          name: 'waits',
          label: 'Waits for',
          kind: 'choice',
          options: offering({ seen: 'An opening to be marked as seen', answer: 'An answer' }),
        },
        {
          name: 'ends',
          label: 'Ends',
          kind: 'choice',
          options: offering({ soon: 'Within two weeks, and names me' }),
        },
      ]),
    seen: (record, _person, at) => restrictionSeen(record, at),
    extras: async ({ category, recordId }, { person }) => {
      const kind = this.registry().of(category);
      const record = await kind?.find(recordId);
      if (!kind || !record || !(await this.registry().mayRead(kind.path, recordId, person))) return {};
      return { restricted: { href: `/${kind.path}/${recordId}`, text: `${record.reference} ${record.title}` } };
    },
    waiting: (person, today) => waitingFor(this.queries, person, today),
    wanted: () => ['seen', 'answer', 'opening'],
    dispatch: (id, command, act) => new TakeRestrictionDecision(id, command as RestrictionCommand, act),
  });

  /** Looked up late: the registry is made of this kind among others. */
  private registry(): Registry {
    return this.house.get(Registry, { strict: false });
  }

  private standing(row: RestrictionRow | undefined): RestrictionRow | undefined {
    if (!row) return undefined;
    const now = this.clock.now();
    const openTo = row.detail.openings.filter(({ until }) => new Date(until) > now).map(({ person }) => person);
    const standing = !row.lifted && row.until >= dateInLondon(now.toISOString());
    return Object.assign(row, { now: { standing, openTo } });
  }
}
