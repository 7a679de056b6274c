import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/** What goes wrong from now on. Each is a switch that a test sets and sets back. */
export interface Faults {
  /** The node is no leader; it says who is, to every call that needs one. */
  leaderIs: { readonly host: string; readonly port: number } | undefined;
  /** The node takes no writes, because there is no leader or it is a read-only copy: it says so in no better words. */
  readOnly: boolean;
  /** The disk is full: the writer of the server has given up. */
  diskFull: boolean;
  /** The server takes appends of so many bytes, and events of so many. */
  appendLimit: number;
  eventLimit: number;
  /** Whether a repeat is answered without its position. */
  forgetsPositions: boolean;
  /** What happens to an append on its way in (before it is stored), and to its answer on the way back. */
  onArrival: (stream: string) => Promise<void>;
  onReply: (stream: string) => Promise<void>;
  /** What happens to a read of a stream or of `$all` before it is answered. */
  onRead: (of: string) => void;
  /** Waited for before each event of a stream that is read. */
  beforeEvent: (() => Promise<void>) | undefined;
  /** Readers see the log only up to this position: a node that is behind. */
  seesUpTo: bigint | undefined;
  /** `$all` read backwards from a position begins with the event there. */
  repeatsWhereItBegins: boolean;
  /** Checkpoints name where the next event begins, with nothing prepared, as some versions of the server do. */
  checkpointsLookAhead: boolean;
  /** Whether a subscription that comes in now is confirmed and then forgotten. */
  forgets: () => boolean;
}

export const noFaults = (): Faults => ({
  leaderIs: undefined,
  readOnly: false,
  diskFull: false,
  appendLimit: 1_048_576,
  eventLimit: 1_048_576,
  forgetsPositions: false,
  onArrival: () => Promise.resolve(),
  onReply: () => Promise.resolve(),
  onRead: () => undefined,
  beforeEvent: undefined,
  seesUpTo: undefined,
  repeatsWhereItBegins: false,
  checkpointsLookAhead: false,
  forgets: () => false,
});

/** The errors of the server, as it puts them on the wire. */
export function rpcError(code: status, details: string, said: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(said)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export function leaderFault({ leaderIs }: Faults, asked: Metadata): ServiceError | undefined {
  if (!leaderIs || asked.get('requires-leader')[0] !== 'true') return undefined;
  return rpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leaderIs.host,
    'leader-endpoint-port': String(leaderIs.port),
  });
}

/** A position is a place in a file: between two records there is none to read on from. */
export const invalidPosition = (): ServiceError => rpcError(status.INVALID_ARGUMENT, 'Invalid position');

export const streamDeleted = (stream: string): ServiceError =>
  rpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export function writeFault(faults: Faults, sizes: readonly number[]): ServiceError | undefined {
  if (faults.readOnly) return rpcError(status.UNKNOWN, 'No leader info available in response');
  if (faults.diskFull) return rpcError(status.INTERNAL, 'There is not enough space on the disk');
  if (sizes.some((size) => size > faults.eventLimit))
    return rpcError(status.INVALID_ARGUMENT, 'Exceeds Maximum Append Event Size', {
      exception: 'maximum-append-event-size-exceeded',
      'maximum-append-event-size': String(faults.eventLimit),
    });
  if (sizes.reduce((sum, size) => sum + size, 0) > faults.appendLimit)
    return rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${faults.appendLimit} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(faults.appendLimit),
    });
  return undefined;
}
