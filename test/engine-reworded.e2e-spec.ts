import 'reflect-metadata';
import type { Decider, Message, Reaction } from '#app/kernel';
import { Decisions, type Dispatch, MemoryReferences, Shapes, react } from '#app/platform';
import { type TallyEvent, Tallies } from './engine.tally';

type Cheer = Message<'Cheer', { name: string; loudly?: boolean }>;
type Cheered = Message<'Cheered', Cheer['data']>;

const cheers: Decider<Cheer, Cheered, null> = {
  category: 'cheer',
  prefix: 'CHE',
  initialState: null,
  decide: ({ data }) => [{ type: 'Cheered', data }],
  evolve: (state) => state,
};

const cheer: Reaction<TallyEvent> = {
  name: 'cheer',
  categories: ['tally'],
  from: 'start',
  react: ({ event: { data } }) => [{ category: 'cheer', id: data.name, command: { type: 'Cheer', data } }],
};
/** As a later version words it. */
const louder: Reaction<TallyEvent> = {
  ...cheer,
  react: (recorded) =>
    cheer.react(recorded).map(({ command, ...to }) => ({
      ...to,
      command: { ...command, data: { ...(command.data as object), loudly: true } },
    })),
};

describe('a reaction whose command another version words differently', () => {
  let house: Tallies;
  /** Seals every word, and finds none of them again. */
  const sealing = { seal: (_: string, events: never) => Promise.resolve(events), touches: () => true };
  const deciding = () =>
    new Decisions(house.log, new MemoryReferences(), house, 'isle-of-wight', new Shapes({ cheer: { Cheered: [] } }), {
      ...sealing,
      same: () => Promise.resolve(false),
    });
  const dispatch: Dispatch = ({ id, command }, act) => deciding().take(cheers, id, command as Cheer, act);
  const cheered = async () => (await house.log.readStream('cheer-a')).map(({ event }) => event.data);

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  it('is taken as sent where the version before had sent it, and had not moved its checkpoint', async () => {
    await house.happens('Counted', 'a');
    const killed: Dispatch = async (...sent) => {
      await dispatch(...sent);
      throw new Error('Killed');
    };
    await expect(react(cheer, house.log, house.db, killed)).rejects.toThrow('Killed');
    await expect(cheered()).resolves.toEqual([{ name: 'a' }]);

    await react(louder, house.log, house.db, dispatch);
    expect(await house.checkpoint('reaction:cheer')).toMatchObject({ position: '1', trouble: null });
    await expect(cheered()).resolves.toEqual([{ name: 'a' }]);
  });

  it('stops where a person has used its id for something of their own', async () => {
    await house.happens('Counted', 'a');
    const theirs: Dispatch = ({ id, command }, { commandId }) =>
      deciding().take(cheers, id, command as Cheer, {
        commandId,
        hash: 'of other words',
        by: { actor: 'somebody', onBehalfOf: { role: 'group-member' } },
      });
    const killed: Dispatch = async (...sent) => {
      await theirs(...sent);
      throw new Error('Killed');
    };
    await expect(react(cheer, house.log, house.db, killed)).rejects.toThrow('Killed');
    await expect(react(cheer, house.log, house.db, dispatch)).rejects.toThrow('This key was used for something else');
  });
});
