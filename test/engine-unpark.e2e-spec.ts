import 'reflect-metadata';
import { RuleBroken, type Reaction } from '#app/kernel';
import { type Dispatch, type EventLog, reactor, unpark } from '#app/platform';
import { type TallyEvent, Tallies, eventually } from './engine.tally';

const cheer: Reaction<TallyEvent> = {
  name: 'cheer',
  categories: ['tally'],
  from: 'start',
  parks: true,
  react: ({ id, event }) => [{ category: 'cheer', id, command: { type: 'Cheer', data: event.data } }],
};

describe('what a reader has put aside', () => {
  let house: Tallies;
  let sent: number;

  const aside = async (): Promise<readonly string[]> => {
    const rows: { position: string }[] = await house.db.query('SELECT "position" FROM "parked_event" ORDER BY 1');
    return rows.map(({ position }) => position);
  };
  const taking = (log: Pick<EventLog, 'readStream'>) => {
    const dispatch: Dispatch = () => Promise.resolve(sent++);
    return unpark(reactor(cheer, house.db, dispatch), log, house.db);
  };

  /** What has happened is put aside. */
  const refuse = async () => {
    const refusing: Dispatch = () => Promise.reject(new RuleBroken('no-cheer', 'Not now.'));
    const engine = house.engine({ models: [], reactions: [cheer], dispatch: refusing });
    const head = String(await house.log.head());
    engine.follow();
    await eventually(async () => (await house.checkpoint('reaction:cheer'))?.position === head);
    await engine.stop();
  };

  beforeAll(async () => {
    house = await Tallies.open();
    await house.happens('Counted', 'a', 2);
    await refuse();
  });
  beforeEach(() => {
    sent = 0;
  });
  afterAll(() => house.close());

  it('stays aside, all of it, where the log lacks one of the events, and it is said which', async () => {
    expect(await aside()).toEqual(['0', '1']);
    const lacking: Pick<EventLog, 'readStream'> = {
      readStream: async (...asked) => (await house.log.readStream(...asked)).filter(({ position }) => position !== 1n),
    };
    await expect(taking(lacking)).resolves.toEqual([
      { stream: 'tally-a', events: 0, error: 'The event at position 1 is missing from the log' },
    ]);
    expect([sent, await aside()]).toEqual([0, ['0', '1']]);
  });

  it('is taken once the log has them all', async () => {
    await expect(taking(house.log)).resolves.toEqual([{ stream: 'tally-a', events: 2 }]);
    expect([sent, await aside()]).toEqual([2, []]);
  });

  it('is passed over where it is no longer aside when its turn comes: somebody else has taken it', async () => {
    for (const name of ['b', 'c']) await house.happens('Counted', name);
    await refuse();
    expect(await aside()).toEqual(['2', '3']);
    const meanwhile: Pick<EventLog, 'readStream'> = {
      readStream: async (...asked) => {
        await house.db.query(`DELETE FROM "parked_event" WHERE "stream" = 'tally-c'`);
        return house.log.readStream(...asked);
      },
    };
    await expect(taking(meanwhile)).resolves.toEqual([{ stream: 'tally-b', events: 1 }]);
    expect([sent, await aside()]).toEqual([1, []]);
  });
});
