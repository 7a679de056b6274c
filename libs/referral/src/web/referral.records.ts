import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CONCERNING } from '#app/concerned';
import type { Message } from '#app/kernel';
import {
  type Ground,
  type Person,
  ROLES,
  type RecordKind,
  Registry,
  ground,
  isRepresentative,
  recordKind,
  representativeOf,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import type { ReferralEvent } from '../domain/referral.events';
import { ReferralQueries } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';
import { TakeReferralDecision } from '../write/referral.handler';
import { opens } from './concerned.acts';
import { live } from './decision.acts';
import { receiveReferral } from './receive.act';
import { referralActs } from './referral.acts';
import { clocksOf } from './referral.clock';
import { filtersFor } from './referral.filters';
import { linkTo, nextOf, startedFor } from './referral.next';
import { isNarrated, referralSeen, summaryOnly } from './referral.seen';
import { waitingFor } from './referral.waiting';
import { referralWords } from './referral.words';

const readers: readonly Ground<ReferralRow>[] = [
  ground({
    label: 'Everybody who does not represent an agency',
    roles: ROLES.filter((role) => role !== 'agency-representative'),
    scope: 'partnership',
  }),
  representativeOf(
    'Representatives of the agencies that this referral names',
    (record, _sent, { agency }) => !record || record.agencies.includes(agency ?? ''),
  ),
];

/** Referrals, as the web serves them. */
@Injectable()
export class ReferralRecords {
  constructor(
    private readonly queries: ReferralQueries,
    private readonly house: ModuleRef,
  ) {}

  readonly kind: RecordKind = recordKind<ReferralRow>({
    path: 'referrals',
    category: 'referral',
    noun: 'referral',
    plural: 'Referrals',
    views: 'referral',
    opening: receiveReferral,
    acts: referralActs(this.queries),
    readable: readers,
    words: referralWords,
    privateTo: informationOf,
    tells,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => filtersFor(await directory.agencies()),
    seen: referralSeen,
    learnedOn: ({ decidedOn, detail }) =>
      decidedOn === null
        ? undefined
        : { on: decidedOn, invented: detail.invented.includes('ReferralDecided.decidedOn') },
    extras: async (record, { today, person }) => ({
      clocks: clocksOf(record, today),
      ...(await this.onward(record, person)),
      // Nothing is to be learned from what should not be here.
      ...(!live(record) && { mayOpen: () => false }),
    }),
    waiting: (person, today) => waitingFor(this.queries, person, today),
    late: [
      {
        filters: { waits: 'decision', due: 'late' },
        one: 'referral whose notification day has passed',
        many: 'referrals whose notification day has passed',
      },
    ],
    opens,
    dispatch: (id, command, act) => new TakeReferralDecision(id, command as ReferralCommand, act),
  });

  /** What was opened from it and what comes next, with a link only where this person may read what it leads to. */
  private async onward(record: ReferralRow, person: Person): Promise<object> {
    // Looked up late: the registry is made of this kind among others.
    const registry = this.house.get(Registry, { strict: false });
    const all = startedFor(record, person);
    const readable = await Promise.all(all.map(({ kind, id }) => registry.mayRead(kind, id, person)));
    const started = all.filter((_one, at) => readable[at]).map(linkTo);
    const next = nextOf(record, person);
    const leads = next?.starts === true || started.some(({ href }) => href === next?.link?.href);
    return { started, next: next && (leads ? next : { words: next.words }) };
  }
}

const informationOf = (event: Message): string | undefined => {
  const { type, data } = event as ReferralEvent;
  return type === 'InformationGiven' || type === 'InformationAsked' ? data.agency : undefined;
};

const NOT_FOR_AGENCIES: ReadonlySet<string> = new Set<ReferralEvent['type']>(['ReferralDecided', 'ReferralConsidered']);

/** A history says no more than the record: the referrer's own words to the referrer, to the groups that decide all of it. */
function tells(event: Message, person: Person): boolean {
  if (summaryOnly(person)) return false;
  if (!isRepresentative(person)) return true;
  const { type, data } = event as ReferralEvent;
  if (type === 'ReferralReceived') return data.from === person.agency;
  if (type === 'ReferralCorrected') return !isNarrated(data.field) && data.field !== 'note';
  return !NOT_FOR_AGENCIES.has(type) && !CONCERNING.has(type);
}
