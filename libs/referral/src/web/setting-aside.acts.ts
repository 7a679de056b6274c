import { narrative } from '#app/kernel';
import { type ActDefinition, type Option, act, partnershipTeam } from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import type { ReferralQueries } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';
import { live } from './decision.acts';
import { MarkDuplicateForm, ReasonForm } from './referral.forms';
import { STATUSES } from './referral.names';
import { afterStart } from './referral.next';

const command = (given: ReferralCommand): ReferralCommand => given;

/** A referral that another may duplicate. One that is set aside itself leads nowhere, or further on. */
function duplicated({ id, reference, title, status, detail }: ReferralRow): Option {
  const option = { value: id, text: `${reference} ${title} (${STATUSES[status].word.toLowerCase()})` };
  if (status === 'entered-in-error')
    return { ...option, refused: `${reference} was entered in error: choose another referral` };
  if (status !== 'duplicate') return option;
  const { ofReference = 'another referral' } = detail.void ?? {};
  return { ...option, refused: `${reference} is itself a duplicate of ${ofReference}: choose that one` };
}

/** What ends a referral for good. */
export const settingAside = (queries: ReferralQueries): readonly ActDefinition<ReferralRow>[] => [
  act<ReferralRow, MarkDuplicateForm>({
    name: 'duplicate',
    title: 'Mark as a duplicate',
    intro:
      'This cannot be undone: nothing can be added to this referral afterwards. It can still be read, and leads to the one that you choose.',
    done: 'The referral is marked as a duplicate.',
    form: MarkDuplicateForm,
    may: [partnershipTeam],
    offered: live,
    lists: async ({ id }) => ({ others: (await queries.others(id)).map(duplicated) }),
    command: async ({ of, reason }, { record }) => {
      const ofReference = (await queries.find(of))?.reference ?? '';
      const duplicate = { of, ofReference, reason: narrative(reason) };
      return command({ type: 'MarkDuplicate', data: { ...duplicate, ...afterStart(record) } });
    },
  }),
  act<ReferralRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    intro:
      'This cannot be undone: nothing can be added to this referral afterwards. It can still be read, marked as entered in error. A wrong value is corrected in place.',
    done: 'The referral is marked as entered in error.',
    form: ReasonForm,
    may: [partnershipTeam],
    offered: live,
    command: ({ reason }, { record }) =>
      command({ type: 'EnterInError', data: { reason: narrative(reason), ...afterStart(record) } }),
  }),
];
