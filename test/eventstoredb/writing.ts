import { type handleBidiStreamingCall, type handleClientStreamingCall, status } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import {
  type AppendReq,
  AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type Faults, leaderFault, rpcError, streamDeleted, writeFault } from './faults';
import type { Answer, ExpectedRevision, Sent, Store } from './store';

/** How often what was called. */
export interface Calls {
  append: number;
  batchAppend: number;
  /** Of a stream, from a revision where one was named, or of `$all`, from a position, `start` or `end`. */
  readonly reads: { readonly of: string; readonly from: string; readonly count: number }[];
}

export function writer(store: Store, faults: Faults, calls: Calls) {
  const append: handleClientStreamingCall<AppendReq, AppendResp> = (call, answer) => {
    calls.append++;
    let options: AppendReq.Options | undefined;
    const events: Sent[] = [];
    call.on('data', (message: AppendReq) => {
      options = message.getOptions() ?? options;
      const proposed = message.getProposedMessage();
      if (proposed) events.push(sent(proposed));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      void take().catch((error: unknown) => {
        answer(rpcError(status.UNKNOWN, String(error)));
      });
    });
    const take = async (): Promise<void> => {
      if (!options) throw new Error('An append begins with its options');
      const stream = nameOf(options.getStreamIdentifier()?.getStreamName_asU8());
      await faults.onArrival(stream);
      const fault = leaderFault(faults, call.metadata) ?? writeFault(faults, events.map(sizeOf));
      if (fault) {
        answer(fault);
        return;
      }
      const outcome = store.append(stream, expectedOf(options), events);
      await faults.onReply(stream);
      if (outcome.outcome === 'deleted') answer(streamDeleted(stream));
      else answer(null, replyTo(outcome, faults));
    };
  };

  /** Nobody should call it: see `guarded` in db-client.ts. */
  const batchAppend: handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> = (call) => {
    calls.batchAppend++;
    call.on('data', () => undefined);
    call.emit('error', rpcError(status.UNIMPLEMENTED, 'The double takes no batches'));
  };

  return { append, batchAppend, delete: notTaken, tombstone: notTaken };
}

function notTaken(_: unknown, answer: (error: ReturnType<typeof rpcError>) => void): void {
  answer(rpcError(status.UNIMPLEMENTED, 'Nothing is ever deleted by us'));
}

function sent(proposed: AppendReq.ProposedMessage): Sent {
  return {
    id: proposed.getId()?.getString() ?? '',
    type: proposed.getMetadataMap().get('type') ?? '',
    data: proposed.getData_asU8(),
    metadata: proposed.getCustomMetadata_asU8(),
  };
}

const sizeOf = ({ type, data, metadata }: Sent): number => type.length + data.length + metadata.length;

export const nameOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

function expectedOf(options: AppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : Number(options.getRevision());
}

function replyTo(answer: Exclude<Answer, { outcome: 'deleted' }>, faults: Faults): AppendResp {
  const reply = new AppendResp();
  if (answer.outcome === 'moved') {
    const wrong = new AppendResp.WrongExpectedVersion();
    if (answer.revision < 0) wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentRevision(String(answer.revision));
    reply.setWrongExpectedVersion(wrong);
    return reply;
  }
  const success = new AppendResp.Success();
  success.setCurrentRevision(String(answer.revision));
  if (answer.position === undefined || (answer.again && faults.forgetsPositions)) success.setNoPosition(new Empty());
  else {
    const position = new AppendResp.Position();
    position.setCommitPosition(String(answer.position));
    position.setPreparePosition(String(answer.position));
    success.setPosition(position);
  }
  reply.setSuccess(success);
  return reply;
}
