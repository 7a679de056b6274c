import { type Decider, type Message, type Recorded, fold } from '#app/kernel';
import {
  Decisions,
  Directory,
  LOOKS,
  Observations,
  type RecordKind,
  Registry,
  START,
  type Stored,
  categoryOf,
  contentHash,
  readerOf,
  tell,
} from '#app/platform';
import { accessWords } from '#app/access';
import { readModels, shapes } from '../apps/projector/src/slices';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { dispatchOf } from '../apps/web/src/house';
import { audit } from '../libs/audit/src/domain/audit.decider';
import { agency } from '../libs/directory/src/domain/agency.decider';
import { group } from '../libs/directory/src/domain/group.decider';
import { post } from '../libs/directory/src/domain/post.decider';
import { dataRequest } from '../libs/erasure/src/domain/data-request.decider';
import { hold } from '../libs/erasure/src/domain/hold';
import { retention } from '../libs/erasure/src/domain/retention';
import { learningEvent } from '../libs/learning-event/src/domain/learning-event.decider';
import { rapidReview } from '../libs/rapid-review/src/domain/rapid-review.decider';
import { recommendation } from '../libs/recommendation/src/domain/recommendation.decider';
import { referral } from '../libs/referral/src/domain/referral.decider';
import { restriction } from '../libs/restriction/src/domain/restriction.decider';
import { aboutDataSpecimens } from './golden.about-data';
import { fields, fieldsIn, nameOf, strangeIn, writeFields } from './golden.fields';
import { goldenFiles, goldenName, recordedAs, writeGolden } from './golden.files';
import { lookSpecimens } from './golden.looks';
import { actSpecimens } from './golden.specimens';
import { type Understood, storedYear, sumOf, understood, writeUnderstood, year } from './golden.understood';
import { forAll } from './for-all';
import { openHouse } from './house';

/** To add the golden files of new types and versions, and what is made of them: GOLDEN=write npx jest --config .jest.config.cjs test/golden */
const writes = process.env['GOLDEN'] === 'write';

const deciders = [
  dataRequest(''),
  hold,
  retention,
  agency(''),
  group(''),
  post(''),
  referral,
  rapidReview,
  learningEvent,
  audit,
  recommendation,
  restriction,
].map((decider) => decider as unknown as Decider<Message, Message, unknown>);
const versions = shapes.types().flatMap(({ category, type, version }) => {
  const each = Array.from({ length: version }, (_, before) => ({ category, type, version: before + 1 }));
  return each.map((one) => ({ ...one, name: goldenName(one.category, one.type, one.version) }));
});

describe('every type and version of event that was ever stored', () => {
  const house = forAll(openHouse);
  const [sample, kept, understoodNow] = [year(), writes ? {} : understood(), new Map<string, Understood>()];
  let kinds: readonly RecordKind[];
  let today: readonly Stored[];

  beforeAll(async () => {
    kinds = house.web.app.get(Registry).kinds;
    await aboutDataSpecimens(house.web.app.get(Decisions));
    await actSpecimens(await house.log.readAll(START, 100_000), dispatchOf([house.web.app]));
    await lookSpecimens(house.web.app.get(Observations));
    today = await house.log.readStored(START, 100_000);
    if (writes) writeMissing();
  });

  /** The first event of each type, where it has no golden file in today's version. */
  function writeMissing(): void {
    const there = new Set(goldenFiles().map(({ name }) => name));
    for (const { category, type, version, name } of versions) {
      const first = today.find(
        (each) => categoryOf(each.stream) === category && each.type === type && each.schemaVersion === version,
      );
      if (first && !there.has(name)) writeGolden(first);
    }
  }

  it('is known to the kind of record that it belongs to', () => {
    const told = kinds.flatMap(({ category, words }) => Object.keys(words).map((type) => `${category} ${type}`));
    const known = shapes
      .types()
      .filter(({ category }) => category !== LOOKS)
      .map(({ category, type }) => `${category} ${type}`);
    expect(known.toSorted()).toEqual(told.toSorted());
    expect(deciders.map(({ category }) => category).toSorted()).toEqual(
      kinds.map(({ category }) => category).toSorted(),
    );
  });

  it('happens in the demonstration year or among the specimens, in today’s version', () => {
    const seen = new Set(
      today.map(({ stream, type, schemaVersion }) => goldenName(categoryOf(stream), type, schemaVersion)),
    );
    const newest = shapes.types().map(({ category, type, version }) => goldenName(category, type, version));
    expect(newest.filter((name) => !seen.has(name))).toEqual([]);
  });

  it('has a golden file, and nothing else has', () => {
    // One is missing? Run the command at the top of this file, look at what it wrote, and keep it.
    expect(goldenFiles().map(({ name }) => name)).toEqual(versions.map(({ name }) => name).toSorted());
  });

  it('stands in its golden file as it was stored', () => {
    for (const { name, stored } of goldenFiles()) {
      expect(goldenName(categoryOf(stored.stream), stored.type, stored.schemaVersion)).toBe(name);
      expect([name, contentHash(stored).toString('hex')]).toEqual([
        name,
        Buffer.from(stored.contentHash).toString('hex'),
      ]);
    }
  });

  it.each(versions.map(({ name }) => name))('%s is still understood by rules, rows and words', async (name) => {
    const golden = goldenFiles().find((one) => one.name === name);
    if (!golden) throw new Error('It has no golden file');
    const lifted = shapes.lift(recordedAs(golden.stored));
    const category = categoryOf(lifted.stream);
    expect(lifted.schemaVersion).toBe(shapes.versionOf(category, lifted.event.type));

    const history = historyAround(lifted);
    const rows = readModels
      .filter(({ projection: { categories, except } }) => categories?.includes(category) ?? !except?.includes(category))
      .map(
        (model) => [readerOf(model), sumOf([...fold(history.flatMap((each) => model.projection.rows(each)))])] as const,
      );
    const decider = deciders.find((one) => one.category === category);
    const state = sumOf(history.reduce((before, { event }) => decider?.evolve(before, event), decider?.initialState));
    const found = { rows: Object.fromEntries(rows), state };
    understoodNow.set(name, found);
    // Where what is made of it has changed, and should have: run the command at the top of this file, and look at what differs.
    if (!writes) expect(found).toEqual(kept[name]);
    // A look is of no kind of record: nobody decides about it, and its own pages tell it.
    if (category === LOOKS) {
      expect(accessWords[lifted.event.type]).toBeDefined();
      return;
    }
    const kind = kinds.find((one) => one.category === category);
    const scrutineer = demonstrationPeople.find(({ id }) => id === 'scrutineer');
    if (!kind || !scrutineer) throw new Error(`Nobody reads ${category}`);
    const { title } = tell(lifted, kind, await house.web.app.get(Directory).names(), scrutineer);
    expect(title).toBe(kind.words[lifted.event.type]?.act);
  });

  it('has the fields of its version: with others it is a new version, with an upcaster for those before', () => {
    const all = [...goldenFiles().map(({ stored }) => stored), ...storedYear(), ...today];
    const found = Object.fromEntries(
      versions.map(({ name }) => [name, fieldsIn(all.filter((each) => nameOf(each) === name))]),
    );
    // A field that may be left out, because its absence has a meaning of its own, is put into the file by hand, as “sometimes”. New types and versions
    // are added by the command at the top.
    if (writes) writeFields({ ...found, ...fields() });
    const strange = all.flatMap((each) =>
      strangeIn(each, fields()[nameOf(each)] ?? {}).map((what) => `${nameOf(each)} ${what}`),
    );
    expect([...new Set(strange)]).toEqual([]);
    expect(Object.keys(fields()).toSorted()).toEqual(Object.keys(found).toSorted());
  });

  it('is kept with what is made of it, and nothing else is', () => {
    if (writes) writeUnderstood(understoodNow);
    expect(Object.keys(understood()).toSorted()).toEqual(versions.map(({ name }) => name).toSorted());
  });

  /** A record of the year that is kept in which something of this type has happened, with the golden event in its place. */
  function historyAround(golden: Recorded): readonly Recorded[] {
    const same = (each: Recorded) =>
      categoryOf(each.stream) === categoryOf(golden.stream) && each.event.type === golden.event.type;
    const other = sample.find((each) => same(each) && each.id === golden.id) ?? sample.find(same);
    if (!other) throw new Error(`Nothing of ${golden.event.type} happens in the year that is kept`);
    const history = sample.filter(({ stream }) => stream === other.stream).map((each) => shapes.lift(each));
    return history.map((each) =>
      each.revision === other.revision ? { ...golden, stream: each.stream, revision: each.revision } : each,
    );
  }
});
