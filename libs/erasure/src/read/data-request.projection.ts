import { type Plain, type Projection, type Recorded, wordsOf } from '#app/kernel';
import { idOf, streamOf } from '#app/platform';
import type { SpokenOf } from '#app/concerned';
import type { Asked, DataRequestEvent } from '../domain/data-request.events';
import { evolve, unknown } from '../domain/data-request.state';
import type { DataRequestDetail, DataRequestRow } from './data-request.row';

type Row = Plain<DataRequestRow>;

/** What lists call it. */
export const ASKED: Readonly<Record<Asked, string>> = {
  erasure: 'Erasure',
  restriction: 'Restriction',
  review: 'Review before destruction',
};

export const dataRequestProjection: Projection<DataRequestRow, DataRequestEvent> = {
  name: 'data-request',
  version: 1,
  categories: ['dataRequest'],

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [{ key, change: (row) => changed(key, row, recorded) }];
  },
};

function changed(id: string, before: Row | undefined, recorded: Recorded<DataRequestEvent>): Row | undefined {
  const row = before ?? opened(id, recorded);
  if (!row) return undefined;
  const { event, revision } = recorded;
  const { status, answerBy } = evolve({ ...unknown, status: row.status }, event);
  return {
    ...row,
    revision,
    status,
    ...(event.type === 'AnswerExtended' && { answerBy: answerBy ?? null }),
    ...((event.type === 'AskerAnswered' || event.type === 'DataRequestEnded') && { answerBy: null }),
    detail: detailed(row.detail, recorded),
  };
}

function opened(id: string, { event, revision, metadata }: Recorded<DataRequestEvent>): Row | undefined {
  const invented = metadata.invented ?? [];
  if (event.type === 'DataRequestReceived') {
    const { reference, asked, person, asker, receivedOn, said, answerBy } = event.data;
    const { record } = person;
    return {
      ...{ id, reference, title: titleOf(asked, [person]), revision, status: 'open', asked, receivedOn, answerBy },
      stream: streamOf(record.category, record.id),
      detail: { record, people: [person], asker, said: wordsOf(said), sentBack: [], invented },
    };
  }
  if (event.type !== 'RetentionReviewBegun') return undefined;
  const { reference, record, people, keptUntil, authority } = event.data;
  return {
    ...{ id, reference, title: `${ASKED.review}: ${record.reference}`, revision, status: 'open', asked: 'review' },
    ...{ receivedOn: metadata.happenedOn, answerBy: null },
    stream: streamOf(record.category, record.id),
    detail: { record, people, keptUntil, authority, sentBack: [], invented },
  };
}

const titleOf = (asked: Asked, people: readonly SpokenOf[]): string =>
  `${ASKED[asked]}: ${people.map(({ pseudonym, record }) => `${pseudonym}, ${record.reference}`).join('; ')}`;

function detailed(detail: DataRequestDetail, { event, metadata }: Recorded<DataRequestEvent>): DataRequestDetail {
  const on = metadata.happenedOn;
  const by = metadata.actor;
  switch (event.type) {
    case 'AnswerExtended':
      return { ...detail, extended: { was: event.data.was, reason: wordsOf(event.data.reason) } };
    case 'DataRequestDecided':
      return { ...detail, decision: { ...event.data, reasons: wordsOf(event.data.reasons) } };
    case 'DecisionSentBack': {
      const { decision: _, heldUp: _held, ...rest } = detail;
      return { ...rest, sentBack: [...detail.sentBack, { on, by, reason: wordsOf(event.data.reason) }] };
    }
    case 'DecisionApproved': {
      const { note } = event.data;
      const approved = { by, on, ...(note && { note: wordsOf(note) }) };
      const { heldUp: _, ...rest } = detail;
      return { ...rest, ...(detail.decision && { decision: { ...detail.decision, approved } }) };
    }
    case 'ErasureHeldUp':
      return { ...detail, heldUp: event.data.holds };
    default:
      return after(detail, event, on);
  }
}

/** What came of it. */
function after(detail: DataRequestDetail, event: DataRequestEvent, on: string): DataRequestDetail {
  switch (event.type) {
    case 'PeopleErased':
      return { ...detail, report: { ...event.data.report, on } };
    case 'ProcessingRestricted':
      return { ...detail, restrictedOn: on };
    case 'ProcessingRestrictionLifted': {
      const { toldOn, reason } = event.data;
      return { ...detail, lifted: { on, toldOn, reason: wordsOf(reason) } };
    }
    case 'AskerAnswered':
      return { ...detail, answered: { on: event.data.answeredOn, how: event.data.how } };
    case 'DataRequestEnded':
      return { ...detail, ended: { why: event.data.why, reason: wordsOf(event.data.reason) } };
    default:
      return detail;
  }
}
