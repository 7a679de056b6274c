import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  Directory,
  Looks,
  NotForYou,
  People,
  type Person,
  Registry,
  Taker,
  allowed,
  notUnderstood,
  pageQuery,
  periodLeftOut,
  personOf,
} from '#app/platform';
import { TrailQueries } from '../read/trail.queries';
import { type TrailEntry, tellTrail, trailReaders } from './telling';
import { chipsOf, trailFields, trailFilters } from './trail.filters';

type Sought = Parameters<typeof pageQuery>[0];

/** The person who asks, if the trail is for them. */
export function trailReader(req: Request): Person {
  const person = personOf(req);
  if (!allowed(trailReaders, person, undefined)) throw new NotForYou(trailReaders.map(({ label }) => label));
  return person;
}

/** Every event of every record, newest first. */
@Controller('audit-trail')
export class TrailPage {
  constructor(
    private readonly trail: TrailQueries,
    private readonly taker: Taker,
    private readonly registry: Registry,
    private readonly people: People,
    private readonly directory: Directory,
    private readonly looks: Looks,
  ) {}

  @Get()
  async list(@Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const at = await this.taker.at(undefined, trailReader(req), {});
    const fields = await trailFields(this.registry, this.people, this.directory, at.names);
    const sought = pageQuery(query, fields, at);
    const filters = trailFilters(sought);
    const found = await this.trail.list(filters, sought.page, sought.pageSize);
    await this.looks.record(req, { of: 'list', list: 'audit-trail', query, fields });
    const current = Object.fromEntries(
      Object.entries(filters).map(([name, value]) => [name, value === true ? 'yes' : String(value)]),
    ) as Record<string, string>;
    const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
    res.render('scrutiny/audit-trail', {
      ...found,
      title: found.page > 1 ? `Audit trail, page ${found.page}${found.more ? '' : ` of ${pages}`}` : 'Audit trail',
      entries: found.items.map((item) => onPage(tellTrail(item, this.registry, at.person, at.names))),
      fields: fields.map((field) => ({ ...field, value: current[field.name] ?? '' })),
      chips: chipsOf(fields, current),
      notUnderstood: [...notUnderstood(query, fields), ...periodLeftOut(sought, fields)],
      current: { ...current, ...(query['pageSize'] !== undefined && { pageSize: sought.pageSize }) },
    });
  }
}

const LONGEST = 90;

/** An entry's heading says what was done to what. */
function onPage(entry: TrailEntry): object {
  const { title, href, reference } = entry.record;
  const short = title.length > LONGEST ? `${title.slice(0, LONGEST).trimEnd()}…` : title;
  return { ...entry, title: short === '' ? entry.title : `${entry.title}: ${short}`, href, reference };
}
