import { type Narrative, narrative, wordsOf } from '#app/kernel';
import { type ActDefinition, type At, type Ground, act, fieldAsked, partnershipTeam } from '#app/platform';
import type { CorrectData, ReferralCommand } from '../domain/referral.commands';
import type { ReferralRow } from '../read/referral.row';
import { learningInquiry, live } from './decision.acts';
import { CorrectAccountForm, CorrectReferralForm } from './referral.forms';
import { CORRECTABLE, CORRECTABLE_ACCOUNT } from './referral.names';

const may: readonly Ground<ReferralRow>[] = [partnershipTeam, learningInquiry];
const done = 'The correction is recorded. The old value stays, struck through.';

const command = (data: CorrectData): ReferralCommand => ({ type: 'CorrectReferral', data });

function rightValue({
  field,
  words = '',
  date = '',
  harm,
  children = 0,
  reason: why,
}: CorrectReferralForm): CorrectData {
  const reason = narrative(why);
  const label = CORRECTABLE[field];
  switch (field) {
    case 'headline':
    case 'role':
      return { field, label, to: words, reason };
    case 'harm':
      return { field, label, to: harm ?? 'suspected', reason };
    case 'children':
      return { field, label, to: children, reason };
    default:
      return { field, label, to: date, reason };
  }
}

function rightAccount({ field, from, agencies, whatHappened, why, ...form }: CorrectAccountForm): CorrectData {
  const reason = narrative(form.reason);
  const label = CORRECTABLE_ACCOUNT[field];
  switch (field) {
    case 'from':
      return { field, label, to: from ?? '', reason };
    case 'agencies':
      return { field, label, to: agencies ?? [], reason };
    default:
      return { field, label, to: narrative((field === 'why' ? why : whatHappened) ?? ''), reason };
  }
}

/** As it stands: a text is put right in place rather than written again. */
function account({ record, ...at }: At<ReferralRow>): Partial<CorrectAccountForm> {
  const field = fieldAsked({ ...at }) as CorrectAccountForm['field'];
  if (!record) return { field };
  const { from, agencies, whatHappened, why } = record.detail.received;
  const text = (narrated: Narrative) => (narrated.sealed ? '' : wordsOf(narrated));
  return { field, from, agencies: [...agencies], whatHappened: text(whatHappened), why: text(why) };
}

/** A mistake is put right with a reason; what was wrong stays. Two forms, so that each asks a few questions only. */
export const correctionActs: readonly ActDefinition<ReferralRow>[] = [
  act<ReferralRow, CorrectReferralForm>({
    name: 'correction',
    title: 'Correct a mistake',
    done,
    form: CorrectReferralForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectReferralForm['field'] }),
    may,
    offered: live,
    command: (form) => command(rightValue(form)),
  }),
  act<ReferralRow, CorrectAccountForm>({
    name: 'account-correction',
    title: 'Correct the account or the agencies',
    done,
    form: CorrectAccountForm,
    initial: account,
    may,
    offered: live,
    command: (form) => command(rightAccount(form)),
  }),
];
