import { narrative } from '#app/kernel';
import {
  type ActDefinition,
  type Ground,
  LEARNING_INQUIRY,
  type Person,
  act,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import { correctionActs } from './correction.acts';
import { decisionActs, learningInquiry, live, where } from './decision.acts';
import { afterNotification, mayGoOn } from './referral.next';
import type { ReferralQueries } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';
import {
  AskForInformationForm,
  CloseReferralForm,
  ConsiderReferralForm,
  GiveInformationForm,
  MarkDuplicateForm,
  ReasonForm,
  ReceiveReferralForm,
  RecordAnswerForm,
  ReturnReflectionForm,
} from './referral.forms';

const team: readonly Ground<ReferralRow>[] = [partnershipTeam];

/** A representative acts for the own agency only; before anything is sent there is nothing to compare. */
const isOwn = (sent: unknown, field: string, { agency }: Person): boolean => {
  const named = (sent as Record<string, unknown> | undefined)?.[field];
  return agency !== undefined && (named === undefined || named === agency);
};
const referrer = representativeOf<ReferralRow>('Representatives, for their own agency', (_record, sent, person) =>
  isOwn(sent, 'from', person),
);
const askedAgency = representativeOf<ReferralRow>(
  'Representatives of the agency that was asked',
  (record, sent, person) => wasAsked(record, person) && isOwn(sent, 'agency', person),
);

const open = ({ status }: ReferralRow): boolean =>
  ['received', 'information-asked', 'information-given', 'considered'].includes(status);
const wasAsked = (record: ReferralRow | undefined, { agency }: Person): boolean =>
  record?.detail.information.some((one) => one.agency === agency) ?? false;

const command = (given: ReferralCommand): ReferralCommand => given;

export const receiveReferral = act<ReferralRow, ReceiveReferralForm>({
  name: 'new',
  title: 'Log a referral',
  intro:
    'A referral asks whether agencies can learn from what happened to a child. It is not a referral of a child to Children’s Social Care.',
  button: 'Log the referral',
  done: 'The referral is logged:',
  form: ReceiveReferralForm,
  may: [partnershipTeam, learningInquiry, referrer],
  initial: ({ person }) => (person.agency ? { from: person.agency } : {}),
  happenedOn: ({ receivedOn }) => receivedOn,
  command: ({ whatHappened, why, ...form }) =>
    command({ type: 'ReceiveReferral', data: { ...form, whatHappened: narrative(whatHappened), why: narrative(why) } }),
});

/** What can be done to a referral. Options of other referrals come from the queries. */
export const referralActs = (queries: ReferralQueries): readonly ActDefinition<ReferralRow>[] => [
  ...decisionActs,
  act<ReferralRow, AskForInformationForm>({
    name: 'information-request',
    title: 'Ask an agency for information',
    done: 'The request is recorded.',
    form: AskForInformationForm,
    may: team,
    offered: open,
    happenedOn: ({ askedOn }) => askedOn,
    command: ({ agency, question, dueOn, askedOn }) =>
      command({ type: 'AskForInformation', data: { agency, question: narrative(question), dueOn, askedOn } }),
  }),
  act<ReferralRow, GiveInformationForm>({
    name: 'information',
    title: 'Give information',
    done: 'The information is recorded.',
    form: GiveInformationForm,
    may: [partnershipTeam, askedAgency],
    offered: (record, person) =>
      live(record) && (person.agency === undefined ? record.detail.information.length > 0 : wasAsked(record, person)),
    lists: ({ record, person, names }) => ({
      asked: (record?.detail.information ?? [])
        .filter(({ agency }) => person.agency === undefined || person.agency === agency)
        .map(({ agency }) => ({ value: agency, text: names.agency(agency) })),
    }),
    initial: ({ person, record }) => (person.agency && wasAsked(record, person) ? { agency: person.agency } : {}),
    happenedOn: ({ givenOn }) => givenOn,
    behalf: ({ agency }) => ({ agency }),
    command: ({ agency, information, givenOn }) =>
      command({ type: 'GiveInformation', data: { agency, information: narrative(information), givenOn } }),
  }),
  act<ReferralRow, ConsiderReferralForm>({
    name: 'consideration',
    title: 'Record that it was considered',
    done: 'It is recorded that the referral was considered.',
    form: ConsiderReferralForm,
    may: [partnershipTeam, learningInquiry],
    offered: open,
    group: LEARNING_INQUIRY,
    happenedOn: ({ consideredOn }) => consideredOn,
    command: ({ note, consideredOn, meeting }) =>
      command({ type: 'ConsiderReferral', data: { note: narrative(note), consideredOn, ...where(meeting) } }),
  }),
  act<ReferralRow, RecordAnswerForm>({
    name: 'answer',
    title: 'Record the receiving body’s answer',
    done: 'The answer is recorded.',
    form: RecordAnswerForm,
    may: team,
    offered: ({ status }) => status === 'waiting-for-answer',
    happenedOn: ({ answeredOn }) => answeredOn,
    command: ({ answer, answeredOn, words }) =>
      command({ type: 'RecordAnswer', data: { answer, answeredOn, words: narrative(words) } }),
  }),
  act<ReferralRow, ReturnReflectionForm>({
    name: 'reflection',
    title: 'Record the agencies’ reflection',
    done: 'The reflection is recorded.',
    form: ReturnReflectionForm,
    may: team,
    offered: ({ status, outcome, detail }) =>
      status === 'decided' && outcome === 'professional-differences' && !detail.reflection,
    happenedOn: ({ returnedOn }) => returnedOn,
    command: ({ wentWell, didNotGoWell, differentlyNextTime, returnedOn }) =>
      command({
        type: 'ReturnReflection',
        data: {
          wentWell: narrative(wentWell),
          didNotGoWell: narrative(didNotGoWell),
          differentlyNextTime: narrative(differentlyNextTime),
          returnedOn,
        },
      }),
  }),
  act<ReferralRow, CloseReferralForm>({
    name: 'closure',
    title: 'Close the referral',
    done: 'The referral is closed.',
    form: CloseReferralForm,
    may: team,
    offered: (record) => record.status === 'decided' && mayGoOn(record),
    happenedOn: ({ closedOn }) => closedOn,
    command: ({ note, closedOn }, { record }) =>
      command({ type: 'CloseReferral', data: { note: narrative(note), closedOn, ...afterNotification(record) } }),
  }),
  ...correctionActs,
  act<ReferralRow, MarkDuplicateForm>({
    name: 'duplicate',
    title: 'Mark as a duplicate',
    done: 'The referral is marked as a duplicate.',
    form: MarkDuplicateForm,
    may: team,
    offered: live,
    lists: async ({ id, person, today }) => {
      const { items } = await queries.list({ page: 1, pageSize: 200, filters: {}, person, today });
      return {
        others: items
          .filter((one) => one.id !== id)
          .map((one) => ({ value: one.id, text: `${one.reference} ${one.title}` })),
      };
    },
    command: async ({ of, reason }) => {
      const ofReference = (await queries.find(of))?.reference ?? '';
      return command({ type: 'MarkDuplicate', data: { of, ofReference, reason: narrative(reason) } });
    },
  }),
  act<ReferralRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The referral is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: live,
    command: ({ reason }) => command({ type: 'EnterInError', data: { reason: narrative(reason) } }),
  }),
];
