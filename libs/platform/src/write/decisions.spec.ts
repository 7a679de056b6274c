import fc from 'fast-check';
import { type Decider, type Message, RuleBroken } from '#app/kernel';
import { clockAt } from '../clock';
import { MemoryEventLog } from '../event-log/memory/memory.event-log';
import { Shapes } from '../event-log/shapes/shapes';
import { Sealing } from '../vault/sealing';
import { type Act, KeyReused, Stale } from './act';
import { Decisions } from './decisions';
import { derivedId, fingerprint } from './derived-id';
import { MemoryReferences } from './references';

type Command = Message<'Open' | 'Note' | 'Refuse', { line?: string; words: string }>;
type Event = Message<'Opened' | 'Noted', { reference?: string; line?: string; words: string }>;

/** A record with lines: notes on different lines never conflict. */
const notebook: Decider<Command, Event, { open: boolean }> = {
  category: 'notebook',
  prefix: 'NOT',
  initialState: { open: false },
  decide({ type, data }, { open }, { reference }) {
    if (type === 'Open') return open ? [] : [{ type: 'Opened', data: { ...data, reference } }];
    if (type === 'Refuse') throw new RuleBroken('never', 'Never.');
    return [{ type: 'Noted', data }];
  },
  evolve: (state, { type }) => (type === 'Opened' ? { open: true } : state),
  partOf: ({ data }) => data.line,
};

/** Noted was changed once; Opened never. */
const shapes = new Shapes({ notebook: { Opened: [], Noted: [(data) => data] } });

/** Nothing of a notebook is sealed. */
const sealing = new Sealing({ seal: jest.fn(), open: jest.fn() }, {});

const by = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };

describe('taking a decision', () => {
  let decisions: Decisions;
  let log: MemoryEventLog;

  beforeEach(() => {
    const clock = clockAt('2026-03-02T09:00:00.000Z');
    log = new MemoryEventLog(clock);
    decisions = new Decisions(log, new MemoryReferences(), clock, 'isle-of-wight', shapes, sealing);
  });

  const take = (key: string, command: Command, further: Partial<Act> = {}) =>
    decisions.take(notebook, 'a', command, {
      commandId: derivedId(key),
      hash: fingerprint(command),
      by,
      ...further,
    });
  const open: Command = { type: 'Open', data: { words: 'first' } };
  const note = (words: string, line?: string): Command => ({ type: 'Note', data: { words, ...(line && { line }) } });

  it('answers with reference, revision and position', async () => {
    const taken = await take('k1', open);
    expect(taken).toMatchObject({ id: 'a', reference: 'NOT-2025-26-001', revision: 0 });
  });

  it('leads to events of its own in each partnership, though both were sent the same', async () => {
    const clock = clockAt('2026-03-02T09:00:00.000Z');
    const other = new Decisions(log, new MemoryReferences(), clock, 'mainland', shapes, sealing);
    const act: Act = { commandId: derivedId('k1'), hash: fingerprint(open), by };
    await decisions.take(notebook, 'a', open, act);
    await other.take(notebook, 'b', open, act);
    const [[mine], [theirs]] = [await log.readStream('notebook-a'), await log.readStream('notebook-b')];
    expect([mine?.id, theirs?.id === undefined, mine?.id === theirs?.id]).toEqual([
      derivedId(derivedId('k1'), 0),
      false,
      false,
    ]);
  });

  it('draws the reference for the year in which it happened', async () => {
    await expect(take('k1', open, { happenedOn: '2024-11-05' })).resolves.toMatchObject({
      reference: 'NOT-2024-25-001',
    });
  });

  it('answers a known command with its first answer, even when others have acted since', async () => {
    await take('k1', open);
    const first = await take('k2', note('x'), { seen: 0 });
    await take('k3', note('y'));
    await expect(take('k2', note('x'), { seen: 0 })).resolves.toEqual(first);
    await expect(log.readStream('notebook-a')).resolves.toHaveLength(3);
  });

  it('refuses a known key with another body', async () => {
    await take('k1', open);
    await take('k2', note('x'));
    await expect(take('k2', note('z'))).rejects.toThrow(KeyReused);
  });

  it('refuses a key that another record has used', async () => {
    await take('k1', open);
    const elsewhere = decisions.take(notebook, 'b', open, { commandId: derivedId('k1'), hash: fingerprint(open), by });
    await expect(elsewhere).rejects.toThrow(KeyReused);
  });

  it('refuses a stale view, and says what happened meanwhile', async () => {
    await take('k1', open);
    await take('k2', note('theirs'));
    const stale = take('k3', note('mine'), { seen: 0 });
    await expect(stale).rejects.toThrow(Stale);
    await expect(stale).rejects.toMatchObject({ revision: 1, meanwhile: [{ event: { data: { words: 'theirs' } } }] });
  });

  it('looks for staleness before the rules', async () => {
    await take('k1', open);
    await take('k2', note('theirs'));
    await expect(take('k3', { type: 'Refuse', data: { words: '' } }, { seen: 0 })).rejects.toThrow(Stale);
    await expect(take('k4', { type: 'Refuse', data: { words: '' } }, { seen: 1 })).rejects.toThrow(RuleBroken);
  });

  it('lets acts on different lines pass each other', async () => {
    await take('k1', open);
    await take('k2', note('one', 'line-1'), { seen: 0 });
    await expect(take('k3', note('two', 'line-2'), { seen: 0 })).resolves.toMatchObject({ revision: 2 });
    await expect(take('k4', note('again', 'line-1'), { seen: 0 })).rejects.toThrow(Stale);
  });

  it('refuses a view of what has not happened yet', async () => {
    await take('k1', note('first'));
    await expect(take('k2', note('second'), { seen: 1 })).rejects.toThrow(Stale);
    await expect(take('k2', note('second'), { seen: 0 })).resolves.toMatchObject({ revision: 1 });
  });

  it('keeps who, for whom, when it happened and what caused it', async () => {
    await take('k1', open, { happenedOn: '2026-02-27', imported: true, invented: ['words'] });
    const [recorded] = await log.readStream('notebook-a');
    expect(recorded?.metadata).toMatchObject({
      ...by,
      partnership: 'isle-of-wight',
      happenedOn: '2026-02-27',
      causationId: derivedId('k1'),
      imported: true,
      invented: ['words'],
    });
  });

  it('stamps each event with the version in which its type is written today', async () => {
    await take('k1', open);
    await take('k2', note('x'));
    expect((await log.readStream('notebook-a')).map(({ schemaVersion }) => schemaVersion)).toEqual([1, 2]);
  });

  it('writes no type of event that the house does not know', async () => {
    const elsewhere = new Decisions(
      log,
      new MemoryReferences(),
      clockAt('2026-03-02T09:00:00.000Z'),
      'p',
      new Shapes({}),
      sealing,
    );
    const taking = elsewhere.take(notebook, 'a', open, { commandId: derivedId('k1'), hash: fingerprint(open), by });
    await expect(taking).rejects.toThrow('Opened of notebook is not among');
    await expect(log.readStream('notebook-a')).resolves.toEqual([]);
  });

  it('takes nothing from a meeting that is later than what is dated', async () => {
    const held = { group: 'a-group', date: '2026-02-27', label: 'February meeting' };
    const at = { by: { ...by, onBehalfOf: { role: 'group-member', group: 'a-group', meeting: held } } };
    await take('k1', open);
    await expect(take('k2', note('x'), { ...at, happenedOn: '2026-02-26' })).rejects.toMatchObject({
      rule: 'meeting-after-date',
      field: 'meeting',
    });
    await take('k3', note('x'), { ...at, happenedOn: '2026-02-27' });
    await take('k4', note('x'), { ...at, happenedOn: '2026-02-26', imported: true });
  });

  it('keeps what was declared at a decision beside its meeting, and takes none from who decides alone in their own interest', async () => {
    const conflict = { post: 'chair', nature: 'Manages the service', did: 'took-no-part' } as const;
    const alone = { actor: 'chair', onBehalfOf: { role: 'group-chair', group: 'a-group', conflicts: [conflict] } };
    await take('k1', open);
    await expect(take('k2', note('x'), { by: alone })).rejects.toMatchObject({ rule: 'conflicted-decider' });
    await take('k3', note('x'), { by: { ...alone, actor: 'another-member' } });
    const kept = (await log.readStream('notebook-a')).map(({ metadata }) => metadata.onBehalfOf.conflicts);
    expect(kept).toEqual([undefined, [conflict]]);
  });

  it('says of each event only what is invented of that event', async () => {
    await take('k1', open, { invented: ['reference', 'line', 'happenedOn'] });
    await take('k2', note('x', 'line-1'), { invented: ['reference', 'line', 'actor', 'onBehalfOf'] });
    await take('k3', note('y'), { invented: ['reference', 'line'] });
    const notes = await log.readStream('notebook-a');
    expect(notes.map(({ metadata }) => metadata.invented)).toEqual([
      ['reference', 'happenedOn'],
      ['line', 'actor', 'onBehalfOf'],
      undefined,
    ]);
  });

  it('takes every one of many decisions at once, exactly once, however often each is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), async (keys) => {
        const clock = clockAt('2026-03-02T09:00:00.000Z');
        const fresh = new MemoryEventLog(clock);
        const taking = new Decisions(fresh, new MemoryReferences(), clock, 'isle-of-wight', shapes, sealing);
        const answers = await Promise.all(
          keys.map((key) => {
            const command = note(`words ${key}`);
            return taking.take(notebook, 'a', command, { commandId: derivedId(key), hash: fingerprint(command), by });
          }),
        );
        const stored = await fresh.readStream('notebook-a');
        expect(stored).toHaveLength(new Set(keys).size);
        for (const [index, key] of keys.entries())
          expect(stored[answers[index]?.revision ?? -1]?.event.data).toEqual({ words: `words ${key}` });
      }),
      { numRuns: 50 },
    );
  });
});

describe('a derived id', () => {
  it('is a UUID, the same for the same parts and another for others', () => {
    expect(derivedId('a', 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedId('a', 1)).toBe(derivedId('a', 1));
    expect(derivedId('a', 1)).not.toBe(derivedId('a1'));
  });
  it('is told from the words of a body, not from the order of its fields', () => {
    expect(fingerprint({ a: 1, b: [2] })).toBe(fingerprint({ b: [2], a: 1, c: undefined }));
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
  });
});
