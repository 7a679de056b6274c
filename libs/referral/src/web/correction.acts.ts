import { type Narrative, narrative, wordsOf } from '#app/kernel';
import { spoken } from '#app/calendar';
import {
  type ActDefinition,
  type At,
  type Ground,
  type Option,
  act,
  fieldAsked,
  insistInBeing,
  partnershipTeam,
} from '#app/platform';
import type { CorrectData, ReferralCommand } from '../domain/referral.commands';
import type { ReferralRow } from '../read/referral.row';
import { CorrectAccountForm, CorrectConsiderationForm, CorrectReferralForm } from './correction.forms';
import { learningInquiry, live } from './decision.acts';
import { CORRECTABLE, CORRECTABLE_ACCOUNT, CORRECTABLE_CONSIDERATION } from './referral.names';

const may: readonly Ground<ReferralRow>[] = [partnershipTeam, learningInquiry];
const done = 'The correction is recorded. The old value stays, struck through.';

const command = (data: CorrectData, record?: ReferralRow): ReferralCommand => {
  const opened = record?.detail.opens;
  return { type: 'CorrectReferral', data: { ...data, ...(opened !== undefined && { opened }) } };
};

function rightValue({
  field,
  harm = 'suspected',
  children = 0,
  reason: why,
  ...form
}: CorrectReferralForm): CorrectData {
  const right = { label: CORRECTABLE[field], reason: narrative(why) };
  switch (field) {
    case 'harm':
      return { field, to: harm, ...right };
    case 'children':
      return { field, to: children, ...right };
    default:
      return { field, to: form[field] ?? '', ...right };
  }
}

/** As it stands: a mistake is put right in place rather than written again. */
function present(at: At<ReferralRow>): Partial<CorrectReferralForm> {
  const field = fieldAsked(at) as CorrectReferralForm['field'];
  if (!at.record) return { field };
  const { children, headline, role, receivedOn, incidentOn, awareOn, harm } = at.record.detail.received;
  const dates = {
    receivedOn,
    ...(incidentOn !== undefined && { incidentOn }),
    ...(awareOn !== undefined && { awareOn }),
  };
  return { field, headline, role, ...dates, harm, children: children.length };
}

async function rightAccount(
  { field, from = '', agencies, safeguardingLead, whatHappened, why, ...form }: CorrectAccountForm,
  at: At<ReferralRow>,
): Promise<CorrectData> {
  const right = { label: CORRECTABLE_ACCOUNT[field], reason: narrative(form.reason) };
  switch (field) {
    case 'from':
      await insistInBeing(at.directory, from, at.record?.receivedOn ?? at.today, field);
      return { field, to: from, ...right };
    case 'agencies':
      return { field, to: agencies ?? [], ...right };
    case 'safeguardingLead':
      return { field, to: safeguardingLead ?? '', ...right };
    default:
      return { field, to: narrative((field === 'why' ? why : whatHappened) ?? ''), ...right };
  }
}

function presentAccount(at: At<ReferralRow>): Partial<CorrectAccountForm> {
  const field = fieldAsked(at) as CorrectAccountForm['field'];
  if (!at.record) return { field };
  const { from, agencies, whatHappened, why, safeguardingLead = '' } = at.record.detail.received;
  const text = (narrated: Narrative) => (narrated.sealed ? '' : wordsOf(narrated));
  return { field, from, safeguardingLead, agencies: [...agencies], whatHappened: text(whatHappened), why: text(why) };
}

const rightConsideration = (form: CorrectConsiderationForm): CorrectData => {
  const { field, consideredOn = '', note = '', reason } = form;
  const label = CORRECTABLE_CONSIDERATION[field];
  const right = { label, reason: narrative(reason), consideration: Number(form.consideration) };
  return field === 'note' ? { field, to: narrative(note), ...right } : { field, to: consideredOn, ...right };
};

/** All of them by their number, or the one that a link names. */
const considerations = ({ record, query }: At<ReferralRow>): readonly Option[] =>
  (record?.detail.considered ?? [])
    .map(({ on, where }, at) => ({ value: String(at + 1), text: `${spoken(on)}: ${where}` }))
    .filter(
      ({ value }, _at, all) =>
        !all.some((one) => one.value === query['consideration']) || value === query['consideration'],
    );

function presentConsideration(at: At<ReferralRow>): Partial<CorrectConsiderationForm> {
  const field = fieldAsked(at) as CorrectConsiderationForm['field'];
  const options = considerations(at);
  const [only] = options;
  const one = options.length === 1 && only ? at.record?.detail.considered[Number(only.value) - 1] : undefined;
  return { field, ...(one && only && { consideration: only.value, consideredOn: one.on, note: one.note }) };
}

/** A mistake is put right with a reason; what was wrong stays. Several forms, so that each asks a few questions only. */
export const correctionActs: readonly ActDefinition<ReferralRow>[] = [
  act<ReferralRow, CorrectReferralForm>({
    name: 'correction',
    title: 'Correct a mistake',
    done,
    form: CorrectReferralForm,
    initial: present,
    may,
    offered: live,
    command: (form, { record }) => command(rightValue(form), record),
  }),
  act<ReferralRow, CorrectAccountForm>({
    name: 'account-correction',
    title: 'Correct the account or the agencies',
    done,
    form: CorrectAccountForm,
    initial: presentAccount,
    may,
    offered: live,
    command: async (form, at) => command(await rightAccount(form, at)),
  }),
  act<ReferralRow, CorrectConsiderationForm>({
    name: 'consideration-correction',
    title: 'Correct a consideration',
    done,
    form: CorrectConsiderationForm,
    lists: (at) => ({ considerations: considerations(at) }),
    initial: presentConsideration,
    may,
    offered: (record) => live(record) && record.detail.considered.length > 0,
    command: (form) => command(rightConsideration(form)),
  }),
];
