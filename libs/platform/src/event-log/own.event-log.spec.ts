import { randomUUID } from 'node:crypto';
import type { Recorded } from '#app/kernel';
import { clockAt } from '../clock';
import { type NewEvent, START, WrongRevision } from './event-log';
import { MemoryEventLog } from './memory/memory.event-log';
import { NothingThere, OwnEventLog } from './own.event-log';

const said = (partnership: string, type = 'Said'): NewEvent => ({
  id: randomUUID(),
  event: { type, data: {} },
  schemaVersion: 1,
  metadata: {
    partnership,
    actor: 'nurse',
    onBehalfOf: { role: 'nurse' },
    causationId: randomUUID(),
    correlationId: randomUUID(),
    commandHash: '',
    happenedOn: '2026-11-20',
  },
});
const types = (events: readonly Recorded[]): readonly string[] => events.map(({ event }) => event.type);

describe('a log of which one partnership sees its own', () => {
  let whole: MemoryEventLog;
  let log: OwnEventLog;
  beforeEach(async () => {
    whole = new MemoryEventLog(clockAt('2026-11-20T10:00:00.000Z'));
    log = new OwnEventLog(whole, 'island');
    await whole.append('record-theirs', 'none', [said('mainland', 'Theirs')]);
    await log.append('record-ours', 'none', [said('island', 'Ours')]);
  });

  it('reads no event of another, by whatever way', async () => {
    expect(await log.readStream('record-theirs')).toEqual([]);
    expect(await log.readStreamBackwards('record-theirs', 5)).toEqual([]);
    expect(types(await log.readAll(START, 10))).toEqual(['Ours']);
    expect((await log.readStored(START, 10)).map(({ type }) => type)).toEqual(['Ours']);
    const ending = new AbortController();
    for await (const { events, upTo } of log.subscribe(START, {}, ending.signal)) {
      expect([types(events), upTo]).toEqual([['Ours'], await whole.head()]);
      ending.abort();
    }
  });

  it('has nothing where another has a stream, and begins none there', async () => {
    await expect(log.append('record-theirs', 'none', [said('island')])).rejects.toThrow(NothingThere);
    await expect(log.append('record-theirs', 5, [said('island')])).rejects.toThrow(NothingThere);
    await expect(log.append('record-ours', 5, [said('island')])).rejects.toThrow(WrongRevision);
    expect(await whole.readStream('record-theirs')).toHaveLength(1);
  });

  it('writes for nobody else', async () => {
    await expect(log.append('record-new', 'none', [said('mainland')])).rejects.toThrow('another partnership');
    expect(await whole.readStream('record-new')).toEqual([]);
  });
});
