import type { Change, Plain, Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { ReferralEvent } from '#app/referral';
import type { WantedRow } from './learning-event.row';

type Row = Plain<WantedRow>;

/** Referrals whose decision in force asks for a learning event, or may lead to one. */
export const wantedProjection: Projection<WantedRow, ReferralEvent> = {
  name: 'learning-event-referral',
  version: 2,
  categories: ['referral'],

  rows({ event: { type, data }, stream }): readonly Change<WantedRow>[] {
    const key = idOf(stream);
    const change = (after: (row: Row | undefined) => Row | undefined) => [{ key, change: after }];
    switch (type) {
      case 'ReferralDecided': {
        const { outcome, reference, headline: title, decidedOn } = data;
        return change(() => (leads(outcome) ? { id: key, reference, title, outcome, decidedOn } : undefined));
      }
      case 'ReferralCorrected':
        return data.field === 'headline' ? change((row) => row && { ...row, title: data.to }) : [];
      case 'ReferralClosed':
        return data.nothingFollows ? change(() => undefined) : [];
      case 'ReferralEnteredInError':
      case 'ReferralMarkedDuplicate':
        return change(() => undefined);
      default:
        return [];
    }
  },
};

const leads = (outcome: string): outcome is Row['outcome'] =>
  outcome === 'learning-event' || outcome === 'single-agency-learning';
