import { narrative } from '#app/kernel';
import { type ActDefinition, type Ground, LEARNING_INQUIRY, act, partnershipTeam } from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import { whoIsConcerned } from './concerned.acts';
import { correctionActs } from './correction.acts';
import { decisionActs, learningInquiry, open, where } from './decision.acts';
import { informationActs } from './information.acts';
import { afterLearning, mayGoOn } from './referral.next';
import { settingAside } from './setting-aside.acts';
import type { ReferralQueries } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';
import { CloseReferralForm, ConsiderReferralForm, RecordAnswerForm, ReturnReflectionForm } from './referral.forms';

const team: readonly Ground<ReferralRow>[] = [partnershipTeam];

const command = (given: ReferralCommand): ReferralCommand => given;

/** What can be done to a referral. Options of other referrals come from the queries. */
export const referralActs = (queries: ReferralQueries): readonly ActDefinition<ReferralRow>[] => [
  ...decisionActs,
  ...informationActs,
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
    command: ({ note, closedOn, nothingFollows: nothing }, { record }) => {
      const nothingFollows = nothing !== undefined && { nothingFollows: narrative(nothing) };
      const closed = { note: narrative(note), closedOn, ...nothingFollows };
      return command({ type: 'CloseReferral', data: { ...closed, ...afterLearning(record) } });
    },
  }),
  ...whoIsConcerned,
  ...correctionActs,
  ...settingAside(queries),
];
