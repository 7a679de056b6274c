import {
  APPEND_LIMIT_BYTES,
  EVENT_LIMIT_BYTES,
  EventTooLarge,
  IdempotencyViolation,
  NotStorable,
  WrongRevision,
} from '../event-log';
import { type Bench, fresh, metadata, said, several } from './said';

export function appendingContract(bench: Bench): void {
  const fill = (count: number) => bench.log.append(bench.stream, 'any', several(count));

  describe('keeping', () => {
    it('gives back what was appended, with both times, in order', async () => {
      const [first, second] = [said(`${bench.stream}/a`, { b: [1, null, 'ü'], a: { z: true } }), fresh()];
      const { revision, position } = await bench.log.append(bench.stream, 'none', [first, second]);

      const kept = await bench.log.readStream(bench.stream);

      expect(revision).toBe(1);
      expect(kept).toStrictEqual([
        {
          ...first,
          stream: bench.stream,
          revision: 0,
          position: bench.dense ? position - 1n : (kept[0]?.position ?? position),
          at: bench.clock.time,
        },
        { ...second, stream: bench.stream, revision: 1, position, at: bench.clock.time },
      ]);
      expect(Object.keys(kept[0]?.event.data as object)).toStrictEqual(['b', 'a']);
    });

    it('numbers events in their order', async () => {
      const head = await bench.log.head();
      await fill(2);
      const { position } = await bench.log.append(`${bench.category}-2`, 'none', [fresh()]);
      const positions = (await bench.log.readAll(head, 10)).map((event) => event.position);
      expect(positions).toStrictEqual([...new Set(positions)].sort((a, b) => Number(a - b)));
      expect([positions.length, positions[2], await bench.log.head()]).toStrictEqual([3, position, position]);
      expect(positions[0]).toBeGreaterThan(head);
    });

    if (bench.dense)
      it('numbers events without a gap, from the head on', async () => {
        const head = await bench.log.head();
        await fill(2);
        const { position } = await bench.log.append(`${bench.category}-2`, 'none', [fresh()]);
        expect(position).toBe(head + 3n);
        expect(await bench.log.head()).toBe(position);
        expect((await bench.log.readAll(head, 10)).map((event) => event.position - head)).toStrictEqual([1n, 2n, 3n]);
      });

    it('answers a stream that does not exist with no events, and reads on from a revision', async () => {
      expect(await bench.log.readStream(bench.stream)).toStrictEqual([]);
      await fill(3);
      expect((await bench.log.readStream(bench.stream, 1)).map(({ revision }) => revision)).toStrictEqual([1, 2]);
      expect(await bench.log.readStream(bench.stream, 3)).toStrictEqual([]);
    });

    it('keeps awkward words as they are', async () => {
      const words = [
        '\\ud800 written out',
        '\\u0000',
        'a "quote", a \\ and {a,b}',
        '👩‍👧',
        'line\nline\ttab',
        'NULL',
        '',
      ];
      await bench.log.append(bench.stream, 'none', [said(`${bench.stream}/words`, words, 'It\'s, "so" {called}')]);
      const [kept] = await bench.log.readStream(bench.stream);
      expect(kept?.event).toStrictEqual({ type: 'It\'s, "so" {called}', data: words });
    });
  });

  describe('the expected revision', () => {
    it.each([['none'], ['any'], [-1]] as const)('%p fits a stream without events', async (expected) => {
      expect((await bench.log.append(bench.stream, expected, [fresh()])).revision).toBe(0);
    });

    it.each([['exists'], ['any'], [1]] as const)('%p fits a stream at revision 1', async (expected) => {
      await fill(2);
      expect((await bench.log.append(bench.stream, expected, [fresh()])).revision).toBe(2);
    });

    it.each([['exists'], [0], [1]] as const)('%p does not fit a stream without events', async (expected) => {
      await expect(bench.log.append(bench.stream, expected, [fresh()])).rejects.toStrictEqual(
        new WrongRevision(bench.stream, expected, -1),
      );
      expect(await bench.log.readStream(bench.stream)).toStrictEqual([]);
    });

    it.each([['none'], [-1], [0], [2]] as const)('%p does not fit a stream at revision 1', async (expected) => {
      await fill(2);
      await expect(bench.log.append(bench.stream, expected, [fresh()])).rejects.toStrictEqual(
        new WrongRevision(bench.stream, expected, 1),
      );
      expect(await bench.log.readStream(bench.stream)).toHaveLength(2);
    });

    it('lets one of eight writers win each revision', async () => {
      for (let revision = -1; revision < 9; revision++) {
        const attempts = Array.from({ length: 8 }, () => bench.log.append(bench.stream, revision, [fresh()]));
        const answers = await Promise.allSettled(attempts);
        const losers = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason as unknown);
        expect(losers).toStrictEqual(Array(7).fill(new WrongRevision(bench.stream, revision, revision + 1)));
      }
      expect((await bench.log.readStream(bench.stream)).map(({ revision }) => revision)).toStrictEqual([
        ...Array(10).keys(),
      ]);
    });
  });

  describe('a repeat', () => {
    it('answers the first answer again and stores nothing, even when the expected revision is stale', async () => {
      const events = [fresh(), fresh()];
      const first = await bench.log.append(bench.stream, 'none', events);
      await fill(3);
      for (const expected of ['none', 'any', 'exists', 0, 99] as const) {
        expect(await bench.log.append(bench.stream, expected, events)).toStrictEqual(first);
      }
      expect(await bench.log.readStream(bench.stream)).toHaveLength(5);
    });

    it('is recognised however the id is written, and among many at once', async () => {
      const event = fresh();
      const shouted = { ...event, id: event.id.toUpperCase() };
      const sent = [event, shouted, event, shouted].map((again) => bench.log.append(bench.stream, 'none', [again]));
      expect(new Set((await Promise.all(sent)).map(({ position }) => position)).size).toBe(1);
      expect((await bench.log.readStream(bench.stream)).map(({ id }) => id)).toStrictEqual([event.id]);
    });

    it('is none when some ids are new, or the order differs', async () => {
      const [a, b, c, d] = [fresh(), fresh(), fresh(), fresh()];
      await bench.log.append(bench.stream, 'none', [a, b, c]);
      for (const events of [
        [c, d],
        [d, a],
        [b, a],
        [a, c],
        [d, d],
        [a, a],
      ]) {
        await expect(bench.log.append(bench.stream, 'any', events)).rejects.toStrictEqual(
          new IdempotencyViolation(bench.stream),
        );
      }
      expect(await bench.log.readStream(bench.stream)).toHaveLength(3);
    });

    if (bench.idsEverywhere)
      it('is none when the id is known in another stream', async () => {
        const [event, elsewhere] = [fresh(), `${bench.category}-2`];
        await bench.log.append(bench.stream, 'none', [event]);
        const known = new IdempotencyViolation(elsewhere);
        await expect(bench.log.append(elsewhere, 'any', [event])).rejects.toStrictEqual(known);
        await expect(bench.log.append(elsewhere, 'none', [fresh(), event])).rejects.toStrictEqual(known);
        expect(await bench.log.readStream(elsewhere)).toStrictEqual([]);
      });
    else
      it('is looked for in its own stream only: an id known in another is taken there as new, and stands twice in the log', async () => {
        const [event, elsewhere] = [fresh(), `${bench.category}-2`];
        const head = await bench.log.head();
        const first = await bench.log.append(bench.stream, 'none', [event]);
        const second = await bench.log.append(elsewhere, 'none', [event]);
        expect(second).not.toStrictEqual(first);
        expect((await bench.log.readAll(head, 9)).map(({ id, stream }) => [id, stream])).toStrictEqual([
          [event.id, bench.stream],
          [event.id, elsewhere],
        ]);
        // From then on it is a repeat in either.
        expect(await bench.log.append(bench.stream, 'none', [event])).toStrictEqual(first);
        expect(await bench.log.append(elsewhere, 'none', [event])).toStrictEqual(second);
      });
  });

  describe('what it refuses', () => {
    /** An event of so many bytes of data and metadata. */
    const ofBytes = (bytes: number) =>
      said(`${bench.stream}/${bytes}`, 'x'.repeat(bytes - 2 - JSON.stringify(metadata).length));

    it('is an event of more bytes than the limit, counted as UTF-8', async () => {
      const tooLarge = new EventTooLarge(bench.stream, EVENT_LIMIT_BYTES + 1, EVENT_LIMIT_BYTES, 'event');
      const appending = bench.log.append(bench.stream, 'none', [fresh(), ofBytes(EVENT_LIMIT_BYTES + 1)]);
      await expect(appending).rejects.toStrictEqual(tooLarge);
      const wide = said(`${bench.stream}/wide`, 'ü'.repeat(EVENT_LIMIT_BYTES / 2));
      await expect(bench.log.append(bench.stream, 'none', [wide])).rejects.toThrow(EventTooLarge);
      const most = ofBytes(EVENT_LIMIT_BYTES);
      await bench.log.append(bench.stream, 'none', [most]);
      expect((await bench.log.readStream(bench.stream)).map(({ event }) => event)).toStrictEqual([most.event]);
    });

    it('is an append of more bytes than the limit, all its events together', async () => {
      const first = ofBytes(APPEND_LIMIT_BYTES / 2);
      const tooLarge = new EventTooLarge(bench.stream, APPEND_LIMIT_BYTES + 1, APPEND_LIMIT_BYTES);
      const appending = bench.log.append(bench.stream, 'none', [first, ofBytes(APPEND_LIMIT_BYTES / 2 + 1)]);
      await expect(appending).rejects.toStrictEqual(tooLarge);
      expect(await bench.log.readStream(bench.stream)).toStrictEqual([]);
      await bench.log.append(bench.stream, 'none', [
        ofBytes(APPEND_LIMIT_BYTES / 2 - 1_000),
        ofBytes(APPEND_LIMIT_BYTES / 2 + 1_000),
      ]);
      expect(await bench.log.readStream(bench.stream)).toHaveLength(2);
    });

    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    it.each([
      ['half a character', { note: '\ud83d' }],
      ['half a character after a backslash', { note: '\\\udc00' }],
      ['half a character in a name', { '\udc00': 1 }],
      ['a null character', { note: 'a\u0000b' }],
      ['a function for it all', () => 1],
      ['a circle', cyclic],
      ['a bigint', 1n],
    ])('is data with %s', async (_, data) => {
      await expect(bench.log.append(bench.stream, 'none', [said(bench.stream, data)])).rejects.toThrow(NotStorable);
      expect(await bench.log.readStream(bench.stream)).toStrictEqual([]);
    });

    it('is a name, id or version that cannot be one, and an append without events', async () => {
      const event = fresh();
      for (const bad of ['', 'nohyphen', '-1', 'a-\n', 'a-\ud800', `a-${'x'.repeat(249)}`]) {
        await expect(bench.log.append(bad, 'none', [event])).rejects.toThrow(NotStorable);
      }
      for (const bad of [
        { id: '7' },
        { schemaVersion: 0 },
        { schemaVersion: 1.5 },
        { event: { type: '', data: {} } },
      ]) {
        await expect(bench.log.append(bench.stream, 'none', [{ ...event, ...bad }])).rejects.toThrow(NotStorable);
      }
      await expect(bench.log.append(bench.stream, 'none', [])).rejects.toThrow(NotStorable);
    });
  });
}
