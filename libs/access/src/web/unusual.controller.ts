import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RuleBroken } from '#app/kernel';
import {
  type FieldError,
  Looks,
  NotForYou,
  Reached,
  Taker,
  allowed,
  fieldsOf,
  goOn,
  identifyingWords,
  keyInForm,
  readForm,
} from '#app/platform';
import type { NotedFlag } from '../read/unusual.queries';
import { looksReader } from './looks.pages';
import { LookIntoForm } from './unusual.forms';
import { UnusualAccess, lookInto, tellFlag } from './unusual.looked-into';

const LIST = { of: 'list', list: 'unusual-access', query: {}, fields: [] } as const;

interface Said {
  readonly note?: unknown;
  readonly key?: string;
  readonly errors?: readonly FieldError[];
  readonly refused?: string;
  readonly identifying?: readonly object[];
}

/** What is out of the ordinary, and what was found when somebody asked. */
@Controller('unusual-access')
export class UnusualAccessPages {
  constructor(
    private readonly unusual: UnusualAccess,
    private readonly looks: Looks,
    private readonly taker: Taker,
    private readonly reached: Reached,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response) {
    const at = await this.taker.at(undefined, looksReader(req), {});
    const flags = await this.unusual.latest(at.today, at.names);
    await this.looks.record(req, LIST);
    res.render('access/unusual', { title: 'Unusual access', flags });
  }

  @Get(':flag')
  async one(@Param('flag') id: string, @Req() req: Request, @Res() res: Response) {
    looksReader(req);
    const flag = await this.found(id);
    const chosen = { name: 'flag', label: 'Which', kind: 'choice', options: [{ value: id, text: id }] } as const;
    await this.looks.record(req, { ...LIST, query: { flag: id }, fields: [chosen] });
    await this.show(flag, {}, req, res);
  }

  @Post(':flag')
  @HttpCode(200)
  async lookInto(@Param('flag') id: string, @Req() req: Request, @Res() res: Response) {
    const person = looksReader(req);
    const flag = await this.found(id);
    if (!allowed(lookInto, person, undefined)) throw new NotForYou(lookInto.map(({ label }) => label));
    const { _key, _checked, note } = req.body as Readonly<Record<string, unknown>>;
    const said = { note, key: keyInForm(_key) };
    const read = readForm(LookIntoForm, { note }, { today: this.taker.today(), lists: {}, from: 'page', files: [] });
    if ('errors' in read) {
      await this.show(flag, { ...said, errors: read.errors }, req, res.status(400));
      return;
    }
    const identifying = _checked === 'yes' ? [] : identifyingWords(LookIntoForm, read.form);
    if (identifying.length > 0) {
      await this.show(flag, { ...said, identifying }, req, res.status(422));
      return;
    }
    try {
      const { position } = await this.unusual.lookInto(flag, read.form.note, person, said.key);
      req.session.said = { done: 'What you found is recorded.', caughtUp: await this.reached.until(position) };
      await goOn(req, res, `/unusual-access/${flag.id}`);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      await this.show(flag, { ...said, key: randomUUID(), refused: error.message }, req, res.status(409));
    }
  }

  private async found(id: string): Promise<NotedFlag> {
    const flag = await this.unusual.find(id);
    if (!flag) throw new NotFoundException();
    return flag;
  }

  private async show(flag: NotedFlag, said: Said, req: Request, res: Response): Promise<void> {
    const at = await this.taker.at(undefined, looksReader(req), {});
    const { note, key = randomUUID(), errors = [], refused, identifying } = said;
    res.render('access/unusual-one', {
      title: 'Unusual access',
      flag: tellFlag(flag, at.names),
      may: allowed(lookInto, at.person, undefined) && at.person.id !== flag.person,
      own: at.person.id === flag.person,
      fields: fieldsOf(LookIntoForm, { values: { note }, errors, lists: {}, today: at.today }),
      key,
      errors,
      ...(refused !== undefined && { refused }),
      ...(identifying && { identifying }),
    });
  }
}
