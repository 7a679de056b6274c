import { type RecordKind, Registry } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { expected, withoutSignIn } from './permissions.expected';
import { ask } from './visitor';

const KINDS = Object.keys(expected);

const house = forAll(openHouse);

const kindAt = (path: string): RecordKind => {
  const kind = house.web.app.get(Registry).at(path);
  if (!kind) throw new Error(path);
  return kind;
};

/** The id of a record that is there. */
async function anyOf(path: string): Promise<string> {
  const team = await house.api('partnership-team');
  const { items } = (await team.get(`/api/v1/${path}?pageSize=1`)).body as { items: { id: string }[] };
  const [first] = items;
  if (!first) throw new Error(`There are no ${path}`);
  return first.id;
}

describe('somebody who has not signed in', () => {
  it.each(withoutSignIn)('may read %s', async (address) => {
    expect((await ask(house.url + address)).status).toBe(200);
  });

  it.each(['/', '/directory', '/audit-trail', ...KINDS.flatMap((path) => [`/${path}`, `/${path}/new`])])(
    'is led from %s to sign in, and back afterwards',
    async (address) => {
      const { status, location } = await ask(house.url + address);
      expect([status, location]).toEqual([303, `/sign-in?to=${encodeURIComponent(address)}`]);
    },
  );

  it.each(KINDS)('is led from any page of %s to sign in', async (path) => {
    const id = await anyOf(path);
    const acts = kindAt(path).acts.map(({ name }) => `/${name}`);
    for (const rest of ['', '/history', ...acts]) {
      const { status, location } = await ask(`${house.url}/${path}/${id}${rest}`);
      expect([rest, status, location.split('?')[0]]).toEqual([rest, 303, '/sign-in']);
    }
  });

  it.each(KINDS)('gets 401 from every address of the API of %s', async (path) => {
    const root = `${house.url}/api/v1/${path}`;
    const id = await anyOf(path);
    const { opening, acts } = kindAt(path);
    const send = { method: 'POST', headers: { 'content-type': 'application/json', 'if-match': '*' }, body: '{}' };
    const answers = await Promise.all([
      ask(root),
      ask(`${root}/${id}`),
      ask(`${root}/${id}/path`),
      ask(`${root}/${id}/files/${id}`),
      ...(opening ? [ask(root, send)] : []),
      ...acts.map(({ name }) => ask(`${root}/${id}/${name}`, send)),
    ]);
    for (const { status, type, headers } of answers) {
      expect([status, type, headers.get('www-authenticate')]).toEqual([
        401,
        'application/problem+json; charset=utf-8',
        'Bearer',
      ]);
    }
  });

  it('gets 401 for the audit trail and for any history', async () => {
    for (const address of ['/api/v1/audit-trail', '/api/v1/history', '/api/v1/history?stream=referral-1'])
      expect((await ask(house.url + address)).status).toBe(401);
  });

  it('is not taken for somebody by a forged or altered token', async () => {
    const { token } = await house.api('partnership-team');
    const [head = '', body = '', mark = ''] = token.split('.');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const altered = Buffer.from(JSON.stringify({ sub: 'scrutineer' })).toString('base64url');
    const forged = ['', 'x', `${unsigned}.${body}.`, `${head}.${altered}.${mark}`, `${head}.${body}.${'A'.repeat(43)}`];
    for (const one of forged) {
      const answer = await ask(`${house.url}/api/v1/referrals`, { headers: { authorization: `Bearer ${one}` } });
      expect(answer.status).toBe(401);
    }
  });
});
