export { CalendarError, NoRule, NotADate, NotATarget, OutsideCalendar } from './errors';
export { type IsoDate, addDays, addMonths, daysBetween, isIsoDate } from './dates';
export { type WorkCalendar, bankHoliday, england } from './bank-holidays';
export { addWorkingDays, isWorkingDay, subtractWorkingDays, workingDaysBetween } from './working-days';
export { type Period, financialYear, parseMonth, parseQuarter, quarterOf } from './financial-year';
export { type Rhythm, type Target, type TargetKind, dueOf, nextReview, rhythms, targetKinds, targetOf } from './target';
export { shortSpoken, spoken } from './spoken';
export { dateInLondon, hoursAfter, timeInLondon } from './london';
export {
  type Happened,
  type Length,
  type Rule,
  type RuleId,
  type Trigger,
  lengthInWords,
  nationalRules,
  ruleOn,
  ruleVersion,
} from './rules';
export { type Books, type Clock, type Standing, clock, clockUnder, howFar, standing, standingInWords } from './clocks';
