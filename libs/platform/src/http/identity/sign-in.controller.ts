import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CLOCK, type Clock } from '../../clock';
import { PARTNERSHIP, PUBLIC_URL, type Partnership } from '../settings';
import { Arrivals } from './arrivals';
import { originOf, ownAddress } from './own-address';
import { Partnerships } from './partnerships';
import { type Prompt, Providers, type Vouched } from './providers';
import type { ProviderSettings } from './provider.settings';
import { cookieOf, goOn } from './session';
import { begin } from './session.life';
import { type Refusal, SignInFailed, hasToAsk, refusalOf } from './sign-in.failures';
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

  /**
   * Changes nothing but what this browser's session remembers of the way: so a link may lead here. `quietly=yes`: somebody comes
   * from another partnership, and goes on as who they are here or, without a question, as who they are at the provider.
   */
  @Get('sign-in/with/:provider')
  async goOut(@Param('provider') id: string, @Query() asked: Asked, @Req() req: Request, @Res() res: Response) {
    const { to, again, invitation, quietly } = asked;
    const returnTo = ownAddress(to);
    const quiet = quietly === 'yes' && again !== 'yes';
    const provider = this.providers.find(id);
    if (!provider) {
      res.redirect(303, '/sign-in');
      return;
    }
    if (quiet && req.person) {
      res.redirect(303, returnTo);
      return;
    }
    // Nobody takes on a role without having been asked anything.
    const invited = !quiet && typeof invitation === 'string' && invitation !== '' ? { invitation } : {};
    try {
      const prompt = quiet ? 'none' : again === 'yes' ? 'login' : undefined;
      await this.setOut(req, res, provider, { returnTo, ...invited }, prompt);
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
      const vouched = await this.providers.finish(provider, returned, { ...begun, state }).catch(unlessQuiet(begun));
      if (vouched) await this.letIn(req, res, provider, vouched, begun);
      else await this.setOut(req, res, provider, { returnTo: begun.returnTo });
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

  /** Sends the browser out to a provider. */
  private async setOut(req: Request, res: Response, provider: ProviderSettings, way: Way, prompt?: Prompt) {
    const back = `${originOf(req, this.publicUrl)}/sign-in/return`;
    const { url, state, ...begun } = await this.providers.begin(provider, back, prompt);
    const at = this.clock.now().getTime();
    setOut(req, state, {
      ...begun,
      ...way,
      provider: provider.id,
      back,
      at,
      ...(prompt === 'none' && { quietly: true }),
    });
    await goOn(req, res, url.href);
  }

  private async letIn(req: Request, res: Response, provider: ProviderSettings, vouched: Vouched, way: Way) {
    const person = await this.arrivals.of(vouched, provider, way.invitation);
    await begin(req, person, this.clock.now());
    req.session.vouched = { provider: provider.id, ...vouched };
    req.session.belongsTo = (await this.partnerships.of(vouched)).length;
    await goOn(req, res, way.returnTo);
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

type Way = Pick<SigningIn, 'returnTo' | 'invitation'>;

/** Of a provider that was to ask nothing and has to: it is asked once more, and may. Everything else stays a failure. */
const unlessQuiet =
  ({ quietly }: SigningIn) =>
  (error: unknown): undefined => {
    if (quietly && hasToAsk(error)) return;
    throw error;
  };

interface Further {
  readonly refusal?: Refusal;
  /** Signed out here, while the provider may still know the person. */
  readonly outHereOnly?: boolean;
}
