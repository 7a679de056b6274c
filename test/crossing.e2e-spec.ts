import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Registry } from '#app/platform';
import {
  type Sought,
  type Taken,
  addressOf,
  asking,
  everyFilter,
  filtersOf,
  foreignTo,
  listsOf,
  nowhere,
  plain,
  sharedBy,
  soughtIn,
} from './crossing.addresses';
import { MERROWDOWN, type Side, openTwoSides } from './crossing.houses';
import { describeApart } from './crossing.apart';
import { sendingsTo, writtenSince } from './crossing.bodies';
import { describeSending } from './crossing.sending';
import { forAll } from './for-all';
import { dueToday } from './sample';
import { PATIENCE, isLong } from './security/settings';
import { type Answer, type Visitor, jsonOf } from './visitor';

jest.setTimeout(PATIENCE);

const two = forAll(openTwoSides);
/** Who asks, and whose it is. */
const ways = (): readonly (readonly [asked: Side, held: Side])[] => [
  [two.theirs, two.ours],
  [two.ours, two.theirs],
];

/** A list, as the API answers it. */
interface Found {
  readonly items?: readonly { readonly id?: string }[];
  readonly total?: number;
  readonly withheld?: number;
}

/** What is sent when something is sought, and what then must not come up: of each record one word is sent, others are not. */
function sentAndKept(asked: Side, held: Side): { readonly sent: Taken; readonly kept: readonly string[] } {
  const { kinds } = held.house.web.app.get(Registry);
  const sent = new Map(
    kinds.map(({ path, category }) => {
      const words = held.unknownTo(asked, path).filter((_, n) => n % 5 === 0);
      const streams = words.filter((word) => held.ids.get(path)?.includes(word)).map((id) => `${category}-${id}`);
      return [path, [...words, ...streams, ...streams.map((each) => `${each}@${held.partnership}`)]] as const;
    }),
  );
  const among = [...sent.values()].flat().join('\n');
  return { sent, kept: held.unknownTo(asked).filter((word) => !among.includes(word)) };
}

describe('what another partnership has', () => {
  it('is at no address where an id stands: the answer is as for an id that nobody has', async () => {
    for (const [way, [asked, held]] of ways().entries()) {
      const surprises: unknown[] = [];
      const all = foreignTo(asked, held);
      const addresses = isLong || way === 0 ? all : dueToday(all, 4, () => '');
      for (const [n, foreign] of addresses.entries())
        for (const visitor of isLong ? asked.visitors : [asked.inTurn(n)]) {
          const none = nowhere(foreign);
          const [there, not] = await Promise.all([asking(visitor, foreign[0]), asking(visitor, none[0])]);
          const same = JSON.stringify(plain(there, foreign[1])) === JSON.stringify(plain(not, none[1]));
          if (!same || there.status === 200)
            surprises.push([asked.partnership, visitor.person, foreign[0], there.status, not.status]);
        }
      expect(all.length).toBeGreaterThan(150);
      expect(surprises).toEqual([]);
    }
  });

  it('is not what is told where both have something of the same id', async () => {
    for (const [asked, held] of ways()) {
      const addresses = sharedBy(asked, held);
      expect(addresses.length).toBeGreaterThan(60);
      const unknown = held.unknownTo(asked);
      for (const address of addresses) {
        const { status, text } = await asking(asked.team, address);
        expect([address, status, unknown.filter((word) => text.includes(word))]).toEqual([address, 200, []]);
        if (asked === two.theirs && /^\/agencies\/[^/]+$/.test(address)) expect(text).toContain(MERROWDOWN);
      }
    }
  });

  it('is in no list, table or page that names no record', async () => {
    for (const [asked, held] of ways()) {
      const unknown = held.unknownTo(asked);
      expect(unknown.length).toBeGreaterThan(20);
      for (const path of listsOf(asked))
        for (const visitor of asked.visitors.slice(0, isLong ? undefined : 1)) {
          const { status, text } = await asking(visitor, path);
          expect([visitor.person, path, status < 500, unknown.filter((word) => text.includes(word))]).toEqual([
            visitor.person,
            path,
            true,
            [],
          ]);
        }
    }
  });

  it('is found by no filter of any list, by nobody, on pages or in the API', async () => {
    for (const [way, [asked, held]] of ways().entries()) {
      const { sent, kept } = sentAndKept(asked, held);
      const filters = await filtersOf(asked);
      const lists = listsOf(asked);
      expect(filters.size).toBeGreaterThan(14);
      const isTheirs = (id: unknown): boolean =>
        [...held.ids].some(([path, ids]) => ids.includes(String(id)) && !asked.ids.get(path)?.includes(String(id)));
      const words = [...sent.values()].flat();
      const findsNothing = async (sought: Sought, visitor: Visitor): Promise<void> => {
        const answer = await asking(visitor, addressOf(sought));
        expect(answer.status).toBeLessThan(500);
        expect(kept.filter((word) => answer.text.includes(word))).toEqual([]);
        if (answer.status !== 200 || !answer.type.startsWith('application/json')) return;
        const { items = [], total, withheld = 0 } = jsonOf(answer) as Found;
        expect(items.filter(({ id }) => isTheirs(id))).toEqual([]);
        expect(withheld).toBeLessThanOrEqual(asked.ids.get('restrictions')?.length ?? 0);
        // Their words find nothing, not even a number; what one has looked for oneself is on record.
        const named = Object.values(sought.query).some((value) => words.includes(value));
        if (named && !sought.path.endsWith('/looks')) expect(total ?? 0).toBe(0);
      };
      const every = everyFilter(lists, filters, sent);
      expect(every.length).toBeGreaterThan(40);
      const each = (way === 0 ? every : dueToday(every, 4, () => '')).map((sought): [Sought, Visitor] => [
        sought,
        asked.team,
      ]);
      await fc.assert(
        fc.asyncProperty(soughtIn(lists, filters, sent), fc.constantFrom(...asked.visitors), findsNothing),
        {
          examples: each,
          numRuns: each.length + (isLong ? 2_000 : 60),
        },
      );
    }
  });

  it('is no choice of any form that opens a record', async () => {
    for (const [asked, held] of ways()) {
      const unknown = held.unknownTo(asked);
      for (const kind of asked.ids.keys())
        for (const visitor of asked.visitors.slice(0, isLong ? undefined : 1)) {
          const { text } = await visitor.page(`/${kind}/new`);
          expect([kind, unknown.filter((word) => text.includes(word))]).toEqual([kind, []]);
        }
    }
  });

  it('is changed by nothing that is sent: the answer is as for an id that nobody has', async () => {
    const written = await two.here.log.head();
    for (const [asked, held] of ways()) {
      const each = sendingsTo(asked, held);
      expect(each.length).toBeGreaterThan(80);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...each),
          fc.constantFrom(...asked.visitors),
          fc.constantFrom('form', 'empty', 'good'),
          async ({ path, id, act, body }, visitor, how) => {
            const send = (to: string): Promise<Answer> =>
              how === 'form'
                ? visitor.form(`/${path}/${to}/${act}`, {})
                : visitor.post(`/api/v1/${path}/${to}/${act}`, how === 'good' ? body : {});
            const nobody = randomUUID();
            const [there, not] = [await send(id), await send(nobody)];
            expect(plain(there, [id])).toEqual(plain(not, [nobody]));
            // Who may do it to no record is told so before anybody looks for one.
            expect([403, 404]).toContain(there.status);
          },
        ),
        { numRuns: isLong ? 1_000 : 60 },
      );
    }
    expect(await writtenSince(two.ours, written)).toEqual([]);
  });

  describeSending(two, ways);
});

describe('what one partnership does', () => {
  describeApart(two);
});
