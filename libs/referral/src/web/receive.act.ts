import { narrative } from '#app/kernel';
import {
  type Option,
  type Person,
  act,
  agencyOptions,
  insistInBeing,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import type { ReferralRow } from '../read/referral.row';
import { learningInquiry } from './decision.acts';
import { ReceiveReferralForm } from './referral.forms';

/** A representative acts for the own agency only; before anything is sent there is nothing to compare. */
export const isOwn = (sent: unknown, field: string, { agency }: Person): boolean => {
  const named = (sent as Record<string, unknown> | undefined)?.[field];
  return agency !== undefined && (named === undefined || named === agency);
};
const referrer = representativeOf<ReferralRow>('Representatives, for their own agency', (_record, sent, person) =>
  isOwn(sent, 'from', person),
);

/** A representative refers for the own agency. */
const referrers = (agencies: readonly Option[], { agency }: Person): readonly Option[] =>
  agencies.map((one) =>
    agency === undefined || one.value === agency
      ? one
      : { ...one, refused: 'You can log a referral for your own agency only' },
  );

export const receiveReferral = act<ReferralRow, ReceiveReferralForm>({
  name: 'new',
  title: 'Log a referral',
  intro:
    'A referral asks whether agencies can learn from what happened to a child. It is not a referral of a child to Children’s Social Care.',
  button: 'Log the referral',
  done: 'The referral is logged:',
  form: ReceiveReferralForm,
  may: [partnershipTeam, learningInquiry, referrer],
  lists: async ({ person, directory }) => ({ referrers: referrers(agencyOptions(await directory.agencies()), person) }),
  initial: ({ person }) => (person.agency ? { from: person.agency } : {}),
  happenedOn: ({ receivedOn }) => receivedOn,
  command: async ({ whatHappened, why, ...form }, { directory }) => {
    await insistInBeing(directory, form.from, form.receivedOn, 'from');
    const words = { whatHappened: narrative(whatHappened), why: narrative(why) };
    return { type: 'ReceiveReferral', data: { ...form, ...words } } satisfies ReferralCommand;
  },
});
