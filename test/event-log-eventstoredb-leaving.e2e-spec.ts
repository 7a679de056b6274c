import { guarded, ignore, leaving } from '../libs/platform/src/event-log/eventstoredb/guards';
import { faultBench } from './event-log-eventstoredb.house';
import { anEvent, clientAt } from './eventstoredb/client';
import { PATIENCE } from './patience';

/** More steps than the client takes from a call to what it sends. */
const STEPS = 40;

describe('a connection to EventStoreDB that is left', () => {
  // At its end it looks whether anything would have ended the process.
  const bench = faultBench();

  it('is left at no step of an append so that the process ends, or the append waits for its deadline', async () => {
    const client = guarded(clientAt(bench.double.address));
    const append = () => client.appendToStream('left-1', anEvent(), { deadline: PATIENCE }).catch(ignore);
    await append();
    const start = performance.now();
    for (let steps = 0; steps < STEPS; steps++) {
      const leave = leaving(client);
      await new Promise(setImmediate);
      const sent = append();
      for (let step = 0; step < steps; step++) await Promise.resolve();
      leave();
      await sent;
      await append();
    }
    expect(performance.now() - start).toBeLessThan(PATIENCE);
    await client.dispose();
  });
});
