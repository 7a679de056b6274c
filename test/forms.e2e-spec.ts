import { type ActDefinition, type RecordRow, allowed } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { KINDS, type Place, openInspection } from './page.faults';
import { dueToday } from './sample';

/** `npm test` opens one in so many of the forms that share a template. */
const ONE_IN = 5;

/** Somebody and a record on which they can do this now; failing that, somebody who may do it at all. */
function whereFor(act: ActDefinition<RecordRow>, records: readonly RecordRow[]) {
  const able = demonstrationPeople.flatMap((person) =>
    records.filter((record) => allowed(act.may, person, record)).map((record) => ({ person, record })),
  );
  return able.find(({ person, record }) => act.offered?.(record, person) ?? true) ?? able[0];
}

describe('the form of every act is sound, accessible, quiet and fits a narrow screen', () => {
  const inspection = forAll(openInspection);

  async function formsOf(path: string): Promise<readonly Place[]> {
    const { kind, records } = await inspection.recordsOf(path);
    if (records.length === 0) return [];
    const forms = kind.acts.map((act) => {
      const found = whereFor(act, records);
      if (!found) throw new Error(`Nobody may do ${path}/${act.name}`);
      const place = { person: found.person.id, path: `/${path}/${found.record.id}/${act.name}` };
      return { template: act.template ?? 'act', place };
    });
    return dueToday(forms, ONE_IN, ({ template }) => template).map(({ place }) => place);
  }

  it.each(KINDS)('on %s', async (path) => {
    expect(await inspection.faultsOf(await formsOf(path))).toEqual([]);
  });
});
