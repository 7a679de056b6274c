import { isReactionReader, liveReader } from '#app/platform';
import { readers as inUse } from '../../../projector/src/slices';

/** Whether a reader that has lost its checkpoint can be told where to go on: rows are computed anew instead. */
export const canBeToldWhere = (reader: string): boolean => isReactionReader(reader) && inUse.includes(reader);

/** What a reader has lost with its checkpoint, and what can be done. */
export function lostCheckpointOf(reader: string): string {
  const live = liveReader(reader);
  const lost = `${reader} has lost its checkpoint: nobody knows how far it has read`;
  if (!inUse.includes(live))
    return `${lost}. It belongs to another version.\nWhen nothing runs it any more: trail projections retire ${reader}`;
  const idle = `${lost}, and it does nothing.`;
  if (live !== reader)
    return `${idle}\nTo build it anew: trail rebuild ${live} --give-up, and then trail rebuild ${live}`;
  if (!canBeToldWhere(reader)) return `${idle}\nTo fill its table anew: trail rebuild ${reader}`;
  const resume = `trail projections resume ${reader} --from`;
  return (
    `${idle}\nTo let it go on after a position of the log: ${resume} N\n` +
    `To leave alone all that is recorded already: ${resume} end\n` +
    `To let it answer every event ever recorded, also what it was never meant to: ${resume} start`
  );
}
