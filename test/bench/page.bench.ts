import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { type Row, median, ratios } from './figures';
import { heaviest } from './house';
import type { Running } from './running';
import { type Plan, compare } from './slices';

const DB = Symbol('DataSource');

/** What a route costs that only asks the database: no rights, no rules, no page, no log. */
@Controller()
class BareController {
  private readonly list: string;

  constructor(@Inject(DB) private readonly db: DataSource) {
    const { tableName } = db.getMetadata(heaviest().table);
    this.list = `select * from "${tableName}" where "open" order by "madeOn" desc, "reference" desc limit 50`;
  }

  @Get('bare')
  all(): Promise<unknown> {
    return this.db.query(this.list);
  }

  @Post('bare')
  async add(@Body() body: object): Promise<object> {
    await this.db.query('insert into bare_referral values ($1, $2, now())', [randomUUID(), JSON.stringify(body)]);
    return {};
  }
}

export interface Bare {
  get(): Promise<void>;
  post(body: object): Promise<void>;
  close(): Promise<void>;
}

/** On the same database, in the same process. */
export async function openBare({ db }: Running): Promise<Bare> {
  await db.query('create table bare_referral (id uuid primary key, body jsonb not null, at timestamptz not null)');
  @Module({ controllers: [BareController], providers: [{ provide: DB, useValue: db }] })
  class BareModule {}
  const app = await NestFactory.create(BareModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/bare`;
  const ask = async (init: RequestInit): Promise<void> => {
    const answer = await fetch(url, init);
    await answer.text();
    if (!answer.ok) throw new Error(`The bare route answers ${answer.status}`);
  };
  const headers = { 'content-type': 'application/json' };
  return {
    get: () => ask({}),
    post: (body) => ask({ method: 'POST', headers, body: JSON.stringify(body) }),
    close: () => app.close(),
  };
}

const referral = (): object => ({
  headline: `Missed appointments, ${randomUUID().slice(0, 8)}`,
  from: 'constabulary',
  role: 'Detective sergeant',
  receivedOn: '2026-11-20',
  awareOn: '2026-11-20',
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: 'An infant was seen with a bruise after three missed appointments.',
  why: 'Agencies may not have told each other what they knew.',
  agencies: ['constabulary', 'primary-care'],
});

const OURS = 'ours';
const BARE = 'a bare Nest route';

/** Users at once: a filtered list as a page, and a referral received by the JSON API, seen in its list when answered. */
export async function pages(house: Running, bare: Bare, plan: Plan): Promise<readonly Row[]> {
  house.engine.follow();
  const list = await compare(
    [
      { name: OURS, request: () => house.page('/recommendations?status=open') },
      { name: BARE, request: () => bare.get() },
    ],
    plan,
  );
  const taken = await compare(
    [
      { name: OURS, request: () => house.post('/api/v1/referrals', referral()) },
      { name: BARE, request: () => bare.post(referral()) },
    ],
    plan,
  );
  const [page, bareList, post, bareInsert] = [list.get(OURS), list.get(BARE), taken.get(OURS), taken.get(BARE)];
  if (!page || !bareList || !post || !bareInsert) return [];
  const common = { clients: plan.clients, peerName: BARE, rounds: plan.rounds };
  const told = ratios(post.rates, bareInsert.rates);
  return [
    {
      ...common,
      name: 'GET /recommendations, the open ones: p99',
      unit: 'ms',
      ours: page.p99,
      peer: bareList.p99,
      ratio: bareList.p99 / page.p99,
      p50: page.p50,
      p99: page.p99,
      goal: 'p99 ≤ 3 times theirs',
      met: page.p99 <= 3 * bareList.p99,
    },
    {
      ...common,
      name: 'POST a referral, until it is in the list',
      unit: '/s',
      ours: median(post.rates),
      peer: median(bareInsert.rates),
      ...told,
      p50: post.p50,
      p99: post.p99,
      goal: '≥ 0.5 ×',
      met: told.ratio >= 0.5,
    },
  ];
}
