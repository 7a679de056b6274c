import type { RequestHandler } from 'express';
import type { Clock } from '../../clock';
import { asking, minuteOf } from '../../partnership/asking';

/** What is done for a request from here on is asked by whoever sends it, in the minute in which it came. */
export const askedBy =
  (clock: Clock): RequestHandler =>
  (req, _res, next) => {
    asking.as({ person: req.person?.id ?? '', now: minuteOf(clock.now()) }, next);
  };
