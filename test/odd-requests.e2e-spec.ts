import { randomUUID } from 'node:crypto';
import { Sender, expectNamed, problemIn } from './bad-input.sender';
import { forAll } from './for-all';
import { type House, TODAY } from './house';
import { expected } from './permissions.expected';
import { type Visitor, ask, jsonOf } from './visitor';

const KINDS = Object.keys(expected);

const sender = forAll(() => Sender.open());
let house: House;
let team: Visitor;
beforeAll(() => {
  ({ house, team } = sender);
});

describe('forms that no browser sends', () => {
  const send = (type: string, body: string) =>
    ask(`${house.url}/referrals`, { method: 'POST', headers: { 'content-type': type, cookie: team.cookie }, body });
  const URLENCODED = 'application/x-www-form-urlencoded';
  const csrf = () => `_csrf=${encodeURIComponent(team.csrf)}`;

  it.each([
    ['prototype keys', () => `${csrf()}&__proto__[admin]=1&constructor[prototype][admin]=1&hasOwnProperty=1`],
    ['deep nesting', () => `${csrf()}&headline${'[x]'.repeat(30)}=1`],
    [
      'lists where words belong',
      () => `${csrf()}&headline[]=1&headline[]=2&receivedOn=1&receivedOn=2&agencies[x][y]=1`,
    ],
    ['broken percent signs', () => `${csrf()}&headline=%E0%A4%A&why=%`],
    ['hidden inputs of other kinds', () => `${csrf()}&_key[]=1&_seen[x]=1&_add=__proto__&_remove=constructor[0]`],
  ])('with %s show the form again', async (_what, body) => {
    const { status, text: html } = await send(URLENCODED, body());
    expect([200, 400]).toContain(status);
    expect(html).toContain('name="headline"');
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each([
    ['far too deep', URLENCODED, () => `${csrf()}&headline${'[x]'.repeat(5000)}=1`],
    ['too many fields', URLENCODED, () => `${csrf()}${'&x=1'.repeat(3000)}`],
    ['too large', URLENCODED, () => `${csrf()}&headline=${'x'.repeat(210_000)}`],
    ['an unknown alphabet', `${URLENCODED}; charset=utf-7`, csrf],
    [
      'parts without an end',
      'multipart/form-data; boundary=x',
      () => '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    ],
    ['parts without a boundary', 'multipart/form-data', () => '--x'],
    ['JSON', 'application/json', () => '{"headline":"x"}'],
    ['no type at all', 'text/plain', csrf],
  ])('and cannot be read (%s) get a page that says so', async (_what, type, body) => {
    const answer = await send(type, body());
    expect([answer.status, answer.type]).toEqual([expect.any(Number), 'text/html; charset=utf-8']);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

/** "Recommendations (53)" → "53" */
const totalIn = (html: string): string | undefined => /<h1[^>]*>[^<]*\((\d+)\)/.exec(html)?.[1];

describe('lists', () => {
  const LEFT_OUT = 'Part of what you asked for was not understood';
  const WRONG = [
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'page=9999999',
    'page=1&page=2',
    'pageSize=0',
    'pageSize=201',
  ]
    .concat(['pageSize=1e1', 'sort=title', 'unknown=1', '__proto__=1', 'constructor=1', 'page=%00'])
    .map((query) => [query]);

  it.each(WRONG)('?%s is refused by the API with its pointer, and left out by pages that say so', async (query) => {
    const pointer = `/${query.split('=')[0] ?? ''}`;
    for (const path of KINDS) {
      expectNamed(problemIn(await team.get(`/api/v1/${path}?${query}`), 400), [pointer]);
      const { status, text: html } = await team.page(`/${path}?${query}`);
      expect([status, html.includes(LEFT_OUT)]).toEqual([200, true]);
    }
    expectNamed(problemIn(await team.get(`/api/v1/audit-trail?${query}`), 400), [pointer]);
    expectNamed(problemIn(await team.get(`/api/v1/history?${query}`), 400), [pointer]);
    expect((await team.page(`/audit-trail?${query}`)).text).toContain(LEFT_OUT);
  });

  it('say nothing of the kind where everything was understood', async () => {
    for (const address of ['recommendations?status=open&words=&page=1', 'audit-trail?from=2024-01-01', 'referrals'])
      expect((await team.page(`/${address}`)).text).not.toContain(LEFT_OUT);
  });

  it('name the filter that was not understood, and a spreadsheet is not made without it', async () => {
    const { text: html } = await team.page('/recommendations?status=nonsense');
    expect(html).toContain('“nonsense” is not one of the choices');
    expect(html).not.toMatch(/Showing only|csv\?status=nonsense/);
    const csv = await team.page('/recommendations.csv?status=nonsense');
    expect([csv.status, csv.type]).toEqual([400, 'text/html; charset=utf-8']);
    const trail = await team.page('/audit-trail?from=2026-02-31&until=2026-03-01');
    expect(trail.text).toContain('Happened on or after: “2026-02-31” is not a date');
  });

  it.each(['status=nonsense', 'monitor=nope', `words=${'x'.repeat(3000)}`, 'page=-1', 'overdue=maybe'])(
    'and their spreadsheets have one rule for ?%s: no list that looks filtered and is not',
    async (query) => {
      const [all, html] = [await team.page('/recommendations'), await team.page(`/recommendations?${query}`)];
      expect([html.status, html.text.includes(LEFT_OUT)]).toEqual([200, true]);
      expect(html.text).not.toContain('Showing only');
      expect(totalIn(html.text)).toBe(totalIn(all.text));
      expect((await team.page(`/recommendations.csv?${query}`)).status).toBe(400);
    },
  );

  it('say that there is no such page after the last one', async () => {
    const { text } = await team.page('/recommendations?page=99');
    expect(text).toContain('There is no page 99: this is the first');
  });

  it('keep the size of their pages from page to page, filter to filter, and leave it out of the spreadsheet', async () => {
    const { text } = await team.page('/recommendations?status=open&words=a&pageSize=5');
    const links = [...text.matchAll(/href="(\/recommendations|)\?([^"]*)"/g)].map(([, , query = '']) => query);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((query) => !query.includes('pageSize=5'))).toEqual([]);
    expect(text).toContain('<input type="hidden" name="pageSize" value="5">');
    expect(text).toContain('href="/recommendations.csv?words=a&amp;status=open"');
  });

  it.each(KINDS)('of %s refuse values that a filter does not have', async (path) => {
    const kind = sender.kindAt(path);
    const openApi = jsonOf(await team.get('/api/openapi.json')) as unknown as {
      paths: Record<string, { get: { parameters: { name: string; schema: { enum?: string[]; type?: string } }[] } }>;
    };
    const filters = openApi.paths[`/api/v1/${kind.path}`]?.get.parameters.filter(
      ({ schema }) => schema.type === 'string',
    );
    expect(filters?.length).toBeGreaterThan(0);
    for (const { name, schema } of filters ?? []) {
      const wrong = schema.enum ? 'nonsense' : 'x'.repeat(201);
      expectNamed(problemIn(await team.get(`/api/v1/${path}?${name}=${wrong}`), 400), [`/${name}`]);
      expectNamed(problemIn(await team.get(`/api/v1/${path}?${name}=%00`), 400), [`/${name}`]);
      expect(
        (await team.page(`/${path}?${name}=${encodeURIComponent('"><script>alert(1)</script>')}`)).text,
      ).not.toContain('<script>alert');
      for (const odd of ["'; DROP TABLE x; --", '%', '_', '\\', '(', '👩‍👧']) {
        if (schema.enum) continue;
        expect((await team.get(`/api/v1/${path}?${name}=${encodeURIComponent(odd)}`)).status).toBe(200);
      }
    }
  });

  it('of the audit trail refuse dates that are none', async () => {
    for (const query of ['from=2026-02-31', 'until=tomorrow', 'from=2026-02-02&until=2026-02-01', 'person=nobody'])
      problemIn(await team.get(`/api/v1/audit-trail?${query}`), 400);
  });
});

describe('addresses', () => {
  it.each([
    'referrals/nobody',
    `referrals/${randomUUID()}`,
    'referrals/%00',
    'referrals/..%2F',
    'nothing',
    'constructor',
  ])('of nothing are 404: %s', async (address) => {
    problemIn(await team.get(`/api/v1/${address}`), 404);
    const page = await team.page(`/${address}`);
    expect([page.status, page.type]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('of histories, paths and files of nothing are 404', async () => {
    const recommendation = sender.rowFor('recommendations');
    for (const address of [
      'history?stream=nonsense',
      `history?stream=referral-${randomUUID()}`,
      `referrals/${sender.rowFor('referrals')}/path`,
      `recommendations/${recommendation}/files/${randomUUID()}`,
      `recommendations/${recommendation}/files/..%2F..%2Fetc`,
    ])
      problemIn(await team.get(`/api/v1/${address}`), 404);
  });

  it('that cannot be decoded are 400', async () => {
    problemIn(await team.get('/api/v1/referrals/%E0%A4%A'), 400);
    expect((await team.page('/referrals/%E0%A4%A')).status).toBe(400);
  });

  it('do not take other methods', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { authorization: `Bearer ${(await house.api('partnership-team')).token}` };
      expect((await ask(`${house.url}/api/v1/referrals`, { method, headers })).status).toBe(404);
    }
  });
});

describe('words that a browser or a spreadsheet might run', () => {
  const words = '=HYPERLINK("https://example.invalid","<script>alert(1)</script>")';

  it('are kept, shown as words, and defused in CSV', async () => {
    const meeting = (group: string) => ({ group, date: TODAY, label: 'November meeting' });
    const audit = await team.post('/api/v1/audits', {
      title: words,
      theme: '@SUM(1+1)',
      type: 'multi-agency',
      entered: 'stated',
      meeting: meeting('performance-and-quality-assurance-group'),
      quarter: 'Q4 2026-27',
      why: '+1',
    });
    const recommendation = await team.post('/api/v1/recommendations', {
      recommendations: [{ words, owner: 'agency:constabulary', role: '-1+1' }],
      scope: 'multi-agency',
      themes: '@SUM(1+1)',
      monitor: 'learning-inquiry-group',
      executiveApproval: false,
      stage: 'agreed',
      meeting: meeting('learning-inquiry-group'),
      sourceKind: 'audit',
      sourceTitle: '=1+1',
    });
    expect([audit.status, recommendation.status]).toEqual([201, 201]);
    await house.engine.catchUp();
    for (const [path, made] of [
      ['audits', audit],
      ['recommendations', recommendation],
    ] as const) {
      const id = jsonOf(made)['id'] as string;
      expect(jsonOf(await team.get(`/api/v1/${path}/${id}`))['title']).toBe(words);
      for (const page of [`/${path}`, `/${path}/${id}`, `/${path}/${id}/history`, '/audit-trail']) {
        const { status, text: html } = await team.page(page);
        expect(status).toBe(200);
        expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
        expect(html).not.toContain('<script>alert');
      }
      const { type, text: csv } = await team.page(`/${path}.csv`);
      expect(type).toContain('text/csv');
      expect(csv).toContain(`"'=HYPERLINK(`);
      expect(csv).toContain(`'@SUM(1+1)`);
      expect(csv.match(/(^|[,\n])"?[=+\-@\t]/m)).toBeNull();
    }
  });
});
