import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Identities } from '../../identity/identities';
import { Providers } from './providers';
import { refusalOf } from './sign-in.failures';
import { waysOut } from './signing-in';

/** The page behind a one-time link: what it is, and with which account to sign in so that it is used. */
@Controller()
export class Invitations {
  constructor(
    private readonly providers: Providers,
    private readonly identities: Identities,
  ) {}

  @Get('invitation/:code')
  @Header('Referrer-Policy', 'no-referrer')
  async page(@Param('code') code: string, @Res() res: Response) {
    const found = await this.identities.invited(code);
    if ('refused' in found) {
      const refusal = refusalOf(`invitation-${found.refused}`, '');
      res.status(refusal.status).render('sign-in', { title: refusal.title, refusal, providers: [], address: '' });
      return;
    }
    const providers = waysOut(this.providers, { invitation: code });
    // The code is for one person: it is not printed with the page.
    res.render('invitation', { title: 'You are invited to Learning Trail', providers, address: '' });
  }
}
