import { setTimeout as pause } from 'node:timers/promises';
import type { Bell } from '../follow';
import { backOff } from './in-time';
import type { KurrentPort } from './kurrent.port';

/** A connection that is half dead says nothing, and neither does a quiet server: after so long a new one is made. */
const SILENCE_MS = 30_000;
/** All but the server's own. */
const OURS = { typesThatMatch: '^[^$]' };

/**
 * Rings whenever somebody has written to the log, until the signal aborts. Only a hint: readers look by themselves too, so
 * what is missed while there is no connection is a delay and no loss.
 */
export async function watch(port: KurrentPort, bell: Bell, signal: AbortSignal, silence = SILENCE_MS): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      for await (const _ of port.subscribe('end', OURS, silence, signal)) {
        bell.ring();
        failures = 0;
      }
    } catch {
      // Whatever it was, readers that meet it too say so.
    }
    await pause(backOff(failures), undefined, { signal }).catch(() => undefined);
  }
}
