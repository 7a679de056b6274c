import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BadLogoutToken, LogoutTokens } from './logout-tokens';
import { PARTNERSHIP, type Partnership } from '../settings';
import { Partnerships } from './partnerships';
import { Providers } from './providers';
import { Sessions } from './sessions';

/** OAuth's words for a request that is not taken. What was wrong with it stands in our log, and is no help to whoever forged it. */
const REFUSED = {
  error: 'invalid_request',
  error_description: 'This is no logout token that was made for this house.',
};

/**
 * For sign-in services and no browser: who leaves there leaves here too, in every browser (OpenID Connect Back-Channel Logout
 * 1.0). There is no session and no form's token on this way: the signature says who asks.
 */
@Controller()
export class BackChannelSignOut {
  constructor(
    private readonly providers: Providers,
    private readonly tokens: LogoutTokens,
    private readonly sessions: Sessions,
    private readonly partnerships: Partnerships,
    @Inject(PARTNERSHIP) private readonly partnership: Partnership,
  ) {}

  @Post('sign-out/back-channel/:provider')
  @HttpCode(200)
  async signOut(
    @Param('provider') id: string,
    @Body() body: { logout_token?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const provider = this.providers.find(id);
    const token = body?.logout_token;
    if (!provider || typeof token !== 'string') {
      res.status(400).json(REFUSED);
      return;
    }
    try {
      const asked = await this.tokens.read(provider, token);
      // Elsewhere first: broken off in between, the request has not been carried out, and may come again.
      if (!(await this.sessions.wasAsked(asked)))
        await this.partnerships.endElsewhere({ ...asked, provider: provider.id }, this.partnership.id);
      const ended = await this.sessions.endVouched(provider.id, asked);
      if (ended === undefined) throw new BadLogoutToken('A request to sign somebody out came a second time');
      req.log.info({ provider: id, ended }, 'A sign-in service has signed somebody out');
      res.status(200).end();
    } catch (error) {
      if (!(error instanceof BadLogoutToken)) throw error;
      req.log.warn({ err: error, provider: id }, 'A request to sign somebody out was refused');
      res.status(400).json(REFUSED);
    }
  }
}
