import { type Double, startDouble } from './double';
import type { Member } from './gossip';
import { Store } from './store';

/** Nodes with one log, of which one leads. The first does in the beginning. */
export interface Cluster {
  readonly nodes: readonly Double[];
  /** From now on this node leads, and the others say so. */
  readonly lead: (node: Double) => void;
  /** This node answers nobody any more. */
  readonly lose: (node: Double) => void;
  readonly stop: () => Promise<void>;
}

export async function startCluster(size: number): Promise<Cluster> {
  const store = new Store();
  const lost = new Set<Double>();
  let leader: Double | undefined;
  const members = (): readonly Member[] =>
    nodes.map((node) => ({ port: node.wire.port, leads: node === leader, alive: !lost.has(node) }));
  const nodes = await Promise.all(Array.from({ length: size }, () => startDouble({ store, members })));
  const lead = (chosen: Double): void => {
    leader = chosen;
    const leaderIs = { host: 'localhost', port: chosen.wire.port };
    for (const { faults } of nodes) faults.leaderIs = faults === chosen.faults ? undefined : leaderIs;
  };
  for (const first of nodes.slice(0, 1)) lead(first);
  return {
    nodes,
    lead,
    lose: (node) => {
      lost.add(node);
      node.wire.refuse();
    },
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}
