import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  Asked,
  Directory,
  InvalidInput,
  People,
  Registry,
  Taker,
  categoryOf,
  idOf,
  lookedAt,
  personOf,
  understood,
} from '#app/platform';
import { TrailQueries } from '../read/trail.queries';
import { entryJson, tellRecord, tellTrail } from './telling';
import { trailReader } from './trail.controller';
import { trailFields, trailFilters } from './trail.filters';

type Sought = Parameters<typeof understood>[0];

/** The audit trail and the history of one record, as JSON: the same words and the same privacy as the pages. */
@Controller('api/v1')
export class ScrutinyApi {
  constructor(
    private readonly trail: TrailQueries,
    private readonly taker: Taker,
    private readonly asked: Asked,
    private readonly registry: Registry,
    private readonly people: People,
    private readonly directory: Directory,
  ) {}

  @Get('audit-trail')
  async auditTrail(@Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const at = await this.taker.at(undefined, trailReader(req), {});
    const fields = await trailFields(this.registry, this.people, this.directory, at.names);
    const sought = understood(query, fields, at);
    const found = await this.trail.list(trailFilters(sought), sought.page, sought.pageSize);
    await this.asked.looked(req, { of: 'list', list: 'audit-trail', query, fields });
    res.json({
      ...found,
      items: found.items.map((item) => entryJson(tellTrail(item, this.registry, at.person, at.names))),
    });
  }

  @Get('history')
  async history(@Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const at = await this.taker.at(undefined, person, {});
    const { page, pageSize, filters } = understood(query, [{ name: 'stream', label: 'Stream', kind: 'text' }], at);
    const { stream } = filters;
    if (stream === undefined) throw missing();
    const kind = this.asked.kind(this.registry.of(categoryOf(stream))?.path ?? '', req);
    const record = await this.asked.record(kind, idOf(stream), req);
    const found = await this.trail.ofStream(stream, page, pageSize);
    await this.asked.looked(req, { of: 'record', record: lookedAt(kind, record), part: 'history' });
    res.json({ ...found, items: tellRecord(found.items, kind, record, person, at).map(entryJson) });
  }
}

const missing = (): InvalidInput =>
  new InvalidInput([
    {
      pointer: '/stream',
      name: 'stream',
      id: 'stream',
      message: 'Give the stream of the record: category-id, as in referral-…',
    },
  ]);
