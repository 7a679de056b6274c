import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { pino } from 'pino';
import request from 'supertest';
import { dateInLondon } from '#app/calendar';
import type { Message } from '#app/kernel';
import { DemonstrationSignIn, type Engine, PostgresEventLog, Reached, Registry, systemClock } from '#app/platform';
import { people } from '../apps/web/src/demonstration.people';
import { type Web, openEngine, openWeb } from '../apps/web/src/house';
import { migrate } from '../apps/projector/src/migrate';
import { freshDatabase } from './postgres';

const TODAY = dateInLondon(new Date().toISOString());
const [year = '', month = '', day = ''] = TODAY.split('-');
/** What the API answers when an act was taken. */
const TAKEN = 201;
const LIG = 'learning-inquiry-group';
const meeting = { group: LIG, date: TODAY, label: 'Autumn meeting' };
const agencies = {
  constabulary: 'Hampshire and Isle of Wight Constabulary',
  'childrens-social-care': 'Children’s Social Care',
  'primary-care': 'Primary Care',
};
const groups = { [LIG]: 'Learning Inquiry Group', 'executive-group': 'Executive Group' };

interface Line {
  readonly id: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly state: { readonly value: string };
  readonly notShared: boolean;
  readonly evidence?: readonly { readonly files: readonly { readonly href: string }[] }[];
}
interface Seen {
  readonly id: string;
  readonly reference: string;
  readonly status: { readonly value: string };
  readonly lines: readonly Line[];
  readonly [field: string]: unknown;
}

describe('recommendations over HTTP', () => {
  let web: Web;
  let engine: Engine;
  let log: PostgresEventLog;
  let http: ReturnType<typeof request>;
  const tokens = new Map<string, string>();

  const send = (kind: string, id: string, command: Message) => {
    const act = { commandId: randomUUID(), hash: '', by: { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } } };
    const of = web.app.get(Registry).of(kind);
    if (!of) throw new Error(kind);
    return web.app.get(CommandBus).execute(of.dispatch(id, command, act));
  };
  const bearer = async (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const { token } = await web.app.get(DemonstrationSignIn, { strict: false }).token({ person });
    tokens.set(person, token);
    return token;
  };
  const get = async (person: string, path: string) =>
    http.get(path).set('Authorization', `Bearer ${await bearer(person)}`);
  const see = async (person: string, id: string): Promise<Seen> => (await get(person, `/api/v1/recommendations/${id}`)).body as Seen;
  const post = async (person: string, path: string, body: object) => {
    const answer = await http
      .post(`/api/v1/recommendations${path}`)
      .set('Authorization', `Bearer ${await bearer(person)}`)
      .set('If-Match', '*')
      .send(body);
    const { position } = answer.body as { position?: string };
    if (position !== undefined) await web.app.get(Reached).until(BigInt(position));
    return answer;
  };
  const make = async (owners: readonly string[], further: object = {}): Promise<string> => {
    const { body } = (await post('partnership-team', '', {
      recommendations: [{ words: 'Send out the protocol again, and give assurance that it is known.', owner: owners[0], target: { kind: 'quarter', value: 'Q3 2025-26' } }],
      scope: 'multi-agency',
      themes: 'Physical abuse, Infants',
      monitor: LIG,
      executiveApproval: false,
      stage: 'agreed',
      meeting,
      sourceKind: 'referral',
      sourceId: 'r-1',
      sourceReference: 'REF-2024-25-003',
      sourceTitle: 'Injuries to an infant',
      ...further,
    })) as { body: { id: string } };
    const lines = owners.slice(1).map((owner) => ({ owner }));
    if (lines.length > 0) expect((await post('partnership-team', `/${body.id}/lines`, { lines, meeting })).status).toBe(TAKEN);
    return body.id;
  };
  const signIn = async (person: string) => {
    const agent = request.agent(web.app.getHttpServer());
    const page = await agent.get('/sign-in').expect(200);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    await agent.post('/sign-in').type('form').send({ person, _csrf }).expect(303);
    return agent;
  };

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    await migrate(databaseUrl);
    log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: systemClock });
    const clock = systemClock;
    const outside = { log, databaseUrl, clock, people, secret: 'a secret for the tests, long enough', partnership: { id: 'isle-of-wight', name: 'Isle of Wight' } };
    const logger = pino({ level: 'warn' }, pino.destination({ dest: '/tmp/rec-e2e.log', sync: true }));
    web = await openWeb(outside, logger);
    engine = openEngine(web, outside, logger);
    engine.follow();
    http = request(web.app.getHttpServer());
    for (const [id, name] of Object.entries(agencies)) await send('agency', id, { type: 'AddAgency', data: { name, kind: 'relevant-agency' } });
    for (const [id, name] of Object.entries(groups)) await send('group', id, { type: 'AddGroup', data: { name, purpose: 'Its purpose' } });
    await engine.catchUp();
  }, 60_000);

  afterAll(async () => {
    process.stderr.write('A'); await engine.stop(); process.stderr.write('B');
    await web.close(); process.stderr.write('C');
    await log.close();
  });

  it('go from being made to complete, by assurance that somebody else accepts', async () => {
    const id = await make(['agency:primary-care']);
    const line = { lineId: 'line-1' };
    expect((await post('partnership-team', `/${id}/assurance-request`, { lineIds: ['line-1'], question: 'Is it known?', askedOn: TODAY })).status).toBe(TAKEN);
    const given = { ...line, type: 'statement', role: 'Named GP', words: 'Everybody has been trained.', on: TODAY };
    expect((await post('police-representative', `/${id}/assurance`, given)).status).toBe(403);
    expect((await post('primary-care-representative', `/${id}/assurance`, given)).status).toBe(TAKEN);
    const answer = { ...line, answer: 'accepted', reason: 'The Named GP speaks for all practices.', meeting };
    expect((await post('primary-care-representative', `/${id}/acceptance`, answer)).status).toBe(403);
    expect((await post('scrutineer', `/${id}/acceptance`, answer)).status).toBe(403);
    expect((await post('learning-inquiry-chair', `/${id}/acceptance`, answer)).status).toBe(TAKEN);
    const completion = { basis: 'assurance-accepted', reason: 'Complete by assurance of the Named GP.', meeting };
    expect((await post('learning-inquiry-chair', `/${id}/completion`, completion)).status).toBe(TAKEN);
    const seen = await see('partnership-team', id);
    expect(seen).toMatchObject({ status: { value: 'complete' }, open: false, productOnly: false, themes: ['Physical abuse', 'Infants'] });
  });

  it('answer a rule with its sentence, and a missing field with its name', async () => {
    const id = await make(['agency:constabulary']);
    const early = await post('learning-inquiry-chair', `/${id}/completion`, { basis: 'assurance-accepted', reason: 'Because.', meeting });
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ type: 'urn:rule:no-evidence' });
    const empty = await post('police-representative', `/${id}/progress`, {});
    expect(empty.status).toBe(400);
    expect(empty.body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ pointer: '/text' }), expect.objectContaining({ pointer: '/lineId' })]) as unknown });
  });

  it('show a representative other agencies’ lines as name and state only, everywhere', async () => {
    const id = await make(['agency:constabulary', 'agency:childrens-social-care']);
    const secret = 'Two of three teams were late with the training.';
    expect((await post('children-social-care-representative', `/${id}/progress`, { lineId: 'line-2', text: secret, on: TODAY })).status).toBe(TAKEN);
    const [own, other] = (await see('police-representative', id)).lines;
    expect(own).toMatchObject({ notShared: false, target: { label: 'Q3 2025-26', due: '2025-12-31' }, overdue: true });
    expect(other).toStrictEqual({
      id: 'line-2',
      owner: { kind: 'agency', id: 'childrens-social-care', name: 'Children’s Social Care' },
      state: { value: 'in-progress', word: 'In progress', kind: 'going' },
      open: true,
      notShared: true,
    });
    const path = await get('police-representative', `/api/v1/recommendations/${id}/path`);
    expect(path.body).toMatchObject({ lines: [{ notShared: false }, { notShared: true, marks: [] }] });
    const agent = await signIn('police-representative');
    for (const address of [`/recommendations/${id}`, '/recommendations', '/recommendations.csv']) {
      const page = await agent.get(address).expect(200);
      expect(page.text).not.toContain(secret);
    }
    expect((await (await signIn('children-social-care-representative')).get(`/recommendations/${id}`)).text).toContain(secret);
  });

  it('keep evidence files, for those with whom the line is shared', async () => {
    const id = await make(['agency:constabulary']);
    const file = { name: 'report.txt', content: Buffer.from('Dip sample of 20').toString('base64') };
    const given = { lineId: 'line-1', type: 'document', role: 'Named lead', words: 'A dip sample.', on: TODAY, files: [file] };
    expect((await post('police-representative', `/${id}/assurance`, given)).status).toBe(TAKEN);
    const href = (await see('police-representative', id)).lines[0]?.evidence?.[0]?.files[0]?.href ?? '';
    expect((await get('police-representative', `/api/v1${href}`)).text).toBe('Dip sample of 20');
    expect((await get('primary-care-representative', `/api/v1${href}`)).status).toBe(404);
  });

  it('are found by owner, status, words, theme, source, and by being past their target', async () => {
    const id = await make(['agency:primary-care'], { themes: 'Workforce', sourceId: 'r-9' });
    const found = async (query: string) =>
      ((await get('partnership-team', `/api/v1/recommendations?${query}`)).body as { items: Seen[] }).items.map((one) => one.id);
    for (const query of ['owner=agency:primary-care&overdue=yes', 'status=open', 'theme=Workforce', 'source=referral-r-9', 'words=protocol', `monitor=${LIG}`, 'status=in-progress'])
      expect(await found(query)).toContain(id);
    for (const query of ['owner=agency:constabulary&theme=Workforce', 'status=closed', 'waits=assurance&theme=Workforce', 'waits=owner', 'waits=review'])
      expect(await found(query)).not.toContain(id);
    expect((await get('partnership-team', '/api/v1/recommendations?status=nonsense')).status).toBe(400);
  });

  it('have a page for each act, for everybody who may take it, and 403 for everybody else', async () => {
    const id = await make(['agency:constabulary', 'unnamed', 'team']);
    const acts = web.app.get(Registry).at('recommendations')?.acts ?? [];
    const team = await signIn('partnership-team');
    const scrutineer = await signIn('scrutineer');
    for (const { name } of acts) {
      const page = await team.get(`/recommendations/${id}/${name}`);
      expect([name, page.status]).toEqual([name, name === 'comment' ? 403 : 200]);
      expect([name, (await scrutineer.get(`/recommendations/${id}/${name}`)).status]).toEqual([name, name === 'comment' ? 200 : 403]);
    }
    const opening = await team.get('/recommendations/new?source=referral-r-1&sourceReference=REF-2024-25-003').expect(200);
    expect(opening.text).toContain('REF-2024-25-003');
    await scrutineer.get('/recommendations/new').expect(403);
  });

  it('choose the line by the address, and let an agency report progress in two clicks from home', async () => {
    await make(['agency:primary-care']);
    const agent = await signIn('primary-care-representative');
    const home = await agent.get('/').expect(200);
    const href = /href="(\/recommendations\/[^"]+\/progress\?line=line-1)"/.exec(home.text)?.[1] ?? '';
    const form = await agent.get(href).expect(200);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form.text)?.[1];
    expect(form.text).toMatch(/name="lineId"[^>]*value="line-1"[^>]*checked/);
    const sent = await agent
      .post(href)
      .field('_csrf', hidden('_csrf') ?? '')
      .field('_key', hidden('_key') ?? '')
      .field('_seen', hidden('_seen') ?? '')
      .field('lineId', 'line-1')
      .field('text', 'All practices have the protocol.')
      .field('on[day]', day)
      .field('on[month]', month)
      .field('on[year]', year);
    expect(sent.status).toBe(303);
    const page = await agent.get(String(sent.headers['location'])).expect(200);
    expect(page.text).toContain('The progress is recorded.');
    expect(page.text).toContain('All practices have the protocol.');
  });
});
