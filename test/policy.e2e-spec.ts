import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import {
  type AddressPolicy,
  Addresses,
  type Person,
  Policy,
  PolicyGuard,
  READ,
  anyoneSignedIn,
  fitting,
} from '#app/platform';
import { addresses } from '../apps/web/src/addresses';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { expected } from './permissions.expected';
import { Everybody, PEOPLE, verdictOn } from './permissions.house';
import { ofNoKind, openers } from './policy.expected';
import { addressesOf } from './security/routes';
import { type Answer, type Json, type Visitor, ask, jsonOf } from './visitor';

const all = forAll(() => Everybody.open());

const sections = () => all.house.web.app.get(Policy).sections();
const rolesOf = (people: readonly string[]): readonly string[] =>
  [...new Set(demonstrationPeople.filter(({ id }) => people.includes(id)).map(({ role }) => role))].toSorted();

describe('the policy', () => {
  it('has one line for every address of the running house, and none for an address that is not there', () => {
    const served = addressesOf(all.house.web.app).map(({ method, path }) => `${method} ${path}`);
    const told = [...addresses.own.flatMap(({ at }) => at), ...addresses.ofKinds, ...Object.keys(addresses.open)];
    expect(served.length).toBeGreaterThan(40);
    expect(told.toSorted()).toEqual(served.toSorted());
  });

  it('opens to strangers nothing that shows a record, and says why of each', () => {
    expect(Object.values(addresses.open).filter((why) => why.length < 10)).toEqual([]);
    expect(Object.keys(addresses.open).filter((address) => address.includes(':kind'))).toEqual([]);
  });

  it('names of every kind its reading and each of its acts, as the table by hand does', () => {
    const told = Object.fromEntries(
      sections().map(({ path, lines }) => [path, lines.map(({ act }) => act).toSorted()]),
    );
    const named = Object.entries(expected).map(([path, { acts }]) => [
      path,
      [READ, ...Object.keys(acts), ...(path in openers ? ['concerned'] : [])].toSorted(),
    ]);
    expect(told).toEqual(Object.fromEntries([...named, ['', Object.keys(ofNoKind).toSorted()]]));
  });

  it('has a reach for exactly the roles of which the table by hand allows somebody', () => {
    const surprises = sections().flatMap(({ path, lines }) =>
      lines.flatMap((line) => {
        const fits = demonstrationPeople
          .filter((person) =>
            fitting(sections(), person)
              .find((one) => one.path === path)
              ?.lines.some(({ act }) => act === line.act),
          )
          .map(({ id }) => id);
        const due = allowedSomewhere(path, line.act);
        const differs = rolesOf(fits).join() !== rolesOf(due).join() || due.some((person) => !fits.includes(person));
        return differs ? [`${path} ${line.act}: ${fits.join(', ')} instead of ${due.join(', ')}`] : [];
      }),
    );
    expect(surprises).toEqual([]);
  });
});

/** Everybody whom the table by hand allows an act on some record at least. */
function allowedSomewhere(path: string, act: string): readonly string[] {
  if (path === '') return ofNoKind[act]?.({}) ?? [];
  if (act === 'concerned') return openers[path] ?? [];
  const kind = expected[path];
  if (!kind) throw new Error(path);
  const seen: readonly Json[] = act === 'new' ? [{}] : all.records(path).map(({ json }) => json);
  const readers = act === 'new' ? kind.list : kind.one;
  const doers = act === READ ? readers : (kind.acts[act] ?? (() => []));
  return PEOPLE.filter((person) => seen.some((json) => readers(json).includes(person) && doers(json).includes(person)));
}

describe.each(addresses.own)('$name', ({ name, at }: AddressPolicy) => {
  it.each(at)('at %s is for whom the table by hand names, and for no stranger', async (route) => {
    const [method, path] = addressOf(route);
    const due = ofNoKind[name]?.({}) ?? [];
    const asking = (visitor: Visitor): Promise<Answer> => {
      if (path.startsWith('/api/')) return method === 'GET' ? visitor.get(path) : visitor.post(path, {});
      return method === 'GET' ? visitor.page(path) : visitor.form(path, {});
    };
    const found = await Promise.all(
      PEOPLE.map(async (person) => {
        const verdict = verdictOn(await asking(all.visitor(person)));
        const right = due.includes(person) ? 'let in' : 'refused';
        return verdict === right ? [] : [`${person}: ${verdict} instead of ${right}`];
      }),
    );
    expect(found.flat()).toEqual([]);
    if (method !== 'GET') return;
    const { status, location } = await ask(all.house.url + path);
    const stranger = path.startsWith('/api/') ? [401, ''] : [303, `/sign-in?to=${encodeURIComponent(path)}`];
    expect([status, location]).toEqual(stranger);
  });

  const addressOf = (route: string): readonly [method: string, path: string] => {
    const [method = '', path = ''] = route.split(' ');
    const [review] = all.records('rapid-reviews');
    const id = review?.row.id ?? '';
    const real = path.replace(':kind', 'rapid-reviews').replace(':id', id).replace(':flag', 'nothing');
    return [method, real];
  };
});

describe('an address without a policy', () => {
  @Controller()
  class Forgotten {
    @Get('remembered')
    remembered() {
      return 'remembered';
    }

    @Get('forgotten')
    forgotten() {
      return 'forgotten';
    }
  }
  const own = [{ name: 'remembered', title: 'Remember', at: ['GET /remembered'], may: [anyoneSignedIn] }];
  @Module({
    controllers: [Forgotten],
    providers: [
      { provide: Addresses, useValue: new Addresses(own, [], {}) },
      { provide: APP_GUARD, useClass: PolicyGuard },
    ],
  })
  class ForgottenModule {}

  it('lets nobody through, whoever they are', async () => {
    const app = await NestFactory.create<NestExpressApplication>(ForgottenModule, { logger: false });
    app.use((req: { person: Person | undefined }, _res: unknown, next: () => void) => {
      req.person = demonstrationPeople[0];
      next();
    });
    await app.init();
    const asked = request(app.getHttpServer());
    await asked.get('/remembered').expect(200, 'remembered');
    await asked.head('/remembered').expect(200);
    await asked.get('/forgotten').expect(403);
    await app.close();
  });
});

describe('who may do what', () => {
  it('is the same on the page, in the spreadsheet and by the API, for everybody', async () => {
    const { roles, items } = jsonOf(await all.visitor('scrutineer').get('/api/v1/who-may-do-what')) as unknown as {
      readonly roles: readonly { readonly id: string; readonly title: string }[];
      readonly items: readonly { readonly title: string; readonly who: readonly { readonly label: string }[] }[];
    };
    expect(roles).toHaveLength(7);
    expect(items.length).toBeGreaterThan(120);
    const visitor = all.visitor('police-representative');
    const [page, csv] = await Promise.all([visitor.page('/who-may-do-what'), visitor.page('/who-may-do-what.csv')]);
    expect(csv.text.trim().split('\r\n')).toHaveLength(items.length + 1);
    for (const { title } of roles)
      expect([page.text, csv.text].map((text) => text.includes(title))).toEqual([true, true]);
    for (const { title } of items) expect([title, csv.text.includes(title)]).toEqual([title, true]);
    expect(page.text.match(/<th scope="row"/g)).toHaveLength(items.length);
  });

  it('says of an act who decides, who records, and who may not', async () => {
    const { items } = jsonOf(await all.visitor('scrutineer').get('/api/v1/who-may-do-what'));
    const line = (kind: string, act: string) =>
      (items as readonly Json[]).find((one) => one['kind'] === kind && one['act'] === act)?.['reach'];
    expect(line('recommendations', 'acceptance')).toEqual({
      'partnership-team': ['enters'],
      'group-chair': ['group'],
      'group-member': ['group'],
      'executive-member': ['group'],
      'safeguarding-partner': ['group'],
      'agency-representative': [],
      scrutineer: [],
    });
    expect(line('referrals', 'information')).toMatchObject({
      'partnership-team': ['enters'],
      'agency-representative': ['agency'],
    });
    expect(line('referrals', 'closure')).toMatchObject({ 'partnership-team': ['partnership'], 'group-chair': [] });
    expect(line('referrals', 'concerned')).toMatchObject({ 'safeguarding-partner': ['record'] });
  });

  it('tells each person what they may do themselves, and nothing else', async () => {
    for (const person of demonstrationPeople) {
      const visitor = all.visitor(person.id);
      const mine = jsonOf(await visitor.get('/api/v1/me/what-i-may-do'));
      const told = (mine['items'] as readonly Json[]).map(({ kind, act }) => `${String(kind)} ${String(act)}`);
      const due = sections().flatMap(({ path, lines }) =>
        lines.flatMap(({ act }) => (allowedSomewhere(path, act).includes(person.id) ? [`${path} ${act}`] : [])),
      );
      expect([person.id, due.filter((one) => !told.includes(one))]).toEqual([person.id, []]);
      const page = await visitor.page('/me/what-i-may-do');
      expect([page.status, page.text.match(/<th scope="row"/g)?.length]).toEqual([200, told.length]);
    }
    const scrutineer = await all.visitor('scrutineer').page('/me/what-i-may-do');
    expect(scrutineer.text).not.toContain('Accept or return assurance');
  });
});
