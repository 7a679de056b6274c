import { clock, howFar, spoken, standing } from '#app/calendar';
import type { ReferralRow } from '../read/referral.row';

const NAME = 'Notify the national Panel, if the criteria are met';
const RUNNING = { name: NAME, status: { word: 'Running', kind: 'going' } };
const LATE = { name: NAME, status: { word: 'Late', kind: 'late' } };
const PASSED = { name: NAME, status: { word: 'Passed before', kind: 'ended' } };
const DECIDED = { name: 'Decide whether to notify', status: { word: 'Decided', kind: 'done' } };

/** The clock that runs from the council's awareness until the criteria are decided not to be met. None for good practice. */
export function clocksOf(row: ReferralRow, today: string): readonly object[] {
  const { notifyBy, detail, status } = row;
  const { awareOn, harm } = detail.received;
  // Nothing runs any more on what should not be here.
  if (status === 'entered-in-error' || status === 'duplicate') return [];
  // Once a notification decision is open, the clock is that one's.
  if (row.started?.some(({ id }) => id === detail.opens)) return [];
  if (notifyBy === null || awareOn === undefined || harm === 'good-practice') return [];
  const { law, ruleVersion } = clock('notify-panel', awareOn);
  return [
    {
      ...standingOf(row, notifyBy, today),
      due: notifyBy,
      ...(detail.firstNotifyBy !== undefined && { firstDue: detail.firstNotifyBy }),
      from: `from ${spoken(awareOn)}, when the council became aware`,
      rule: { text: 'Within five working days of becoming aware', law, version: ruleVersion },
      invented: detail.invented.includes('awareOn'),
    },
  ];
}

function standingOf({ decideBy, outcome, decidedOn }: ReferralRow, due: string, today: string): object {
  const decided = outcome !== null && outcome !== 'criteria-appear-met' ? (decidedOn ?? undefined) : undefined;
  if (decideBy === null && !decided) return { ...PASSED, note: 'This day had passed when the referral was received.' };
  const stands = standing({ due }, today, decided);
  const late = stands.state === 'late' || stands.state === 'done late';
  return {
    ...(decided ? DECIDED : late ? LATE : RUNNING),
    ...(decided && { done: decided }),
    ...howFar(stands),
  };
}
