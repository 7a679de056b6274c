import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type EngineOptions, LiftingEventLog, type Shape, Shapes, shapeOf } from '#app/platform';
import { Tallies, eventually } from './engine.tally';
import { forAll } from './for-all';
import { openHouse } from './house';
import { type Json, jsonOf, visit } from './visitor';

describe('an engine that meets what a newer version of the program has written', () => {
  const house = forAll(() => Tallies.open());
  const types = { Counted: 'counted', Cleared: 'cleared', Poison: 'poison' };
  const engineOf = (shape: Shape, report: EngineOptions['report'] = () => undefined) =>
    house.engine({ log: new LiftingEventLog(house.log, new Shapes({ tally: shape })), tries: 1, report });
  const stands = () => house.checkpoint('tally-1');

  beforeEach(async () => {
    await house.empty();
    await house.happens('Counted', 'a', 3);
    const [last] = (await house.events()).slice(-1);
    if (!last) throw new Error('Nothing has happened');
    const { event, metadata } = last;
    await house.log.append('tally-a', 'any', [{ id: randomUUID(), event, schemaVersion: 2, metadata }]);
  });

  it('waits there, says which it is, and leaves it to one of that version', async () => {
    const before = engineOf(shapeOf(types));
    before.follow();
    await eventually(async () => ((await stands())?.trouble?.tries ?? 0) > 2);
    expect(await stands()).toMatchObject({
      state: 'running',
      position: '2',
      trouble: {
        event: { id: (await house.events())[3]?.id, stream: 'tally-a', position: '3' },
        error: expect.stringMatching(/position 3 .*Counted, version 2, in tally-a.* up to version 1/) as string,
      },
    });
    await expect(house.counts()).resolves.toEqual({ a: 3 });

    engineOf(shapeOf(types, { Counted: [(data) => data] })).follow();
    await before.stop();
    await eventually(async () => (await house.counts())['a'] === 4);
    expect(await stands()).toMatchObject({ state: 'running', position: '3', trouble: null });
  });

  it('says it where a reader has tried again, which it does less and less often, and not in between', async () => {
    const said: string[] = [];
    engineOf(shapeOf(types), (who) => said.push(who)).follow();
    await eventually(async () => ((await stands())?.trouble?.tries ?? 0) > 3);
    expect(new Set(said)).toEqual(new Set(['tally-1']));
  });
});

describe('a record to which a newer version of the program has written', () => {
  const house = forAll(openHouse);

  it('is not acted on: the page and the API say so, and that it passes', async () => {
    const team = await visit(house, 'partnership-team');
    const { items } = jsonOf(await team.get('/api/v1/recommendations')) as { items: readonly Json[] };
    const id = String(items[0]?.['id']);
    await house.engine.stop();
    const stream = `recommendation-${id}`;
    const [last] = await house.log.readStreamBackwards(stream, 1);
    if (!last) throw new Error(`${stream} has no event`);
    const { event, metadata } = last;
    await house.log.append(stream, 'any', [{ id: randomUUID(), event, schemaVersion: 99, metadata }]);

    const [act, body] = [`/recommendations/${id}/error`, { reason: 'It was made for a test.' }];
    const [page, answer] = [await team.form(act, body), await team.post(`/api/v1${act}`, body)];
    const words = 'A newer version of this system has written to this record, and this one cannot read it.';
    expect(page).toMatchObject({ status: 503, text: expect.stringContaining(words) as string });
    expect(answer).toMatchObject({ status: 503, type: 'application/problem+json; charset=utf-8' });
    expect(jsonOf(answer)).toEqual({
      type: 'urn:problem:written-by-a-newer-version',
      title: 'Not available now',
      status: 503,
      detail: `${words} Try again in a few minutes.`,
    });
  });
});
