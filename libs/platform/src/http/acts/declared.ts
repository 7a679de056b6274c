import { Inject, Injectable } from '@nestjs/common';
import type { Recorded } from '#app/kernel';
import { spoken } from '#app/calendar';
import { EVENT_LOG, type EventLog, START, streamOf } from '../../event-log/event-log';
import { type ConflictTold, NONE_DECLARED, conflictSaid, conflictTold } from './conflicts';
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
    if (!decides || isNotShared(seen)) return [];
    const events = await this.log.readStream(streamOf(kind.category, record.id));
    return events.toReversed().flatMap((recorded) => declaredAt(recorded, kind, at));
  }

  /**
   * The same of many records, by id and in words, for a spreadsheet; undefined where records of this kind are not decided on.
   * Throws PositionMissing where the log lacks an event: it may have been a declaration, and nobody would see that it is not there.
   */
  async onAll(
    kind: RecordKind,
    records: readonly RecordRow[],
    at: Pick<At<RecordRow>, 'names' | 'person' | 'today'>,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const types = Object.entries(kind.words).flatMap(([type, { decides }]) => (decides ? [type] : []));
    if (types.length === 0) return undefined;
    const shared = records.filter((record) => !isNotShared(kind.seen(record, at.person, at)));
    const told = new Map(shared.map(({ id }) => [streamOf(kind.category, id), [] as string[]]));
    const upTo = await this.log.head();
    for (let after = START; ;) {
      const events = await this.log.readAll(after, BATCH, { categories: [kind.category], types, upTo });
      for (const recorded of events)
        told.get(recorded.stream)?.unshift(...declaredAt(recorded, kind, at).map((decision) => inWords(decision)));
      const last = events.at(-1);
      if (!last || events.length < BATCH) break;
      after = last.position;
    }
    return new Map(shared.map(({ id }) => [id, told.get(streamOf(kind.category, id))?.join('; ') ?? '']));
  }
}

const BATCH = 1000;

const isNotShared = (seen: object): boolean => (seen as { readonly notShared?: boolean }).notShared === true;

const inWords = ({ decision, on, conflicts }: DeclaredAt): string =>
  `${decision}, ${spoken(on)}: ${conflicts.length === 0 ? NONE_DECLARED : conflicts.map(conflictSaid).join('; ')}`;

function declaredAt(
  recorded: Recorded,
  kind: RecordKind,
  { names, person }: Pick<At<RecordRow>, 'names' | 'person'>,
): readonly DeclaredAt[] {
  const { event, metadata } = recorded;
  const { conflicts } = metadata.onBehalfOf;
  if (conflicts === undefined || kind.words[event.type]?.decides !== true) return [];
  const { title, happenedOn, notShared } = tell(recorded, kind, names, person);
  if (notShared) return [];
  const told = conflicts.map((one) => conflictTold(one, names, happenedOn));
  return [{ decision: title, on: happenedOn, conflicts: told }];
}
