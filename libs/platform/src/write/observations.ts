import { randomUUID } from 'node:crypto';
import type { By, Message } from '#app/kernel';
import { dateInLondon } from '#app/calendar';
import type { Clock } from '../clock';
import { type Appended, type EventLog, streamOf } from '../event-log/event-log';
import type { Shapes } from '../event-log/shapes/shapes';
import { fingerprint } from './derived-id';

/** What happened, where nobody decides: it is recorded whatever its stream holds. */
export interface Observation {
  readonly category: string;
  /** Of its stream, given today's date (ISO) in the partnership's time zone. */
  readonly id: (today: string) => string;
  readonly event: Message;
  readonly by: By;
  /** UUID of the request in which it happened. */
  readonly correlationId: string;
}

/** Appends what was observed. Beside `Decisions` the only way into the log: an observation asks no rule and no revision. */
export class Observations {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly partnership: string,
    private readonly shapes: Pick<Shapes, 'versionOf'>,
  ) {}

  /** Done when it is in the log, once: the log asks again with the same id. Throws what `EventLog.append` throws. */
  add({ category, id, event, by, correlationId }: Observation): Promise<Appended> {
    const today = dateInLondon(this.clock.now().toISOString());
    const schemaVersion = this.shapes.versionOf(category, event.type);
    if (schemaVersion === undefined)
      throw new Error(`${event.type} of ${category} is not among the house’s types of event`);
    const metadata = {
      partnership: this.partnership,
      ...by,
      causationId: correlationId,
      correlationId,
      commandHash: fingerprint(event),
      happenedOn: today,
    };
    const observed = { id: randomUUID(), event, schemaVersion, metadata };
    return this.log.append(streamOf(category, id(today)), 'any', [observed]);
  }
}
