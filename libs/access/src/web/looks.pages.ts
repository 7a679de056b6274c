import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  type FilterField,
  InvalidInput,
  type ListQuery,
  type LookedAt,
  Looks,
  type Names,
  NeedToKnow,
  NotForYou,
  type PageOf,
  People,
  type Person,
  Registry,
  Taker,
  allowed,
  everything,
  looksReaders,
  notUnderstood,
  pageQuery,
  periodLeftOut,
  personOf,
  spreadsheet,
  understood,
} from '#app/platform';
import { type LookFilters, type LookRow, LooksQueries } from '../read/looks.queries';
import { type Scope, lookFields, lookFilters } from './looks.filters';
import { type ToldLook, tellLook } from './telling';

export type Query = Parameters<typeof pageQuery>[0];

/** Which looks are asked for, and where they are shown. */
export interface Place {
  readonly scope: Scope;
  /** Of the page, without a slash before it: what the look at these looks is called. */
  readonly list: string;
  readonly title: string;
  readonly lede: string;
  readonly back?: { readonly href: string; readonly text: string };
  readonly record?: LookedAt;
}

/** Who reads looks. */
interface Reading {
  readonly names: Names;
  readonly person: Person;
}

/** Rows of a spreadsheet of looks at most; who needs more asks for fewer days at a time, or exports the log. */
const MOST_ROWS = 20_000;
const PAGE_SIZE = 200;

/** The person who asks, if everybody's looks are for them. */
export function looksReader(req: Request): Person {
  const person = personOf(req);
  if (!allowed(looksReaders, person, undefined)) throw new NotForYou(looksReaders.map(({ label }) => label));
  return person;
}

/** Shows looks: as a page, as a spreadsheet and as JSON. Each such look is a look itself. */
@Injectable()
export class LooksShown {
  constructor(
    private readonly queries: LooksQueries,
    private readonly looks: Looks,
    private readonly taker: Taker,
    private readonly people: People,
    private readonly registry: Registry,
    private readonly needToKnow: NeedToKnow,
  ) {}

  async page(place: Place, query: Query, req: Request, res: Response): Promise<void> {
    const { at, fields } = await this.asked(place, req);
    const sought = pageQuery(query, fields, at);
    const filters = lookFilters(sought, place.scope);
    await this.recorded('list', place, query, fields, req);
    const found = await this.find(place, filters, sought, at.person);
    const current = Object.fromEntries(
      Object.entries(filters).map(([name, value]) => [name, value === true ? 'yes' : String(value)]),
    );
    const { title, lede, back } = place;
    const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
    res.render('access/looks', {
      ...found,
      items: await this.told(found.items, at),
      title: found.page > 1 ? `${title}, page ${found.page}${found.more ? '' : ` of ${pages}`}` : title,
      heading: title,
      lede,
      ...(back && { back }),
      path: `/${place.list}`,
      scope: place.scope,
      fields: fields.map((field) => ({ ...field, value: current[field.name] ?? '' })),
      narrowed: Object.keys(sought.filters).length > 0,
      notUnderstood: [...notUnderstood(query, fields), ...periodLeftOut(sought, fields)],
      current: { ...current, ...(query['pageSize'] !== undefined && { pageSize: sought.pageSize }) },
    });
  }

  async csv(place: Place, query: Query, req: Request, res: Response): Promise<void> {
    const { at, fields } = await this.asked(place, req);
    const sought = understood(query, fields, at);
    const filters = lookFilters(sought, place.scope);
    const rows = await everything((page) => {
      if (page > MOST_ROWS / PAGE_SIZE) throw tooMany();
      return this.find(place, filters, { ...sought, page, pageSize: PAGE_SIZE }, at.person);
    });
    await this.recorded('spreadsheet', place, query, fields, req);
    const told = await this.told(rows, at);
    res
      .type('text/csv')
      .attachment(`${place.list.replaceAll('/', '-')}-${at.today}.csv`)
      .send(spreadsheet(told.map(columns)));
  }

  async json(place: Place, query: Query, req: Request, res: Response): Promise<void> {
    const { at, fields } = await this.asked(place, req);
    const sought = understood(query, fields, at);
    await this.recorded('list', place, query, fields, req);
    const found = await this.find(place, lookFilters(sought, place.scope), sought, at.person);
    res.json({ ...found, items: await this.told(found.items, at) });
  }

  private async asked({ scope }: Place, req: Request) {
    const person = scope === 'mine' ? personOf(req) : looksReader(req);
    const at = await this.taker.at(undefined, person, {});
    return { at, fields: await lookFields(scope, this.people, at.names) };
  }

  private find({ scope, record }: Place, filters: LookFilters, { page, pageSize }: ListQuery, person: Person) {
    const only = {
      ...filters,
      ...(scope === 'mine' && { person: person.id }),
      ...(record && { record: `${record.category}-${record.id}` }),
    };
    return this.queries.list(only, page, pageSize) satisfies Promise<PageOf<unknown>>;
  }

  /** While a record is withheld from the reader, what others asked of lists is not told: it may name that record. */
  private async told(rows: readonly LookRow[], { names, person }: Reading): Promise<readonly ToldLook[]> {
    const hides = await this.needToKnow.withholds();
    return rows.map((row) => tellLook(row, this.registry, names, hides && row.person !== person.id));
  }

  private recorded(
    of: 'list' | 'spreadsheet',
    { list, record }: Place,
    query: Query,
    fields: readonly FilterField[],
    req: Request,
  ): Promise<void> {
    if (of === 'list' && record) return this.looks.record(req, { of: 'record', record, part: 'looks' });
    return this.looks.record(req, { of, list: record ? 'looks' : list, query, fields, ...(record && { record }) });
  }
}

const tooMany = (): InvalidInput => {
  const message = `A spreadsheet takes ${MOST_ROWS.toLocaleString('en-GB')} looks, and these are more: choose a person or fewer days`;
  return new InvalidInput([{ pointer: '/from', name: 'from', id: 'from', message }]);
};

const columns = (look: ToldLook): Readonly<Record<string, string>> => ({
  When: look.at,
  Who: look.by.actor,
  Role: look.by.role,
  Agency: look.by.agency ?? '',
  'What was done': look.what,
  'Record or list': look.of.text,
  Reference: look.of.reference ?? '',
  'Asked for': look.asked.map(({ name, words }) => `${name}: ${words}`).join('; '),
  Reason: look.reason ?? '',
  Through: look.through === 'api' ? 'Another program' : 'A page',
  Address: look.address,
  Request: look.correlationId,
});
