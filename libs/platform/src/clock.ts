export const CLOCK = Symbol('Clock');

/** The one source of time. Tests and screenshots set it; nothing else in the house looks at a clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was put. */
export const clockAt = (instant: string): Clock => ({ now: () => new Date(instant) });
