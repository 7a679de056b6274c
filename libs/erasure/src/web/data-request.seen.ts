import type { SpokenOf } from '#app/concerned';
import type { Names } from '#app/platform';
import type { FileSpokenOf } from '../domain/data-request.events';
import type { DataRequestDetail, DataRequestRow, DecisionRow } from '../read/data-request.row';
import { ASKED, ASKERS, BASES, ENDINGS, OUTCOMES, STATES, pageOfRecord } from './erasure.names';
import { reached } from './erasure.words';

interface At {
  readonly names: Names;
}

const personSeen = ({ subject, pseudonym, record, takenOff = false }: SpokenOf) => ({
  subject,
  pseudonym,
  takenOff,
  record: { ...record, href: pageOfRecord(record) },
});

const fileSeen = ({ fileId, record }: FileSpokenOf) => ({
  file: fileId,
  record: { ...record, href: pageOfRecord(record) },
});

const decisionSeen = (
  { outcome, ground, exemption, people, files, reasons, keepUntil, decidedOn, decidedBy, approved }: DecisionRow,
  { names }: At,
) => ({
  outcome: { value: outcome, name: OUTCOMES[outcome] },
  ground: ground === undefined ? null : { value: ground, name: BASES[ground] ?? ground },
  exemption: exemption === undefined ? null : { value: exemption, name: BASES[exemption] ?? exemption },
  people: people.map(personSeen),
  evidence: files.map(fileSeen),
  reasons,
  keepUntil: keepUntil ?? null,
  decidedOn,
  decidedBy: names.person(decidedBy),
  approved: approved ? { by: names.person(approved.by), on: approved.on, note: approved.note ?? null } : null,
});

/** What those who may read requests see of one. */
export function dataRequestSeen(row: DataRequestRow, _person: unknown, at: At): object {
  const { id, reference, title, revision, status, asked, receivedOn, answerBy, detail } = row;
  return {
    ...{ id, reference, title, revision, receivedOn, answerBy },
    status: status === 'unknown' ? null : { value: status, ...STATES[status] },
    asked: { value: asked, name: ASKED[asked] },
    record: { ...detail.record, href: pageOfRecord(detail.record) },
    people: detail.people.map(personSeen),
    asker: detail.asker ? { value: detail.asker, name: ASKERS[detail.asker] } : null,
    ...orNull(detail, ['said', 'keptUntil', 'authority', 'extended']),
    decision: detail.decision ? decisionSeen(detail.decision, at) : null,
    sentBack: detail.sentBack.map(({ on, by, reason }) => ({ on, by: at.names.person(by), reason })),
    ...outcomeSeen(detail),
    invented: detail.invented,
  };
}

/** What came of it. */
const outcomeSeen = (detail: DataRequestDetail) => ({
  heldUp: detail.heldUp ?? [],
  report: detail.report ? { ...detail.report, words: reached(detail.report) } : null,
  ...orNull(detail, ['restrictedOn', 'lifted', 'answered']),
  ended: detail.ended
    ? { why: { value: detail.ended.why, name: ENDINGS[detail.ended.why] }, reason: detail.ended.reason }
    : null,
});

const orNull = (detail: DataRequestDetail, fields: readonly (keyof DataRequestDetail)[]): object =>
  Object.fromEntries(fields.map((field) => [field, detail[field] ?? null]));
