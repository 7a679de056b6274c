import { Injectable } from '@nestjs/common';
import { type FilterField, type RecordKind, offering, recordKind } from '#app/platform';
import type { DataRequestCommand } from '../domain/data-request.commands';
import { DataRequestQueries } from '../read/data-request.queries';
import type { DataRequestRow } from '../read/data-request.row';
import { KeptRecordQueries } from '../read/kept-record.queries';
import { TakeDataRequestDecision } from '../write/erasure.handler';
import { newRequest, requestActs } from './data-request.acts';
import { Choosing } from './data-request.choosing';
import { dataRequestSeen } from './data-request.seen';
import { waitingAboutData } from './data-request.waiting';
import { decisionActs } from './decision.acts';
import { ASKED, OUTCOMES, STATES } from './erasure.names';
import { readers } from './erasure.grounds';
import { dataRequestWords } from './erasure.words';

const WANTED = ['approval', 'decision', 'restriction-decision', 'review-decision', 'answer'];

/** Requests about people's data, as the web serves them. */
@Injectable()
export class DataRequestRecords {
  constructor(
    private readonly queries: DataRequestQueries,
    private readonly kept: KeptRecordQueries,
    private readonly choosing: Choosing,
  ) {}

  readonly kind: RecordKind = recordKind<DataRequestRow>({
    path: 'data-requests',
    category: 'dataRequest',
    noun: 'data request',
    plural: 'Requests about people’s data',
    views: 'data-request',
    opening: newRequest(this.choosing),
    acts: [...decisionActs(this.choosing), ...requestActs],
    readable: readers,
    words: dataRequestWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: () => Promise.resolve(FILTERS),
    seen: dataRequestSeen,
    extras: async ({ stream }) => ({ holds: await this.queries.holdsOn(await this.kept.linked(stream)) }),
    csv: ({ reference, title, status, asked, receivedOn, answerBy, detail: { decision } }) => ({
      Reference: reference,
      'What it is': ASKED[asked],
      About: title,
      State: status === 'unknown' ? '' : STATES[status].word,
      'Came in on': receivedOn,
      'Answer by': answerBy ?? '',
      Decision: decision ? OUTCOMES[decision.outcome] : '',
    }),
    wanted: () => WANTED,
    waiting: (person, today) => waitingAboutData(this.queries, this.kept, person, today),
    dispatch: (id, command, act) => new TakeDataRequestDecision(id, command as DataRequestCommand, act),
  });
}

const FILTERS: readonly FilterField[] = [
  { name: 'words', label: 'Pseudonym or reference', kind: 'words' },
  { name: 'asked', label: 'What it is', kind: 'choice', options: offering(ASKED) },
  {
    name: 'state',
    label: 'State',
    kind: 'choice',
    options: offering({ 'under-way': 'Under way', over: 'Over' }),
  },
  {
    name: 'waits',
    label: 'Waits for',
    kind: 'choice',
    options: offering({ decision: 'A decision', approval: 'A second person' }),
  },
  { name: 'due', label: 'To be answered', kind: 'choice', options: offering({ late: 'Its day has passed' }) },
];
