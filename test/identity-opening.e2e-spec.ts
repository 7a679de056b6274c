import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type LookOf, leaving, looksIn } from './access.house';
import { openBrowser } from './browser';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import {
  CORRECTED,
  MARISOL,
  QUILLON,
  REASON,
  TEAM,
  concernedOf,
  leaked,
  lockedLog,
  recorded,
  referred,
} from './identity-section.house';
import { lookAt } from './page.faults';
import { jsonOf } from './visitor';
import { Walk } from './walk';

const house = forAll(openHouse);
const walk = new Walk(house);

const openings = async (): Promise<readonly LookOf[]> =>
  (await looksIn(house)).filter(({ event }) => event.type === 'SealedFieldOpened');

const refusal = (child: string, why: string): object => ({
  type: 'SealedFieldRefused',
  data: expect.objectContaining({ subject: child.split('/').at(-1), why }) as object,
});

describe('opening', () => {
  it('asks for the reason, and shows the details for one view', async () => {
    const { id, child } = await recorded(walk);
    const team = await walk.as(TEAM);
    const asked = await team.page(`/${child}`);
    expect(asked.text).toContain('Why do you need to see these details now?');
    expect(leaked(asked.text)).toEqual([]);
    const { answer, looks } = await leaving(house, () => team.form(`/${child}`, { reason: REASON }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const words of [QUILLON.name, '7 March 2019', 'Wexcombe Drift', 'White: Roma', '485 777 3457'])
      expect(answer.text).toContain(words);
    expect(looks.map(({ event }) => event)).toEqual([
      {
        type: 'SealedFieldOpened',
        data: expect.objectContaining({
          subject: child.split('/').at(-1),
          fields: ['name', 'dateOfBirth', 'address', 'ethnicity', 'nhsNumber'],
          reason: { sealed: false, text: REASON },
        }) as object,
      },
    ]);
    expect(leaked(JSON.stringify(looks.map(({ event }) => event)))).toEqual([]);
    expect(leaked(await walk.page(TEAM, `/referrals/${id}`))).toEqual([]);
    expect(leaked((await team.page(`/${child}`)).text)).toEqual([]);
  });

  it('answers a program alike', async () => {
    const { family } = await recorded(walk);
    const answer = await (await walk.as(TEAM)).post(`/api/v1/${family}/opening`, { reason: REASON });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(jsonOf(answer)).toMatchObject({
      kind: 'family',
      details: [
        { detail: 'name', text: MARISOL.name },
        { detail: 'relation', text: MARISOL.relation },
      ],
    });
    const short = await (await walk.as(TEAM)).post(`/api/v1/${family}/opening`, { reason: 'because' });
    expect([short.status, jsonOf(short)['errors']]).toEqual([400, [expect.objectContaining({ pointer: '/reason' })]]);
  });

  it.each([
    ['no reason', '', 400, 'Enter why you need to see these details'],
    ['a word', 'because', 400, 'must have 3 words or more'],
    ['a reason that names somebody', 'To ring Mrs Jane Smith about it', 422, 'This may identify somebody'],
  ])('is not done for %s', async (_what, reason, status, words) => {
    const { child } = await recorded(walk);
    const before = await openings();
    const answer = await (await walk.as(TEAM)).form(`/${child}`, { reason });
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
    expect(leaked(answer.text)).toEqual([]);
    expect(await openings()).toHaveLength(before.length);
  });

  it('that came to nothing for want of a reason is on record, on the page and by the API', async () => {
    const { path, child } = await recorded(walk);
    const team = await walk.as(TEAM);
    for (const send of [
      () => team.form(`/${child}`, { reason: 'because' }),
      () => team.post(`/api/v1/${child}/opening`, { reason: '' }),
    ]) {
      const { answer, looks } = await leaving(house, send);
      expect([answer.status, looks.map(({ event }) => event)]).toEqual([400, [refusal(child, 'no-reason')]]);
    }
    await house.engine.catchUp();
    expect(await walk.page(TEAM, `/${path}/looks`)).toContain(
      'Was refused sealed details: gave no reason that can be read',
    );
  });

  it('of what was moved to another person shows nothing, and is on record', async () => {
    const { child, family } = await recorded(walk);
    const [to, from] = [child, family].map((address) => address.split('/').at(-1) ?? '');
    const moved = `UPDATE "person_concerned_3" SET "details" = (SELECT "details" FROM "person_concerned_3" WHERE "id" = $2)
      WHERE "id" = $1`;
    await house.web.app.get<DataSource>(ENGINE_ROWS).query(moved, [to, from]);
    const team = await walk.as(TEAM);
    const { answer, looks } = await leaving(house, () => team.form(`/${child}`, { reason: REASON }));
    expect([answer.status, leaked(answer.text)]).toEqual([503, []]);
    expect(looks.map(({ event }) => event).at(-1)).toEqual(refusal(child, 'does-not-open'));
  });

  it('shows nothing that could not be put on record first', async () => {
    const { child } = await recorded(walk);
    const team = await walk.as(TEAM);
    const lock = await lockedLog(house);
    const answers = await Promise.all([
      team.form(`/${child}`, { reason: REASON }),
      team.post(`/api/v1/${child}/opening`, { reason: REASON }),
    ]);
    await lock();
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(answers.flatMap(({ text }) => leaked(text))).toEqual([]);
  });

  it('is for whom the partnership has named, and for the partners while a decision may need it', async () => {
    const { path, child } = await recorded(walk);
    const partners = ['council-partner', 'health-partner', 'police-partner'];
    await expectOpenedBy(child, [TEAM, ...partners]);
    await walk.act(TEAM, `${path}/decision`, {
      criteria: ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'].map((criterion) => ({
        criterion,
        finding: 'not-met',
        reason: 'It was not.',
      })),
      views: ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' })),
      outcome: 'no-further-action',
      rationale: 'Nothing more is to be learned here.',
      decidedOn: TODAY,
      meeting: { between: 'It could not wait.' },
    });
    await expectOpenedBy(child, [TEAM]);
  });

  /** Everybody else gets 403, whatever the subject, and leaves no trace of content. */
  async function expectOpenedBy(child: string, allowed: readonly string[]): Promise<void> {
    const found: string[] = [];
    for (const { id: person } of demonstrationPeople) {
      const visitor = await walk.as(person);
      const { answer, looks } = await leaving(house, () => visitor.form(`/${child}`, { reason: REASON }));
      const json = await visitor.post(`/api/v1/${child}/opening`, { reason: REASON });
      if (answer.status === 200 && json.status === 200) found.push(person);
      else {
        const nobody = await visitor.page(`/${child.replace(/[^/]+$/, randomUUID())}`);
        expect([person, answer.status, json.status, nobody.status]).toEqual([person, 403, 403, 403]);
        expect(leaked(answer.text + json.text + (await visitor.page(`/${child}`)).text)).toEqual([]);
        // Who may not even see the record has tried to open nothing of it.
        const sees = (await visitor.page(`/${child.replace(/\/concerned\/.*$/, '')}`)).status === 200;
        expect([person, looks.map(({ event }) => event)]).toEqual([person, sees ? [refusal(child, 'no-right')] : []]);
      }
    }
    expect(found.toSorted()).toEqual([...allowed].toSorted());
  }

  it('is not there for another record, another person, or a kind that concerns nobody', async () => {
    const [one, other] = [await recorded(walk), await recorded(walk)];
    const subject = other.child.split('/').at(-1) ?? '';
    const team = await walk.as(TEAM);
    for (const path of [
      `${one.path}/concerned/${subject}`,
      `${one.path}/concerned/${randomUUID()}`,
      `${one.path}/concerned/x`,
    ])
      expect((await team.form(`/${path}`, { reason: REASON })).status).toBe(404);
    const { items } = (await walk.see(TEAM, 'audits?pageSize=1')) as { items: readonly { id: string }[] };
    expect((await team.page(`/audits/${items[0]?.id ?? ''}/concerned/${subject}`)).status).toBe(404);
  });
});

describe('a correction', () => {
  it('is asked for without showing what is there, and opens to the right value', async () => {
    const { path, child } = await recorded(walk);
    const subject = child.split('/').at(-1) ?? '';
    const form = await walk.page(TEAM, `/${path}/people-concerned-correction?person=${subject}`);
    expect(form).toMatch(new RegExp(`value="${subject}" checked`));
    // One of the answers that everybody is offered.
    expect(leaked(form)).toEqual(['white-roma']);
    const correction = { subject, detail: 'name', name: CORRECTED, reason: 'It was spelt wrongly' };
    await walk.act(TEAM, `${path}/people-concerned-correction`, correction);
    const opened = await walk.act(TEAM, `${child}/opening`, { reason: REASON });
    expect((opened['details'] as object[])[0]).toEqual({ detail: 'name', name: 'Name', text: CORRECTED });
    const history = await walk.page(TEAM, `/${path}/history`);
    expect(history).toContain('Who is concerned was corrected');
    expect(history).toContain('It was spelt wrongly');
    expect(leaked(history)).toEqual([]);
  });

  it('is refused of what is not asked of that person, and of nobody at all', async () => {
    const { path, family } = await recorded(walk);
    const team = await walk.as(TEAM);
    const send = (subject: string) =>
      team.post(`/api/v1/${path}/people-concerned-correction`, {
        subject,
        detail: 'ethnicity',
        ethnicity: 'arab',
        reason: 'Known now',
      });
    const unasked = await send(family.split('/').at(-1) ?? '');
    expect([unasked.status, jsonOf(unasked)['type']]).toEqual([409, 'urn:rule:detail-not-asked']);
    expect((await send(randomUUID())).status).toBe(400);
  });
});

describe('its pages', () => {
  const browser = forAll(() => openBrowser(house));

  it('are sound and accessible, and lead a person from the record to the details and back', async () => {
    const team = await browser.guest(TEAM);
    const id = await referred(walk);
    await team.open(`/referrals/${id}`);
    await team.follow('Record who is concerned');
    expect(team.page.url()).toContain('/people-concerned');
    await team.write('Name', QUILLON.name);
    await team.press('Seal and record');
    await house.engine.catchUp();
    await team.open(`/referrals/${id}`);
    await team.follow('Open the details of Child A');
    await team.write('Why do you need to see these details now?', REASON);
    await team.press('Open for this view');
    expect(await team.heading()).toBe('Details of Child A');
    expect(await team.said()).toContain(QUILLON.name);
    await team.follow(/Close and go back/);
    expect(leaked(await team.said())).toEqual([]);
    const [child] = await concernedOf(walk, TEAM, `referrals/${id}`);
    const forms = ['', '-correction', '-taken-off'].map((act) => `/people-concerned${act}`);
    const pages = ['', ...forms, `/concerned/${child?.subject ?? ''}`];
    for (const page of pages) expect(await lookAt({ person: TEAM, path: `/referrals/${id}${page}` }, team)).toEqual([]);
    for (const page of pages.slice(1))
      expect(await lookAt({ person: TEAM, path: `/referrals/${id}${page}`, sent: true, status: 400 }, team)).toEqual(
        [],
      );
    await team.page.context().close();
  });
});
