import type { ServerWritableStream } from '@grpc/grpc-js';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type Faults, invalidPosition, leaderFault, streamDeleted } from './faults';
import { type Kept, type Store } from './store';
import { type Calls, nameOf } from './writing';

type Call = ServerWritableStream<ReadReq, ReadResp>;

export function reader(store: Store, faults: Faults, calls: Calls) {
  return {
    read: (call: Call): void => {
      const options = call.request.getOptions();
      if (!options) return void call.end();
      const fault = leaderFault(faults, call.metadata);
      if (fault) return void call.emit('error', fault);
      if (options.hasSubscription()) {
        subscribe(call, options, store, faults);
        return;
      }
      const asked = options.getStream();
      const of = asked ? nameOf(asked.getStreamIdentifier()?.getStreamName_asU8()) : '$all';
      const from = asked ? asked.getRevision() : positionOf(options).toString();
      calls.reads.push({ of, from, count: Number(options.getCount()) });
      faults.onRead(of);
      if (options.hasStream()) void readStream(call, options, store, faults);
      else readAll(call, options, store, faults);
    },
  };
}

async function readStream(call: Call, options: ReadReq.Options, store: Store, faults: Faults): Promise<void> {
  const asked = options.getStream();
  const stream = nameOf(asked?.getStreamIdentifier()?.getStreamName_asU8());
  const events = store.read(stream);
  if (events === 'deleted') return void call.emit('error', streamDeleted(stream));
  if (events.length === 0) {
    const notFound = new ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(identifier(stream));
    call.write(new ReadResp().setStreamNotFound(notFound));
    return void call.end();
  }
  const from = asked?.hasRevision() ? Number(asked.getRevision()) : undefined;
  const forwards = options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS;
  const found = forwards
    ? events.filter(({ revision }) => revision >= (from ?? 0))
    : events.filter(({ revision }) => revision <= (from ?? Infinity)).toReversed();
  for (const event of found.slice(0, Number(options.getCount()))) {
    if (faults.beforeEvent) await faults.beforeEvent();
    if (call.cancelled) return;
    call.write(message(event));
  }
  call.end();
}

/** Forwards from a position, that position too; backwards before it, unless that is a fault. */
function readAll(call: Call, options: ReadReq.Options, store: Store, faults: Faults): void {
  const from = positionOf(options);
  const count = Number(options.getCount());
  if (store.lacks(from)) return void call.emit('error', invalidPosition());
  const events = seenBy(store, faults);
  const forwards = options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS;
  const first = Math.min(store.indexFrom(from), events.length);
  const end = Math.min(first + Number(faults.repeatsWhereItBegins), events.length);
  const found = forwards
    ? events.slice(first, first + count)
    : events.slice(Math.max(0, end - count), end).toReversed();
  for (const event of found) call.write(message(event));
  call.end();
}

/** What this node has got of the log. */
const seenBy = (store: Store, { seesUpTo }: Faults): readonly Kept[] =>
  seesUpTo === undefined ? store.events : store.events.slice(0, store.indexFrom(seesUpTo + 1n));

/** What is there, a checkpoint, `caught up`, and then what comes; a checkpoint after so many that do not pass. */
function subscribe(call: Call, options: ReadReq.Options, store: Store, faults: Faults): void {
  const from = positionOf(options);
  if (store.lacks(from)) return void call.emit('error', invalidPosition());
  const passes = filterOf(options.getFilter());
  const window = options.getFilter()?.getMax() ?? 32;
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('double');
  call.write(new ReadResp().setConfirmation(confirmation));
  if (faults.forgets()) return;
  let passedOver = 0;
  const send = (event: Kept, next?: Kept): void => {
    if (passes(event)) call.write(message(event));
    else if (++passedOver % window === 0)
      call.write(next && faults.checkpointsLookAhead ? checkpoint(next.position, 0n) : checkpoint(event.position));
  };
  const first = typeof from === 'bigint' ? store.indexFrom(from + 1n) : store.indexFrom(from);
  const there = seenBy(store, faults).slice(first);
  for (const [n, event] of there.entries()) send(event, there[n + 1]);
  const last = there.at(-1);
  if (last) call.write(checkpoint(last.position));
  call.write(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
  const leave = store.onEvent((event) => {
    send(event);
  });
  call.on('cancelled', () => {
    leave();
    call.end();
  });
  call.on('error', leave);
}

function positionOf(options: ReadReq.Options): bigint | 'start' | 'end' {
  const all = options.getAll();
  if (all?.hasPosition()) return BigInt(all.getPosition()?.getCommitPosition() ?? '0');
  return all?.hasEnd() ? 'end' : 'start';
}

function filterOf(filter: ReadReq.Options.FilterOptions | undefined): (event: Kept) => boolean {
  if (!filter) return () => true;
  const onType = filter.hasEventType();
  const expression = onType ? filter.getEventType() : filter.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  return (event) => {
    const text = onType ? event.type : event.stream;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}

function checkpoint(commit: bigint, prepare = commit): ReadResp {
  const message = new ReadResp.Checkpoint();
  message.setCommitPosition(String(commit));
  message.setPreparePosition(String(prepare));
  return new ReadResp().setCheckpoint(message);
}

function message(event: Kept): ReadResp {
  const record = new ReadResp.ReadEvent.RecordedEvent();
  record.setId(new UUID().setString(event.id));
  record.setStreamIdentifier(identifier(event.stream));
  record.setStreamRevision(String(event.revision));
  record.setCommitPosition(String(event.position));
  record.setPreparePosition(String(event.position));
  record.getMetadataMap().set('type', event.type);
  record.getMetadataMap().set('content-type', 'application/json');
  // In ticks of 100 nanoseconds. Not when we say that it was recorded: that is in our metadata.
  record.getMetadataMap().set('created', '17000000000000000');
  record.setCustomMetadata(event.metadata);
  record.setData(event.data);
  const read = new ReadResp.ReadEvent();
  read.setEvent(record);
  read.setCommitPosition(String(event.position));
  return new ReadResp().setEvent(read);
}

const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));
