import 'reflect-metadata';
import { reactionReader } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { reactions } from '../apps/projector/src/slices';
import { type RolesServer, rolesServer, run } from './roles.server';
import { commandsFor } from './trail-projections.house';

describe('the command line of the read models, with the login of the projector', () => {
  let server: RolesServer;
  const { projections, rebuild } = commandsFor({
    get databaseUrl() {
      return server.as('learning_trail_projector');
    },
  });
  const [reaction = ''] = reactions.map(reactionReader);

  beforeAll(async () => {
    server = await rolesServer();
    await migrate(server.as('learning_trail'));
  });
  afterAll(() => server.stop());

  it('says how its readers get on, and steers them', async () => {
    expect(await projections('pause', reaction)).toEqual({ code: 0, out: `${reaction} is paused.\n`, err: '' });
    expect(await projections()).toMatchObject({ code: 1, err: '' });
    expect(await projections('resume', reaction)).toMatchObject({ code: 0, err: '' });
  });

  it.each([['agency'], ['agency', '--give-up'], ['--new']])(
    'does not begin to rebuild %s, and says who may',
    async (...args) => {
      const owner = 'This login may make no tables; run it as their owner.\n';
      expect(await rebuild(...args)).toEqual({ code: 1, out: '', err: owner });
    },
  );

  it('says in a sentence what else it lacks the right to', async () => {
    await run(
      server.as('learning_trail'),
      `CREATE TABLE left_over (id int); INSERT INTO "known_reader" ("reader", "table") VALUES ('left-0', 'left_over')`,
    );
    expect(await projections('retire', 'left-0')).toEqual({
      code: 1,
      out: '',
      err: 'This login may not do that: must be owner of table left_over. Use the one that runs trail migrate, which owns the tables.\n',
    });
  });
});
