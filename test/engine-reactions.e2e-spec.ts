import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { RuleBroken, type Reaction } from '#app/kernel';
import { CheckpointMoved, type Dispatch, Reached, enterAgain, enterReactions, react } from '#app/platform';
import { type TallyEvent, Tallies, eventually, tally } from './engine.tally';
import { PATIENCE } from './patience';

const cheer: Reaction<TallyEvent> = {
  name: 'cheer',
  categories: ['tally'],
  react: ({ id, event }) =>
    event.type === 'Cleared' ? [] : [{ category: 'cheer', id, command: { type: 'Cheer', data: event.data } }],
};
const fromTheStart: Reaction<TallyEvent> = { ...cheer, from: 'start' };

/** Keeps what it is sent; refuses as long as `refuses` says so. */
class Choir {
  readonly took: string[] = [];
  refuses: (name: string) => boolean = () => false;

  readonly dispatch: Dispatch = ({ command }, { commandId }) => {
    this.took.push(commandId);
    const { name } = command.data as { name: string };
    return this.refuses(name) ? Promise.reject(new RuleBroken('no-cheer', 'Not now.')) : Promise.resolve();
  };
}

describe('a reaction', () => {
  let house: Tallies;
  let choir: Choir;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(async () => {
    await house.empty();
    choir = new Choir();
  });
  afterAll(() => house.close());

  const run = (reaction: Reaction<TallyEvent>) => react(reaction, house.log, house.db, choir.dispatch);
  const engine = (reaction: Reaction<TallyEvent>) =>
    house.engine({ models: [], reactions: [reaction], dispatch: choir.dispatch });

  it('sends one command for each event, under an id derived from it, and sends it again after a crash', async () => {
    await house.happens('Counted', 'a', 3);
    choir.refuses = () => choir.took.length === 2;
    await expect(run(fromTheStart)).rejects.toThrow('Not now.');
    choir.refuses = () => false;
    await run(fromTheStart);
    await run(fromTheStart);
    expect(choir.took).toHaveLength(5);
    expect(new Set(choir.took).size).toBe(3);
  });

  const slowly =
    (milliseconds: number): Dispatch =>
    async (...sent) => {
      await setTimeout(milliseconds);
      return choir.dispatch(...sent);
    };

  it('leaves alone what was lived without it, where it is new to a database that has events', async () => {
    await house.happens('Counted', 'a', 3);
    await engine(cheer).catchUp();
    expect(choir.took).toEqual([]);
    await house.happens('Counted', 'a');
    await engine(cheer).catchUp();
    expect(choir.took).toHaveLength(1);
  });

  it('misses nothing between the migration that enters it and its first run', async () => {
    await house.happens('Counted', 'a');
    await enterReactions([cheer], house.log, house.db.manager);
    await house.happens('Counted', 'a', 2);
    await enterReactions([cheer], house.log, house.db.manager);
    await engine(cheer).catchUp();
    expect(choir.took).toHaveLength(2);
  });

  it('acts on every event there is where it says so', async () => {
    await house.happens('Counted', 'a', 3);
    await engine(fromTheStart).catchUp();
    expect(choir.took).toHaveLength(3);
  });

  it('stops when its checkpoint is lost, and sends nothing a second time', async () => {
    await house.happens('Counted', 'a', 3);
    await engine(fromTheStart).catchUp();
    await house.db.query('DELETE FROM "checkpoint"');
    await house.happens('Counted', 'a');
    const again = engine(fromTheStart);
    await again.catchUp();
    expect(choir.took).toHaveLength(3);
    expect(again.health()).toMatchObject([{ trouble: 'The checkpoint of reaction:cheer is lost' }]);
    await expect(run(fromTheStart)).rejects.toThrow('is lost');
  });

  it('goes on after the position it is told when its checkpoint is lost, and nobody moves one that is there', async () => {
    const again = (after: bigint) => enterAgain('reaction:cheer', after, house.db.manager);
    await expect(again(0n)).resolves.toBe(false);
    await house.happens('Counted', 'a', 3);
    const own = engine(fromTheStart);
    await own.catchUp();
    await expect(again(0n)).resolves.toBe(false);
    await house.db.query('DELETE FROM "checkpoint"');
    await own.catchUp();
    await expect(again(0n)).resolves.toBe(true);
    await expect(again(2n)).resolves.toBe(false);
    await own.catchUp();
    expect(choir.took).toEqual([0, 1, 2, 1, 2].map((n) => choir.took[n]));
    expect(choir.took).toHaveLength(5);
    expect(own.health()).toEqual([{ reader: 'reaction:cheer', position: 2n }]);
  });

  it('stops at a command that is refused however often, and names the event', async () => {
    await house.happens('Counted', 'a');
    await house.happens('Counted', 'b');
    choir.refuses = (name) => name === 'b';
    engine(fromTheStart).follow();
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.state === 'stopped');
    expect(await house.checkpoint('reaction:cheer')).toMatchObject({
      position: '0',
      trouble: { error: 'Not now.', event: { stream: 'tally-b', position: '1' } },
    });
  });

  it('puts it aside where it asks for that, with what follows in that record, and goes on', async () => {
    choir.refuses = (name) => name === 'b';
    for (const name of ['a', 'b', 'a', 'b']) await house.happens('Counted', name);
    engine({ ...fromTheStart, parks: true }).follow();
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.position === '3');
    await expect(house.db.query('SELECT "position", "error" FROM "parked_event" ORDER BY 1')).resolves.toEqual([
      { position: '1', error: 'Not now.' },
      { position: '3', error: null },
    ]);
    const events = await house.events();
    expect(new Set(choir.took).size).toBe(3);
    expect(events).toHaveLength(4);
  });

  it('is led on by its engine while its commands take longer than a lead holds', async () => {
    await house.happens('Counted', 'a', 3);
    const engines = [0, 1].map(() => house.engine({ models: [], reactions: [fromTheStart], dispatch: slowly(900) }));
    for (const each of engines) each.follow();
    // Else each takes it from the other in the middle of every command, and it never gets on.
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.position === '2');
    expect(new Set(choir.took).size).toBe(3);
  });

  it('holds up no read model while it catches up slowly', async () => {
    await house.happens('Counted', 'a', 60);
    house.engine({ reactions: [fromTheStart], dispatch: slowly(50), leaseMs: 5_000 }).follow();
    const reached = new Reached(house.db, [tally]);
    await expect(reached.until(59n, PATIENCE)).resolves.toBe(true);
    await eventually(() => Promise.resolve(choir.took.length > 0));
    const { position } = await house.happens('Counted', 'b');
    await expect(reached.until(position, PATIENCE)).resolves.toBe(true);
    expect(choir.took.length).toBeLessThan(60);
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.position === '60');
    expect(choir.took).toHaveLength(61);
  });

  it('tells as its rate what it has taken, also where its steps are cut', async () => {
    await house.happens('Counted', 'a', 500);
    house.engine({ models: [], reactions: [fromTheStart], dispatch: slowly(50), leaseMs: 5_000 }).follow();
    const stands = () => house.checkpoint('reaction:cheer');
    await eventually(async () => Number((await stands())?.position ?? -1) >= 0);
    const { position, rate } = (await stands()) ?? { position: '-1', rate: NaN };
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThanOrEqual(Number(position) + 1);
  });

  it('puts aside what follows in a record, and nothing twice, while it catches up slowly', async () => {
    choir.refuses = (name) => name === 'b';
    for (let n = 0; n < 10; n++) for (const name of ['b', 'a']) await house.happens('Counted', name);
    const reactions = [{ ...fromTheStart, parks: true }];
    house.engine({ models: [], reactions, dispatch: slowly(90), leaseMs: 5_000 }).follow();
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.position === '19');
    const aside = await house.db.query<{ position: string }[]>('SELECT "position" FROM "parked_event" ORDER BY 1');
    expect(aside.map(({ position }) => Number(position))).toEqual(Array.from({ length: 10 }, (_, n) => 2 * n));
  });

  it('sends nothing when another engine has taken the lead', async () => {
    await house.happens('Counted', 'a');
    const log = {
      head: () => house.log.head(),
      readAll: async (after: bigint, limit: number) => {
        const batch = await house.log.readAll(after, limit);
        await house.db.query('UPDATE "checkpoint" SET "epoch" = "epoch" + 1');
        return batch;
      },
    };
    const late = react(fromTheStart, log, house.db, choir.dispatch);
    await expect(late).rejects.toThrow(CheckpointMoved);
    expect(choir.took).toEqual([]);
  });
});
