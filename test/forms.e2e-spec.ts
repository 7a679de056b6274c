import { type ActDefinition, type RecordRow, allowed } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type Inspection, KINDS, type Place, openInspection } from './page.faults';

const MINUTES_TWO = 120_000;

/** Somebody and a record on which they can do this now; failing that, somebody who may do it at all. */
function whereFor(act: ActDefinition<RecordRow>, records: readonly RecordRow[]) {
  const able = demonstrationPeople.flatMap((person) =>
    records.filter((record) => allowed(act.may, person, record)).map((record) => ({ person, record })),
  );
  return able.find(({ person, record }) => act.offered?.(record, person) ?? true) ?? able[0];
}

describe('the form of every act is sound, accessible, quiet and fits a narrow screen', () => {
  let inspection: Inspection;

  beforeAll(async () => {
    inspection = await openInspection();
  }, MINUTES_TWO);
  afterAll(() => inspection.close());

  async function formsOf(path: string): Promise<readonly Place[]> {
    const { kind, records } = await inspection.recordsOf(path);
    return kind.acts.map((act) => {
      const found = whereFor(act, records);
      if (!found) throw new Error(`Nobody may do ${path}/${act.name}`);
      return { person: found.person.id, path: `/${path}/${found.record.id}/${act.name}` };
    });
  }

  it.each(KINDS)(
    'on %s',
    async (path) => {
      expect(await inspection.faultsOf(await formsOf(path))).toEqual([]);
    },
    MINUTES_TWO,
  );
});
