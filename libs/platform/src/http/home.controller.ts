import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { allowed } from '../identity/ground';
import type { Waiting } from './acts/record-kind';
import { Registry } from './acts/registry';
import { Taker } from './acts/taker';
import { personOf } from './identity/signed-in';

/** Home. */
@Controller()
export class Home {
  constructor(
    private readonly registry: Registry,
    private readonly taker: Taker,
  ) {}

  /** What waits for the person who asks, and what is late. */
  @Get()
  async home(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const today = this.taker.today();
    const sections: readonly Waiting[] = (
      await Promise.all(this.registry.kinds.map((kind) => kind.waiting?.(person, today) ?? Promise.resolve([])))
    ).flat();
    const starts = this.registry.kinds.flatMap(({ opening, path }) =>
      opening && allowed(opening.may, person, undefined) ? [{ text: opening.title, href: `/${path}/new` }] : [],
    );
    res.render('home', {
      title: 'Home',
      lede: person.does,
      waiting: sections.filter(({ late }) => !late),
      late: sections.filter(({ late }) => late),
      starts,
    });
  }
}
