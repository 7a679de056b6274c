import type { Stored } from '../event-log';
import { eventLogContract } from '../event-log.contract';
import { MemoryEventLog } from './memory.event-log';

eventLogContract('memory', (clock) => Promise.resolve(new MemoryEventLog(clock)), {
  lose: (log, position) => {
    const { rows, streams } = log as unknown as { rows: Stored[]; streams: ReadonlyMap<string, Stored[]> };
    const { stream, revision } = rows[Number(position)] as Stored;
    Reflect.deleteProperty(rows, Number(position));
    Reflect.deleteProperty(streams.get(stream) ?? [], revision);
    return Promise.resolve();
  },
});
