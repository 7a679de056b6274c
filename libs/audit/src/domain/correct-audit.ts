import { type Facts, RuleBroken } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { afterAll, correctNote, datesInOrder, isOfNote } from '#app/steps';
import type { CorrectData } from './audit.commands';
import type { AuditEvent, Correctable, DatedStep } from './audit.events';
import type { Audit } from './audit.state';
import { stepWords } from './audit.steps';

/** The right value and a reason; the old one stays in the event, so that it can be shown struck through. */
export function correct(command: CorrectData, state: Audit, facts: Facts): readonly AuditEvent[] {
  if (isOfNote(command)) return [{ type: 'AuditCorrected', data: correctNote(command, state, facts) }];
  const { field, to, reason } = command;
  const from = recordedValue(field, state);
  if (from === undefined)
    throw new RuleBroken('nothing-to-correct', 'Nothing is recorded here yet. Record the step itself.', 'wrong');
  if (String(from) === String(to))
    throw new RuleBroken('same-value', 'This is the value that is recorded already.', askedAs(field));
  refuseUnfit(field, to, state, facts);
  return [{ type: 'AuditCorrected', data: { field, label: labelOf(field), from, to, reason } }];
}

function recordedValue(field: Correctable, state: Audit): string | readonly string[] | undefined {
  const { scope, panel } = state.settled;
  switch (field) {
    case 'title':
    case 'theme':
      return state[field];
    case 'scope.children':
      return state.children === undefined ? undefined : String(state.children);
    case 'scope.agencies':
      return scope?.taken ? state.agencies : undefined;
    case 'panel.agencies':
      return panel?.taken ? state.panel : undefined;
    case 'end.on':
      return state.endedOn;
    default:
      return state.settled[stepIn(field)]?.on;
  }
}

const LISTS: readonly Correctable[] = ['scope.agencies', 'panel.agencies'];

function refuseUnfit(field: Correctable, to: string | readonly string[], state: Audit, facts: Facts): void {
  if (LISTS.includes(field) !== (typeof to !== 'string') || to.length === 0)
    throw new RuleBroken('wrong-shape', `Enter the right value of: ${labelOf(field)}.`, askedAs(field));
  if (typeof to !== 'string') {
    if (field === 'scope.agencies' && Object.keys(state.asked).some((agency) => !to.includes(agency)))
      throw new RuleBroken(
        'agency-asked',
        'An agency that has been asked for its return stays in the scope.',
        'agencies',
      );
    return;
  }
  if (field === 'scope.children') coversReturns(to, state);
  if (!isDateField(field) && field !== 'end.on') return;
  if (!isIsoDate(to)) throw new RuleBroken('wrong-shape', `${labelOf(field)} must be a real date.`, 'date');
  if (field === 'end.on') afterAll(to, state, facts, 'date');
  else datesInOrder(stepIn(field), to, state, facts, 'date');
}

function coversReturns(to: string, { mostReturned }: Audit): void {
  if (!/^\d{1,4}$/.test(to))
    throw new RuleBroken('wrong-shape', 'Number of children must be a whole number, like 12.', 'children');
  if (Number(to) < mostReturned)
    throw new RuleBroken(
      'fewer-than-returned',
      `A return covers ${mostReturned} children: the number in the scope cannot be lower.`,
      'children',
    );
}

/** The field of the form in which the right value is asked. */
function askedAs(field: Correctable): string {
  if (field === 'title' || field === 'theme') return 'right';
  if (field === 'scope.children') return 'children';
  return LISTS.includes(field) ? 'agencies' : 'date';
}

const isDateField = (field: Correctable): field is `${DatedStep}.on` => field.endsWith('.on') && field !== 'end.on';

const stepIn = (field: `${DatedStep}.on`): DatedStep => field.slice(0, -3) as DatedStep;

const labels: Readonly<Record<Exclude<Correctable, `${DatedStep}.on`>, string>> = {
  title: 'Title',
  theme: 'Theme',
  'scope.children': 'Number of children',
  'scope.agencies': 'Agencies in the scope',
  'panel.agencies': 'Agencies at the panel',
  'end.on': 'Date on which it was closed or cancelled',
};

const labelOf = (field: Correctable): string =>
  isDateField(field) ? `Date of: ${stepWords[stepIn(field)]}` : labels[field];
