import { type Filter, PositionMissing, RevisionMissing, type Scan } from '../event-log';
import { type Bench, fresh } from './said';

/** Whoever goes on through the log is told where an event is missing, whatever is filtered; run last, for the hole stays. */
export function holesContract(bench: Bench, lose: (position: bigint) => Promise<void>): void {
  let [head, hole, end] = [0n, 0n, 0n];
  const here = (): Filter => ({ categories: [bench.category] });
  const read = async (after: bigint, limit: number, scan: Scan) =>
    (await bench.log.readAll(after, limit, scan)).map(({ position }) => position - head);

  beforeEach(async () => {
    head = await bench.log.head();
    for (const [stream, type] of [
      [bench.stream, 'A'],
      [bench.stream, 'A'],
      [`${bench.category}other-1`, 'B'],
      [bench.stream, 'A'],
      [`${bench.category}other-1`, 'B'],
    ] as const)
      await bench.log.append(stream, 'any', [fresh(type)]);
    [hole, end] = [head + 3n, head + 5n];
    await lose(hole);
  });

  it('wherever among the others it is missing', async () => {
    const missing = new PositionMissing(hole);
    for (const scan of [here(), { types: ['A'] }, { ...here(), types: ['A'] }, { categories: ['none'] }, {}]) {
      await expect(read(head, 9, { ...scan, upTo: end })).rejects.toStrictEqual(missing);
      await expect(read(head, 9, { ...scan, upTo: hole })).rejects.toStrictEqual(missing);
    }
    await expect(read(head + 2n, 1, { ...here(), upTo: end })).rejects.toStrictEqual(missing);
    await expect(read(head, 9, {})).rejects.toStrictEqual(missing);
    await expect(bench.log.readStored(head, 9)).rejects.toStrictEqual(missing);
    await expect(bench.log.readStored(head, 9)).rejects.toMatchObject({ next: hole + 1n });
  });

  it('and not before, nor behind it', async () => {
    expect(await read(head, 2, { ...here(), upTo: end })).toStrictEqual([1n, 2n]);
    expect(await read(head, 9, { ...here(), upTo: head + 2n })).toStrictEqual([1n, 2n]);
    expect(await read(hole, 9, { ...here(), upTo: end })).toStrictEqual([4n]);
    expect(await read(hole, 9, { upTo: end })).toStrictEqual([4n, 5n]);
  });

  it('but not to who only asks for some, and does not go on from there', async () => {
    expect(await read(head, 9, here())).toStrictEqual([1n, 2n, 4n]);
    expect(await read(head, 9, { types: ['B'] })).toStrictEqual([5n]);
  });

  it('in its stream, in both directions, to whoever comes by it', async () => {
    const missing = new RevisionMissing(`${bench.category}other-1`, 0);
    const [stream, other] = [bench.stream, missing.stream];
    await expect(bench.log.readStream(other)).rejects.toStrictEqual(missing);
    await expect(bench.log.readStreamBackwards(other, 2)).rejects.toStrictEqual(missing);
    expect(await bench.log.readStreamBackwards(other, 1)).toHaveLength(1);
    expect(await bench.log.readStream(other, 1)).toHaveLength(1);
    expect(await bench.log.readStream(stream)).toHaveLength(3);
    await lose(head + 2n);
    await expect(bench.log.readStream(stream)).rejects.toStrictEqual(new RevisionMissing(stream, 1));
    await expect(bench.log.readStreamBackwards(stream, 9)).rejects.toStrictEqual(new RevisionMissing(stream, 1));
    expect(await bench.log.readStreamBackwards(stream, 1)).toHaveLength(1);
  });

  it('in a subscription too', async () => {
    const stop = new AbortController();
    for (const filter of [here(), { types: ['A'] }, { types: ['Never'] }, {}]) {
      const batches = bench.log.subscribe(head, filter, stop.signal)[Symbol.asyncIterator]();
      await expect(batches.next()).rejects.toStrictEqual(new PositionMissing(hole));
    }
  });
}
