import { quantile, rotated } from './figures';

/** One contestant: each call is one request. */
export interface Side {
  readonly name: string;
  request(): Promise<unknown>;
}

export interface Measured {
  /** Requests per second, round by round. */
  readonly rates: readonly number[];
  /** Of all rounds together, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Plan {
  readonly clients: number;
  readonly rounds: number;
  readonly sliceMs: number;
  /** Of each side, before any round counts. */
  readonly warmUpMs: number;
}

/** Short slices that take turns, so that a machine which slows down slows down everybody. */
export async function compare(
  sides: readonly Side[],
  { clients, rounds, sliceMs, warmUpMs }: Plan,
): Promise<Map<string, Measured>> {
  const rates = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  const times = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  for (const side of sides) await slice(side, clients, warmUpMs, []);
  for (let round = 0; round < rounds; round++) {
    for (const side of rotated(sides, round)) {
      const rate = await slice(side, clients, sliceMs, times.get(side.name) ?? []);
      rates.get(side.name)?.push(rate);
    }
  }
  return new Map(
    sides.map(({ name }) => {
      const each = times.get(name) ?? [];
      return [name, { rates: rates.get(name) ?? [], p50: quantile(each, 0.5), p99: quantile(each, 0.99) }];
    }),
  );
}

async function slice(side: Side, clients: number, milliseconds: number, times: number[]): Promise<number> {
  const start = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    for (let now = performance.now(); now < start + milliseconds; now = performance.now()) {
      await side.request();
      times.push(performance.now() - now);
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done / (performance.now() - start)) * 1000;
}
