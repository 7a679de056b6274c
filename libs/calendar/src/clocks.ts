import { covers, england, type WorkCalendar } from './bank-holidays';
import { addDays, addMonths, type IsoDate, partsOf } from './dates';
import { type Happened, nationalRules, type Rule, type RuleId, ruleOn } from './rules';
import { spoken } from './spoken';
import { addWorkingDays, isWorkingDay, subtractWorkingDays, workingDaysBetween } from './working-days';

/** A deadline, computed once when its trigger is decided and kept in the event with the version it was computed under. */
export interface Clock {
  readonly rule: RuleId;
  readonly ruleVersion: string;
  readonly law: string;
  /** Day 0. */
  readonly trigger: IsoDate;
  /** It runs to the end of this day. */
  readonly due: IsoDate;
}

/** The books a clock is computed from. */
export interface Books {
  readonly rules: readonly Rule[];
  readonly calendar: WorkCalendar;
}
const national: Books = { rules: nationalRules, calendar: england };

/**
 * The clock of a rule, under the version in force on the day it was set off. Throws NoRule before the first version, and
 * OutsideCalendar where working days would have to be guessed.
 */
export function clock<Id extends RuleId>(id: Id, happened: Happened[Id], books: Books = national): Clock {
  const dates: Happened[RuleId] = happened;
  if (typeof dates === 'string') return clockUnder(ruleOn(id, dates, books.rules), dates, books.calendar);
  const rule = ruleOn(id, dates.notified, books.rules);
  return clockUnder(rule, rule.counts === 'aware' ? dates.aware : dates.notified, books.calendar);
}

/** The clock under one given version of a rule, whatever its date. */
export function clockUnder(rule: Rule, trigger: IsoDate, calendar: WorkCalendar = england): Clock {
  const due = dueUnder(rule, trigger, calendar);
  return { rule: rule.id, ruleVersion: rule.version, law: rule.law, trigger, due };
}

function dueUnder({ length }: Rule, trigger: IsoDate, calendar: WorkCalendar): IsoDate {
  if ('months' in length) {
    const day = addMonths(trigger, length.before ? -length.months : length.months);
    // Beyond the known bank holidays the earlier day stands, which is on the safe side.
    const known = covers(calendar, day) && covers(calendar, addDays(day, 7));
    return length.rolls && known && !isWorkingDay(day, calendar) ? addWorkingDays(day, 1, calendar) : day;
  }
  return length.before
    ? subtractWorkingDays(trigger, length.workingDays, calendar)
    : addWorkingDays(trigger, length.workingDays, calendar);
}

/**
 * Where a deadline stands. `left` and `lateBy` are working days; both are absent where they say nothing (a thing done in
 * time) and where they would have to be counted beyond the known bank holidays. Late by 0 is a Saturday after a Friday.
 */
export interface Standing {
  readonly state: 'running' | 'due today' | 'late' | 'done' | 'done late';
  readonly due: IsoDate;
  readonly lateBy?: number;
  readonly left?: number;
}

/** Takes anything with a due date: a clock, or a target that has one. */
export function standing(
  { due }: { readonly due: IsoDate },
  today: IsoDate,
  doneOn?: IsoDate,
  calendar: WorkCalendar = england,
): Standing {
  const end = doneOn ?? today;
  [due, today, end].forEach(partsOf);
  const between = (from: IsoDate, to: IsoDate): number | undefined =>
    covers(calendar, from) && covers(calendar, to) ? workingDaysBetween(from, to, calendar) : undefined;
  if (end > due) {
    const lateBy = between(due, end);
    return { state: doneOn ? 'done late' : 'late', due, ...(lateBy !== undefined && { lateBy }) };
  }
  if (doneOn) return { state: 'done', due };
  const left = between(today, due);
  return { state: today === due ? 'due today' : 'running', due, ...(left !== undefined && { left }) };
}

/** One sentence for a clock panel: “Due 25 April 2025, 3 working days left”. */
export function standingInWords({ state, due, left, lateBy }: Standing): string {
  switch (state) {
    case 'running':
      return `Due ${spoken(due)}${left === undefined ? '' : `, ${workingDays(left)} left`}`;
    case 'due today':
      return `Due today, ${spoken(due)}`;
    case 'late':
      return `Late${by(lateBy)}: was due ${spoken(due)}`;
    case 'done':
      return `Done in time: was due ${spoken(due)}`;
    case 'done late':
      return `Done late${by(lateBy)}: was due ${spoken(due)}`;
  }
}

/** How far it is from its day, where that day is said beside it: “late by 3 working days”, “3 working days”, “today is the day”. */
export function howFar({ state, left, lateBy }: Standing): { readonly late?: string; readonly left?: string } {
  if (state === 'late' || state === 'done late') return { late: `late${by(lateBy)}` };
  if (state === 'due today') return { left: 'today is the day' };
  return left === undefined ? {} : { left: workingDays(left) };
}

const by = (days: number | undefined): string => {
  if (days === undefined) return '';
  return days === 0 ? ' by less than a working day' : ` by ${workingDays(days)}`;
};
const workingDays = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;
