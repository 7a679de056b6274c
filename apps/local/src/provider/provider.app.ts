import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type Provider from 'oidc-provider';
import type { Context, Interaction, interactionPolicy } from 'oidc-provider';
import { configureViews, loopbackOnly, rootOf, viewPaths } from '#app/platform';
import { CLIENT, configurationOf } from './configuration';
import type { KeptProvider } from './kept';
import { type Choice, isAnother, sectionsOf } from './sections';

export interface Offered {
  readonly kept: KeptProvider;
  readonly choices: readonly Choice[];
  /** Where the house's first partnership is: links to its pages lead there, and it is told who leaves. */
  readonly house?: string;
  /** The name of that partnership. */
  readonly partnership: string;
}

/**
 * A provider whose people need no password, and the page where one chooses who to be. For this machine only.
 * oidc-provider is loaded here, by its first visitor, and not by whoever waits for the house to start.
 */
export async function providerApp(issuer: string, { kept, choices, house, partnership }: Offered): Promise<Express> {
  const [oidc, { createMemoryAdapter }] = await Promise.all([
    import('oidc-provider'),
    import('oidc-provider/lib/adapters/memory_adapter.js'),
  ]);
  const app = express();
  const views = configureViews(app, { paths: [...viewPaths(), join(rootOf(), 'apps/local/views')] });
  const provider: Provider = new oidc.default(
    issuer,
    configurationOf({
      kept,
      people: [...new Set(choices.map(({ id }) => id))],
      adapter: createMemoryAdapter(),
      policy: alwaysAsking(oidc.interactionPolicy),
      Grant: () => provider.Grant,
      InvalidTarget: oidc.errors.InvalidTarget,
      errorPage: (message) =>
        views.render('error.njk', { status: 400, title: 'This sign-in cannot go on', message, partnership }),
      endSession,
      ...(house !== undefined && { house }),
    }),
  );
  app.disable('x-powered-by');
  app.use(loopbackOnly);
  app.use(headers);
  app.use('/assets', express.static(join(rootOf(), 'dist/assets'), { maxAge: '1h' }));
  app.use(({ path }, res, next) => {
    if (house !== undefined && HOUSE_PAGES.has(path)) res.redirect(303, house + path);
    else next();
  });
  app.get('/people/:uid', async (req, res) => {
    const found = await provider.interactionDetails(req, res).catch(() => undefined);
    if (!found) tooLate(res, house);
    else {
      const back = allowReturnTo(res, found.params['redirect_uri']);
      const shown = sectionsOf(choices, partnership, isAnother(back, house));
      res.set('Cache-Control', 'no-store').render('choose-person', { ...shown, uid: found.uid });
    }
  });
  app.post('/people/:uid', express.urlencoded({ extended: false, limit: '2kb' }), async (req, res) => {
    const accountId = chosen(req, choices);
    const found = await provider.interactionDetails(req, res).catch(() => undefined);
    if (!found) tooLate(res, house);
    else if (accountId === undefined) res.redirect(303, `/people/${found.uid}`);
    else {
      await leaveFormer(req, res, found, accountId);
      await provider.interactionFinished(req, res, { login: { accountId, remember: false } });
    }
  });
  app.use((req, res) => void provider.callback()(req, res));
  return app;

  /** Who chooses another person in the same browser is not asked to sign out first: a page of the library's own would do that. */
  async function leaveFormer(req: Request, res: Response, choice: Interaction, next: string): Promise<void> {
    const session = await provider.Session.get(provider.createContext(req, res));
    if (session.accountId === undefined || session.accountId === next) return;
    await session.destroy();
    choice.session = undefined;
    await choice.save(choice.exp - Math.floor(Date.now() / 1000));
  }

  /** Whoever leaves here has left there too, in every window; who cannot be told finds out by themselves. */
  async function tellTheWeb(accountId: string, sid: string | undefined): Promise<void> {
    const client = await provider.Client.find(CLIENT);
    if (client?.backchannelLogoutUri === undefined || sid === undefined) return;
    await client.backchannelLogout(accountId, sid).catch((error: unknown) => {
      process.stderr.write(`The house was not told who left: ${String(error)}\n`);
    });
  }

  /** Whoever knows the person's own ID token may end their session: that asks no further question. */
  async function endSession(context: Context): Promise<void> {
    const { session, entities } = context.oidc;
    const { postLogoutRedirectUri } = session.state;
    if (!entities.IdTokenHint) {
      context.body = views.render('error.njk', { status: 400, title: 'Nobody was signed out', partnership });
      context.status = 400;
      return;
    }
    const [accountId, sid] = [session.accountId, session.sidFor(CLIENT)];
    await session.destroy();
    if (accountId !== undefined) await tellTheWeb(accountId, sid);
    context.cookies.set(provider.cookieName('session'), null);
    context.status = 303;
    context.redirect(postLogoutRedirectUri ?? house ?? '/');
  }
}

/** The client's own pages that the shell of every page links to. */
const HOUSE_PAGES = new Set(['/', '/help', '/accessibility', '/privacy', '/docs/api']);

/** Somebody of the list, or another account by whatever name: for trying out an invitation. */
function chosen({ body }: Request, choices: readonly Choice[]): string | undefined {
  const { person, account } = body as { person?: unknown; account?: unknown };
  if (typeof account === 'string' && person === 'other' && /^[\w-]{1,40}$/.test(account.trim()))
    return `other:${account.trim().toLowerCase()}`;
  return choices.find(({ id }) => id === person)?.id;
}

/**
 * Every sign-in asks who to be, however lately one has chosen; nothing else is ever asked. One that is to ask nothing goes on as
 * who was chosen last in this browser.
 */
function alwaysAsking({ Check, base }: typeof interactionPolicy): readonly object[] {
  const policy = base();
  policy.remove('consent');
  policy
    .get('login')
    .checks.add(
      new Check('choose', 'Somebody has to be chosen', ({ oidc }) => oidc.result?.login === undefined && !goesOn(oidc)),
    );
  return policy;
}

const goesOn = ({ prompts, session }: Context['oidc']): boolean =>
  prompts.has('none') && session.accountId !== undefined;

const headers: express.RequestHandler = (req, res, next) => {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'nonce-${String(res.locals['cspNonce'])}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  })(req, res, next);
};

/** The form leads back to the house in the end, and a policy for forms looks at their redirects too. */
function allowReturnTo(res: Response, redirectUri: unknown): URL | null {
  const back = typeof redirectUri === 'string' ? URL.parse(redirectUri) : null;
  const policy = res.getHeader('content-security-policy');
  if (back && typeof policy === 'string')
    res.set('Content-Security-Policy', policy.replace("form-action 'self'", `form-action 'self' ${back.origin}`));
  return back;
}

function tooLate(res: Response, house: string | undefined): void {
  res.status(400).render('error', {
    status: 400,
    title: 'This choice is no longer open',
    message: 'It took too long, or was made already. Begin again from the sign-in page.',
    ...(house !== undefined && { again: { href: `${house}/sign-in`, text: 'Open the sign-in page' } }),
  });
}
