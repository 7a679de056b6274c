import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readForm } from '../forms';
import { Reached } from '../../read-store/reached';
import { personOf } from '../identity/signed-in';
import { InvalidInput, SeenNothing } from '../problems';
import { FileSender } from '../files';
import { NeedToKnow } from '../need-to-know';
import { lookedAt } from '../looks';
import { keyInHeader } from './act-key';
import { type Address, Asked, noSuchThing } from './asked';
import { identifyingWords } from './identifying';
import { type Query as Sought, strictQuery } from './list-query';
import { filesOf, refusalOf } from './page.form';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';
import { Declared } from './declared';
import { Taker } from './taker';

/** The JSON API of every kind of record: the same queries and commands as the pages. */
@Controller('api/v1')
export class RecordApi {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly files: FileSender,
    private readonly reached: Reached,
    private readonly declared: Declared,
    private readonly needToKnow: NeedToKnow,
  ) {}

  @Get(':kind')
  async list(@Param('kind') path: string, @Query() query: Sought, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    const fields = (await kind.filters?.(at)) ?? [];
    const sought = strictQuery(query, fields, at);
    if ('errors' in sought) throw new InvalidInput(sought.errors);
    const look = { of: 'list', list: kind.path, query, fields } as const;
    const [{ items, ...counted }, withheld] = await Promise.all([
      kind.list(sought.query),
      this.needToKnow.withheld(kind),
      this.asked.looked(req, look),
    ]);
    res.json({ items: items.map((record) => kind.seen(record, at.person, at)), ...counted, withheld });
  }

  @Get(':kind/:id')
  async one(@Param('kind') path: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const seen = kind.seen(record, at.person, at);
    const look = { of: 'record', record: lookedAt(kind, record), part: 'page', seen } as const;
    const [told, conflicts] = await Promise.all([
      this.files.told(kind, seen),
      this.declared.on(kind, record, seen, at),
      this.asked.looked(req, look),
    ]);
    res.set('ETag', tag(record.revision)).json({ ...told, ...(conflicts.length > 0 && { conflicts }) });
  }

  @Get(':kind/:id/path')
  async path(@Param() address: Address, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const way = (await kind.pathOf?.(record, at)) ?? noSuchThing();
    await this.asked.looked(req, { of: 'record', record: lookedAt(kind, record), part: 'path' });
    res.set('ETag', tag(record.revision)).json(way);
  }

  @Get(':kind/:id/files/:file')
  async file(@Param() address: Address & { readonly file: string }, @Req() req: Request, @Res() res: Response) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    await this.files.send(kind.file?.(record, address.file, personOf(req)), res, () =>
      this.asked.looked(req, { of: 'file', record: lookedAt(kind, record), file: address.file }),
    );
  }

  @Post(':kind')
  async open(
    @Param('kind') path: string,
    @Headers('idempotency-key') key: string | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(path, req);
    const at = await this.taker.at(undefined, personOf(req), {});
    await this.take(kind, this.asked.opening(kind, at, req.body), at, keyInHeader(key), undefined, req, res);
  }

  @Post(':kind/:id/:act')
  async act(
    @Param() address: Address,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const kind = this.asked.kind(address.kind, req);
    const record = await this.asked.record(kind, address.id, req);
    const at = await this.taker.at(record, personOf(req), {});
    const definition = this.asked.act(kind, address.act, at, req.body);
    await this.take(kind, definition, at, keyInHeader(key), seenOf(ifMatch), req, res);
  }

  private async take(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    at: At<RecordRow>,
    key: string,
    seen: number | undefined,
    req: Request,
    res: Response,
  ): Promise<void> {
    const body: unknown = req.body ?? {};
    const lists = await this.taker.lists(definition, at);
    const from = req.is('multipart/form-data') ? 'page' : 'api';
    const read = readForm(definition.form, body, { today: at.today, lists, from, files: filesOf(req) });
    if ('errors' in read) throw new InvalidInput(read.errors, refusalOf(req));
    const taken = await this.taker.take(kind, definition, read.form, at, {
      key,
      body,
      ...(seen !== undefined && { seen }),
    });
    const answers = taken.map(({ id, reference, revision, position }) => ({
      id,
      reference,
      revision,
      position: String(position),
    }));
    const last = taken.at(-1);
    if (last) await this.reached.until(last.position);
    const [first] = answers;
    if (!first) throw new Error(`${definition.name} answered nothing`);
    const warnings = identifyingWords(definition.form, read.form).map(({ name, label, found }) => ({
      field: name,
      detail: `${label} may hold words that tell who somebody is: ${found.map(({ kind: what }) => what).join(', ')}`,
    }));
    const answer = {
      ...(await this.taker.shown(definition, taken, at)),
      ...first,
      ...(answers.length > 1 && { all: answers }),
      ...(warnings.length > 0 && { warnings }),
    };
    if (at.record) res.status(200);
    else res.status(201).location(`/api/v1/${kind.path}/${first.id}`);
    res.set('ETag', tag(first.revision)).json(answer);
  }
}

const tag = (revision: number): string => `"${revision}"`;

/** The revision in If-Match; `*` asks for no comparison. */
function seenOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) throw new SeenNothing();
  if (ifMatch.trim() === '*') return undefined;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  const message = 'If-Match must be the ETag of the record that you saw, such as "4"';
  throw new InvalidInput([{ pointer: '', name: 'If-Match', id: '', message }]);
}
