import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Sender, expectNamed, problemIn } from '../bad-input.sender';
import { forAll } from '../for-all';
import { expected } from '../permissions.expected';
import { type Answer, ask } from '../visitor';
import { type Route, addressesOf } from './routes';
import { PATIENCE, isLong } from './settings';

jest.setTimeout(PATIENCE);

/** Every address to which something is sent; in the short form the opening of each kind, and one of its acts. */
const SENDINGS = Object.entries(expected).flatMap(([path, { acts }]) => {
  const names = Object.keys(acts);
  const some = isLong
    ? names
    : [...names.filter((name) => name === 'new'), ...names.filter((name) => name !== 'new').slice(0, 1)];
  return some.map((act) => [path, act] as const);
});

const sender = forAll(() => Sender.open());
let routes: readonly Route[];
beforeAll(() => {
  routes = addressesOf(sender.house.web.app);
});

/** What only the house itself sets, and what no object should be given. */
const NOT_ASKED = [
  'actor',
  'by',
  'onBehalfOf',
  'partnership',
  'recordedAt',
  'revision',
  'position',
  'id',
  'role',
  'commandId',
  'stream',
  'standing',
  'imported',
];

describe.each(SENDINGS)('%s: %s', (path, name) => {
  it('takes no field that is not asked for, on the page or by the API', async () => {
    const { visitor, page, api, schema } = sender.sendingOf(path, name);
    const strange = NOT_ASKED.filter((field) => !Object.hasOwn(schema.properties ?? {}, field));
    const body = `{${strange.map((field) => `${JSON.stringify(field)}:"planted"`).join(',')},"__proto__":{"planted":true}}`;
    const problem = problemIn(await visitor.post(api, body), 400);
    expectNamed(
      problem,
      [...strange, '__proto__'].map((field) => `/${field}`),
    );
    const answer = await visitor.form(page, Object.fromEntries(strange.map((field) => [field, 'planted'])));
    expect(answer.status).toBe(400);
    for (const field of strange) expect(answer.text).toContain(`There is no field called “${field}” here`);
    expect(({} as { planted?: unknown }).planted).toBeUndefined();
  });

  it('reads no body that is packed, of another alphabet, or not what it says', async () => {
    const { api } = sender.sendingOf(path, name);
    const { token } = await sender.house.api('partnership-team');
    const send = (headers: Readonly<Record<string, string>>, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> =>
      ask(sender.house.url + api, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*', ...headers },
        body,
      });
    const bomb = new Uint8Array(gzipSync(`{"x":"${'x'.repeat(20_000_000)}"}`));
    problemIn(await send({ 'content-encoding': 'gzip' }, bomb), 413);
    problemIn(await send({ 'content-encoding': 'gzip' }, 'not packed at all'), 400);
    problemIn(await send({ 'content-encoding': 'zstd-of-ours' }, '{}'), 415);
    problemIn(await send({ 'content-type': 'application/json; charset=ibm037' }, '{}'), 415);
    problemIn(
      await send(
        { 'content-type': 'application/xml' },
        '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
      ),
      415,
    );
    problemIn(await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'a=1'), 415);
    problemIn(await send({}, new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])), 400);
  });
});

const CLIMBING = [
  '..',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '..%5c..%5cetc',
  '%2e%2e%2f',
  '....//',
  '%00',
  '%c0%af',
  'file:%2f%2f%2fetc%2fpasswd',
].concat(
  isLong
    ? [
        '..;/',
        '%252e%252e%252f',
        '/etc/passwd',
        'x'.repeat(5000),
        '%e2%80%ae',
        "'%20OR%201=1%20--",
        '${7*7}',
        '{{7*7}}',
        '%0d%0aSet-Cookie:%20x=1',
      ]
    : [],
);

/** The address with its last part odd; those before it are what is there. */
function withOdd(path: string, kind: string, odd: string): string {
  const known: Readonly<Record<string, string>> = { kind, id: sender.rowFor(kind), act: 'progress' };
  const last = [...path.matchAll(/:(\w+)/g)].at(-1)?.[1];
  return path.replace(/:(\w+)/g, (_, part: string) => (part === last ? odd : (known[part] ?? randomUUID())));
}

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly said: string;
}

/** As it is written: `fetch` would tidy the address up before it is sent. */
async function raw(path: string, headers: Readonly<Record<string, string>>): Promise<Raw> {
  const { port } = new URL(sender.house.url);
  const asked = request({ host: '127.0.0.1', port, path, headers });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, said: await text(answer) };
}

function faultOf({ status, headers, said }: Raw): string | undefined {
  if (status >= 500) return String(status);
  if (/root:[^<]*:0:0:/.test(said)) return 'a file of the machine';
  if (/node_modules|\bat \S+ \(/.test(said)) return 'a stack';
  return headers['set-cookie']?.some((cookie) => cookie.startsWith('x='))
    ? 'a cookie of the sender’s making'
    : undefined;
}

describe('every address of the application', () => {
  it('is known', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'GET /:kind/:id/files/:file',
        'GET /api/v1/:kind/:id',
        'POST /:kind/:id/:act',
        'GET /metrics',
      ]),
    );
    expect(routes.length).toBeGreaterThan(30);
  });

  it('leads nowhere else, whatever its parts are: no file of the machine, no header of the sender’s making, no fault', async () => {
    const { token } = await sender.house.api('partnership-team');
    const kinds = isLong ? Object.keys(expected) : ['recommendations'];
    const addresses = routes
      .filter(({ method, path }) => method === 'GET' && path.includes(':'))
      .flatMap(({ path }) => kinds.flatMap((kind) => CLIMBING.map((odd) => withOdd(path, kind, odd))));
    const faults: string[] = [];
    for (const address of addresses) {
      const answer = await raw(address, { cookie: sender.team.cookie, authorization: `Bearer ${token}` });
      const fault = faultOf(answer);
      if (fault !== undefined) faults.push(`${address}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('takes no other method than its own, nor one that a header asks for', async () => {
    const faults: string[] = [];
    const { token } = await sender.house.api('partnership-team');
    for (const path of new Set(routes.map((route) => route.path))) {
      const own = routes.filter((route) => route.path === path).map(({ method }) => method);
      const address = path.replace(/:(\w+)/g, (_, part: string) => (part === 'kind' ? 'referrals' : randomUUID()));
      for (const method of ['PUT', 'PATCH', 'DELETE'].filter((each) => !own.includes(each))) {
        const headers = path.startsWith('/api/')
          ? { authorization: `Bearer ${token}` }
          : { cookie: sender.team.cookie };
        const { status } = await ask(sender.house.url + address, { method, headers });
        if (status < 400 || status >= 500) faults.push(`${method} ${path}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
    const record = sender.rowFor('referrals');
    const overridden = await ask(`${sender.house.url}/referrals/${record}`, {
      headers: { cookie: sender.team.cookie, 'x-http-method-override': 'DELETE' },
    });
    expect(overridden.status).toBe(200);
  });

  it('is said in no header what it was made with', async () => {
    for (const address of ['/', '/sign-in', '/api/openapi.json', '/assets/site.css', '/nothing']) {
      const { headers } = await ask(sender.house.url + address);
      for (const name of ['server', 'x-powered-by', 'via'])
        expect([address, name, headers.get(name)]).toEqual([address, name, null]);
    }
  });
});
