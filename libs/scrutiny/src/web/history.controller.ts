import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Asked, Taker, lookedAt, notUnderstood, pageQuery, personOf } from '#app/platform';
import { TrailQueries } from '../read/trail.queries';
import { tellRecord } from './telling';

type Sought = Parameters<typeof pageQuery>[0];

/** The history of any record: what happened, old and new, who and for whom, exactly when, and why. */
@Controller()
export class HistoryPage {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly trail: TrailQueries,
  ) {}

  @Get(':kind/:id/history')
  async history(
    @Param('kind') path: string,
    @Param('id') id: string,
    @Query() query: Sought,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const { page, pageSize } = pageQuery(query, [], at);
    const found = await this.trail.ofStream(`${kind.category}-${record.id}`, page, pageSize);
    await this.asked.looked(req, { of: 'record', record: lookedAt(kind, record), part: 'history' });
    const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
    const title = `History of ${record.reference}`;
    res.render('scrutiny/history', {
      ...found,
      kind,
      record,
      title: page > 1 ? `${title}, page ${page}${found.more ? '' : ` of ${pages}`}` : title,
      notUnderstood: notUnderstood(query, []),
      entries: tellRecord(found.items, kind, record, at.person, at),
      current: { ...(query['pageSize'] !== undefined && { pageSize }) },
    });
  }
}
