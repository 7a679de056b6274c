import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CLOCK, type Clock } from '../../clock';
import { PARTNERSHIP, PUBLIC_URL, type Partnership } from '../settings';
import { Arrivals } from './arrivals';
import { originOf, ownAddress } from './own-address';
import { Partnerships } from './partnerships';
import { Providers } from './providers';
import { cookieOf, goOn } from './session';
import { begin } from './session.life';
import { type Refusal, SignInFailed, refusalOf } from './sign-in.failures';
import { type SigningIn, comeBack, setOut, waysOut } from './signing-in';

type Asked = Readonly<Record<string, unknown>>;

/** Sign-in with the account that a person already has, by OpenID Connect: out to a provider, and back. */
@Controller()
export class SignInPages {
  constructor(
    private readonly providers: Providers,
    private readonly arrivals: Arrivals,
    private readonly partnerships: Partnerships,
    @Inject(PARTNERSHIP) private readonly partnership: Partnership,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | undefined,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('sign-in')
  page(@Query() { to, out }: Asked, @Res() res: Response) {
    this.show(res, ownAddress(to), { ...(out === 'here' && { outHereOnly: true }) });
  }

  /** Changes nothing but what this browser's session remembers of the way: so a link may lead here. */
  @Get('sign-in/with/:provider')
  async goOut(@Param('provider') id: string, @Query() asked: Asked, @Req() req: Request, @Res() res: Response) {
    const { to, again, invitation } = asked;
    const returnTo = ownAddress(to);
    const provider = this.providers.find(id);
    if (!provider) {
      res.redirect(303, '/sign-in');
      return;
    }
    try {
      const back = `${originOf(req, this.publicUrl)}/sign-in/return`;
      const { url, state, nonce, verifier } = await this.providers.begin(provider, back, again === 'yes');
      const at = this.clock.now().getTime();
      const invited = typeof invitation === 'string' && invitation !== '' ? { invitation } : {};
      setOut(req, state, { nonce, verifier, provider: id, returnTo, back, at, ...invited });
      await goOn(req, res, url.href);
    } catch (error) {
      this.refuse(req, res, error, { provider: id, returnTo });
    }
  }

  @Get('sign-in/return')
  async comeIn(@Query() { state }: Asked, @Req() req: Request, @Res() res: Response) {
    const begun = comeBack(req, state, this.clock.now().getTime());
    try {
      const provider = this.providers.find(begun?.provider);
      if (!begun || !provider || typeof state !== 'string') throw new SignInFailed('lost');
      const returned = new URL(begun.back + (URL.parse(req.originalUrl, begun.back)?.search ?? ''));
      const vouched = await this.providers.finish(provider, returned, { ...begun, state });
      const person = await this.arrivals.of(vouched, provider, begun.invitation);
      await begin(req, person, this.clock.now());
      req.session.vouched = { provider: provider.id, ...vouched };
      await goOn(req, res, begun.returnTo);
    } catch (error) {
      this.refuse(req, res, error, begun);
    }
  }

  /** Ends our session, here and in every other partnership, then the provider's, where it has such an address and answers. */
  @Post('sign-out')
  async signOut(@Req() req: Request, @Res() res: Response) {
    const { vouched } = req.session;
    const provider = this.providers.find(vouched?.provider);
    const back = `${originOf(req, this.publicUrl)}/sign-in`;
    const theirs =
      vouched && provider && (await this.providers.endAddress(provider, vouched.idToken, back).catch(() => undefined));
    if (vouched) await this.partnerships.endElsewhere(vouched, this.partnership.id);
    await new Promise<void>((done, failed) => {
      req.session.destroy((error: unknown) => {
        if (error) failed(error instanceof Error ? error : new Error('The session could not be ended'));
        else done();
      });
    });
    res.clearCookie(cookieOf(this.partnership.id)).redirect(303, theirs?.href ?? '/sign-in?out=here');
  }

  /** Who was not let in sees why, and how to try again; whoever looks after the house sees the cause. */
  private refuse(req: Request, res: Response, error: unknown, begun?: Pick<SigningIn, 'provider' | 'returnTo'>) {
    if (!(error instanceof SignInFailed)) throw error;
    const provider = this.providers.find(begun?.provider);
    req.log.warn({ err: error, provider: provider?.id }, 'A sign-in came to nothing');
    const refusal = refusalOf(error.why, provider?.name ?? 'The sign-in service');
    this.show(res.status(refusal.status), begun?.returnTo ?? '/', { refusal });
  }

  private show(res: Response, returnTo: string, further: Further) {
    const { refusal } = further;
    const asked = { ...(returnTo !== '/' && { to: returnTo }), ...(refusal && { again: 'yes' }) };
    const providers = waysOut(this.providers, asked);
    // Its own address may hold what only this browser is to have: it is not printed.
    res.render('sign-in', { title: refusal?.title ?? 'Sign in', ...further, providers, address: '' });
  }
}

interface Further {
  readonly refusal?: Refusal;
  /** Signed out here, while the provider may still know the person. */
  readonly outHereOnly?: boolean;
}
