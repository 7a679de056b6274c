import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readForm } from '../forms';
import { Taker } from '../acts/taker';
import { InvalidInput } from '../problems';
import { OpeningForm } from './concerned.forms';
import { Opening, type OpeningAddress } from './opening';
import { reasonFault } from './reason';

/** The same for programs. */
@Controller('api/v1')
export class OpeningApi {
  constructor(
    private readonly opening: Opening,
    private readonly taker: Taker,
  ) {}

  @Post(':kind/:id/concerned/:subject/opening')
  @HttpCode(200)
  async open(@Param() address: OpeningAddress, @Req() req: Request, @Res() res: Response) {
    const found = await this.opening.find(address, req);
    const read = readForm(OpeningForm, req.body ?? {}, { today: this.taker.today(), lists: {}, from: 'api' });
    const errors = 'errors' in read ? read.errors : reasonFault(read.form);
    if ('errors' in read || errors.length > 0) {
      await this.opening.refuse(found, 'no-reason', req);
      throw new InvalidInput(errors);
    }
    const details = await this.opening.open(found, read.form.reason, req);
    const { id: subject, kind, pseudonym } = found.concerned;
    res.set('Cache-Control', 'no-store').json({
      subject,
      kind,
      pseudonym,
      details: details.map(({ detail, name, text }) => ({
        detail,
        name,
        ...(text === undefined ? { notKept: true } : { text }),
      })),
    });
  }
}
