import { eventLogContract } from '../event-log.contract';
import { MemoryEventLog } from './memory.event-log';

eventLogContract('memory', (clock) => Promise.resolve(new MemoryEventLog(clock)), {
  lose: (log, position) => {
    Reflect.deleteProperty((log as unknown as { rows: unknown[] }).rows, Number(position));
    return Promise.resolve();
  },
});
