import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { LIMITS, ListedPeople } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import type { Side, TwoSides } from './crossing.houses';
import { erasedByTwo, statusOf } from './erasure.house';
import { TODAY, apiAs, openWebOn } from './house';
import { TEAM } from './identity-section.house';
import { letIn } from './provider';
import { referral } from './referral.bodies';
import { addressesOf } from './security/routes';
import { type Answer, type Json, ask, jsonOf } from './visitor';

const silent = pino({ level: 'silent' });
/** One for each act, and the same for both partnerships. */
const KEYS = [1, 2, 3].map((n) => ({ 'idempotency-key': `5b1f7f0e-52a8-4a52-9d5c-6a3e9f1c2d7${n}` }));

/** Every row of every table that says whose it is, and every event, as the database holds it: bytes, keys and all. */
async function everythingOf({ house, partnership }: Side, db: DataSource): Promise<readonly string[]> {
  await house.engine.catchUp();
  const tables = await db.query<{ name: string }[]>(
    `SELECT attrelid::regclass::text AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE attname = 'partnership' AND relkind = 'r' AND NOT attisdropped ORDER BY 1`,
  );
  const whose = [
    ...tables.map(({ name }) => [name, '"partnership"']),
    ['log.event', `metadata ->> 'partnership'`],
  ] as const;
  const rows: string[] = [];
  for (const [name, column] of whose) {
    const found = await db.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} AS t WHERE ${column} = $1`, [
      partnership,
    ]);
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows.toSorted();
}

/** What each does, beside the other: its requests, its people, its cookies and tokens, what it erases. */
export const describeApart = (two: TwoSides): void => {
  const sides = (): readonly [Side, Side] => [two.ours, two.theirs];
  const everything = (side: Side): Promise<readonly string[]> =>
    everythingOf(side, two.here.web.app.get<DataSource>(ENGINE_ROWS));

  it('makes something of its own of a request that another was sent too, under the very same key', async () => {
    const files = [{ name: 'report.txt', content: Buffer.from('The same words').toString('base64') }];
    const made = await Promise.all(
      sides().map(async ({ walk }) => {
        const { id } = await walk.act(TEAM, 'referrals', referral, 201, KEYS[0]);
        const people = { people: [{ kind: 'practitioner', name: 'Somebody' }] };
        await walk.act(TEAM, `referrals/${String(id)}/people-concerned`, people, 200, KEYS[1]);
        const { concerned } = await walk.see(TEAM, `referrals/${String(id)}`);
        const [{ subject = '' } = {}] = concerned as readonly { subject?: string }[];
        const opening = { reason: 'To see whose it is' };
        const opened = await walk.act(TEAM, `referrals/${String(id)}/concerned/${subject}/opening`, opening);
        expect(JSON.stringify(opened)).toContain('Somebody');
        return { id, subject };
      }),
    );
    const recommendations = sides().map((side) => side.own('recommendations'));
    const sent = [];
    for (const [n, { walk }] of sides().entries()) {
      const to = `recommendations/${recommendations[n] ?? ''}`;
      const [line] = (await walk.see(TEAM, to))['lines'] as readonly Json[];
      const progress = { lineId: line?.['id'], text: 'Sent to both.', on: TODAY, files };
      const filesAt = async (): Promise<readonly string[]> =>
        (await walk.text(TEAM, to)).match(/\/files\/[\w-]+/g) ?? [];
      const before = await filesAt();
      await walk.act(TEAM, `${to}/progress`, progress, 200, KEYS[2]);
      // Sent again it is known again.
      await walk.act(TEAM, `${to}/progress`, progress, 200, KEYS[2]);
      const added = (await filesAt()).filter((href) => !before.includes(href));
      expect(await Promise.all(added.map((href) => walk.text(TEAM, to + href)))).toEqual(['The same words']);
      sent.push(...added);
    }
    const [mine, theirs] = made;
    expect([mine?.id === theirs?.id, mine?.subject === theirs?.subject, sent[0] === sent[1]]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('leaves everything of the other’s as it was, byte for byte, when it erases somebody', async () => {
    for (const [erasing, other] of [sides(), sides().toReversed()] as [Side, Side][]) {
      const before = await everything(other);
      const own = await everything(erasing);
      const { walk } = erasing;
      const id = await walk.open(TEAM, 'referrals', referral);
      await walk.act(TEAM, `referrals/${id}/people-concerned`, { people: [{ kind: 'practitioner', name: 'Gone' }] });
      const [person] = (await walk.see(TEAM, `referrals/${id}`))['concerned'] as readonly { subject: string }[];
      const request = await erasedByTwo(walk, person?.subject ?? '');
      expect(await statusOf(walk, request)).toBe('erased');
      expect(await everything(other)).toEqual(before);
      expect(before.length).toBeGreaterThan(100);
      expect(await everything(erasing)).not.toEqual(own);
    }
  });

  it('uses up nothing of what the other’s people may ask for, though they are called the same', async () => {
    const limits = { ...LIMITS, reads: 3 };
    const people = new ListedPeople(demonstrationPeople);
    const [first, second] = await Promise.all(
      ['isle-of-wight', 'downs-and-harbour'].map((id) =>
        openWebOn(two.here, silent, { partnership: { id, name: id }, people, limits }),
      ),
    );
    /** Until it is refused; what cannot be counted in time passes without. */
    const asked = async (url = '', times = 20): Promise<readonly number[]> => {
      const api = await apiAs(url, 'executive-member');
      const statuses: number[] = [];
      while (statuses.length < times && statuses.at(-1) !== 429)
        statuses.push((await api.get('/api/v1/agencies')).status);
      return statuses;
    };
    const statuses = await asked(first?.url);
    expect(statuses).toEqual([200, 200, 200, ...statuses.slice(3, -1).map(() => 200), 429]);
    expect(await asked(second?.url, 1)).toEqual([200]);
    await Promise.all([first?.close(), second?.close()]);
  });

  it('lets nobody in at the other: a cookie or a token is there as good as none, at every address', async () => {
    const elsewhere = await openWebOn(two.here, silent, {
      partnership: { id: 'elsewhere', name: 'Elsewhere' },
      people: new ListedPeople(demonstrationPeople),
      audience: 'urn:learning-trail:elsewhere',
      limits: null,
    });
    await letIn(elsewhere.web);
    const visitor = two.ours.team;
    const { token } = await two.here.api(TEAM);
    const routes = addressesOf(elsewhere.web.app).filter(({ path }) => !path.startsWith('/sign-out'));
    const at = (path: string): string =>
      elsewhere.url + path.replace(':kind', 'referrals').replace(/:\w+/g, two.ours.own('referrals'));
    const plain = ({ status, location, text }: Answer): unknown => ({
      status,
      location,
      text: text.replaceAll(/nonce="[^"]*"|value="[\w-]{20,}"/g, ''),
    });
    for (const { method, path } of routes) {
      const sent = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
        ask(at(path), { method, headers: { accept: 'text/html', ...headers } });
      const [none, withCookie, withToken] = await Promise.all([
        sent({}),
        sent({ cookie: visitor.cookie }),
        sent({ authorization: `Bearer ${token}` }),
      ]);
      expect([method, path, plain(withCookie)]).toEqual([method, path, plain(none)]);
      expect([method, path, withToken.status]).toEqual([method, path, none.status]);
      if (path.startsWith('/api/v1')) expect([method, path, withToken.status]).toEqual([method, path, 401]);
    }
    expect(routes.length).toBeGreaterThan(60);
    expect(jsonOf(await visitor.get('/api/v1/referrals'))['total']).toBeGreaterThan(0);
    await elsewhere.close();
  });
};
