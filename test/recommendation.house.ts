import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import { pino } from 'pino';
import request from 'supertest';
import { addDays, dateInLondon } from '#app/calendar';
import type { Message } from '#app/kernel';
import { type ActDefinition, ListedPeople, PostgresEventLog, type RecordRow, Registry } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { openEngine, openWeb } from '../apps/web/src/house';
import { migrate } from '../apps/projector/src/migrate';
import { freshDatabase } from './postgres';
import { letIn, signInAs, signingIn, tokenOf } from './provider';

/** A recommendation that is proposed, without where it comes from. */
export const proposed = {
  recommendations: [{ words: 'Say what a source is.', owner: 'agency:constabulary' }],
  scope: 'multi-agency',
  themes: 'Neglect',
  monitor: 'learning-inquiry-group',
  executiveApproval: false,
  stage: 'proposed',
};

export const TODAY = dateInLondon(new Date().toISOString());
export const LIG = 'learning-inquiry-group';
/** The day of the last target of what `make` makes: it was made the day before that. */
export const YESTERDAY = addDays(TODAY, -1);
export const meeting = { group: LIG, date: TODAY, label: 'Autumn meeting' };
const DAY = 86_400_000;
const agencies = {
  constabulary: 'Hampshire and Isle of Wight Constabulary',
  'childrens-social-care': 'Children’s Social Care',
  'primary-care': 'Primary Care',
};
const groups = {
  [LIG]: 'Learning Inquiry Group',
  'executive-group': 'Executive Group',
  'partnership-team': 'Partnership Team',
};

export interface Line {
  readonly id: string;
  readonly evidence?: readonly { readonly files: readonly { readonly href: string }[] }[];
}
export interface Seen {
  readonly id: string;
  readonly lines: readonly Line[];
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The house with a small directory, spoken to over HTTP. Rows are brought up to date after every act. */
export async function openHouse() {
  let daysAgo = 0;
  const clock = { now: () => new Date(Date.now() - daysAgo * DAY) };
  const databaseUrl = await freshDatabase();
  await migrate(databaseUrl);
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock });
  const partnership = { id: 'isle-of-wight', name: 'Isle of Wight' };
  const outside = {
    log,
    databaseUrl,
    clock,
    // Its directory is small: no role there signs in.
    people: new ListedPeople(demonstrationPeople),
    secret: 'a secret for the tests, long enough',
    partnership,
    ...signingIn(),
  };
  const logger = pino({ level: 'error' });
  const web = await openWeb(outside, logger);
  const engine = openEngine([web.app], outside, logger);
  engine.follow();
  const server = await web.app.listen(0, '127.0.0.1');
  await letIn(web);

  const send = (kind: string, id: string, command: Message) => {
    const by = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };
    const of = web.app.get(Registry).of(kind);
    if (!of) throw new Error(kind);
    return web.app.get(CommandBus).execute(of.dispatch(id, command, { commandId: randomUUID(), hash: '', by }));
  };
  const get = async (person: string, path: string) =>
    request(server)
      .get(path)
      .set('Authorization', `Bearer ${await tokenOf(person)}`);
  const post = async (person: string, path: string, body: object) => {
    const answer = await request(server)
      .post(`/api/v1/recommendations${path}`)
      .set('Authorization', `Bearer ${await tokenOf(person)}`)
      .set('If-Match', '*')
      .send(body);
    await engine.catchUp();
    return answer;
  };

  for (const [id, name] of Object.entries(agencies))
    await send('agency', id, { type: 'AddAgency', data: { name, kind: 'relevant-agency' } });
  for (const [id, name] of Object.entries(groups))
    await send('group', id, { type: 'AddGroup', data: { name, purpose: 'Its purpose' } });
  await engine.catchUp();

  return {
    get,
    post,
    catchUp: () => engine.catchUp(),
    see: async (person: string, id: string): Promise<Seen> =>
      (await get(person, `/api/v1/recommendations/${id}`)).body as Seen,
    acts: (): readonly ActDefinition<RecordRow>[] => web.app.get(Registry).at('recommendations')?.acts ?? [],
    /** One recommendation that the group has agreed, with a line for each owner. */
    make: async (owners: readonly string[], further: object = {}): Promise<string> => {
      const words = 'Send out the protocol again, and give assurance that it is known.';
      const target = { kind: 'date', value: YESTERDAY };
      const at = { ...meeting, date: addDays(TODAY, -2) };
      const go = (days: number): void => {
        daysAgo = days;
      };
      go(2);
      const { body } = (await post('partnership-team', '', {
        recommendations: [{ words, owner: owners[0], target }],
        scope: 'multi-agency',
        themes: 'Physical abuse, Infants',
        monitor: LIG,
        executiveApproval: false,
        stage: 'agreed',
        meeting: at,
        sourceKind: 'other',
        sourceReference: 'REF-2024-25-003',
        sourceTitle: 'Injuries to an infant',
        ...further,
      })) as { body: { id: string } };
      const lines = owners.slice(1).map((owner) => ({ owner }));
      if (lines.length > 0) await post('partnership-team', `/${body.id}/lines`, { lines, meeting: at });
      go(0);
      return body.id;
    },
    /** A browser in which this person has signed in. */
    signIn: async (person: string) => {
      const { port } = server.address() as AddressInfo;
      const { jar } = await signInAs(`http://127.0.0.1:${port}`, person);
      const agent = request.agent(server);
      agent.set('cookie', jar.sent);
      return agent;
    },
    close: async () => {
      await engine.stop();
      await web.close();
      await log.close();
    },
  };
}
