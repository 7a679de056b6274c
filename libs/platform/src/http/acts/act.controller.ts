import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RuleBroken } from '#app/kernel';
import { Reached } from '../../read-store/reached';
import { within } from '../../within';
import { KeyReused, Stale, type Taken } from '../../write/act';
import { errorAt, readForm } from '../forms';
import { KeptForms } from '../identity/kept-forms';
import { formAddress } from '../identity/late-form';
import { goOn } from '../identity/session';
import { personOf } from '../identity/signed-in';
import { lookedAt } from '../looks';
import { problemOf } from '../problems';
import { type Address, Asked } from './asked';
import { identifyingWords } from './identifying';
import { NotRecorded, type Page } from './not-recorded';
import { type Said, formView, givenBack, refusalOf, relisted, sentBy } from './page.form';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';
import { Taker } from './taker';
import { tell } from './tell';

/** How long a form that could not be recorded is waited for. */
const SHOWN_WITHIN_MS = 2_000;

const SENT_BEFORE =
  'This form was sent before, with other words, and that was recorded. Look for it before you send this as well: it would be recorded beside it.';

/** The forms of every kind of record, a page for each act. Before the pages of records: \`new\` is no record's id. */
@Controller()
export class ActPages {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly reached: Reached,
    private readonly kept: KeptForms,
  ) {}

  @Get(':kind/new')
  async openingForm(
    @Param('kind') path: string,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), query);
    await this.form(kind, this.asked.opening(kind, at), at, await this.givenBack(at, req), res);
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

  @Get(':kind/:id/:act')
  async actForm(
    @Param() address: Address,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const { kind, record, at, definition } = await this.onRecord(address, query, query, req);
    await this.asked.looked(req, { of: 'record', record: lookedAt(kind, record), part: 'form', act: definition.name });
    await this.form(kind, definition, at, await this.givenBack(at, req), res);
  }

  @Post(':kind/:id/:act')
  @HttpCode(200)
  async act(
    @Param() address: Address,
    @Query() query: At<RecordRow>['query'],
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const { kind, at, definition } = await this.onRecord(address, query, req.body, req);
    await this.send(kind, definition, at, req, res, () => definition);
  }

  /** The act on its record, if it is for the person who asks; what is said may name a part of it, such as a line. */
  private async onRecord({ kind: path, id, act }: Address, query: At<RecordRow>['query'], said: unknown, req: Request) {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const at = await this.taker.at(record, personOf(req), query);
    return { kind, record, at, definition: this.asked.act(kind, act, at, said) };
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
      if (said.kept) await this.kept.drop({ person: at.person.id, address: formAddress(req) });
      await this.done(kind, definition, at, taken, req, res);
    } catch (error) {
      await this.refused(kind, definition, at, said, error, res);
    }
  }

  /** It is recorded: on to the page that shows it, once its rows have come so far. */
  private async done(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    taken: readonly Taken[],
    req: Request,
    res: Response,
  ): Promise<void> {
    const position = taken.at(-1)?.position;
    const caughtUp = position === undefined || (await this.reached.until(position));
    if (definition.shows) {
      const shown = await this.taker.shown(definition, taken, at);
      const origin = `${req.protocol}://${req.get('host') ?? ''}`;
      res.render(definition.shows.template, { ...shown, record: at.record, cancel: `/${kind.path}/${at.id}`, origin });
      return;
    }
    const references = taken.map(({ reference }) => reference).join(', ');
    req.session.said = { done: `${definition.done} ${at.record ? '' : references}`.trim(), caughtUp };
    await goOn(req, res, taken.length === 1 ? `/${kind.path}/${taken[0]?.id ?? ''}` : `/${kind.path}`);
  }

  /** A rule said no, somebody was faster, or it was not possible just now: the form again, with everything that was typed. */
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
    } else if (error instanceof Stale && at.record) {
      await this.asked.looked(res.req, { of: 'record', record: lookedAt(kind, at.record), part: 'history' });
      const meanwhile = error.meanwhile.map((recorded) => tell(recorded, kind, at.names, at.person));
      await this.form(kind, definition, at, { ...again, seen: error.revision, meanwhile }, res.status(409));
    } else if (error instanceof KeyReused) {
      await this.form(kind, definition, at, { ...again, refused: SENT_BEFORE }, res.status(422));
    } else throw await this.notNow(kind, definition, at, said, error);
  }

  /** The fault, with the form where that can be shown. */
  private async notNow(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    said: Said,
    error: unknown,
  ): Promise<unknown> {
    const { status, detail } = problemOf(error);
    if (status !== 503) return error;
    // What has just not answered may not answer this either.
    return within(SHOWN_WITHIN_MS, this.page(kind, definition, at, { ...said, refused: detail })).then(
      (form) => new NotRecorded(error, form),
      () => error,
    );
  }

  /** What was typed into this form, where its person had been signed out when they sent it. */
  private async givenBack(at: At<RecordRow>, req: Request): Promise<Partial<Said>> {
    const address = formAddress(req);
    const kept = await this.kept.find({ person: at.person.id, address });
    return kept ? givenBack(kept, address, at) : {};
  }

  private async form(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    said: Partial<Said>,
    res: Response,
  ): Promise<void> {
    const { template, view } = await this.page(kind, definition, at, said);
    res.render(template, view);
  }

  private async page(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    said: Partial<Said>,
  ): Promise<Page> {
    const lists = await this.taker.lists(definition, at);
    const initial = said.values ? {} : ((await definition.initial?.(at)) ?? {});
    const view = {
      ...(await definition.beside?.(at)),
      ...formView(kind, definition, at, lists, { values: initial as Said['values'], ...said }),
    };
    return { template: definition.template ?? 'act', view };
  }
}
