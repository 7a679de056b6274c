import { Inject, Injectable } from '@nestjs/common';
import type { Recorded } from '#app/kernel';
import { EVENT_LOG, type EventLog, streamOf } from '../../event-log/event-log';
import { type ConflictTold, conflictTold } from './conflicts';
import type { At, RecordKind, RecordRow } from './record-kind';
import { tell } from './tell';

/** What was declared at one decision on a record; empty: none was declared. */
export interface DeclaredAt {
  readonly decision: string;
  /** ISO date. */
  readonly on: string;
  readonly conflicts: readonly ConflictTold[];
}

/**
 * The conflicts of interest that were declared at the decisions on a record, newest first, told as its history tells them: to
 * whom a decision is not shared, neither is this. Read from the record's own events, so that no read model need carry it.
 */
@Injectable()
export class Declared {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** `record` has been found for this person, and `seen` is what they may see of it. */
  async on(kind: RecordKind, record: RecordRow, seen: object, at: At<RecordRow>): Promise<readonly DeclaredAt[]> {
    const decides = Object.values(kind.words).some((words) => words.decides);
    if (!decides || (seen as { readonly notShared?: boolean }).notShared === true) return [];
    const events = await this.log.readStream(streamOf(kind.category, record.id));
    return events.toReversed().flatMap((recorded) => declaredAt(recorded, kind, at));
  }
}

function declaredAt(recorded: Recorded, kind: RecordKind, { names, person }: At<RecordRow>): readonly DeclaredAt[] {
  const { event, metadata } = recorded;
  const { conflicts } = metadata.onBehalfOf;
  if (conflicts === undefined || kind.words[event.type]?.decides !== true) return [];
  const { title, happenedOn, notShared } = tell(recorded, kind, names, person);
  if (notShared) return [];
  const told = conflicts.map((one) => conflictTold(one, names, happenedOn));
  return [{ decision: title, on: happenedOn, conflicts: told }];
}
