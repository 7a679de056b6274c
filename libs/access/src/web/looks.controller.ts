import { Controller, Get, Param, Query as Queried, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Asked, lookedAt } from '#app/platform';
import { LooksShown, type Place, type Query, looksReader } from './looks.pages';

const MINE: Place = {
  scope: 'mine',
  list: 'me/looks',
  title: 'What have I looked at',
  lede: 'Every record and list that you looked at, searched or took out. It is the same list that the Partnership Team and the Independent Scrutineer can see of you.',
};

const ALL: Place = {
  scope: 'all',
  list: 'looks',
  title: 'Who looked at what',
  lede: 'Every look at a record or a list, by page or by another program. Nothing on it can be changed or taken out.',
};

/** Who looked: at one record, at anything, and oneself. */
@Controller()
export class LooksPages {
  constructor(
    private readonly shown: LooksShown,
    private readonly asked: Asked,
  ) {}

  @Get('me/looks')
  async mine(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.page(MINE, query, req, res);
  }

  @Get('me/looks.csv')
  async mineAsCsv(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.csv(MINE, query, req, res);
  }

  @Get('looks')
  async all(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.page(ALL, query, req, res);
  }

  @Get('looks.csv')
  async allAsCsv(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.csv(ALL, query, req, res);
  }

  @Get(':kind/:id/looks')
  async ofRecord(
    @Param('kind') path: string,
    @Param('id') id: string,
    @Queried() query: Query,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.shown.page(await this.placeOf(path, id, req), query, req, res);
  }

  @Get(':kind/:id/looks.csv')
  async ofRecordAsCsv(
    @Param('kind') path: string,
    @Param('id') id: string,
    @Queried() query: Query,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.shown.csv(await this.placeOf(path, id, req), query, req, res);
  }

  private async placeOf(path: string, id: string, req: Request): Promise<Place> {
    looksReader(req);
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    return {
      scope: 'record',
      list: `${kind.path}/${record.id}/looks`,
      title: `Who has looked at ${record.reference}`,
      lede: 'Everybody who looked at this record, its history or its files, and when. Lists in which it stood are not counted.',
      back: { href: `/${kind.path}/${record.id}`, text: record.reference },
      record: lookedAt(kind, record),
    };
  }
}

/** The same as JSON: `record` takes a stream (category-id) as well as a reference. */
@Controller('api/v1')
export class LooksApi {
  constructor(private readonly shown: LooksShown) {}

  @Get('me/looks')
  async mine(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.json(MINE, query, req, res);
  }

  @Get('looks')
  async all(@Queried() query: Query, @Req() req: Request, @Res() res: Response) {
    await this.shown.json(ALL, query, req, res);
  }
}
