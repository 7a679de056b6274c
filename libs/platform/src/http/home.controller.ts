import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { allowed } from '../identity/ground';
import type { Waiting } from './acts/record-kind';
import { Registry } from './acts/registry';
import { Taker } from './acts/taker';
import type { Person, Role } from '../identity/person';
import { personOf } from './identity/signed-in';
import { Looks } from './looks';

/** What home shows beside what waits, under headings of its own. A slice provides it. */
export interface Further extends Waiting {
  readonly heading: string;
}

/** Sections of home that belong to no kind of record. A slice provides them. */
export abstract class FurtherSections {
  abstract latestFor(person: Person): Promise<readonly Further[]>;
}

/** Those of several slices, in this order. */
export class SectionsOf extends FurtherSections {
  constructor(private readonly slices: readonly FurtherSections[]) {
    super();
  }

  async latestFor(person: Person): Promise<readonly Further[]> {
    return (await Promise.all(this.slices.map((slice) => slice.latestFor(person)))).flat();
  }
}

/** They see how the whole partnership stands, also where the next step is another's. */
const OVERSEE: ReadonlySet<Role> = new Set(['scrutineer', 'executive-member', 'safeguarding-partner']);

/** Home. */
@Controller()
export class Home {
  constructor(
    private readonly registry: Registry,
    private readonly taker: Taker,
    private readonly further: FurtherSections,
    private readonly looks: Looks,
  ) {}

  /** What waits for the person who asks, and what is late. */
  @Get()
  async home(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const today = this.taker.today();
    const waiting = this.registry.kinds.map((kind) => kind.waiting?.(person, today) ?? Promise.resolve([]));
    const look = this.looks.record(req, { of: 'list', list: 'home', query: {}, fields: [] });
    const [after, across, , ...found] = await Promise.all([
      this.further.latestFor(person),
      this.lateAcross(person, today),
      look,
      ...waiting,
    ]);
    const sections = found.flat();
    const starts = this.registry.kinds.flatMap(({ opening, path }) =>
      opening && allowed(opening.may, person, undefined) ? [{ text: opening.title, href: `/${path}/new` }] : [],
    );
    res.render('home', {
      title: 'Home',
      lede: person.does,
      waiting: sections.filter(({ late }) => !late),
      late: sections.filter(({ late }) => late),
      across,
      after,
      starts,
    });
  }

  /** Counted by the lists themselves, so that each link leads to exactly so many. */
  private async lateAcross(person: Person, today: string): Promise<readonly { text: string; href: string }[]> {
    if (!OVERSEE.has(person.role)) return [];
    const lists = this.registry.kinds
      .filter(({ readable }) => allowed(readable, person, undefined))
      .flatMap((kind) => (kind.late ?? []).map((late) => ({ kind, ...late })));
    const counted = lists.map(async ({ kind, filters, one, many }) => {
      const { total, more } = await kind.list({ page: 1, pageSize: 1, filters, today, person });
      const href = `/${kind.path}?${new URLSearchParams(filters).toString()}`;
      return total === 0 ? [] : [{ text: `${more ? 'More than ' : ''}${total} ${total === 1 ? one : many}`, href }];
    });
    return (await Promise.all(counted)).flat();
  }
}
