import { Injectable } from '@nestjs/common';
import type { Message } from '#app/kernel';
import { clock, standing, standingInWords } from '#app/calendar';
import {
  type FilterField,
  type Ground,
  LEARNING_INQUIRY,
  type Person,
  type RecordKind,
  type Waiting,
  inGroup,
  isRepresentative,
  isTeam,
  recordKind,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import type { ReferralEvent } from '../domain/referral.events';
import { ReferralQueries } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';
import { TakeReferralDecision } from '../write/referral.handler';
import { receiveReferral, referralActs } from './referral.acts';
import { OUTCOMES, STATUSES } from './referral.names';
import { referralSeen, summaryOnly } from './referral.seen';
import { referralWords } from './referral.words';

const readers: Ground<ReferralRow> = {
  label: 'Everybody but agencies that a referral does not concern',
  holds: (person, record) => !isRepresentative(person) || !record || record.agencies.includes(person.agency ?? ''),
};

/** Referrals, as the web serves them. */
@Injectable()
export class ReferralRecords {
  constructor(private readonly queries: ReferralQueries) {}

  readonly kind: RecordKind = recordKind<ReferralRow>({
    path: 'referrals',
    category: 'referral',
    noun: 'referral',
    plural: 'Referrals',
    views: 'referral',
    opening: receiveReferral,
    acts: referralActs(this.queries),
    readable: [readers],
    words: referralWords,
    privateTo: informationOf,
    tells,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => filtersFor(await directory.agencies()),
    seen: referralSeen,
    extras: (record, { today }) => Promise.resolve({ clocks: clocksOf(record, today) }),
    waiting: (person, today) => this.waiting(person, today),
    dispatch: (id, command, act) => new TakeReferralDecision(id, command as ReferralCommand, act),
  });

  private async waiting(person: Person, today: string): Promise<readonly Waiting[]> {
    if (isRepresentative(person)) return informationAwaited(await this.queries.undecided(person), person, today);
    if (!isTeam(person) && !inGroup(person, LEARNING_INQUIRY) && person.role !== 'safeguarding-partner') return [];
    const undecided = await this.queries.undecided(person);
    const unanswered = isTeam(person) ? await this.queries.unanswered() : [];
    return [
      section('Referrals waiting for a decision', undecided, '/referrals', 'decision', 'Record the decision'),
      section(
        'Passed elsewhere, no answer yet',
        unanswered,
        '/referrals?status=waiting-for-answer',
        'answer',
        'Record the answer',
      ),
    ].filter(({ count }) => count > 0);
  }
}

const informationOf = (event: Message): string | undefined => {
  const { type, data } = event as ReferralEvent;
  return type === 'InformationGiven' || type === 'InformationAsked' ? data.agency : undefined;
};

/** A history says no more than the record: the referrer's own words to the referrer, to the groups that decide all of it. */
function tells(event: Message, person: Person): boolean {
  if (summaryOnly(person)) return false;
  if (!isRepresentative(person)) return true;
  const { type, data } = event as ReferralEvent;
  if (type === 'ReferralReceived') return data.from === person.agency;
  return type !== 'ReferralDecided' && type !== 'ReferralConsidered';
}

const section = (title: string, rows: readonly ReferralRow[], href: string, act: string, text: string): Waiting => ({
  title,
  count: rows.length,
  href,
  items: rows.slice(0, 5).map((row) => ({
    text: row.title,
    reference: row.reference,
    href: `/referrals/${row.id}`,
    ...(row.notifyBy !== null && { due: row.notifyBy }),
    act: { text, href: `/referrals/${row.id}/${act}` },
  })),
});

function informationAwaited(rows: readonly ReferralRow[], { agency }: Person, today: string): readonly Waiting[] {
  const asked = rows.flatMap((row) =>
    row.detail.information
      .filter((one) => one.agency === agency && one.givenOn === undefined)
      .map((one) => ({ row, one })),
  );
  if (asked.length === 0) return [];
  return [
    {
      title: 'Information asked of your agency',
      count: asked.length,
      href: '/referrals',
      late: asked.some(({ one }) => one.dueOn < today),
      items: asked.slice(0, 5).map(({ row, one }) => ({
        text: row.title,
        reference: row.reference,
        href: `/referrals/${row.id}`,
        due: one.dueOn,
        act: { text: 'Give information', href: `/referrals/${row.id}/information` },
      })),
    },
  ];
}

const NOTIFY = 'Notify the national Panel, if the criteria are met';
const RUNNING = { name: NOTIFY, status: { word: 'Running', kind: 'going' } };
const LATE = { name: NOTIFY, status: { word: 'Late', kind: 'late' } };
const DECIDED = { name: 'Decide whether to notify', status: { word: 'Decided', kind: 'done' } };

/** The clock that runs from the council's awareness until the criteria are decided not to be met. */
function clocksOf({ notifyBy, outcome, decidedOn, detail }: ReferralRow, today: string): readonly object[] {
  const { awareOn } = detail.received;
  if (notifyBy === null || awareOn === undefined) return [];
  const { law, ruleVersion } = clock('notify-panel', awareOn);
  const decided = outcome !== null && outcome !== 'criteria-appear-met' ? (decidedOn ?? undefined) : undefined;
  const stands = standing({ due: notifyBy }, today, decided);
  const late = stands.state === 'late' || stands.state === 'done late';
  const shown = decided ? DECIDED : late ? LATE : RUNNING;
  return [
    {
      ...shown,
      due: notifyBy,
      ...(decided && { done: decided }),
      [late ? 'late' : 'left']: standingInWords(stands),
      from: 'from the day on which the council became aware',
      rule: { text: 'Within five working days of becoming aware', law, version: ruleVersion },
      invented: detail.invented.includes('awareOn'),
    },
  ];
}

const filtersFor = (agencies: readonly { id: string; name: string }[]): readonly FilterField[] => [
  { name: 'words', label: 'Words or reference', kind: 'text' },
  {
    name: 'status',
    label: 'Status',
    kind: 'choice',
    options: Object.entries(STATUSES).map(([value, { word }]) => ({ value, text: word })),
  },
  {
    name: 'outcome',
    label: 'Outcome',
    kind: 'choice',
    options: Object.entries(OUTCOMES).map(([value, { label }]) => ({ value, text: label })),
  },
  {
    name: 'agency',
    label: 'Referring agency',
    kind: 'choice',
    options: agencies.map(({ id, name }) => ({ value: id, text: name })),
  },
  {
    name: 'year',
    label: 'Year',
    kind: 'choice',
    options: ['2026-27', '2025-26', '2024-25', '2023-24'].map((value) => ({ value, text: value })),
  },
];
