import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CONCERNING } from '#app/concerned';
import type { Message } from '#app/kernel';
import {
  EXECUTIVE,
  type FilterField,
  LEARNING_INQUIRY,
  type Person,
  type RecordKind,
  Registry,
  type Waiting,
  anyoneSignedIn,
  inGroup,
  isRepresentative,
  isTeam,
  offering,
  recordKind,
} from '#app/platform';
import type { LearningEventCommand } from '../domain/learning-event.commands';
import { LearningEventQueries } from '../read/learning-event.queries';
import type { LearningEventRow, WantedRow } from '../read/learning-event.row';
import { TakeLearningEventDecision } from '../write/learning-event.handler';
import { stepActs } from './learning-event.acts';
import { opens, whoIsConcerned } from './concerned.acts';
import { ACT_OF, NEXT, STATES, statusOf } from './learning-event.names';
import { learningEventSeen, seesConcerned } from './learning-event.seen';
import { learningEventWords } from './learning-event.words';
import { agreeLearningEvent, recordActs } from './record.acts';

/** Agencies read what was approved, on the record; a history would tell them every draft. */
const DRAFTS: readonly string[] = ['LearningRecorded', 'ReportDrafted'];
const tells = ({ type }: Message, person: Person): boolean =>
  CONCERNING.has(type) ? seesConcerned(person) : !DRAFTS.includes(type) || !isRepresentative(person);

/** Local learning events, as the web serves them. */
@Injectable()
export class LearningEventRecords {
  constructor(
    private readonly queries: LearningEventQueries,
    private readonly house: ModuleRef,
  ) {}

  readonly kind: RecordKind = recordKind<LearningEventRow>({
    path: 'learning-events',
    category: 'learningEvent',
    noun: 'learning event',
    plural: 'Learning events',
    views: 'learning-event',
    opening: agreeLearningEvent(this.queries),
    acts: [...stepActs, ...whoIsConcerned, ...recordActs],
    readable: [anyoneSignedIn],
    words: learningEventWords,
    tells,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async () => filtersFor(await this.queries.years()),
    seen: learningEventSeen,
    learnedOn: ({ detail: { steps } }) => {
      const step = [steps.workshop, steps.report, steps.agreed].find((one) => one?.on !== undefined);
      return step?.on === undefined ? undefined : { on: step.on, invented: step.invented.includes('happenedOn') };
    },
    extras: async (record, { person }) => ({
      sourceRef: `learningEvent-${record.id}`,
      leads: await this.leads(record, person),
    }),
    csv: (row) => ({
      Reference: row.reference,
      Title: row.title,
      State: statusOf(row).word,
      'Next step': row.next === null ? '' : NEXT[row.next],
      'Workshop held on': row.heldOn ?? '',
      'Practitioners who came': String(row.detail.workshop?.total ?? ''),
      Referral: row.detail.agreed.referral?.reference ?? '',
      Themes: row.themes.join('; '),
    }),
    waiting: (person) => this.waiting(person),
    opens,
    dispatch: (id, command, act) => new TakeLearningEventDecision(id, command as LearningEventCommand, act),
  });

  /** Whether this person may read what it came from: the reference is shown to all, the link to those whom it leads there. */
  private async leads({ detail: { agreed } }: LearningEventRow, person: Person): Promise<object> {
    // Looked up late: the registry is made of this kind among others.
    const registry = this.house.get(Registry, { strict: false });
    const mayRead = (path: string, id = '') => registry.mayRead(path, id, person);
    const [referral, rapidReview] = await Promise.all([
      mayRead('referrals', agreed.referral?.id),
      mayRead('rapid-reviews', agreed.rapidReview?.id),
    ]);
    return { referral, rapidReview };
  }

  private async waiting(person: Person): Promise<readonly Waiting[]> {
    const mine = WAITS.filter((each) => each.for(person));
    const [awaiting, wanted] = await Promise.all([
      this.queries.awaiting(mine.map(({ next }) => next)),
      isTeam(person) ? this.queries.wanted() : [],
    ]);
    const sections = [...mine.map(({ next, title }) => section(title, next, awaiting)), toOpen(wanted)];
    return sections.filter(({ count }) => count > 0);
  }
}

const inquiry = (person: Person): boolean => person.role !== 'scrutineer' && inGroup(person, LEARNING_INQUIRY);
const executive = (person: Person): boolean => person.role !== 'scrutineer' && inGroup(person, EXECUTIVE);

/** What a group decides waits for its members; everything waits for the Partnership Team, who record it. */
const WAITS: readonly {
  readonly next: Exclude<LearningEventRow['next'], null | 'agreed'>;
  readonly title: string;
  readonly for: (person: Person) => boolean;
}[] = [
  {
    next: 'terms',
    title: 'Learning events without terms of reference',
    for: (person) => isTeam(person) || inquiry(person),
  },
  { next: 'facilitators', title: 'Learning events without facilitators', for: isTeam },
  { next: 'workshop', title: 'Workshops to hold or record', for: isTeam },
  { next: 'learning', title: 'Learning to record after a workshop', for: isTeam },
  { next: 'report', title: 'Learning event reports to draft', for: isTeam },
  {
    next: 'group-approval',
    title: 'Learning event reports for the Learning Inquiry Group',
    for: (person) => isTeam(person) || inquiry(person),
  },
  {
    next: 'executive-approval',
    title: 'Learning event reports for the Executive',
    for: (person) => isTeam(person) || executive(person),
  },
  { next: 'briefing', title: 'Practitioner briefings to share', for: isTeam },
  { next: 'monitoring', title: 'Learning events whose recommendations nobody has looked at yet', for: inquiry },
];

/** Of all that waits, what waits for this step. */
function section(
  title: string,
  next: Exclude<LearningEventRow['next'], null>,
  waiting: readonly LearningEventRow[],
): Waiting {
  const rows = waiting.filter((row) => row.next === next);
  return {
    title,
    count: rows.length,
    href: `/learning-events?next=${next}`,
    items: rows.slice(0, 5).map(({ id, title: text, reference, state, detail }) => ({
      text,
      reference,
      href: `/learning-events/${id}`,
      status: statusOf({ state, detail }),
      act: { text: NEXT[next], href: `/learning-events/${id}/${ACT_OF[next]}` },
    })),
  };
}

const toOpen = (rows: readonly WantedRow[]): Waiting => ({
  title: 'Referrals that were decided to lead to a learning event',
  count: rows.length,
  href: '/referrals?waits=learning-event',
  items: rows.slice(0, 5).map(({ id, title: text, reference }) => ({
    text,
    reference,
    href: `/referrals/${id}`,
    act: { text: 'Open the learning event', href: `/learning-events/new?referral=${id}` },
  })),
});

function filtersFor(years: readonly string[]): readonly FilterField[] {
  const { agreed: _agreed, ...next } = NEXT;
  const states = Object.fromEntries(Object.entries(STATES).map(([value, { word }]) => [value, word]));
  return [
    { name: 'words', label: 'Words, theme or reference', kind: 'words' },
    { name: 'state', label: 'State', kind: 'choice', options: offering(states) },
    { name: 'next', label: 'Next step', kind: 'choice', options: offering(next) },
    { name: 'year', label: 'Year', kind: 'choice', options: years.map((year) => ({ value: year, text: year })) },
  ];
}
