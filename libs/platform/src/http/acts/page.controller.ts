import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RuleBroken } from '#app/kernel';
import { Reached } from '../../read-store/reached';
import { Stale } from '../../write/act';
import { errorAt, readForm } from '../forms';
import { goOn } from '../identity/session';
import { personOf } from '../identity/signed-in';
import { FileSender } from '../files';
import { InvalidInput } from '../problems';
import { type Address, Asked, noSuchThing } from './asked';
import { correctFrom } from './correcting';
import { everything, spreadsheet } from './csv';
import { identifyingWords } from './identifying';
import { MOST_PER_PAGE, type Query as Sought, pageQuery, strictQuery } from './list-query';
import { type Said, formView, refusalOf, relisted, sentBy } from './page.form';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';
import { Taker } from './taker';
import { tell } from './tell';
import { actionsOf, listView } from './views';

/** The pages of every kind of record: the list, one record, and a form for each act. */
@Controller()
export class RecordPages {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly reached: Reached,
    private readonly files: FileSender,
  ) {}

  @Get(':kind.csv')
  async csv(@Param('kind') path: string, @Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    if (!kind.csv) return noSuchThing();
    // A spreadsheet cannot say what it did not understand: it must not look as if it held what was asked for.
    const sought = strictQuery(query, (await kind.filters?.(at)) ?? [], at);
    if ('errors' in sought) throw new InvalidInput(sought.errors);
    const rows = await everything((page) => kind.list({ ...sought.query, page, pageSize: MOST_PER_PAGE }));
    const name = `${kind.path}-${at.today}.csv`;
    res
      .type('text/csv')
      .attachment(name)
      .send(spreadsheet(rows.map((row) => kind.csv?.(row, at) ?? {})));
  }

  @Get(':kind')
  async list(@Param('kind') path: string, @Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    const filters = (await kind.filters?.(at)) ?? [];
    const sought = pageQuery(query, filters, at);
    const found = await kind.list(sought);
    const page = found.items.length === 0 && found.page > 1 ? await kind.list({ ...sought, page: 1 }) : found;
    res.render(`${kind.views}/list`, listView(kind, page, filters, query, at));
  }

  @Get(':kind/new')
  async openingForm(
    @Param('kind') path: string,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), query);
    await this.form(kind, this.asked.opening(kind, at), at, {}, res);
  }

  @Post(':kind')
  @HttpCode(200)
  async open(
    @Param('kind') path: string,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), query);
    // What is wrong with the form is said before it is refused for what it names.
    await this.send(kind, this.asked.opening(kind, at), at, req, res, () => this.asked.opening(kind, at, req.body));
  }

  @Get(':kind/:id')
  async one(@Param('kind') path: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const actions = actionsOf(kind, record, at.person);
    res.render(`${kind.views}/one`, {
      kind,
      title: record.title,
      record: kind.seen(record, at.person, at),
      actions,
      correct: correctFrom(actions),
      mayOpen: (other: string) => this.asked.mayOpen(other, at.person),
      today: at.today,
      ...(await kind.extras?.(record, at)),
    });
  }

  @Get(':kind/:id/files/:file')
  async file(@Param() address: Address & { readonly file: string }, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    await this.files.send(kind.file?.(record, address.file, personOf(req)), res);
  }

  @Get(':kind/:id/:act')
  async actForm(
    @Param() address: Address,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    const at = await this.taker.at(record, personOf(req), query);
    await this.form(kind, this.asked.act(kind, address.act, at, query), at, {}, res);
  }

  @Post(':kind/:id/:act')
  @HttpCode(200)
  async act(
    @Param() address: Address,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    const at = await this.taker.at(record, personOf(req), query);
    const definition = this.asked.act(kind, address.act, at, req.body);
    await this.send(kind, definition, at, req, res, () => definition);
  }

  private async send(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    req: Request,
    res: Response,
    permitted: () => unknown,
  ): Promise<void> {
    const { said, changesList, checked } = sentBy(req, at);
    if (changesList) {
      await this.form(kind, definition, at, relisted(definition, said, changesList), res);
      return;
    }
    const lists = await this.taker.lists(definition, at);
    const context = { today: at.today, lists, from: 'page' as const, files: said.files };
    const read = readForm(definition.form, said.values, context);
    if ('errors' in read) {
      await this.form(kind, definition, at, { ...said, errors: read.errors }, res.status(refusalOf(req)));
      return;
    }
    permitted();
    const identifying = checked ? [] : identifyingWords(definition.form, read.form);
    if (identifying.length > 0) {
      await this.form(kind, definition, at, { ...said, identifying }, res.status(422));
      return;
    }
    try {
      const taken = await this.taker.take(kind, definition, read.form, at, { ...said, body: said.values });
      const position = taken.at(-1)?.position;
      const caughtUp = position === undefined || (await this.reached.until(position));
      const references = taken.map(({ reference }) => reference).join(', ');
      req.session.said = { done: `${definition.done} ${at.record ? '' : references}`.trim(), caughtUp };
      await goOn(req, res, taken.length === 1 ? `/${kind.path}/${taken[0]?.id ?? ''}` : `/${kind.path}`);
    } catch (error) {
      await this.refused(kind, definition, at, said, error, res);
    }
  }

  /** A rule said no, or somebody was faster: the form again, with everything that was typed. */
  private async refused(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    said: Said,
    error: unknown,
    res: Response,
  ): Promise<void> {
    const again = { ...said, key: randomUUID() };
    if (error instanceof RuleBroken) {
      const errors = error.field === undefined ? [] : [errorAt(definition.form, error.field, error.message)];
      const told = errors.length > 0 ? { errors } : { refused: error.message };
      await this.form(kind, definition, at, { ...again, ...told }, res.status(409));
    } else if (error instanceof Stale) {
      const meanwhile = error.meanwhile.map((recorded) => tell(recorded, kind, at.names, at.person));
      await this.form(kind, definition, at, { ...again, seen: error.revision, meanwhile }, res.status(409));
    } else throw error;
  }

  private async form(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    said: Partial<Said>,
    res: Response,
  ): Promise<void> {
    const lists = await this.taker.lists(definition, at);
    const initial = said.values ? {} : ((await definition.initial?.(at)) ?? {});
    res.render(definition.template ?? 'act', {
      ...(await definition.beside?.(at)),
      ...formView(kind, definition, at, lists, { values: initial as Said['values'], ...said }),
    });
  }
}
