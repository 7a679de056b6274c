import { StreamClosed } from '../event-log';
import { Moved, NoAnswer, TooLarge } from './kurrent.port';

/** An error of db-client: `type` is its own word, `_raw` what gRPC said. */
interface ClientError {
  readonly type?: string;
  readonly maxAppendSize?: number;
  readonly _raw?: { readonly code?: number; readonly metadata?: { getMap(): Record<string, unknown> } };
}

/** gRPC's INVALID_ARGUMENT and UNIMPLEMENTED: asking again changes nothing. */
const OUR_FAULT: readonly (number | undefined)[] = [3, 12];
/** gRPC's PERMISSION_DENIED and UNAUTHENTICATED: neither does it here. */
const NOT_LET_IN: readonly (number | undefined)[] = [7, 16];

/** What an error of the client means to us. Whatever does not say that nothing happened counts as no answer. */
export function faultOf(thrown: unknown, stream = ''): Error {
  if (thrown instanceof NoAnswer || thrown instanceof TypeError) return thrown;
  const error = thrown as ClientError;
  return refusal(error, stream) ?? (isOurs(error) ? (thrown as Error) : new NoAnswer(thrown));
}

function refusal({ type, maxAppendSize, _raw }: ClientError, stream: string): Error | undefined {
  if (type === 'wrong-expected-version') return new Moved();
  if (type === 'stream-deleted') return new StreamClosed(stream, { cause: _raw });
  if (type === 'maximum-append-size-exceeded') return new TooLarge(maxAppendSize ?? NaN);
  if (type === 'access-denied' || NOT_LET_IN.includes(_raw?.code))
    return new Error(
      'EventStoreDB refuses this login, or what it asks for: look at the name and password in EVENTSTOREDB_URL',
      { cause: _raw },
    );
  // Of servers from 25.1 on; the client does not know it.
  const said = _raw?.metadata?.getMap();
  if (said?.['exception'] !== 'maximum-append-event-size-exceeded') return undefined;
  return new TooLarge(Number(said['maximum-append-event-size']));
}

const isOurs = ({ _raw }: ClientError): boolean => OUR_FAULT.includes(_raw?.code);

export const isStreamNotFound = (thrown: unknown): boolean => (thrown as ClientError).type === 'stream-not-found';

/** Whether nobody has answered in time, here or as gRPC counts it. */
export const isSilence = (thrown: unknown): boolean =>
  thrown instanceof NoAnswer || (thrown as ClientError).type === 'deadline-exceeded';
