import { Inject, Injectable } from '@nestjs/common';
import type { Recorded } from '#app/kernel';
import type { SpokenOf } from '#app/concerned';
import { EVENT_LOG, type EventLog, START, type Scan, idOf, streamOf } from '#app/platform';
import type { DataRequestEvent, HoldSpokenOf } from '../domain/data-request.events';
import { type DataRequest, evolve, unknown } from '../domain/data-request.state';
import { type Hold, type HoldEvent, evolveHold, holdsOver, noHold, spokenOfHold } from '../domain/hold';
import { type Approval, unfinishedIn } from '../domain/unfinished';

const BATCH = 1000;

/** Requests and holds out of the log itself: rows may be a moment behind, and what is destroyed does not come back. */
@Injectable()
export class AboutDataInLog {
  constructor(@Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'head' | 'readAll' | 'readStream'>) {}

  async request(id: string): Promise<DataRequest> {
    const history = await this.history(id);
    return history.reduce((state, { event }) => evolve(state, event), unknown);
  }

  /** The approval that is to be carried out, where there is one. */
  async approval(id: string): Promise<Approval | undefined> {
    return unfinishedIn(await this.history(id))[0];
  }

  /** Every approval that was broken off before it was carried out. */
  async unfinished(): Promise<readonly Approval[]> {
    return unfinishedIn((await this.all('dataRequest')) as Recorded<DataRequestEvent>[]);
  }

  /**
   * The holds that stand over any of these people. Throws PositionMissing where the log lacks an event: it may
   * have been a hold.
   */
  async holdsOver(people: readonly SpokenOf[]): Promise<readonly HoldSpokenOf[]> {
    const holds = new Map<string, Hold>();
    const upTo = await this.log.head();
    for (const { stream, event } of (await this.all('hold', { upTo })) as Recorded<HoldEvent>[])
      holds.set(stream, evolveHold(holds.get(stream) ?? noHold, event));
    return [...holds].flatMap(([stream, hold]) =>
      hold.status === 'standing' && people.some((person) => holdsOver(hold.set.on, person))
        ? [spokenOfHold(idOf(stream), hold.set)]
        : [],
    );
  }

  private async history(id: string): Promise<readonly Recorded<DataRequestEvent>[]> {
    return (await this.log.readStream(streamOf('dataRequest', id))) as readonly Recorded<DataRequestEvent>[];
  }

  private async all(category: string, scan: Scan = {}): Promise<readonly Recorded[]> {
    const found: Recorded[] = [];
    for (let after = START; ;) {
      const events = await this.log.readAll(after, BATCH, { ...scan, categories: [category] });
      found.push(...events);
      const last = events.at(-1);
      if (!last || events.length < BATCH) return found;
      after = last.position;
    }
  }
}
