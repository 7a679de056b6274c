import { type Meeting, type Plain, type Projection, type Recorded, wordsOf } from '#app/kernel';
import { type ReadModel, idOf, readModel } from '#app/platform';
import type { ReferralEvent } from '../domain/referral.events';
import { type ReferralDetail, ReferralRow } from './referral.row';

type Row = Plain<ReferralRow>;

export const referralProjection: Projection<ReferralRow, ReferralEvent> = {
  name: 'referral',
  version: 1,
  categories: ['referral'],

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
    title: data.headline,
    revision,
    status: 'received',
    from: data.from,
    receivedOn: data.receivedOn,
    outcome: null,
    decidedOn: null,
    notifyBy: data.notifyBy ?? null,
    agencies: [...new Set([data.from, ...data.agencies])],
    detail: { received: data, information: [], considered: [], decisions: [], answers: [], corrections: [], invented },
  };
}

function changed(row: Row, { event, metadata }: Recorded<ReferralEvent>): Row {
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
      const { agency, question, askedOn, dueOn } = data;
      const others = detail.information.filter((one) => one.agency !== agency);
      const information = [...others, { agency, question: wordsOf(question), askedOn, dueOn }];
      return { ...told({ information }, 'information-asked'), agencies: [...new Set([...row.agencies, agency])] };
    }
    case 'InformationGiven': {
      const { agency, givenOn } = data;
      const words = wordsOf(data.information);
      const information = detail.information.map((one) =>
        one.agency === agency ? { ...one, information: words, givenOn } : one,
      );
      return told({ information });
    }
    case 'ReferralConsidered': {
      const where = { on: data.consideredOn, where: placeOf(data), note: wordsOf(data.note) };
      return told({ considered: [...detail.considered, where] }, 'considered');
    }
    case 'ReferralDecided': {
      const after = ({ 'no-further-action': 'closed', 'passed-elsewhere': 'waiting-for-answer' } as const)[
        data.outcome as string
      ];
      const next = told({ decisions: [...detail.decisions, data] }, after ?? 'decided');
      return { ...next, outcome: data.outcome, decidedOn: data.decidedOn };
    }
    default:
      return afterwards(row, event, told);
  }
}

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
      return told({ closed: { on: data.closedOn, note: wordsOf(data.note) } }, 'closed');
    case 'ReferralEnteredInError':
      return told({ void: { reason: wordsOf(data.reason) } }, 'entered-in-error');
    case 'ReferralMarkedDuplicate':
      return told({ void: { reason: wordsOf(data.reason), of: data.of, ofReference: data.ofReference } }, 'duplicate');
    case 'ReferralCorrected': {
      const { field, label, from, to, reason } = data;
      const corrections = [...detail.corrections, { field, label, from, to, reason: wordsOf(reason) }];
      const next = told({ corrections, received: { ...detail.received, [field]: to } });
      return { ...next, ...columns[field]?.(to) };
    }
    default:
      return row;
  }
}

/** The columns that a correction changes. */
const columns: Readonly<Record<string, (to: string) => Partial<Row>>> = {
  headline: (title) => ({ title }),
  from: (from) => ({ from }),
  receivedOn: (receivedOn) => ({ receivedOn }),
};

const placeOf = ({ meeting, betweenMeetings }: { meeting?: Meeting; betweenMeetings?: string }): string =>
  meeting ? meeting.label : `Between meetings: ${betweenMeetings ?? ''}`;

export const referralModels: readonly ReadModel[] = [readModel(referralProjection, ReferralRow)];
