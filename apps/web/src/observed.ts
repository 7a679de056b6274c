import type { Logger } from 'pino';
import type { EngineOptions } from '#app/platform';

/** What an engine says on its way. */
export type Observer = Pick<EngineOptions, 'report' | 'said'>;

/** In milliseconds. */
const SAID_EVERY = 10_000;

const LED = ' (trail rebuild --new)';
const NOT_LED =
  '. Nobody leads that at the moment: ' +
  'run trail rebuild --new again as the owner of the tables, or give it up (trail rebuild NAME --give-up)';

const FINISHING = {
  indexing: 'Making the indexes of the table of a new version',
  comparing: 'Comparing the table of a new version with the one before',
} as const;

/** Into a log: what does not get on, and now and then, of each new version, how far its table is filled. */
export function observedBy(logger: Logger): Observer {
  const saidAt = new Map<string, number>();
  return {
    report: (reader, error) => {
      logger.error({ err: error, reader }, 'A reader of the log does not get on');
    },
    said: (how) => {
      if ('switched' in how) {
        logger.info(how, 'The table of a new version is filled, and in use');
        return;
      }
      const { reader } = how;
      if (performance.now() <= (saidAt.get(reader) ?? -Infinity) + SAID_EVERY) return;
      saidAt.set(reader, performance.now());
      if ('awaited' in how) {
        logger.info(how, `Waiting until the table of a new version has been filled${how.led ? LED : NOT_LED}`);
        return;
      }
      if ('finishing' in how) {
        const { phase, ...far } = how.finishing;
        logger.info({ reader, ...far }, FINISHING[phase]);
        return;
      }
      const { filled } = how;
      const [position, of] = [String(filled.position), String(filled.of)];
      logger.info({ reader, position, of }, 'Filling the table of a new version beside the one before');
    },
  };
}
