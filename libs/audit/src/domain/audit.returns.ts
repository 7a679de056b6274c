import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import { follows } from '#app/steps';
import type { AskData } from './audit.commands';
import type { AuditEvent, Returned } from './audit.events';
import { type Audit, outstanding } from './audit.state';

/** One event for each agency that has not been asked yet. */
export function askForReturns({ agencies, on, dueOn }: AskData, state: Audit, facts: Facts): readonly AuditEvent[] {
  follows('returns', on, state, facts);
  const stranger = state.agencies.length > 0 && agencies.some((agency) => !state.agencies.includes(agency));
  if (stranger)
    throw new RuleBroken(
      'agency-not-in-scope',
      'Ask the agencies that the scope names. Correct the scope to add one.',
      'agencies',
    );
  if (dueOn !== undefined && dueOn < on)
    throw new RuleBroken('due-before-asked', 'The returns cannot be due before they are asked for.', 'dueOn');
  return agencies
    .filter((agency) => state.asked[agency] === undefined)
    .map((agency) => ({ type: 'ReturnAsked', data: { on, agency, ...(dueOn !== undefined && { dueOn }) } }));
}

/** A late return is still taken in: it belongs to the record. It covers no more children than the scope. */
export function receiveReturn(data: Returned, state: Audit, { today }: Facts): readonly AuditEvent[] {
  const asked = state.asked[data.agency];
  if (asked === undefined)
    throw new RuleBroken('return-not-asked', 'This agency has not been asked for a return.', 'agency');
  if (state.returned.includes(data.agency))
    throw new RuleBroken('already-returned', 'This agency’s return is recorded already.', 'agency');
  if (data.on > today) throw new RuleBroken('in-the-future', 'The return cannot be dated after today.', 'on');
  if (data.on < asked)
    throw new RuleBroken(
      'dates-backwards',
      `The return cannot be dated before it was asked for, ${spoken(asked)}.`,
      'on',
    );
  const { children: scoped } = state;
  if (scoped !== undefined && (data.children ?? 0) > scoped)
    throw new RuleBroken(
      'more-than-scope',
      `The audit looks at ${scoped} ${scoped === 1 ? 'child' : 'children'}, so that no return covers more. If the scope is wrong, the Partnership Team can correct its number.`,
      'children',
    );
  return [{ type: 'ReturnReceived', data }];
}

/** The state in which the work may go ahead: with every return, or without them for a stated reason. */
export function goingAhead(without: string | undefined, state: Audit): Audit {
  const { settled } = state;
  if (settled.returns !== undefined || settled.panel?.taken) return state;
  const waiting = outstanding(state).length;
  if (without !== undefined) return { ...state, settled: { ...settled, returns: { taken: false } } };
  throw new RuleBroken(
    'returns-outstanding',
    waiting === 0
      ? 'No agency has been asked for its return. Ask first, or say why the work goes ahead without.'
      : `Returns are outstanding: ${waiting} of ${Object.keys(state.asked).length}. Wait for them, or say why the work goes ahead without.`,
    'without',
  );
}
