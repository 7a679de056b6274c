import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { identifyingWords } from '../acts/identifying';
import { type Said, formView, sentBy } from '../acts/page.form';
import type { ActDefinition, RecordRow } from '../acts/record-kind';
import { Taker } from '../acts/taker';
import { readForm } from '../forms';
import { personOf } from '../identity/signed-in';
import { OpeningForm } from './concerned.forms';
import { type Found, Opening, type OpeningAddress } from './opening';
import { reasonFault } from './reason';

/** Details of a person concerned, opened on a page: first the reason is asked, then they are shown for that view only. */
@Controller()
export class OpeningPage {
  constructor(
    private readonly opening: Opening,
    private readonly taker: Taker,
  ) {}

  @Get(':kind/:id/concerned/:subject')
  async ask(@Param() address: OpeningAddress, @Req() req: Request, @Res() res: Response) {
    const found = await this.opening.find(address, req);
    await this.opening.lookAtForm(found, req);
    await this.form(found, {}, req, res);
  }

  @Post(':kind/:id/concerned/:subject')
  @HttpCode(200)
  async open(@Param() address: OpeningAddress, @Req() req: Request, @Res() res: Response) {
    const found = await this.opening.find(address, req);
    const at = await this.taker.at(found.record, personOf(req), {});
    const { said, checked } = sentBy(req, at);
    const read = readForm(OpeningForm, said.values, { today: at.today, lists: {}, from: 'page' });
    const errors = 'errors' in read ? read.errors : reasonFault(read.form);
    if ('errors' in read || errors.length > 0) {
      await this.opening.refuse(found, 'no-reason', req);
      await this.form(found, { ...said, errors }, req, res.status(400));
      return;
    }
    const identifying = checked ? [] : identifyingWords(OpeningForm, read.form);
    if (identifying.length > 0) {
      await this.form(found, { ...said, identifying }, req, res.status(422));
      return;
    }
    const details = await this.opening.open(found, read.form.reason, req);
    const { kind, record, concerned } = found;
    // Shown for this view only: no copy with the browser, none in the session, none behind an address.
    res.set('Cache-Control', 'no-store').render('concerned/opened', {
      kind,
      record,
      title: `Details of ${concerned.pseudonym}`,
      details,
      reason: read.form.reason,
    });
  }

  private async form(found: Found, said: Partial<Said>, req: Request, res: Response): Promise<void> {
    const at = await this.taker.at(found.record, personOf(req), {});
    res.render('act', formView(found.kind, askingFor(found), at, {}, said));
  }
}

/** The form in the shape of an act, for the page that all acts have. */
const askingFor = ({ concerned: { id, pseudonym } }: Found): ActDefinition<RecordRow> => ({
  name: `concerned/${id}`,
  title: `Open the details of ${pseudonym}`,
  intro:
    'They are shown for one view. That you opened them, when and why is recorded before you see them, and can be read by the Partnership Team and the Independent Scrutineer.',
  button: 'Open for this view',
  done: '',
  form: OpeningForm,
  may: [],
  command: () => [],
});
