import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import { type EventLog, START } from '../event-log/event-log';
import { liveReader } from './building';
import type { ReaderState, Trouble } from './checkpoint.row';
import { holding } from './lease';

/** How a read model or a reaction gets on, whoever leads it. */
export interface ReaderProgress {
  readonly reader: string;
  readonly position: bigint;
  /**
   * `lost`: it once had a checkpoint, and has none now. `other-version`: nothing in this version of the program reads there.
   * `event-missing`: the log lacks the event that `trouble` names, and it waits for it. `ahead-of-log`: it stands further than
   * the log does, which is another one, or an older copy.
   */
  readonly state: ReaderState | 'lost' | 'other-version' | 'event-missing' | 'ahead-of-log';
  readonly behind: {
    /** Of the log: as many events in PostgreSQL, bytes in EventStoreDB. */
    readonly positions: number;
    /** How long ago the first event was recorded that it has not read. */
    readonly seconds: number;
  };
  /** Events a second, while it last had events to read; 0 when it has had none for ten seconds. */
  readonly rate: number;
  /** The engine that leads it at this moment. */
  readonly leader: string | undefined;
  /** Events put aside. */
  readonly parked: number;
  readonly trouble: Trouble | undefined;
}

interface Found {
  readonly reader: string;
  readonly position: string | null;
  readonly state: ReaderState | null;
  readonly rate: number;
  readonly leader: string | null;
  readonly parked: string;
  readonly trouble: Trouble | null;
}

const FIND = `SELECT k."reader", c."position", c."state", c."trouble",
    CASE WHEN c."movedAt" > clock_timestamp() - interval '10 seconds' THEN c."rate" ELSE 0 END AS "rate",
    CASE WHEN ${holding('c."leaseUntil"')} THEN c."owner" END AS "leader",
    (SELECT count(*) FROM "parked_event" AS p WHERE p."reader" = k."reader") AS "parked"
  FROM "known_reader" AS k LEFT JOIN "checkpoint" AS c USING ("reader") ORDER BY k."reader"`;

/** Looks at the readers of the log from outside: for the health page, the metrics and the command line. */
export class Readers {
  constructor(
    private readonly db: DataSource,
    private readonly log: Pick<EventLog, 'head' | 'recordedAfter'>,
    private readonly clock: Clock,
    /** The names of those that this version of the program has. */
    private readonly own: readonly string[],
  ) {}

  /** Every reader that the database knows, in the order of their names. */
  async progress(): Promise<readonly ReaderProgress[]> {
    const found: readonly Found[] = await this.db.query(FIND);
    // After them: none that follows the log stands further than it does now.
    const head = await this.log.head();
    const ages = new Map<bigint, Promise<number>>();
    return Promise.all(
      found.map(async ({ reader, position: stands, state, leader, parked, trouble, rate }) => {
        const position = stands === null ? START : BigInt(stands);
        const age = ages.get(position) ?? this.waiting(position, head);
        ages.set(position, age);
        return {
          reader,
          position,
          state: this.own.includes(liveReader(reader)) ? stateOf(state, trouble, position > head) : 'other-version',
          rate,
          leader: leader ?? undefined,
          parked: Number(parked),
          trouble: trouble ?? undefined,
          behind: { positions: position < head ? Number(head - position) : 0, seconds: await age },
        };
      }),
    );
  }

  /** For how many seconds the first event after a position has waited. */
  private async waiting(position: bigint, head: bigint): Promise<number> {
    if (position >= head) return 0;
    const at = await this.log.recordedAfter(position);
    return at === undefined ? 0 : Math.max(0, (this.clock.now().getTime() - Date.parse(at)) / 1000);
  }
}

function stateOf(state: ReaderState | null, trouble: Trouble | null, isAhead: boolean): ReaderProgress['state'] {
  if (state !== null && isAhead) return 'ahead-of-log';
  if (state === 'running' && trouble?.missing !== undefined) return 'event-missing';
  return state ?? 'lost';
}
