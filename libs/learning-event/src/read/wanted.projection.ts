import type { Change, Plain, Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { ReferralEvent } from '#app/referral';
import type { WantedRow } from './learning-event.row';

type Row = Plain<WantedRow>;

/** Referrals whose decision in force asks for a learning event. */
export const wantedProjection: Projection<WantedRow, ReferralEvent> = {
  name: 'learning-event-referral',
  version: 1,
  categories: ['referral'],

  rows({ event: { type, data }, stream }): readonly Change<WantedRow>[] {
    const key = idOf(stream);
    const change = (after: (row: Row | undefined) => Row | undefined) => [{ key, change: after }];
    switch (type) {
      case 'ReferralDecided': {
        const { outcome, reference, headline: title, decidedOn } = data;
        return change(() => (outcome === 'learning-event' ? { id: key, reference, title, decidedOn } : undefined));
      }
      case 'ReferralCorrected':
        return data.field === 'headline' ? change((row) => row && { ...row, title: data.to }) : [];
      case 'ReferralEnteredInError':
      case 'ReferralMarkedDuplicate':
        return change(() => undefined);
      default:
        return [];
    }
  },
};
