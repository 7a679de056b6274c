import { type Append, IdempotencyViolation, NotStorable, WrongRevision } from '../event-log';
import { type Bench, fresh, several } from './said';

/** Several appends at once, for a log that can. */
export function manyContract(bench: Bench): void {
  const many = (...appends: readonly Append[]) => {
    if (!bench.log.appendMany) throw new Error('This log has no appendMany');
    return bench.log.appendMany(appends);
  };
  const one = (id: string, expected: Append['expected'], events = several(1)): Append => ({
    stream: `${bench.category}-${id}`,
    expected,
    events,
  });
  const kept = async (id: string) => (await bench.log.readStream(`${bench.category}-${id}`)).length;

  it('writes to several streams, and to one twice, in the order given', async () => {
    const head = await bench.log.head();
    const answers = await many(one('1', 'none', several(2)), one('2', 'none'), one('1', 1), one('2', 'exists'));
    expect(answers).toStrictEqual([
      { revision: 1, position: head + 2n },
      { revision: 0, position: head + 3n },
      { revision: 2, position: head + 4n },
      { revision: 1, position: head + 5n },
    ]);
    expect(await bench.log.head()).toBe(head + 5n);
  });

  it('writes nothing when one of them is refused, whichever it is, and says which', async () => {
    const head = await bench.log.head();
    const stale = one('2', 3);
    const refusal = new WrongRevision(stale.stream, 3, -1);
    await expect(many(stale, one('1', 'none'))).rejects.toStrictEqual(refusal);
    await expect(many(one('1', 'none'), one('3', 'none'), stale)).rejects.toStrictEqual(refusal);
    await expect(many(one('1', 'none'), one('2', 'none', []))).rejects.toThrow(NotStorable);
    expect(await bench.log.head()).toBe(head);
    expect(await kept('1')).toBe(0);
    expect((await many(one('1', 'none')))[0]).toStrictEqual({ revision: 0, position: head + 1n });
  });

  it('answers a repeat as the first time, and no append is no work', async () => {
    const appends = [one('1', 'none', several(2)), one('2', 'none')];
    const first = await many(...appends);
    await many(one('1', 1), one('2', 0));
    expect(await many(...appends)).toStrictEqual(first);
    expect(await many()).toStrictEqual([]);
    expect([await kept('1'), await kept('2')]).toStrictEqual([3, 2]);
  });

  it('takes very many at once', async () => {
    const appends = Array.from({ length: 8_000 }, (_, n) => one(`${n % 40}`, 'any'));
    const answers = await bench.log.appendMany?.(appends, { within: 20_000 });
    expect(answers?.at(-1)?.revision).toBe(199);
  });

  it('refuses an id for two streams', async () => {
    const event = fresh();
    const appends = [one('1', 'none', [event]), one('2', 'none', [event])];
    await expect(many(...appends)).rejects.toStrictEqual(new IdempotencyViolation(`${bench.category}-2`));
    expect([await kept('1'), await kept('2')]).toStrictEqual([0, 0]);
  });
}
