import { randomUUID } from 'node:crypto';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { openHouse } from './house';
import { crawl, formsIn, inlineIn, nonceOf, shapeOf } from './security/crawl';
import { addressesOf } from './security/routes';
import { PATIENCE, isLong } from './security/settings';
import { type Answer, type Visitor, ask, visit } from './visitor';

jest.setTimeout(PATIENCE);

const house = forAll(openHouse);
let team: Visitor;
beforeAll(async () => {
  team = await visit(house, 'partnership-team');
});

const policyOf = ({ headers }: Answer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...rest] = part.trim().split(' ');
      return [name, rest.join(' ')];
    }),
  );

describe('every answer', () => {
  it.each([
    ['a page', '/sign-in'],
    ['a page of nothing', '/nothing/at/all'],
    ['a redirect', '/'],
    ['the API', '/api/openapi.json'],
    ['a refusal by the API', '/api/v1/referrals'],
    ['an asset', '/assets/site.css'],
    ['the health of the machine', '/health/live'],
    ['an address that cannot be read', '/referrals/%E0%A4%A'],
  ])('carries its guards: %s', async (_what, path) => {
    const answer = await ask(house.url + path);
    const policy = policyOf(answer);
    expect(policy).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'none'", 'base-uri': "'none'" });
    expect(policy['style-src']).toBe("'self'");
    expect(policy['script-src']).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}'$/);
    expect(policy['form-action']).not.toMatch(/\*|unsafe/);
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|data:|http:(?!\/\/127\.0\.0\.1)/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    if (!path.startsWith('/assets')) expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('has a nonce of its own', async () => {
    const nonces = await Promise.all(Array.from({ length: 20 }, async () => nonceOf(await ask(`${house.url}/help`))));
    expect(new Set(nonces).size).toBe(20);
  });
});

/** Who has been told to be found by the test of the tests: markup as nobody should write it. */
const BAD = [
  '<p style="color:red">',
  '<style>p{}</style>',
  '<script>x</script>',
  '<script nonce="other" src="/x.js"></script>',
  '<body onload="x()">',
  '<input value="a" ONCLICK="x()">',
  '<a href="javascript:x()">',
  '<base href="/x">',
];

describe('every page of everybody', () => {
  it.each(BAD)('would be found out by this test with %s', (html) => {
    expect(inlineIn(html, 'nonce')).toHaveLength(1);
  });

  it('has no inline style, script or handler, and a token in each of its forms', async () => {
    const faults: string[] = [];
    const seen = new Map<string, number>();
    const forms = new Set<string>();
    for (const { id } of demonstrationPeople) {
      const visitor = await visit(house, id);
      // In the short form what one person has seen behind the first pages stands for what others see there.
      const counted = (shape: string): string => (isLong || /^\/[^/?]*\?$/.test(shape) ? `${id} ${shape}` : shape);
      for await (const { path, answer } of crawl(visitor, isLong ? 25 : 1, counted, seen)) {
        if (answer.status >= 500 || !answer.type.startsWith('text/html')) {
          if (answer.status >= 500 || answer.status === 200)
            faults.push(`${id} ${path}: ${answer.status} ${answer.type}`);
          continue;
        }
        for (const fault of inlineIn(answer.text, nonceOf(answer))) faults.push(`${id} ${path}: ${fault}`);
        for (const { action, token } of formsIn(answer.text)) {
          forms.add(shapeOf(action));
          if (!token) faults.push(`${id} ${path}: the form to ${action} has no token`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(150);
    expect(forms.size).toBeGreaterThan(50);
  });
});

/** Asked by sign-in services, who sign what they send: test/sign-out-elsewhere.e2e-spec.ts. */
const BY_SERVICES = ['/sign-out/back-channel/:provider'];

describe('every address that takes a form', () => {
  it('refuses one without the token of the session, or with another', async () => {
    const known = addressesOf(house.web.app).filter(
      ({ method, path }) => method === 'POST' && !path.startsWith('/api/') && !BY_SERVICES.includes(path),
    );
    expect(known.map(({ path }) => path)).toEqual(expect.arrayContaining(['/sign-out', '/:kind', '/:kind/:id/:act']));
    const other = await visit(house, 'scrutineer');
    for (const { path } of known) {
      const address = path.replace(/:(\w+)/g, (_, name) => (name === 'kind' ? 'referrals' : randomUUID()));
      for (const _csrf of ['', 'f'.repeat(team.csrf.length), other.csrf]) {
        const { status } = await team.form(address, { _csrf });
        expect([path, _csrf, status]).toEqual([path, _csrf, 403]);
      }
      const headers = { cookie: team.cookie, 'content-type': 'text/plain' };
      const bare = await ask(house.url + address, { method: 'POST', headers, body: `_csrf=${team.csrf}` });
      expect([path, bare.status]).toEqual([path, 403]);
    }
    expect((await team.page('/')).status).toBe(200);
  });
});
