import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { boundTo } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { superuserOf } from './erasure.disk';
import { forAll } from './for-all';
import { openHouse } from './house';
import { type Said, commandsFor } from './trail-projections.house';

describe('the command line of the read models', () => {
  const house = forAll(openHouse);
  let db: DataSource;
  /** Where it is not the owner of the tables. */
  let signedIn: string | undefined;
  const { projections, rebuild } = commandsFor({
    get databaseUrl() {
      return signedIn ?? house.databaseUrl;
    },
  });

  beforeAll(async () => {
    await house.engine.catchUp();
    db = house.web.app.get<DataSource>(ENGINE_ROWS);
  });

  /** As somebody who may read and write all that there is, and make nothing. */
  const asGuest = async (say: () => Promise<Said>): Promise<Said> => {
    const superuser = await new DataSource({ type: 'postgres', url: superuserOf(house.databaseUrl) }).initialize();
    const owner = decodeURIComponent(new URL(house.databaseUrl).username);
    await superuser.query(`CREATE ROLE making_nothing IN ROLE pg_read_all_data, pg_write_all_data, learning_trail_writer;
      GRANT making_nothing TO "${owner}"`);
    signedIn = boundTo(house.databaseUrl, { role: 'making_nothing' });
    try {
      return await say();
    } finally {
      signedIn = undefined;
      await superuser.query('DROP ROLE making_nothing');
      await superuser.destroy();
    }
  };

  it('lists every reader: where it stands, how far behind, who leads it', async () => {
    const { code, out } = await projections();
    expect(code).toBe(0);
    expect(out).toMatch(/^reader +state +position +positions behind +waiting +events\/s +led +aside$/m);
    expect(out).toMatch(
      new RegExp(`^agency-\\d +running +${String(await house.log.head())} +0 +0\\.0 s +\\d+ +yes +0$`, 'm'),
    );
    const { out: json } = await projections('--json');
    expect(JSON.parse(json)).toContainEqual(
      expect.objectContaining({ reader: 'reaction:open-notification-decision', parked: 0 }),
    );
  });

  it('says which one belongs to another version, and retires it with its table', async () => {
    await db.query('CREATE TABLE "agency_0" ("id" text PRIMARY KEY)');
    await db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('agency-0', 'agency_0')`);
    await db.query(`INSERT INTO "checkpoint" ("reader", "position") VALUES ('agency-0', 3)`);
    const { code, out } = await projections();
    expect(code).toBe(0);
    expect(out).toMatch(/^agency-0 +other-version +3 /m);
    expect(out).toMatch('When nothing runs it any more: trail projections retire agency-0');
    expect((await projections('retire', 'agency-0')).out).toBe('Dropped: agency_0\n');
    expect((await projections()).out).not.toMatch('agency-0');
  });

  it('pauses one by its name, says so, and resumes it', async () => {
    expect((await projections('pause', 'agency')).out).toMatch(/^agency-\d is paused\.$/m);
    const { code, out } = await projections();
    expect([code, out]).toEqual([1, expect.stringMatching(/^agency-\d +paused/m)]);
    expect(out).toMatch(/^agency-\d is paused\.\nTo let it try again: trail projections resume agency-\d$/m);
    expect(await projections('pause', 'agency')).toMatchObject({ code: 1 });
    expect((await projections('resume', 'agency')).out).toMatch(/^agency-\d tries again\.$/m);
    expect(await projections('resume', 'agency')).toMatchObject({ code: 1 });
  });

  it('says at which event one has stopped, and why', async () => {
    const event = { id: '00000000-0000-4000-8000-000000000001', stream: 'group-x', position: '3' };
    await db.query(`UPDATE "checkpoint" SET "state" = 'stopped', "trouble" = $1 WHERE "reader" LIKE 'group-%'`, [
      JSON.stringify({ error: 'no such parent', tries: 8, event }),
    ]);
    const { code, out } = await projections();
    expect(code).toBe(1);
    expect(out).toMatch(
      /^group-\d has stopped at event .*0001 of group-x, position 3, after 8 tries: no such parent\nTo let it try again: trail projections resume group-\d$/m,
    );
    await projections('resume', 'group');
  });

  it('does not call it well when one runs, and fails at what it tries', async () => {
    await db.query(
      `UPDATE "checkpoint" SET "trouble" = '{"error": "not yet", "tries": 3}' WHERE "reader" LIKE 'group-%'`,
    );
    expect(await projections()).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^group-\d does not get on, after 3 tries: not yet$/m) as string,
    });
    await db.query(`UPDATE "checkpoint" SET "trouble" = NULL`);
    expect(await projections()).toMatchObject({ code: 0 });
  });

  it('takes what was put aside, with the commands of a reaction too', async () => {
    const [referral] = (await house.log.readAll(-1n, 1_000)).filter(({ stream }) => stream.startsWith('referral-'));
    await db.query(
      `INSERT INTO "parked_event" ("reader", "position", "stream", "revision", "eventId", "error")
        VALUES ('reaction:open-notification-decision', $1, $2, $3, $4, 'not now')`,
      [String(referral?.position), referral?.stream, referral?.revision, referral?.id],
    );
    expect((await projections()).out).toMatch(/^reaction:open-notification-decision .* 1$/m);
    expect((await projections('unpark', 'open-notification-decision')).out).toBe(
      `${referral?.stream ?? ''}: 1 taken\n`,
    );
    expect((await projections('unpark', 'open-notification-decision')).out).toMatch('has put nothing aside');
    expect((await projections('unpark', 'agency')).out).toMatch('has put nothing aside');
  });

  it('rebuilds one, compares, switches and retires the old table', async () => {
    const { code, out, err } = await rebuild('recommendation');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^recommendation_\d: \d+ rows, the same in both$/m);
    expect(out).toMatch(/stood still for \d+\.\d s\. The old table is kept as recommendation_\d_old_1/);
    expect((await projections('retire', 'recommendation')).out).toMatch(/^Dropped: .*recommendation_\d_old_1/);
    expect((await projections('retire', 'recommendation')).out).toMatch('has no table to drop');
  });

  it('switches nothing when the two differ, until that is accepted', async () => {
    const [{ tableName } = { tableName: '' }] = db.entityMetadatas.filter((each) => /^post_\d$/.test(each.tableName));
    await db.query(
      `UPDATE "${tableName}" SET "title" = 'Somebody else' WHERE "id" = (SELECT min("id") FROM "${tableName}")`,
    );
    const differing = await rebuild('post');
    expect(differing.code).toBe(1);
    expect(differing.err).toMatch(
      /the old one has \d+ rows \(-?\d+\), the new one \d+ \(-?\d+\); they differ in title$/m,
    );
    expect(await rebuild('post', '--accept')).toMatchObject({ code: 0 });
    expect(await rebuild('post')).toMatchObject({
      code: 0,
      out: expect.stringContaining('the same in both') as string,
    });
  });

  it('is paused from elsewhere, goes on when told, and is given up', async () => {
    expect(await rebuild('audit', '--pause')).toMatchObject({ code: 1, out: 'No rebuild of it is running.\n' });
    const [reader] = await db.query<{ reader: string }[]>(
      `SELECT "reader" FROM "checkpoint" WHERE "reader" LIKE 'audit-_'`,
    );
    const name = `${reader?.reader ?? ''}/building`;
    const [{ tableName } = { tableName: '' }] = db.entityMetadatas.filter((each) => /^audit_\d$/.test(each.tableName));
    await db.query(`UPDATE "${tableName}" SET "title" = 'Changed' WHERE "id" = (SELECT min("id") FROM "${tableName}")`);
    expect(await rebuild('audit')).toMatchObject({ code: 1 });
    const leadElsewhere = () =>
      db.query(
        `UPDATE "checkpoint" SET "owner" = gen_random_uuid(), "leaseUntil" = clock_timestamp() + interval '25 seconds' WHERE "reader" = $1`,
        [name],
      );
    await leadElsewhere();
    const elsewhere =
      'Another process is at it, a projector or another rebuild: trail projections says how far.\n' +
      'To go on here instead: trail rebuild audit --pause, then trail rebuild audit --resume\n';
    expect(await rebuild('audit')).toMatchObject({ code: 1, err: elsewhere });
    await leadElsewhere();
    expect(await rebuild('audit', '--resume')).toMatchObject({ code: 1, err: elsewhere });
    expect(await rebuild('audit', '--pause')).toMatchObject({ code: 0 });
    const paused = 'It is paused. Go on with: trail rebuild audit --resume\n';
    expect(await rebuild('audit')).toMatchObject({ code: 1, err: paused });
    expect(await rebuild('audit', '--resume')).toMatchObject({
      code: 1,
      err: expect.stringContaining('they differ in title') as string,
    });
    await db.query(
      `UPDATE "checkpoint" SET "state" = 'stopped', "trouble" = '{"error": "no such parent", "tries": 1}' WHERE "reader" = $1`,
      [name],
    );
    const stopped = 'It has stopped: no such parent. Go on with: trail rebuild audit --resume\n';
    expect(await rebuild('audit')).toMatchObject({ code: 1, err: stopped });
    expect(await rebuild('audit', '--give-up')).toMatchObject({ code: 0 });
    expect(await rebuild('audit', '--accept')).toMatchObject({ code: 0 });
  });

  it.each([
    [['rebuild'], 'There is no "projections rebuild".'],
    [['pause'], 'Say which'],
    [['list', 'more'], 'There is no "more" here.'],
  ])('%j is answered with how it is used', async (args, words) => {
    const { code, err } = await projections(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).toContain('trail projections');
  });

  it('names the readers there are when it is asked for another', async () => {
    expect(await projections('pause', 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no "nothing". There are: ') as string,
    });
    expect(await rebuild('nothing')).toMatchObject({ code: 2, err: expect.stringContaining('There are: ') as string });
    expect(await rebuild('agency', '--pause', '--accept')).toMatchObject({ code: 2 });
  });

  it('fills a new version beside the one before, which is kept until then', async () => {
    await house.engine.stop();
    // As a database of the version before: its rows stand in a table and under a reader of their own.
    const [{ tableName } = { tableName: '' }] = db.entityMetadatas.filter((each) => /^group_\d$/.test(each.tableName));
    const reader = tableName.replace('_', '-');
    const rows = () => db.query<object[]>(`SELECT * FROM "${tableName}" ORDER BY "id"`);
    const before = await rows();
    await db.query(`ALTER TABLE "${tableName}" RENAME TO "group_0"`);
    for (const table of ['checkpoint', 'known_reader'])
      await db.query(`UPDATE "${table}" SET "reader" = 'group-0' WHERE "reader" = $1`, [reader]);
    await db.query(`UPDATE "known_reader" SET "table" = 'group_0' WHERE "reader" = 'group-0'`);
    await migrate(house.databaseUrl);
    expect(await rows()).toEqual([]);

    const said = `group-0 is what people see until ${reader} has been filled: trail rebuild --new`;
    expect((await projections()).out).toContain(said);
    expect(await projections('retire', 'group-0')).toMatchObject({ code: 1, out: `${said}.\n` });
    const owner = 'This login may make no tables; run it as their owner.\n';
    expect(await asGuest(() => rebuild('--new'))).toEqual({ code: 1, out: '', err: owner });
    expect(await rebuild('--new')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        `^group_0: ${before.length} rows, the same in both\nCompared as both stood at position ${String(await house.log.head())} of the log\\.\nSwitched to ${reader}\\. .* retire group-0\n$`,
      ) as string,
    });
    expect(await rows()).toEqual(before);
    expect(await rebuild('--new')).toMatchObject({ code: 0, out: 'No read model is of a new version.\n' });
    expect(await projections('retire', 'group-0')).toMatchObject({ code: 0, out: 'Dropped: group_0\n' });
    expect(await rebuild('group', '--new')).toMatchObject({ code: 2 });
  });
});
