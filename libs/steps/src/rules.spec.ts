import { type Facts, RuleBroken, narrative } from '#app/kernel';
import { briefed } from './facts';
import {
  type Stepped,
  afterAll,
  datesInOrder,
  dayOfDecision,
  follows,
  mayBeTaken,
  missingStep,
  notStated,
} from './rules';
import { type SteppedDetail, withNoneMade, withReview } from './rows';
import { firstTaken, taken, untold } from './state';
import { type Trail, before, nextOf, reachedOf } from './trail';

type Step = 'opened' | 'met' | 'shared' | 'watched';

const trail: Trail<Step> = {
  order: ['opened', 'met', 'shared', 'watched'],
  words: { opened: 'Opened', met: 'Meeting held', shared: 'Briefing shared', watched: 'Watched' },
  sideBySide: ['shared', 'watched'],
};
const opened: Stepped<Step> = { trail, settled: { opened: { on: '2026-01-08', taken: true } }, olderPapers: false };
const met = taken(opened, 'met', '2026-02-05');
const facts = (onBehalfOf: object = {}): Facts => ({
  today: '2026-03-02',
  now: '2026-03-02T12:00:00.000Z',
  happenedOn: '2026-03-02',
  reference: 'X-1',
  by: { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team', ...onBehalfOf } },
});
const metadata = { onBehalfOf: { role: 'partnership-team' } } as never;

/** The rule that refused, and the field that it names; undefined where nothing refused. */
function refusal(act: () => unknown): readonly [rule: string, field: string | undefined] | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof RuleBroken) return [error.rule, error.field];
    throw error;
  }
  return undefined;
}

describe('steps in their order', () => {
  it('wait for all before them, and side by side not for each other', () => {
    expect(before(trail, 'shared')).toEqual(['opened', 'met']);
    expect(before(trail, 'watched')).toEqual(['opened', 'met']);
    expect(
      refusal(() => {
        follows('watched', '2026-02-06', opened, facts());
      }),
    ).toEqual(['step-missing', undefined]);
    expect(
      refusal(() => {
        follows('watched', '2026-02-06', met, facts());
      }),
    ).toBeUndefined();
  });
  it('are taken once, unless they may be done again', () => {
    expect(
      refusal(() => {
        mayBeTaken('met', '2026-02-06', met, facts());
      })?.[0],
    ).toBe('already-recorded');
    expect(
      refusal(() => {
        follows('met', '2026-02-06', met, facts());
      }),
    ).toBeUndefined();
  });
  it('show how far a record is and what comes next, until all are over', () => {
    expect([nextOf(trail, opened.settled), reachedOf(trail, opened.settled, 'opened')]).toEqual(['met', 'opened']);
    const all = taken(taken(met, 'shared', '2026-02-06'), 'watched', '2026-02-07');
    expect([nextOf(trail, all.settled), reachedOf(trail, all.settled, 'opened')]).toEqual([undefined, 'watched']);
  });
});

describe('dates of steps', () => {
  it('never go backwards, on either side, nor after today', () => {
    const shared = taken(met, 'shared', '2026-02-20');
    const dated = (on: string) =>
      refusal(() => {
        datesInOrder('met', on, shared, facts());
      });
    expect(dated('2026-01-07')).toEqual(['dates-backwards', 'on']);
    expect(dated('2026-02-21')).toEqual(['dates-backwards', 'on']);
    expect(dated('2026-03-03')).toEqual(['in-the-future', 'on']);
    expect(dated('2026-01-08')).toBeUndefined();
  });
  it('are in no order between steps that stand side by side', () => {
    const watched = taken(met, 'watched', '2026-02-20');
    expect(
      refusal(() => {
        follows('shared', '2026-02-21', watched, facts());
      }),
    ).toBeUndefined();
    expect(
      refusal(() => {
        follows('shared', '2026-02-10', watched, facts());
      }),
    ).toBeUndefined();
  });
  it('are refused at the field of the form that was used, as in a correction', () => {
    expect(
      refusal(() => {
        datesInOrder('met', '2026-01-07', met, facts(), 'date');
      })?.[1],
    ).toBe('date');
    expect(
      refusal(() => {
        datesInOrder('met', '2026-03-03', met, facts(), 'date');
      })?.[1],
    ).toBe('date');
    expect(
      refusal(() => {
        afterAll('2026-01-07', met, facts(), 'date');
      }),
    ).toEqual(['dates-backwards', 'date']);
    expect(
      refusal(() => {
        afterAll('2026-03-03', met, facts(), 'date');
      }),
    ).toEqual(['in-the-future', 'date']);
  });
  it('of the end are not before any step', () => {
    expect(
      refusal(() => {
        afterAll('2026-02-04', met, facts());
      })?.[0],
    ).toBe('dates-backwards');
    expect(
      refusal(() => {
        afterAll('2026-02-05', met, facts());
      }),
    ).toBeUndefined();
  });
  it('count from the first, where a step is done again', () => {
    const again = firstTaken(firstTaken(met, 'shared', '2026-02-20'), 'shared', '2026-02-25');
    expect(again.settled.shared).toEqual({ on: '2026-02-20', taken: true });
    expect(firstTaken(again, 'shared', '2026-02-10').settled.shared).toEqual({ on: '2026-02-10', taken: true });
  });
});

describe('a step that the source does not state', () => {
  const source = { steps: ['opened', 'met'] as const, document: 'Yearly report' };
  it('is only of a record from older papers, as the record shows or as who records it says', () => {
    expect(refusal(() => notStated(source, opened))).toEqual(['not-from-older-papers', 'olderPapers']);
    const event = { type: 'StepNotStated', data: { step: 'met', document: 'Yearly report' } };
    expect(notStated({ ...source, olderPapers: true }, opened)).toEqual([event]);
    expect(notStated(source, { ...opened, olderPapers: true })).toEqual([event]);
  });
  it('has no date, stops nobody, and may be found later', () => {
    const silent = untold(opened, 'met');
    expect(silent.olderPapers).toBe(true);
    expect(
      refusal(() => {
        follows('shared', '2026-01-09', silent, facts());
      }),
    ).toBeUndefined();
    expect(
      refusal(() => {
        mayBeTaken('met', '2026-01-09', silent, facts());
      }),
    ).toBeUndefined();
  });
  it('is named as a way out only where there is one', () => {
    expect(missingStep(opened, 'met').message).not.toContain('source');
    expect(missingStep({ ...opened, olderPapers: true }, 'met').message).toContain('source does not state it');
  });
});

describe('the decision of a group', () => {
  const group = 'executive-group';
  const meeting = { group, date: '2026-02-24', label: 'Winter meeting' };
  const day = (on: string | undefined, onBehalfOf: object) => () => dayOfDecision(group, on, facts(onBehalfOf));
  it('bears the day of its meeting', () => {
    expect(day(undefined, { group, meeting })()).toBe('2026-02-24');
    expect(refusal(day('2026-02-25', { group, meeting }))).toEqual(['not-the-day-of-the-meeting', 'on']);
  });
  it('or a day between meetings, with the reason', () => {
    expect(day('2026-02-25', { group, betweenMeetings: 'It is urgent' })()).toBe('2026-02-25');
    expect(refusal(day(undefined, { group, betweenMeetings: 'It is urgent' }))).toEqual(['date-needed', 'on']);
  });
  it('is no other group’s, and needs one of the two', () => {
    expect(refusal(day(undefined, { group: 'other', meeting }))).toEqual(['not-for-the-group', 'meeting']);
    expect(refusal(day('2026-02-24', { group }))).toEqual(['not-for-the-group', 'meeting']);
  });
});

describe('what follows an approval', () => {
  const detail: SteppedDetail<'monitoring'> = { steps: {}, briefings: [], reviews: [] };
  it('is a briefing once for each channel, title and day', () => {
    const share = { on: '2026-02-26', title: 'A brief', channels: ['training', 'website'] as const };
    expect(briefed(share, ['website, 2026-02-26, A brief'])).toEqual([
      { type: 'BriefingShared', data: { on: '2026-02-26', title: 'A brief', channel: 'training' } },
    ]);
  });
  it('is monitoring, or the reason why there is nothing to monitor, until somebody finds that there is', () => {
    const none = withNoneMade(detail, { on: '2026-02-26', reason: narrative('All was well.') }, metadata);
    expect(none.steps.monitoring).toMatchObject({ words: 'No recommendations were made', why: 'All was well.' });
    const after = withReview(none, { on: '2026-02-27', summary: narrative('One was found.') }, metadata);
    expect(after.steps.monitoring).toEqual({ state: 'taken', on: '2026-02-27', invented: [] });
  });
});
