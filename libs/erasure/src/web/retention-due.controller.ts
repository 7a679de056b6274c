import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Looks, Taker, allowed, idOf, personOf } from '#app/platform';
import { type DueRecord, KeptRecordQueries } from '../read/kept-record.queries';
import { team } from './erasure.grounds';
import { classOf, pageOfRecord } from './erasure.names';

const LIST = { of: 'list', list: 'retention-due', query: {}, fields: [] } as const;

const seen = ({ stream, category, reference, dueOn, years, authority, people }: DueRecord) => ({
  ...{ reference, dueOn, years, authority, people },
  kind: classOf(category),
  href: pageOfRecord({ category, id: idOf(stream) }),
  review: `/data-requests/new?record=${stream}`,
});

/** The records whose time to be kept is over. Its policy stands among the addresses of the house. */
@Controller()
export class RetentionDue {
  constructor(
    private readonly kept: KeptRecordQueries,
    private readonly looks: Looks,
    private readonly taker: Taker,
  ) {}

  @Get('retention-due')
  async page(@Req() req: Request, @Res() res: Response) {
    const due = await this.due(req);
    const mayReview = allowed(team, personOf(req), undefined);
    res.render('erasure/retention-due', { title: 'Records whose time is over', ...due, mayReview });
  }

  @Get('api/v1/retention-due')
  async json(@Req() req: Request, @Res() res: Response) {
    const { due, more } = await this.due(req);
    const items = due.map(({ review: _, ...one }) => one);
    res.json({ items, total: items.length, ...(more && { more }) });
  }

  private async due(req: Request) {
    const [{ first, more }] = await Promise.all([
      this.kept.longestDue(this.taker.today()),
      this.looks.record(req, LIST),
    ]);
    return { due: first.map(seen), ...(more && { more }) };
  }
}
