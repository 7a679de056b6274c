import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PARTNERSHIP, type Partnership } from '../settings';
import { type LetIn, Partnerships } from './partnerships';
import { personOf } from './signed-in';

/** "Your partnerships": those of this house in which somebody's account is somebody's, and the way to each. */
@Controller()
export class PartnershipsPage {
  constructor(
    private readonly partnerships: Partnerships,
    @Inject(PARTNERSHIP) private readonly partnership: Partnership,
  ) {}

  @Get('me/partnerships')
  async page(@Req() req: Request, @Res() res: Response) {
    const all = await this.of(req);
    req.session.belongsTo = all.length;
    res.render('partnerships', {
      title: 'Your partnerships',
      severalPartnerships: all.length > 1,
      partnerships: all.map(({ id, name, url }) => ({
        name,
        host: new URL(url).host,
        ...(id !== this.partnership.id && { href: switchTo(url, req.session.vouched?.provider ?? '') }),
      })),
    });
  }

  @Get('api/v1/me/partnerships')
  async list(@Req() req: Request, @Res() res: Response) {
    const items = (await this.of(req)).map(({ id, name, url, audience }) => ({
      id,
      name,
      address: url,
      audience,
      here: id === this.partnership.id,
    }));
    res.json({ items });
  }

  private async of(req: Request): Promise<readonly LetIn[]> {
    personOf(req);
    return req.account ? this.partnerships.of(req.account) : [];
  }
}

/** Where somebody goes on in another partnership, as who they are at the provider that vouches for them here. */
const switchTo = (url: string, provider: string): string => `${url}/sign-in/with/${provider}?quietly=yes`;
