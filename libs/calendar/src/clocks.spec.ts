import {
  clock,
  clockUnder,
  england,
  lengthInWords,
  nationalRules,
  NoRule,
  OutsideCalendar,
  type RuleId,
  ruleOn,
  howFar,
  ruleVersion,
  standing,
  standingInWords,
} from './index';

describe('the clock of a statutory rule', () => {
  it('gives the council five working days from becoming aware to notify the national Panel', () => {
    expect(clock('notify-panel', '2025-04-16')).toEqual({
      rule: 'notify-panel',
      ruleVersion: '2023',
      law: 'Children Act 2004 s16C(1); Working Together 2023',
      trigger: '2025-04-16',
      due: '2025-04-25',
    });
  });

  it('gives the same five days to report to the safeguarding partners', () => {
    expect(clock('report-to-partners', '2025-12-22').due).toBe('2025-12-31');
  });

  it('gives six months to publish a practice review, clipped to the end of February', () => {
    expect(clock('publish-practice-review', '2025-08-31').due).toBe('2026-02-28');
    expect(clock('publish-practice-review', '2023-08-31').due).toBe('2024-02-29');
  });

  it('wants the copy of the report seven working days before publication', () => {
    expect(clock('copy-of-report', '2026-04-15').due).toBe('2026-04-02');
  });

  it('wants the yearly report by the end of September', () => {
    expect(clock('yearly-report', '2025-03-31').due).toBe('2025-09-30');
  });

  it('gives a month to answer a request about data, to the next working day where it ends on none', () => {
    expect(clock('data-request', '2026-03-12').due).toBe('2026-04-13');
    // 30 May 2026 is a Saturday; the day after the next Sunday is not a holiday.
    expect(clock('data-request', '2026-04-30').due).toBe('2026-06-01');
    // Clipped to 28 February, a Saturday; Good Friday and Easter Monday are passed over.
    expect(clock('data-request', '2026-01-31').due).toBe('2026-03-02');
    expect(clock('data-request', '2026-03-03').due).toBe('2026-04-07');
    expect(clock('data-request-extended', '2026-03-12').due).toBe('2026-06-12');
    expect(clock('data-request', '2027-12-12').due).toBe('2028-01-12');
  });

  it('is refused where bank holidays or the rule are not known', () => {
    expect(() => clock('notify-panel', '2027-12-29')).toThrow(OutsideCalendar);
    expect(() => clock('notify-panel', '2022-06-01')).toThrow(OutsideCalendar);
    expect(() => clock('yearly-report', '2023-03-31')).toThrow(
      new NoRule('No rule on this is known for 31 March 2023'),
    );
  });

  it('may run past the table of bank holidays when it counts months', () => {
    expect(clock('publish-practice-review', '2027-09-15').due).toBe('2028-03-15');
  });
});

describe('the rapid review', () => {
  const sent = [
    { aware: '2025-12-22', notified: '2025-12-31', due: '2026-01-22' },
    { aware: '2026-04-04', notified: '2026-04-13', due: '2026-05-05' },
    { aware: '2026-12-22', notified: '2026-12-31', due: '2027-01-22' },
  ];
  it.each(sent)('notified on $notified is due on $due, 15 working days later', ({ aware, notified, due }) => {
    expect(clock('rapid-review', { aware, notified })).toMatchObject({ ruleVersion: '2025', trigger: notified, due });
  });

  const older = [
    { aware: '2025-04-16', due: '2025-05-12' },
    { aware: '2025-12-22', due: '2026-01-15' },
    { aware: '2026-04-04', due: '2026-04-27' },
    { aware: '2026-12-22', due: '2027-01-15' },
  ];
  it.each(older)('under the older reading, aware on $aware, is due on $due', ({ aware, due }) => {
    expect(clockUnder(ruleOn('rapid-review', '2024-04-01'), aware).due).toBe(due);
  });

  it('before June 2025 was counted from awareness, and says so', () => {
    expect(clock('rapid-review', { aware: '2025-04-16', notified: '2025-04-25' })).toMatchObject({
      ruleVersion: '2018',
      trigger: '2025-04-16',
      due: '2025-05-12',
    });
  });

  it('notified on 25 April 2025 would be due on 19 May under the newer rule', () => {
    expect(clockUnder(ruleOn('rapid-review', '2025-12-01'), '2025-04-25').due).toBe('2025-05-19');
  });

  it('changes its version on the day the newer one holds, by the day of notification', () => {
    const aware = '2025-05-27';
    expect(clock('rapid-review', { aware, notified: '2025-05-31' }).trigger).toBe(aware);
    expect(clock('rapid-review', { aware, notified: '2025-06-01' }).trigger).toBe('2025-06-01');
  });

  it('names what nobody has checked about the day of the change', () => {
    expect(ruleOn('rapid-review', '2025-06-01').unchecked).toContain('June 2025');
  });
});

describe('a dated rule', () => {
  it('is found by the day, and again by its stored version', () => {
    expect(ruleOn('notify-panel', '2023-12-14').version).toBe('2018');
    expect(ruleOn('notify-panel', '2023-12-15').version).toBe('2023');
    expect(ruleVersion('rapid-review', '2018')?.counts).toBe('aware');
    expect(ruleVersion('rapid-review', '1999')).toBeUndefined();
  });

  it('is not known before its first version', () => {
    expect(() => ruleOn('notify-panel', '2018-06-28')).toThrow(NoRule);
  });

  it('has one version by each name and one by each date', () => {
    const keys = nationalRules.flatMap(({ id, version, from }) => [`${id} ${version}`, `${id} ${from}`]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ['notify-panel', '5 working days after the day the council became aware'],
    ['rapid-review', '15 working days after the day the notification was sent'],
    ['publish-practice-review', '6 months after the decision to initiate the review'],
    ['copy-of-report', '7 working days before the day of publication'],
    ['yearly-report', '6 months after the end of the year reported on'],
  ] satisfies [RuleId, string][])('%s says how long it is', (id, words) => {
    expect(lengthInWords(ruleOn(id, '2025-12-01'))).toBe(words);
  });

  it('can come from other books than ours', () => {
    const rules = [{ ...ruleOn('notify-panel', '2025-12-01'), version: '2026', length: { workingDays: 3 } }];
    const asked = clock('notify-panel', '2026-01-05', { rules, calendar: england });
    expect(asked).toMatchObject({ ruleVersion: '2026', due: '2026-01-08' });
  });
});

describe('given a clock that is due on Friday 25 April 2025', () => {
  const notify = clock('notify-panel', '2025-04-16');
  const due = '2025-04-25';

  it.each([
    ['2025-04-16', { state: 'running', due, left: 5 }, 'Due 25 April 2025, 5 working days left'],
    ['2025-04-24', { state: 'running', due, left: 1 }, 'Due 25 April 2025, 1 working day left'],
    ['2025-04-25', { state: 'due today', due, left: 0 }, 'Due today, 25 April 2025'],
    ['2025-04-26', { state: 'late', due, lateBy: 0 }, 'Late by less than a working day: was due 25 April 2025'],
    ['2025-04-28', { state: 'late', due, lateBy: 1 }, 'Late by 1 working day: was due 25 April 2025'],
    ['2025-05-06', { state: 'late', due, lateBy: 6 }, 'Late by 6 working days: was due 25 April 2025'],
  ])('when nothing was done by %s', (today, expected, words) => {
    expect(standing(notify, today)).toEqual(expected);
    expect(standingInWords(standing(notify, today))).toBe(words);
  });

  it.each([
    ['2025-04-17', { state: 'done', due }, 'Done in time: was due 25 April 2025'],
    ['2025-04-25', { state: 'done', due }, 'Done in time: was due 25 April 2025'],
    ['2025-04-29', { state: 'done late', due, lateBy: 2 }, 'Done late by 2 working days: was due 25 April 2025'],
  ])('when it was done on %s, whatever today is', (doneOn, expected, words) => {
    expect(standing(notify, '2027-01-01', doneOn)).toEqual(expected);
    expect(standingInWords(standing(notify, '2035-01-01', doneOn))).toBe(words);
  });

  it('says how far it is where its day is said beside it, and never that day again', () => {
    const far = (today: string, doneOn?: string) => howFar(standing(notify, today, doneOn));
    expect(far('2025-04-22')).toEqual({ left: '3 working days' });
    expect(far('2025-04-25')).toEqual({ left: 'today is the day' });
    expect(far('2025-04-26')).toEqual({ late: 'late by less than a working day' });
    expect(far('2025-04-29')).toEqual({ late: 'late by 2 working days' });
    expect(far('2026-01-01', '2025-04-29')).toEqual({ late: 'late by 2 working days' });
    expect(far('2026-01-01', '2025-04-17')).toEqual({});
    expect(far('2028-02-01')).toEqual({ late: 'late' });
  });

  it('when today lies beyond the known bank holidays, it is late without a count', () => {
    expect(standing(notify, '2028-02-01')).toEqual({ state: 'late', due });
    expect(standingInWords(standing(notify, '2028-02-01'))).toBe('Late: was due 25 April 2025');
    expect(standingInWords(standing({ due: '2028-02-01' }, '2027-12-01'))).toBe('Due 1 February 2028');
  });
});
