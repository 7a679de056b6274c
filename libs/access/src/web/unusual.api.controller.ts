import { Controller, Get, Headers, HttpCode, NotFoundException, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  InvalidInput,
  Looks,
  NotForYou,
  Reached,
  Taker,
  allowed,
  keyInHeader,
  personOf,
  readForm,
} from '#app/platform';
import { looksReader } from './looks.pages';
import { LookIntoBody } from './unusual.forms';
import { UnusualAccess, lookInto } from './unusual.looked-into';

/** The same as JSON. */
@Controller('api/v1/unusual-access')
export class UnusualAccessApi {
  constructor(
    private readonly unusual: UnusualAccess,
    private readonly looks: Looks,
    private readonly taker: Taker,
    private readonly reached: Reached,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response) {
    const at = await this.taker.at(undefined, looksReader(req), {});
    const items = await this.unusual.latest(at.today, at.names);
    await this.looks.record(req, { of: 'list', list: 'unusual-access', query: {}, fields: [] });
    res.json({ items, page: 1, pageSize: items.length, total: items.length });
  }

  @Post()
  @HttpCode(201)
  async lookInto(@Headers('idempotency-key') key: string | undefined, @Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    if (!allowed(lookInto, person, undefined)) throw new NotForYou(lookInto.map(({ label }) => label));
    const read = readForm(LookIntoBody, req.body, { today: this.taker.today(), lists: {}, from: 'api', files: [] });
    if ('errors' in read) throw new InvalidInput(read.errors);
    const flag = await this.unusual.find(read.form.flag);
    if (!flag) throw new NotFoundException();
    const own = keyInHeader(key);
    const { id, reference, revision, position } = await this.unusual.lookInto(flag, read.form.note, person, own);
    await this.reached.until(position);
    res.json({ id, reference, revision, position: String(position) });
  }
}
