import type { DataSource } from 'typeorm';
import { Rebuild, historyOf } from '#app/platform';
import { lifted, readModels } from '../apps/projector/src/slices';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { forAll } from './for-all';
import { openHouse } from './house';
import { Planted, SCRUTINEER, TEAM, restrict } from './need-to-know.house';
import { Inviting } from './people.house';

const house = forAll(openHouse);
const walk = new Inviting(house);
const owner = (): DataSource => house.web.app.get<DataSource>(ENGINE_ROWS);

let planted: Planted;
beforeAll(async () => {
  const { post } = await walk.letIn('Second of the team', { role: 'partnership-team', opensDetails: false });
  planted = await Planted.in(walk);
  for (const { record } of planted.all) await restrict(walk, record, [post]);
}, 300_000);

/** What guards the tables of all read models and their histories: policies, rights, and that rows are guarded at all. */
function guards(): Promise<object[]> {
  const tables = readModels.flatMap(({ table, projection: { history } }) => {
    const { tableName } = owner().getMetadata(table);
    return history ? [tableName, historyOf(tableName)] : [tableName];
  });
  return owner().query<object[]>(
    `SELECT c.relname::text AS "table", c.relrowsecurity AS "guarded", c.relacl::text AS "rights",
        (SELECT json_agg(p ORDER BY p.policyname) FROM pg_policies AS p WHERE p.tablename = c.relname) AS "policies"
      FROM pg_class AS c WHERE c.relname = ANY ($1) AND c.relkind = 'r' ORDER BY 1`,
    [tables],
  );
}

/** What somebody who is not named is told of the restricted records, in their lists and at their addresses. */
async function told(person: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { kind, record } of planted.all) {
    const list = await walk.text(person, `${kind.path}?pageSize=200`);
    const path = `${kind.path}/${record.id}`;
    const { status } = await (await walk.as(person)).get(`/api/v1/${path}`);
    if (list.includes(record.id) || status !== 404) found.push(path);
  }
  return found;
}

describe('restricted records, when every read model has been built anew', () => {
  it('are withheld as before, by the same guards on every table', async () => {
    const before = await guards();
    expect(await Promise.all([TEAM, SCRUTINEER].map(told))).toEqual([[], []]);
    for (const model of readModels) {
      const rebuild = new Rebuild(model, lifted(house.log), owner());
      await rebuild.begin();
      await rebuild.fill(() => undefined, new AbortController().signal);
      await rebuild.finish(false);
    }
    expect(await guards()).toEqual(before);
    expect(await Promise.all([TEAM, SCRUTINEER].map(told))).toEqual([[], []]);
  });
});
