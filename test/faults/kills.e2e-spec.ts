import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Acknowledged, Refused, Sent } from './appender.child';
import {
  type Held,
  behind,
  expectDense,
  expectEchoes,
  expectRefusedRightly,
  expectRowsOfCheckpoints,
  expectStoredOnce,
  heldIn,
} from './checker';
import { Child } from './child';
import { Cluster } from './cluster';
import { openLog } from './counted';
import { dealt, expectShares } from './dealt';
import { KILLS, isLong, tellLoudly, tellProgress } from './settings';
import { engineOn, openRows } from './tally';

// A machine with other work takes several times as long; what hangs still ends.
jest.setTimeout(isLong ? 3_600_000 : 300_000);

/** What writers have told, over all their lives. */
class Told {
  readonly sent: Sent[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: Refused[] = [];

  add(lines: readonly string[]): void {
    for (const line of lines) {
      const [word, text] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
      if (word === 'sent') this.sent.push(JSON.parse(text) as Sent);
      else if (word === 'acknowledged') this.acknowledged.push(JSON.parse(text) as Acknowledged);
      else if (word === 'refused') this.refused.push(JSON.parse(text) as Refused);
      else throw new Error(`A writer said: ${lines.join('\n')}`);
    }
  }
}

/** Sent, and neither acknowledged nor refused: nobody knows. */
function openAmong(lines: readonly string[]): readonly Sent[] {
  const told = new Told();
  told.add(lines);
  const over = new Set([...told.acknowledged, ...told.refused].map(keyOf));
  return told.sent.filter((sent) => !over.has(keyOf(sent)));
}
const keyOf = ({ events }: Sent): string => events[0]?.id ?? '';

type Victim = 'appender' | 'projector' | 'postgres';

/** Of every ten. PostgreSQL takes its time to come back, and all the others with it. */
const CARDS: readonly Victim[] = [
  'postgres',
  ...Array.from<Victim>({ length: 5 }).fill('appender'),
  ...Array.from<Victim>({ length: 4 }).fill('projector'),
];

describe('writers, projectors and PostgreSQL, killed at random', () => {
  let cluster: Cluster;
  const told = new Told();
  const kills: Record<Victim, number> = { appender: 0, projector: 0, postgres: 0 };

  beforeAll(async () => {
    cluster = await Cluster.start();
  });
  afterAll(() => cluster.stop());

  it(`lose nothing and do nothing twice, ${KILLS} times`, async () => {
    const writers = Array.from({ length: 3 }, () => new Child('appender', cluster.url));
    const projectors = Array.from({ length: 2 }, () => new Child('projector', cluster.url));
    const kill: Record<Victim, () => Promise<boolean>> = {
      appender: () => killWriter(writers),
      projector: () => killProjector(projectors),
      postgres: () => cluster.kill().then(() => true),
    };
    try {
      let killed = 0;
      for (const victim of dealt(CARDS)) {
        do await pause(randomInt(60));
        while (!(await kill[victim]()));
        kills[victim]++;
        tellProgress(++killed, KILLS, 'killed');
        if (killed === KILLS) break;
        if (killed % (isLong ? 100 : 25) === 0) await checkMidway();
      }
    } finally {
      for (const child of [...writers, ...projectors]) await child.kill();
      for (const writer of writers) told.add(writer.lines);
    }
    expectShares(kills, CARDS, KILLS);
    expect(kills.appender + kills.projector + kills.postgres).toBe(KILLS);
  });

  it('hold afterwards what was acknowledged, whole, once and in order, and rows and reactions that fit it', async () => {
    const [log, db] = [await openLog(cluster.url), await openRows(cluster.url)];
    const engine = engineOn(log, db, () => undefined);
    await engine.catchUp();
    await engine.stop();
    await Promise.all([log.close(), db.destroy()]);

    const held = await heldIn(cluster.url);
    expect(behind(held)).toEqual([]);
    expectDense(held.events);
    expectStoredOnce(held.events, told.sent, told.acknowledged);
    expectRefusedRightly(held.events, told.refused);
    expectRowsOfCheckpoints(held);
    expectEchoes(held.events);
    expect(told.acknowledged.length).toBeGreaterThan(0);
    const { appender, projector, postgres } = kills;
    tellLoudly(
      `Killed: ${appender} writers, ${projector} projectors, PostgreSQL ${postgres} times. ` +
        `${told.sent.length} appends sent, ${told.acknowledged.length} acknowledged, ${told.refused.length} refused, ${held.events.length} events held.`,
    );
  });

  it('are looked at by eyes that see one lost, one twice, one moved, one refused that is there, and a row or a version of it that is out', async () => {
    const held = await heldIn(cluster.url);
    const { events } = held;
    const mine = told.acknowledged.at(-1)?.events[0]?.id;
    const rows = new Map([...held.rows].map(([reader, each]) => [reader, each.slice(1)]));
    const histories = new Map([...held.histories].map(([reader, each]) => [reader, each.slice(1)]));
    const ahead = new Map([...held.checkpoints].map(([reader]) => [reader, BigInt(events.length)]));
    const rowsOf = (change: Partial<Held>) => {
      expectRowsOfCheckpoints({ ...held, ...change });
    };
    const stored = (of: Held['events'], sent = told.sent) => {
      expectStoredOnce(of, sent, told.acknowledged);
    };
    expect(() => {
      expectDense(events.toSpliced(5, 1));
    }).toThrow();
    expect(() => {
      expectDense([...events.slice(0, -1), ...events.slice(-2, -1)]);
    }).toThrow();
    expect(() => {
      stored(events.filter(({ id }) => id !== mine));
    }).toThrow();
    expect(() => {
      stored(
        events,
        told.sent.filter((sent) => keyOf(sent) !== mine),
      );
    }).toThrow();
    const [kept] = told.acknowledged;
    if (!kept) throw new Error('some were acknowledged');
    for (const refused of [
      { ...kept, error: 'WrongRevision' },
      { stream: kept.stream, events: [{ id: 'nowhere', n: 1 }], error: 'IdempotencyViolation' },
    ])
      expect(() => {
        expectRefusedRightly(events, [refused]);
      }).toThrow();
    expect(() => {
      rowsOf({ rows });
    }).toThrow();
    expect(() => {
      rowsOf({ histories });
    }).toThrow();
    expect(() => {
      rowsOf({ checkpoints: ahead });
    }).toThrow();
    expect(() => {
      expectEchoes(events.filter(({ stream }) => !stream.startsWith('echo-')));
    }).toThrow();
  });

  /** The next process sends again what this one never heard of. */
  async function killWriter(writers: Child[]): Promise<boolean> {
    const at = writers.findIndex(({ isUp }) => isUp);
    const victim = writers[at];
    if (!victim) return false;
    await victim.kill();
    told.add(victim.lines);
    writers.splice(at, 1);
    writers.push(new Child('appender', cluster.url, JSON.stringify(openAmong(victim.lines))));
    return true;
  }

  async function killProjector(projectors: Child[]): Promise<boolean> {
    const at = projectors.findIndex(({ isUp }) => isUp);
    const victim = projectors[at];
    if (!victim) return false;
    await victim.kill();
    projectors.splice(at, 1);
    projectors.push(new Child('projector', cluster.url));
    return true;
  }

  /** In full flight: the rows of each checkpoint, and nothing missing below the head. */
  async function checkMidway(): Promise<void> {
    const held = await heldIn(cluster.url);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
  }
});
