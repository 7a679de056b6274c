import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { KeptForms } from './kept-forms';
import { ownAddress } from './own-address';
import { goOn } from './session';
import { Sessions } from './sessions';
import { personOf } from './signed-in';

const PAGE = '/me/sessions';

/** "Where you are signed in": everybody's own sessions, to end one or all others. */
@Controller('me')
export class SessionsPage {
  constructor(
    private readonly sessions: Sessions,
    private readonly forms: KeptForms,
  ) {}

  @Get('sessions')
  async page(@Req() req: Request, @Res() res: Response) {
    const here = idOf(req);
    const all = await this.sessions.of(personOf(req).id);
    res.render('sessions', {
      title: 'Where you are signed in',
      here: all.find(({ id }) => id === here),
      others: all.filter(({ id }) => id !== here),
    });
  }

  @Post('sessions/end')
  async end(@Body() body: { session?: unknown } | undefined, @Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const id = typeof body?.session === 'string' && UUID.test(body.session) ? body.session : '';
    const ended = id !== idOf(req) && (await this.sessions.end(person.id, id));
    await say(ended ? 'That sign-in is ended.' : 'That sign-in had ended already.', req, res, PAGE);
  }

  @Post('sessions/end-others')
  async endOthers(@Req() req: Request, @Res() res: Response) {
    const ended = await this.sessions.endOthers(personOf(req).id, idOf(req));
    await say(ended === 1 ? 'The other sign-in is ended.' : 'All other sign-ins are ended.', req, res, PAGE);
  }

  /** Throws away a form that was kept, and shows the form empty. */
  @Post('kept-form/drop')
  async drop(@Body() body: { address?: unknown } | undefined, @Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const address = ownAddress(body?.address);
    await this.forms.drop({ person: person.id, address });
    await goOn(req, res, address);
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the session in which somebody asks. */
const idOf = (req: Request): string => req.session.signIn?.id ?? '';

async function say(done: string, req: Request, res: Response, address: string): Promise<void> {
  req.session.said = { done, caughtUp: true };
  await goOn(req, res, address);
}
