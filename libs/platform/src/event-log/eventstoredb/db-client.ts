import type { Readable } from 'node:stream';
import type {
  AllStreamResolvedEvent,
  BaseOptions,
  EventStoreDBClient,
  Filter,
  JSONType,
  Position,
  ReadPosition,
  ResolvedEvent,
} from '@eventstore/db-client';
import { faultOf, isSilence, isStreamNotFound } from './faults';
import { guarded, ignore, leaving } from './guards';
import { type Left, inTime, leftOf } from './in-time';
import {
  type Found,
  type KurrentPort,
  Moved,
  NoAnswer,
  type Only,
  type Placed,
  type Proposed,
  type Sign,
  type Way,
} from './kurrent.port';

/** Beyond the client's own deadline, for what it does before it calls. */
const GRACE_MS = 250;
/** The server says how far it has looked at least every so many events that do not pass. */
const SEARCH_WINDOW = 1_000;
const BUFFERED = 64;
const MISREAD =
  'The name and password in EVENTSTOREDB_URL cannot be told from the rest: percent-encode each @, /, ? and : within them, and any @ after the hosts';

type Login = Pick<BaseOptions, 'credentials'>;
type Resolved = AllStreamResolvedEvent | ResolvedEvent;
type Items<T> = Readable & AsyncIterable<T>;

/** KurrentPort by `@eventstore/db-client`, which is loaded here and only when it is wanted. `address`: esdb://… */
export async function connect(address: string): Promise<KurrentPort> {
  const { EventStoreDBClient: Client } = await import('@eventstore/db-client');
  const { place, login } = parted(address);
  return new DbClient(guarded(Client.connectionString(place)), login);
}

/** The client repeats the address where something is wrong with it: no password is to be in there. */
function parted(address: string): { readonly place: string; readonly login: Login } {
  const [, scheme, username, password, rest] = /^\s*(\w[^:]*:\/\/)([^:@/?]+):([^@/?]+)@([^@]*)$/.exec(address) ?? [];
  if (scheme === undefined || username === undefined || password === undefined || rest === undefined) {
    if (address.includes('@')) throw new Error(MISREAD);
    return { place: address, login: {} };
  }
  const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  return { place: scheme + rest, login: { credentials: { username: user, password: secret } } };
}

class DbClient implements KurrentPort {
  /** The connection of the last call. gRPC shares one among all clients of the process, until all of them have left it. */
  private leave: () => void = ignore;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly login: Login,
  ) {}

  /**
   * Answers what the call answers. One that nobody answers may have gone along a connection that is half dead, which gRPC by
   * its pings would notice after 20 seconds only: the calls after it make another.
   */
  private async answered<T>(call: () => Promise<T>, stream?: string): Promise<T> {
    const leave = leaving(this.client);
    this.leave = leave;
    try {
      return await call();
    } catch (error) {
      if (isSilence(error)) leave();
      throw error instanceof Moved ? error : faultOf(error, stream);
    }
  }

  async append(stream: string, revision: number, events: readonly Proposed[], within: number): Promise<Placed> {
    const expectedRevision = revision < 0 ? 'no_stream' : BigInt(revision);
    const sent = events.map((event) => ({
      ...event,
      data: event.data as JSONType,
      contentType: 'application/json' as const,
    }));
    const options = { expectedRevision, requiresLeader: true, deadline: within, ...this.login } as const;
    return this.answered(async () => {
      const answer = await inTime(this.client.appendToStream(stream, sent, options), within + GRACE_MS);
      // The revision beside it would be wrong: with throwOnAppendFailure=false in its address the client makes one up.
      if (!answer.success) throw new Moved();
      return { revision: Number(answer.nextExpectedRevision), position: answer.position?.commit };
    }, stream);
  }

  async readStream(
    stream: string,
    from: number | 'end',
    way: Way,
    limit: number,
    silence: number,
    within = Infinity,
  ): Promise<readonly Found[]> {
    const fromRevision = from === 'end' ? from : BigInt(from);
    const options = { fromRevision, direction: way, maxCount: limit, requiresLeader: true, ...this.login } as const;
    return this.answered(async () => {
      try {
        const read = this.client.readStream(stream, options, { highWaterMark: BUFFERED });
        return await found(read as unknown as Items<Resolved>, () => read.cancel(), silence, within);
      } catch (error) {
        if (isStreamNotFound(error)) return [];
        throw error;
      }
    }, stream);
  }

  async readAll(from: bigint | 'start' | 'end', way: Way, limit: number, silence: number): Promise<readonly Found[]> {
    const options = {
      fromPosition: at(from),
      direction: way,
      maxCount: limit,
      requiresLeader: true,
      ...this.login,
    } as const;
    return this.answered(() => {
      const read = this.client.readAll(options, { highWaterMark: BUFFERED });
      return found(read as unknown as Items<Resolved>, () => read.cancel(), silence);
    });
  }

  /**
   * The client tells a checkpoint when the server's message comes, while events before it wait to be read; who noted it
   * then would miss them after a crash. So signs are put among the events, each where it came.
   */
  async *subscribe(after: bigint | 'start' | 'end', only: Only, silence: number, signal: AbortSignal) {
    const subscription = this.client.subscribeToAll(
      {
        fromPosition: at(after),
        requiresLeader: true,
        ...this.login,
        filter: {
          ...filterOf(only),
          maxSearchWindow: SEARCH_WINDOW,
          checkpointInterval: 1,
          checkpointReached: (_, position) => {
            put({ sign: 'checked', upTo: lookedTo(position) });
          },
        },
      },
      { highWaterMark: BUFFERED },
    );
    const put = (sign: Sign): void => {
      subscription.push(sign);
    };
    subscription.on('caughtUp', () => {
      put({ sign: 'caught up' });
    });
    const items = subscription as unknown as Items<Resolved | Sign>;
    try {
      for await (const item of each(
        items,
        () => subscription.unsubscribe(),
        () => silence,
        signal,
      )) {
        if ('sign' in item) yield item;
        else yield* foundIn(item);
      }
    } catch (error) {
      throw faultOf(error);
    }
    if (!signal.aborted) throw new NoAnswer(new Error('The server has ended the subscription'));
  }

  async close(): Promise<void> {
    await inTime(this.client.dispose(), GRACE_MS).catch(ignore);
    this.leave();
  }
}

async function found(read: Items<Resolved>, cancel: () => Promise<void>, silence: number, within = Infinity) {
  const events: Found[] = [];
  const left = leftOf(within);
  for await (const resolved of each(read, cancel, () => Math.min(silence, left()))) events.push(...foundIn(resolved));
  return events;
}

/** The items of a stream of the client, with NoAnswer when none comes for as long as is left. The client itself would wait for ever. */
async function* each<T>(
  stream: Items<T>,
  cancel: () => Promise<void>,
  left: Left,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  // An error that comes when nobody reads any more must not end the process.
  stream.on('error', ignore);
  const stop = (): void => {
    cancel().catch(ignore);
    stream.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  const items = stream[Symbol.asyncIterator]();
  try {
    while (signal?.aborted !== true) {
      const milliseconds = left();
      const item = await inTime(items.next(), milliseconds);
      if (item.done) return;
      yield item.value;
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** A link to an event that is gone holds none. */
function* foundIn({ event }: Resolved): Generator<Found> {
  if (!event) return;
  const { streamId, id, revision, type, data, metadata, position } = event;
  if (!position) throw new Error('EventStoreDB 23.10 or later is needed: this server does not say where events are');
  yield { stream: streamId, id, revision: Number(revision), type, data, metadata, position: position.commit };
}

/**
 * Only the commit position of an event is kept, and `prepare` is taken to be the same. The two differ only where events are
 * written in a transaction that is begun and committed by calls of its own, which the client cannot do and we never did: an
 * append is committed as it is written, each of its events at its own place.
 */
const at = (position: bigint | 'start' | 'end'): ReadPosition =>
  typeof position === 'string' ? position : { commit: position, prepare: position };

/** A checkpoint is no place of an event: with less prepared than committed it lies before the event that begins there. */
const lookedTo = ({ commit, prepare }: Position): bigint => (prepare < commit ? commit - 1n : commit);

const filterOf = (only: Only): Pick<Filter, 'filterOn'> & ({ prefixes: string[] } | { regex: string }) =>
  'typesThatMatch' in only
    ? { filterOn: 'eventType', regex: only.typesThatMatch }
    : { filterOn: 'streamName', prefixes: [...only.streamsThatBegin] };
