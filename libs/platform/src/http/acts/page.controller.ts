import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { personOf } from '../identity/signed-in';
import { FileSender } from '../files';
import { lookedAt, looksReaders } from '../looks';
import { allowed } from '../../identity/ground';
import { InvalidInput } from '../problems';
import { type Address, Asked, noSuchThing } from './asked';
import { correctFrom } from './correcting';
import { everything, spreadsheet } from './csv';
import { NeedToKnow } from '../need-to-know';
import { Declared } from './declared';
import { MOST_PER_PAGE, type Query as Sought, pageQuery, strictQuery } from './list-query';
import { Taker } from './taker';
import type { RecordRow } from './record-kind';
import { actionsOf, listView, withheldFrom } from './views';

/** The pages of every kind of record: the list, its spreadsheet, one record and its files. */
@Controller()
export class RecordPages {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly files: FileSender,
    private readonly declared: Declared,
    private readonly needToKnow: NeedToKnow,
  ) {}

  @Get(':kind.csv')
  async csv(@Param('kind') path: string, @Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    if (!kind.csv) return noSuchThing();
    // A spreadsheet cannot say what it did not understand: it must not look as if it held what was asked for.
    const fields = (await kind.filters?.(at)) ?? [];
    const sought = strictQuery(query, fields, at);
    if ('errors' in sought) throw new InvalidInput(sought.errors);
    const rows = await everything((page) => kind.list({ ...sought.query, page, pageSize: MOST_PER_PAGE }));
    const [declared] = await Promise.all([
      this.declared.onAll(kind, rows, at),
      this.asked.looked(req, { of: 'spreadsheet', list: kind.path, query, fields }),
    ]);
    const conflicts = ({ id }: RecordRow) => declared && { 'Conflicts declared': declared.get(id) ?? '' };
    const name = `${kind.path}-${at.today}.csv`;
    res
      .type('text/csv')
      .attachment(name)
      .send(spreadsheet(rows.map((row) => ({ ...kind.csv?.(row, at), ...conflicts(row) }))));
  }

  @Get(':kind')
  async list(@Param('kind') path: string, @Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    const filters = (await kind.filters?.(at)) ?? [];
    const sought = pageQuery(query, filters, at);
    const look = { of: 'list', list: kind.path, query, fields: filters } as const;
    const [found, restrictedMore] = await Promise.all([
      kind.list(sought),
      this.needToKnow.withheld(kind),
      this.asked.looked(req, look),
    ]);
    const page = found.items.length === 0 && found.page > 1 ? await kind.list({ ...sought, page: 1 }) : found;
    res.render(`${kind.views}/list`, { ...listView(kind, page, filters, query, at), restrictedMore });
  }

  @Get(':kind/:id')
  async one(@Param('kind') path: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const actions = actionsOf(kind, record, at.person);
    const seen = kind.seen(record, at.person, at);
    const look = { of: 'record', record: lookedAt(kind, record), part: 'page', seen } as const;
    const [told, extras, declared, restriction] = await Promise.all([
      this.files.told(kind, seen),
      kind.extras?.(record, at),
      this.declared.on(kind, record, seen, at),
      this.needToKnow.on(kind, record, at),
      this.asked.looked(req, look),
    ]);
    res.render(`${kind.views}/one`, {
      kind,
      title: record.title,
      record: told,
      declared,
      actions: [...actions, ...(restriction.act ? [restriction.act] : [])],
      restriction,
      withheld: withheldFrom(kind, record, at.person),
      correct: correctFrom(actions),
      mayOpen: (other: string) => this.asked.mayOpen(other, at.person),
      whoLooked: allowed(looksReaders, at.person, undefined),
      today: at.today,
      ...extras,
    });
  }

  @Get(':kind/:id/files/:file')
  async file(@Param() address: Address & { readonly file: string }, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    await this.files.send(kind.file?.(record, address.file, personOf(req)), res, () =>
      this.asked.looked(req, { of: 'file', record: lookedAt(kind, record), file: address.file }),
    );
  }
}
