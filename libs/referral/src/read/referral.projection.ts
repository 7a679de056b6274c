import { type Meeting, type Narrative, type Plain, type Projection, type Recorded, wordsOf } from '#app/kernel';
import { type ReadModel, idOf, readModel } from '#app/platform';
import type { Corrected, CorrectableValues, Received, ReferralEvent } from '../domain/referral.events';
import { given, needed, withQuestion, withoutNeed } from './information.rows';
import { type CorrectedValue, type ReferralDetail, ReferralRow, StartedRow } from './referral.row';
import { startedProjection } from './started.projection';

type Row = Plain<ReferralRow>;

export const referralProjection: Projection<ReferralRow, ReferralEvent> = {
  name: 'referral',
  version: 3,
  categories: ['referral'],
  history: { without: ['detail'] },

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [
      {
        key,
        change: (row) => opened(recorded, key) ?? (row && { ...changed(row, recorded), revision: recorded.revision }),
      },
    ];
  },
};

function opened({ event, revision, metadata }: Recorded<ReferralEvent>, id: string): Row | undefined {
  if (event.type !== 'ReferralReceived') return undefined;
  const { data } = event;
  const invented = metadata.invented ?? [];
  return {
    id,
    reference: data.reference,
    revision,
    status: 'received',
    outcome: null,
    decidedOn: null,
    ...columnsOf(data, []),
    detail: { received: data, information: [], considered: [], decisions: [], answers: [], corrections: [], invented },
  };
}

type Columns = Pick<Row, 'title' | 'from' | 'receivedOn' | 'notifyBy' | 'decideBy' | 'agencies'>;

/** The columns that come from what was received; `asked` are the agencies that were asked for information. */
function columnsOf({ headline, from, receivedOn, harm, agencies, ...received }: Received, asked: string[]): Columns {
  const { notifyBy = null }: { notifyBy?: string | null } = received;
  const counts = notifyBy !== null && harm !== 'good-practice' && receivedOn <= notifyBy;
  return {
    title: headline,
    from,
    receivedOn,
    notifyBy,
    decideBy: counts ? notifyBy : null,
    agencies: [...new Set([from, ...agencies, ...asked])],
  };
}

function changed(row: Row, { id, event, metadata }: Recorded<ReferralEvent>): Row {
  const { type, data } = event;
  const invented = [
    ...new Set([...row.detail.invented, ...(metadata.invented ?? []).map((field) => `${type}.${field}`)]),
  ];
  const detail = { ...row.detail, invented };
  const told = (change: Partial<ReferralDetail>, status = row.status): Row => ({
    ...row,
    status,
    detail: { ...detail, ...change },
  });
  switch (type) {
    case 'InformationAsked': {
      const information = withQuestion(detail.information, data);
      return { ...told({ information }, 'information-asked'), agencies: [...new Set([...row.agencies, data.agency])] };
    }
    case 'InformationGiven': {
      const information = given(detail.information, data);
      const all = !information.some(needed);
      const next = detail.considered.length > 0 ? 'considered' : 'information-given';
      return told({ information }, row.status === 'information-asked' && all ? next : row.status);
    }
    case 'ReferralConsidered': {
      const where = { on: data.consideredOn, where: placeOf(data), note: wordsOf(data.note) };
      return told({ considered: [...detail.considered, where] }, 'considered');
    }
    case 'ReferralDecided': {
      const after = ({ 'no-further-action': 'closed', 'passed-elsewhere': 'waiting-for-answer' } as const)[
        data.outcome as string
      ];
      const { opens: _opens, ...before } = detail;
      const opens = data.outcome === 'criteria-appear-met' ? { opens: id } : {};
      const next = told({}, after ?? 'decided');
      const information = withoutNeed(detail.information, data.decidedOn);
      const decisions = { information, decisions: [...detail.decisions, data], ...opens };
      return { ...next, outcome: data.outcome, decidedOn: data.decidedOn, detail: { ...before, ...decisions } };
    }
    default:
      return afterwards(row, event, told);
  }
}

type Closed = Extract<ReferralEvent, { type: 'ReferralClosed' }>['data'];
type Later = Exclude<
  ReferralEvent,
  { type: 'InformationAsked' | 'InformationGiven' | 'ReferralConsidered' | 'ReferralDecided' }
>;

function afterwards(
  row: Row,
  { type, data }: Later,
  told: (change: Partial<ReferralDetail>, status?: Row['status']) => Row,
): Row {
  const { detail } = row;
  switch (type) {
    case 'ReceivingBodyAnswered': {
      const { body, answer, answeredOn, words } = data;
      const answers = [...detail.answers, { body, answer, on: answeredOn, words: wordsOf(words) }];
      return told({ answers }, answer === 'accepted' ? 'closed' : 'considered');
    }
    case 'ReflectionReturned': {
      const { wentWell, didNotGoWell, differentlyNextTime, returnedOn: on } = data;
      const reflection = {
        wentWell: wordsOf(wentWell),
        didNotGoWell: wordsOf(didNotGoWell),
        differentlyNextTime: wordsOf(differentlyNextTime),
        on,
      };
      return told({ reflection });
    }
    case 'ReferralClosed':
      return told({ closed: closed(data) }, 'closed');
    case 'ReferralEnteredInError':
      return told({ void: { reason: wordsOf(data.reason) } }, 'entered-in-error');
    case 'ReferralMarkedDuplicate':
      return told({ void: { reason: wordsOf(data.reason), of: data.of, ofReference: data.ofReference } }, 'duplicate');
    case 'ReferralCorrected':
      return corrected(row, data, told);
    default:
      return row;
  }
}

function corrected(row: Row, data: Corrected, told: (change: Partial<ReferralDetail>) => Row): Row {
  const { field, label, from, to, reason, notifyBy, ruleVersion, consideration } = data;
  const { detail, notifyBy: before } = row;
  const one = { field, label, from: shown(from), to: shown(to), reason: wordsOf(reason) };
  const corrections = [...detail.corrections, one];
  const counted = { ...(notifyBy && { notifyBy }), ...(ruleVersion && { ruleVersion }) };
  if (consideration !== undefined) return told({ corrections, considered: reconsidered(detail, data) });
  const received: Received = { ...detail.received, [field]: to, ...counted };
  const first = detail.firstNotifyBy ?? (notifyBy && before !== null ? before : undefined);
  const next = told({
    received,
    corrections,
    ...(first !== undefined && { firstNotifyBy: first }),
  });
  const asked = detail.information.map(({ agency }) => agency);
  return { ...next, ...columnsOf(received, asked) };
}

/** The consideration that is corrected, with its right day or words. */
const reconsidered = (
  { considered }: ReferralDetail,
  { field, to, consideration }: Corrected,
): ReferralDetail['considered'] =>
  considered.map((one, at) => {
    if (at + 1 !== consideration) return one;
    return { ...one, ...(field === 'note' && { note: wordsOf(to) }), ...(field === 'consideredOn' && { on: to }) };
  });

function closed({ closedOn, note, nothingFollows }: Closed): ReferralDetail['closed'] & object {
  const nothing = nothingFollows && { nothingFollows: wordsOf(nothingFollows) };
  return { on: closedOn, note: wordsOf(note), ...nothing };
}

const shown = (value: CorrectableValues[keyof CorrectableValues]): CorrectedValue =>
  typeof value === 'object' && 'sealed' in value ? wordsOf(value satisfies Narrative) : value;

const placeOf = ({ meeting, betweenMeetings }: { meeting?: Meeting; betweenMeetings?: string }): string =>
  meeting ? meeting.label : `Between meetings: ${betweenMeetings ?? ''}`;

export const referralModels: readonly ReadModel[] = [
  readModel(referralProjection, ReferralRow, ['id']),
  readModel(startedProjection, StartedRow, ['id', 'referralId']),
];
