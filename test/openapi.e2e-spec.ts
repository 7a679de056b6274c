import type { ValidateFunction } from 'ajv/dist/2020';
import { Registry } from '#app/platform';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { DOCUMENT, type Described, type Operation, refsIn, withFormats } from './openapi.structure';
import { expected } from './permissions.expected';
import { type Answer, type Json, type Visitor, ask, jsonOf, visit } from './visitor';

const KINDS = Object.keys(expected);
const SAMPLES = 5;

const house = forAll(openHouse);
let team: Visitor;
let described: Described;

beforeAll(async () => {
  team = await visit(house, 'partnership-team');
  described = jsonOf(await ask(`${house.url}/api/openapi.json`)) as unknown as Described;
});

const operations = (): readonly (Operation & { readonly path: string; readonly method: string })[] =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

const LOOKS = [
  'get /api/v1/looks',
  'get /api/v1/me/looks',
  'get /api/v1/unusual-access',
  'post /api/v1/unusual-access',
];

const MINE = ['get /api/v1/me/what-i-may-do', 'get /api/v1/me/partnerships'];

/** Every address that is served, as the registry and the table of who may have it. */
const served = (): readonly string[] => {
  const of = KINDS.flatMap((path) => {
    const kind = house.web.app.get(Registry).at(path);
    const one = `/api/v1/${path}/{id}`;
    return [
      `get /api/v1/${path}`,
      `get ${one}`,
      ...(kind?.pathOf ? [`get ${one}/path`] : []),
      ...(kind?.file ? [`get ${one}/files/{file}`] : []),
      ...(kind?.opening ? [`post /api/v1/${path}`] : []),
      ...(kind?.opens ? [`post ${one}/concerned/{subject}/opening`] : []),
      ...(kind?.acts ?? []).map(({ name }) => `post ${one}/${name}`),
    ];
  });
  const further = ['audit-trail', 'history', 'retention-due', 'who-may-do-what'].map((path) => `get /api/v1/${path}`);
  return [...of, ...further, ...LOOKS, ...MINE];
};

describe('the description of the API', () => {
  it('has the structure of OpenAPI 3.1', () => {
    const ajv = withFormats({ strict: true, strictTypes: false, strictRequired: false });
    const valid = ajv.validate(DOCUMENT, described);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('has every address of the registry, and no other', () => {
    const told = operations().map(({ path, method }) => `${method} ${path}`);
    expect(told.toSorted()).toEqual(served().toSorted());
  });

  it('calls every operation by a name of its own', () => {
    const names = operations().map(({ operationId }) => operationId);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const refs = refsIn(described);
    expect(refs.length).toBeGreaterThan(100);
    const found = (ref: string) =>
      ref
        .split('/')
        .slice(1)
        .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], described);
    expect(refs.filter((ref) => !ref.startsWith('#/') || found(ref) === undefined)).toEqual([]);
  });

  it('describes every part of an address, and each parameter once', () => {
    for (const { path, parameters = [] } of operations()) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(parts);
      const names = parameters.map(({ name, in: place }) => `${place} ${name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('describes every body in JSON Schema 2020-12 that can be checked by a machine', () => {
    const ajv = withFormats({ strict: true, strictTypes: false, strictRequired: false });
    const bodies = operations().flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}));
    expect(bodies.length).toBeGreaterThan(100);
    for (const { schema } of bodies) expect(typeof ajv.compile(schema)).toBe('function');
  });

  it('tells to send again with the same key where there is a key, and nowhere else', () => {
    for (const { operationId, parameters = [], responses } of operations()) {
      const told = /the same key/.test(responses['503']?.description ?? '');
      expect([operationId, told]).toEqual([operationId, parameters.some(({ name }) => name === 'Idempotency-Key')]);
    }
  });

  it('says how words are found of every filter that looks for words, and of no other', () => {
    const filters = operations().flatMap(({ parameters = [] }) => parameters.filter((one) => one.in === 'query'));
    const told = filters.filter(({ description }) => /Every word is found/.test(description ?? ''));
    expect(new Set(told.map(({ name }) => name))).toEqual(new Set(['words', 'source']));
    expect(filters.filter((one) => one.name === 'words' && !told.includes(one))).toEqual([]);
  });

  it('says of every act who may do it, and what it may answer', () => {
    const posts = operations().filter(({ method, path }) => method === 'post' && path.startsWith('/api/'));
    // To open what is sealed changes no record: there is no revision to compare, and no key by which to repeat it.
    const acts = posts.filter(({ path }) => !path.endsWith('/opening'));
    for (const { description } of posts) expect(description).toContain('Who may: ');
    for (const { responses, path } of acts) {
      const answers = path.includes('{id}') ? [200, 404, 412, 428] : [201];
      for (const status of [...answers, 400, 401, 403, 409, 413, 415, 422, 503])
        expect(Object.keys(responses)).toContain(String(status));
    }
  });
});

/** Checks an answer against what the description says of this address and this status. */
function faultsOf(operationId: string, answer: Answer): unknown {
  const operation = operations().find((one) => one.operationId === operationId);
  const response = operation?.responses[String(answer.status)];
  const [media = ''] = answer.type.split(';');
  const content = response?.content?.[media];
  if (!content) return `${operationId} does not describe ${answer.status} ${media}`;
  const check = checkerOf(content.schema);
  return check(JSON.parse(answer.text)) ? [] : check.errors;
}

const checkers = new Map<string, ValidateFunction>();
function checkerOf(schema: Json): ValidateFunction {
  const key = JSON.stringify(schema);
  const check =
    checkers.get(key) ?? withFormats({ strict: false }).compile({ ...schema, components: described.components });
  checkers.set(key, check);
  return check;
}

describe('what the API answers is what its description says', () => {
  const idsOf = async (path: string): Promise<readonly string[]> =>
    (jsonOf(await team.get(`/api/v1/${path}?pageSize=${SAMPLES}`))['items'] as { id: string }[]).map(({ id }) => id);

  it.each(KINDS)('of %s: the list, one, its path and its history', async (path) => {
    const kind = house.web.app.get(Registry).at(path);
    expect(faultsOf(`list-${path}`, await team.get(`/api/v1/${path}`))).toEqual([]);
    const ids = await idsOf(path);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) {
      expect(faultsOf(`one-of-${path}`, await team.get(`/api/v1/${path}/${id}`))).toEqual([]);
      if (kind?.pathOf) expect(faultsOf(`path-of-${path}`, await team.get(`/api/v1/${path}/${id}/path`))).toEqual([]);
      const history = await team.get(`/api/v1/history?stream=${kind?.category ?? ''}-${id}`);
      expect(faultsOf('history', history)).toEqual([]);
    }
  });

  it('of the audit trail', async () => {
    expect(faultsOf('audit-trail', await team.get('/api/v1/audit-trail?pageSize=200'))).toEqual([]);
  });

  it('of acts that are taken, of one request that opens several records, and of every refusal', async () => {
    const scrutineer = await visit(house, 'scrutineer');
    const one = (words: string) => ({ words, owner: 'agency:constabulary' });
    const body = {
      recommendations: [one('Mrs Smith shows how.'), one('And again.')],
      scope: 'multi-agency',
      themes: 'Neglect',
      monitor: 'learning-inquiry-group',
      executiveApproval: false,
      stage: 'proposed',
      sourceKind: 'audit',
      sourceTitle: 'A test',
    };
    const bodySchema = operations().find(({ operationId }) => operationId === 'recommendations-open')?.requestBody;
    const check = checkerOf(bodySchema?.content['application/json']?.schema ?? {});
    expect([check(body), check({ ...body, approved: true }), check({ ...body, scope: 'world' })]).toEqual([
      true,
      false,
      false,
    ]);
    const key = { 'idempotency-key': '00000000-0000-4000-8000-000000000001' };
    const made = await team.post('/api/v1/recommendations', body, key);
    expect(jsonOf(made)).toMatchObject({ all: [{}, {}], warnings: [{}] });
    await house.engine.catchUp();
    const id = jsonOf(made)['id'] as string;
    const act = '/api/v1/recommendations';
    const error = `${act}/${id}/error`;
    const reason = { reason: 'Made for a test.' };
    const answers: readonly (readonly [operationId: string, status: number, Answer])[] = [
      ['recommendations-open', 201, made],
      ['recommendations-open', 422, await team.post(act, { ...body, themes: 'Other' }, key)],
      ['recommendations-open', 400, await team.post(act, {})],
      ['recommendations-open', 415, await team.post(act, 'x', { 'content-type': 'text/plain' })],
      ['recommendations-open', 413, await team.post(act, { x: 'x'.repeat(210_000) })],
      ['recommendations-open', 401, await ask(house.url + act, { method: 'POST' })],
      ['recommendations-open', 403, await scrutineer.post(act, body)],
      ['recommendations-error', 404, await team.post(`${act}/nobody/error`, reason)],
      ['recommendations-error', 428, await without('if-match', error, reason)],
      ['recommendations-error', 200, await team.post(error, reason, { 'if-match': made.headers.get('etag') ?? '' })],
    ];
    await house.engine.catchUp();
    const later: typeof answers = [
      [
        'recommendations-comment',
        409,
        await scrutineer.post(`${act}/${id}/comment`, { kind: 'question', comment: 'Why?' }),
      ],
      ['recommendations-scope-note', 412, await team.post(`${act}/${id}/scope-note`, scopeNote, { 'if-match': '"0"' })],
    ];
    for (const [operationId, status, answer] of [...answers, ...later]) {
      expect([operationId, answer.status]).toEqual([operationId, status]);
      expect(faultsOf(operationId, answer)).toEqual([]);
    }
  });

  const scopeNote = {
    about: 'scope',
    note: 'What is meant.',
    reason: 'It was asked.',
    meeting: { group: 'learning-inquiry-group', date: TODAY, label: 'November meeting' },
  };

  async function without(header: string, path: string, body: object): Promise<Answer> {
    const headers = new Headers({ authorization: `Bearer ${(await house.api('partnership-team')).token}` });
    headers.set('content-type', 'application/json');
    headers.delete(header);
    return ask(house.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }
});

describe('the page of the API', () => {
  it('is there for everybody, and tells of every operation', async () => {
    const { status, type, text } = await ask(`${house.url}/docs/api`);
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    const words = text.replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    for (const { path, summary } of operations()) {
      expect(words).toContain(path);
      expect(words).toContain(summary);
    }
  });
});
