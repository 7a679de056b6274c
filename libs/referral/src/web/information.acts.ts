import { narrative } from '#app/kernel';
import {
  type ActDefinition,
  type Person,
  act,
  insistInBeing,
  isTeam,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import { needed } from '../read/information.rows';
import type { InformationRow, ReferralRow } from '../read/referral.row';
import { live, open } from './decision.acts';
import { isOwn } from './receive.act';
import { AskForInformationForm, GiveInformationForm } from './referral.forms';

/** The questions that this person may answer: all of them, or those to the own agency. */
const asked = (record: ReferralRow | undefined, { agency: own }: Person): readonly InformationRow[] =>
  (record?.detail.information ?? []).filter(({ agency }) => own === undefined || own === agency);

const wasAsked = (record: ReferralRow | undefined, { agency }: Person): boolean =>
  record?.detail.information.some((one) => one.agency === agency) ?? false;

const askedAgency = representativeOf<ReferralRow>(
  'Representatives of the agency that was asked',
  (record, sent, person) => wasAsked(record, person) && isOwn(sent, 'agency', person),
);

const command = (given: ReferralCommand): ReferralCommand => given;

/** Asking agencies what they know, and their answers. */
export const informationActs: readonly ActDefinition<ReferralRow>[] = [
  act<ReferralRow, AskForInformationForm>({
    name: 'information-request',
    title: 'Ask an agency for information',
    done: 'The request is recorded.',
    form: AskForInformationForm,
    may: [partnershipTeam],
    offered: open,
    happenedOn: ({ askedOn }) => askedOn,
    command: async ({ agency, question, dueOn, askedOn }, { directory }) => {
      await insistInBeing(directory, agency, askedOn);
      return command({ type: 'AskForInformation', data: { agency, question: narrative(question), dueOn, askedOn } });
    },
  }),
  act<ReferralRow, GiveInformationForm>({
    name: 'information',
    title: 'Give information',
    done: 'The information is recorded.',
    form: GiveInformationForm,
    may: [partnershipTeam, askedAgency],
    offered: (record, person) =>
      live(record) && asked(record, person).some((one) => isTeam(person) || needed(one) || one.givenOn !== undefined),
    lists: ({ record, person, names }) => ({
      asked: [...new Set(asked(record, person).map(({ agency }) => agency))].map((agency) => ({
        value: agency,
        text: names.agency(agency),
      })),
    }),
    initial: ({ person, record }) => (person.agency && wasAsked(record, person) ? { agency: person.agency } : {}),
    happenedOn: ({ givenOn }) => givenOn,
    behalf: ({ agency }) => ({ agency }),
    command: ({ agency, information, givenOn }) =>
      command({ type: 'GiveInformation', data: { agency, information: narrative(information), givenOn } }),
  }),
];
