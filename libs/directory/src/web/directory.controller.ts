import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { personOf } from '#app/platform';
import { DirectoryQueries } from '../read/directory.queries';

/** The way in to who is who. */
@Controller('directory')
export class DirectoryPage {
  constructor(private readonly queries: DirectoryQueries) {}

  @Get()
  async overview(@Req() req: Request, @Res() res: Response) {
    personOf(req);
    res.render('directory/overview', { title: 'Directory', counts: await this.queries.counts() });
  }
}
