import { type Facts, RuleBroken } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { afterAll, correctNote, datesInOrder, isOfNote } from '#app/steps';
import type { CorrectData } from './learning-event.commands';
import type { Correctable, DatedStep, LearningEventEvent } from './learning-event.events';
import type { LearningEvent } from './learning-event.state';
import { stepWords } from './learning-event.steps';

/** The right value and a reason; the old one stays in the event, so that it can be shown struck through. */
export function correct(command: CorrectData, state: LearningEvent, facts: Facts): readonly LearningEventEvent[] {
  if (isOfNote(command)) return [{ type: 'LearningEventCorrected', data: correctNote(command, state, facts) }];
  const { field, to, reason } = command;
  const from = recordedValue(field, state);
  if (from === undefined)
    throw new RuleBroken('nothing-to-correct', 'Nothing is recorded here yet. Record the step itself.', 'wrong');
  if (String(from) === String(to))
    throw new RuleBroken('same-value', 'This is the value that is recorded already.', askedAs(field));
  refuseUnfit(field, to, state, facts);
  return [{ type: 'LearningEventCorrected', data: { field, label: labelOf(field), from, to, reason } }];
}

function recordedValue(field: Correctable, state: LearningEvent): string | readonly string[] | undefined {
  switch (field) {
    case 'title':
      return state.title;
    case 'workshop.total':
      return state.settled.workshop?.taken ? String(state.total) : undefined;
    case 'facilitators.agencies':
      return state.settled.facilitators?.taken ? state.facilitators : undefined;
    case 'end.on':
      return state.endedOn;
    default:
      return state.settled[stepIn(field)]?.on;
  }
}

function refuseUnfit(field: Correctable, to: string | readonly string[], state: LearningEvent, facts: Facts): void {
  const isList = field === 'facilitators.agencies';
  if (isList !== (typeof to !== 'string') || to.length === 0)
    throw new RuleBroken('wrong-shape', `Enter the right value of: ${labelOf(field)}.`, askedAs(field));
  if (typeof to !== 'string' || field === 'title' || field === 'facilitators.agencies') return;
  if (field === 'workshop.total') {
    attendanceStillFits(to, state);
    return;
  }
  if (!isIsoDate(to)) throw new RuleBroken('wrong-shape', `${labelOf(field)} must be a real date.`, 'date');
  if (field === 'end.on') afterAll(to, state, facts, 'date');
  else datesInOrder(stepIn(field), to, state, facts, 'date');
}

function attendanceStillFits(to: string, { counted }: LearningEvent): void {
  if (!/^\d{1,4}$/.test(to))
    throw new RuleBroken('wrong-shape', 'Attendance must be a whole number, like 12.', 'total');
  if (Number(to) < counted)
    throw new RuleBroken(
      'attendance-exceeds-total',
      `${counted} people are recorded by agency: the total cannot be lower.`,
      'total',
    );
}

/** The field of the form in which the right value is asked. */
function askedAs(field: Correctable): string {
  switch (field) {
    case 'title':
      return 'title';
    case 'workshop.total':
      return 'total';
    case 'facilitators.agencies':
      return 'agencies';
    default:
      return 'date';
  }
}

const stepIn = (field: `${DatedStep}.on`): DatedStep => field.slice(0, -3) as DatedStep;

function labelOf(field: Correctable): string {
  switch (field) {
    case 'title':
      return 'Title';
    case 'workshop.total':
      return 'Attendance at the workshop';
    case 'facilitators.agencies':
      return 'Facilitators’ agencies';
    case 'end.on':
      return 'Date on which it was closed or cancelled';
    default:
      return `Date of: ${stepWords[stepIn(field)]}`;
  }
}
