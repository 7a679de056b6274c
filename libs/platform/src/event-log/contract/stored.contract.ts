import type { Recorded } from '#app/kernel';
import { contentHash } from '../content-hash';
import { type Bench, metadata, said, several } from './said';

/** A stream from its end, and events as their bytes are kept. */
export function storedContract(bench: Bench): void {
  const backwards = async (limit: number, from?: number) =>
    (await bench.log.readStreamBackwards(bench.stream, limit, from)).map(({ revision }) => revision);

  it('reads a stream backwards, from its end or a revision, at most so many events', async () => {
    expect(await backwards(9)).toStrictEqual([]);
    await bench.log.append(bench.stream, 'none', several(5));
    expect(await backwards(9)).toStrictEqual([4, 3, 2, 1, 0]);
    expect(await backwards(2)).toStrictEqual([4, 3]);
    expect(await backwards(2, 3)).toStrictEqual([3, 2]);
    expect(await backwards(9, 0)).toStrictEqual([0]);
    expect(await backwards(9, 99)).toStrictEqual([4, 3, 2, 1, 0]);
  });

  it('reads the same events backwards as forwards', async () => {
    await bench.log.append(bench.stream, 'none', [said(`${bench.stream}/a`, { note: 'ü' }), ...several(2)]);
    const forwards = await bench.log.readStream(bench.stream);
    expect(await bench.log.readStreamBackwards(bench.stream, 9)).toStrictEqual(forwards.toReversed());
  });

  it('reads a stream whole however long it is, from either end and from within', async () => {
    for (let n = 0; n < 10; n++) await bench.log.append(bench.stream, 'any', several(250));
    const ids = (await bench.log.readStream(bench.stream)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2_500);
    expect((await bench.log.readStream(bench.stream, 700)).map(({ id }) => id)).toStrictEqual(ids.slice(700));
    expect(await backwards(9_999)).toStrictEqual([...ids.keys()].toReversed());
    expect(await backwards(1_999, 2_300)).toStrictEqual([...ids.keys()].slice(302, 2_301).toReversed());
  });

  it('gives the last events of the log, in its order, at most so many', async () => {
    const head = await bench.log.head();
    for (let n = 0; n < 10; n++) await bench.log.append(bench.stream, 'any', several(250));
    const all: Recorded[] = [];
    while (all.length < 2_500) all.push(...(await bench.log.readAll(all.at(-1)?.position ?? head, 500)));
    for (const limit of [0, 1, 1_999, 2_500])
      expect(await bench.log.latest(limit)).toStrictEqual(all.slice(2_500 - limit));
  });

  it('gives the bytes as they were sent, and the hash that anybody can make of them', async () => {
    const head = await bench.log.head();
    const data = { z: 1, a: { '2': 'ü', '1': [1.5, 1e21, 'a\\u0000"'] } };
    const sent = said(`${bench.stream}/bytes`, data, 'Kept');
    const { position } = await bench.log.append(bench.stream, 'none', [sent]);

    const [kept, ...others] = await bench.log.readStored(head, 10);

    expect(others).toStrictEqual([]);
    const content = {
      stream: bench.stream,
      id: sent.id,
      type: 'Kept',
      schemaVersion: 1,
      at: bench.clock.time,
      data: JSON.stringify(data),
      metadata: JSON.stringify(metadata),
    };
    expect(kept).toMatchObject({ ...content, position, revision: 0 });
    expect(Buffer.from(kept?.contentHash ?? []).toString('hex')).toBe(contentHash(content).toString('hex'));
  });

  it('gives stored events after a position, in the order of the log, at most so many', async () => {
    const head = await bench.log.head();
    await bench.log.append(bench.stream, 'none', several(3));
    const positions = (await bench.log.readAll(head, 9)).map(({ position }) => position);
    const stored = async (after: bigint, limit: number) =>
      (await bench.log.readStored(after, limit)).map(({ position }) => position);
    expect(await stored(head, 9)).toStrictEqual(positions);
    expect(await stored(positions[0] ?? head, 1)).toStrictEqual(positions.slice(1, 2));
    expect(await stored(await bench.log.head(), 9)).toStrictEqual([]);
  });
}
