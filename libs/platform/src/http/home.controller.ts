import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { allowed } from '../identity/ground';
import type { Waiting } from './acts/record-kind';
import { Registry } from './acts/registry';
import { Taker } from './acts/taker';
import type { Person } from '../identity/person';
import { personOf } from './identity/signed-in';

/** What home shows beside what waits, under headings of its own. A slice provides it. */
export interface Further extends Waiting {
  readonly heading: string;
}

/** Sections of home that belong to no kind of record. A slice provides them. */
export abstract class FurtherSections {
  abstract latestFor(person: Person): Promise<readonly Further[]>;
}

/** Home. */
@Controller()
export class Home {
  constructor(
    private readonly registry: Registry,
    private readonly taker: Taker,
    private readonly further: FurtherSections,
  ) {}

  /** What waits for the person who asks, and what is late. */
  @Get()
  async home(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const today = this.taker.today();
    const waiting = this.registry.kinds.map((kind) => kind.waiting?.(person, today) ?? Promise.resolve([]));
    const [after, ...found] = await Promise.all([this.further.latestFor(person), ...waiting]);
    const sections = found.flat();
    const starts = this.registry.kinds.flatMap(({ opening, path }) =>
      opening && allowed(opening.may, person, undefined) ? [{ text: opening.title, href: `/${path}/new` }] : [],
    );
    res.render('home', {
      title: 'Home',
      lede: person.does,
      waiting: sections.filter(({ late }) => !late),
      late: sections.filter(({ late }) => late),
      after,
      starts,
    });
  }
}
