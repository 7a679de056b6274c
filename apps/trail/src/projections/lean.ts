import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the memory of this process near to what it uses, however much the machine has: a rebuild may take an hour, beside
 * those that serve. Nothing is capped, so one big event does no harm; the collector works a little more.
 */
export const stayLean = (): void => {
  setFlagsFromString('--heap-growing-percent=50');
};
