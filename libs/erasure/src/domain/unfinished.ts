import type { Recorded } from '#app/kernel';
import type { DataRequestEvent } from './data-request.events';
import { erases } from './decide-request';

/** The approval of an erasure by a second person that nothing has come of yet. */
export type Approval = Recorded<Extract<DataRequestEvent, { type: 'DecisionApproved' }>>;

const isErasure = (recorded: Recorded<DataRequestEvent>): recorded is Approval =>
  recorded.event.type === 'DecisionApproved' && erases(recorded.event.data.asked, recorded.event.data.outcome);

const isOutcome = ({ event: { type } }: Recorded<DataRequestEvent>): boolean =>
  type === 'PeopleErased' || type === 'ErasureHeldUp';

/** Of these events of any number of requests, in their order: what was approved, and was broken off before it was done. */
export function unfinishedIn(events: readonly Recorded<DataRequestEvent>[]): readonly Approval[] {
  const open = new Map<string, Approval>();
  for (const recorded of events)
    if (isErasure(recorded)) open.set(recorded.stream, recorded);
    else if (isOutcome(recorded)) open.delete(recorded.stream);
  return [...open.values()];
}
