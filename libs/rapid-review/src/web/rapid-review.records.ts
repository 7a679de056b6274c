import { Injectable } from '@nestjs/common';
import type { Message } from '#app/kernel';
import {
  type FilterField,
  LEARNING_INQUIRY,
  type Person,
  type RecordKind,
  inGroup,
  isTeam,
  recordKind,
} from '#app/platform';
import type { RapidReviewCommand } from '../domain/rapid-review.commands';
import type { RapidReviewEvent } from '../domain/rapid-review.events';
import { RapidReviewQueries } from '../read/rapid-review.queries';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { wantsLearningEvent } from '../read/rapid-review.standing';
import { TakeRapidReviewDecision } from '../write/rapid-review.handler';
import { clocksOf } from './clocks';
import { opens, whoIsConcerned } from './concerned.acts';
import { mendingActs, notificationActs, openNotificationDecision } from './notification.acts';
import { panelActs } from './panel.acts';
import { NOTIFICATION_OUTCOMES, REVIEW_OUTCOMES, STATUSES, nameIn } from './rapid-review.names';
import { rapidReviewSeen } from './rapid-review.seen';
import { waitingFor } from './rapid-review.waiting';
import { rapidReviewWords } from './rapid-review.words';
import { reviewActs } from './review.acts';
import { readers, sheetReaders, sightOf } from './sight';

export const PATH = 'rapid-reviews';

/** Notification decisions and rapid reviews, as the web serves them. */
@Injectable()
export class RapidReviewRecords {
  constructor(private readonly queries: RapidReviewQueries) {}

  readonly kind: RecordKind = recordKind<RapidReviewRow>({
    path: PATH,
    category: 'rapidReview',
    noun: 'rapid review',
    plural: 'Rapid reviews',
    views: 'rapid-review',
    opening: openNotificationDecision,
    acts: [...notificationActs, ...reviewActs, ...panelActs, ...whoIsConcerned, ...mendingActs],
    readable: readers,
    words: rapidReviewWords,
    privateTo: ownerOf,
    tells,
    names: namesStep,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async () => filtersFor(await this.queries.years()),
    seen: rapidReviewSeen,
    learnedOn: ({ detail: { reviewDecisions } }) => {
      const decided = reviewDecisions.at(-1);
      return decided && { on: decided.decidedOn, invented: decided.invented.includes('decidedOn') };
    },
    extras: (record, { person, today }) => {
      const sight = sightOf(person, record);
      return Promise.resolve({
        sight,
        ...(sight !== 'own' && { clocks: clocksOf(record, today) }),
        opensLearningEvent: sight === 'all' && mayOpenLearningEvent(record, person),
        sheet: sheetReaders.some((ground) => ground.holds(person, record)),
      });
    },
    waiting: (person, today) => waitingFor(this.queries, person, today),
    late: [{ filters: { due: 'late' }, one: 'rapid review past its day', many: 'rapid reviews past their day' }],
    opens,
    dispatch: (id, command, act) => new TakeRapidReviewDecision(id, command as RapidReviewCommand, act),
  });
}

/** Where the decision asks for one and there is none: the Partnership Team and the Learning Inquiry Group open it. */
const mayOpenLearningEvent = (record: RapidReviewRow, person: Person): boolean =>
  wantsLearningEvent(record) && (isTeam(person) || (person.role !== 'scrutineer' && inGroup(person, LEARNING_INQUIRY)));

/** What was asked of an agency, and what it returned, is the agency's. */
const ownerOf = (event: Message): string | undefined => {
  const { type, data } = event as RapidReviewEvent;
  return type === 'AgencyAsked' || type === 'AgencyReturned' ? data.agency : undefined;
};

/** A history says no more than the record: a summary holds no words of an event, an agency reads its own return. */
function tells(event: Message, person: Person): boolean {
  const sight = sightOf(person, undefined);
  return sight === 'all' || (sight === 'own' && ownerOf(event) === person.agency);
}

/** What an agency that was asked may know by name: that it opened and ended, and which agencies were asked and answered. */
const OPEN_STEPS: readonly RapidReviewEvent['type'][] = [
  'NotificationDecisionOpened',
  'AgencyAsked',
  'AgencyReturned',
  'RapidReviewClosed',
  'RapidReviewEnteredInError',
];
const namesStep = ({ type }: Message, person: Person): boolean =>
  sightOf(person, undefined) !== 'own' || OPEN_STEPS.some((open) => open === type);

const choices = (labels: Readonly<Record<string, string | { readonly label: string }>>) =>
  Object.keys(labels).map((value) => ({ value, text: nameIn(labels, value) }));

const filtersFor = (years: readonly string[]): readonly FilterField[] => [
  { name: 'words', label: 'Words or reference', kind: 'words' },
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
    options: choices({ ...NOTIFICATION_OUTCOMES, ...REVIEW_OUTCOMES }),
  },
  { name: 'year', label: 'Year', kind: 'choice', options: years.map((value) => ({ value, text: value })) },
  {
    name: 'waits',
    label: 'Waiting for',
    kind: 'choice',
    options: [
      { value: 'return', text: 'The return of an agency' },
      { value: 'decision', text: 'A notification decision' },
      { value: 'notification', text: 'The notification' },
      { value: 'sign-off', text: 'Sign-off' },
      { value: 'sending', text: 'Sending to the national Panel' },
      { value: 'reply', text: 'The national Panel’s reply' },
      { value: 'answer', text: 'The partnership’s answer' },
    ],
  },
  {
    name: 'due',
    label: 'Statutory date',
    kind: 'choice',
    options: [
      { value: 'late', text: 'Late' },
      { value: 'in-time', text: 'Not late' },
    ],
  },
];
