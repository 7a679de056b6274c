import { type Row, median, ratios } from './figures';
import { EMMETT, PLAIN, type Contestants } from './sides';
import { type Plan, compare } from './slices';

const CLIENTS = [1, 32, 128, 256] as const;
const GOALS: Readonly<Record<string, readonly number[]>> = { [EMMETT]: [2, 8, 15, 20], [PLAIN]: [0.9, 2, 4, 5] };

const planned = (clients: number, plan: Omit<Plan, 'clients'>): Plan => ({
  ...plan,
  clients,
  warmUpMs: clients === CLIENTS[0] ? plan.warmUpMs : plan.sliceMs / 2,
});

/** One event, a new stream each time; the three take turns. `warmUpMs` is that of the first, when nobody has run yet. */
export async function append(contestants: Contestants, plan: Omit<Plan, 'clients'>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [index, clients] of CLIENTS.entries()) {
    const { ours, theirs, plain } = contestants;
    const measured = await compare([ours, theirs, plain], planned(clients, plan));
    const mine = measured.get(ours.name);
    for (const peerName of [EMMETT, PLAIN]) {
      const other = measured.get(peerName);
      const goal = GOALS[peerName]?.[index] ?? 1;
      if (!mine || !other) continue;
      const told = ratios(mine.rates, other.rates);
      const quick = peerName === PLAIN || clients === 1 || mine.p99 < other.p50;
      rows.push({
        name: 'Append one event',
        clients,
        unit: '/s',
        ours: median(mine.rates),
        peer: median(other.rates),
        peerName,
        peerP50: other.p50,
        ...told,
        rounds: plan.rounds,
        p50: mine.p50,
        p99: mine.p99,
        goal: `≥ ${goal} ×${peerName === EMMETT && clients > 1 ? ', p99 below their p50' : ''}`,
        met: told.ratio >= goal && quick,
      });
    }
  }
  return rows;
}
