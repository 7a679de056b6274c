import { AUDIENCE, PROGRAM_SECRET } from '../apps/local/src/provider/configuration';
import { giveAccounts } from '../apps/local/src/provider/accounts';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { Identities, People, type ProviderSettings } from '#app/platform';
import type { Web } from '../apps/web/src/house';

export { AUDIENCE };

/** The demonstration's provider: one for all specs of a run, in a process of its own (provider.process.mjs). */
export const provider = (): ProviderSettings => JSON.parse(process.env['PROVIDER'] ?? 'null') as ProviderSettings;

/** What a house needs so that the demonstration people can sign in. */
export const signingIn = () => ({ providers: [provider()], audience: AUDIENCE });

/** Lets the demonstration people in, each with the account of their own name. */
export const letIn = ({ app }: Pick<Web, 'app'>): Promise<void> =>
  giveAccounts(
    { identities: app.get(Identities), people: app.get(People) },
    provider().issuer,
    demonstrationPeople.map(({ id }) => id),
  );

const tokens = new Map<string, Promise<string>>();

/** An access token for the API, as the person's own program gets it; good for hours by this machine's clock. */
export function tokenOf(person: string): Promise<string> {
  const token = tokens.get(person) ?? askForToken(person);
  tokens.set(person, token);
  return token;
}

interface TokenAsked {
  readonly scope?: string;
  readonly issuer?: string;
  /** The audience; the first partnership's where none is named. */
  readonly resource?: string;
}

/** The same, for other scopes than all, of a house's own provider, or for another partnership. */
export async function askForToken(
  person: string,
  { scope = 'trail:read trail:write', issuer = provider().issuer, resource }: TokenAsked = {},
): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${person}:${PROGRAM_SECRET}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, ...(resource !== undefined && { resource }) }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`The provider gives ${person} no token: ${answer.status}`);
  return token;
}

type Sent = Readonly<Record<string, string>>;

/** One browser's cookies: of the house and of the provider, which are one machine's. */
export class Jar {
  private readonly cookies: Map<string, string>;

  /** With what it sends every time, and the cookies that it has already. */
  constructor(private readonly headers: Sent = {}) {
    const pairs = (headers['cookie'] ?? '').split('; ').filter((pair) => pair !== '');
    this.cookies = new Map(pairs.map((pair) => [pair.split('=')[0] ?? '', pair]));
  }

  /** One request with them; redirects are answers too. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries({ ...this.headers, cookie: this.sent })) headers.set(name, value);
    const answer = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = ''] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, pair);
    }
    return answer;
  }

  get sent(): string {
    return [...this.cookies.values()].join('; ');
  }

  /** Each for itself, as another browser would be given it. */
  get all(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.cookies].map(([name, pair]) => ({ name, value: pair.slice(name.length + 1) }));
  }
}

/** As far as a browser goes when somebody is chosen on the provider's page: the address to which it then returns. */
export async function chooseAt(way: string, person: string, jar: Jar): Promise<string> {
  const asked = await jar.ask(way);
  const picker = new URL(asked.headers.get('location') ?? '', way).href;
  const other = /^other:(.+)$/.exec(person)?.[1];
  const body = new URLSearchParams(other === undefined ? { person } : { person: 'other', account: other });
  const chosen = await jar.ask(picker, { method: 'POST', body });
  const resumed = await jar.ask(new URL(chosen.headers.get('location') ?? '', way).href);
  return resumed.headers.get('location') ?? '';
}

/** Signs somebody in as a browser does; the cookies it then has, and how the house answered. */
export async function signInAs(
  url: string,
  person: string,
  { headers = {}, from = '/sign-in/with/demonstration' }: { headers?: Sent; from?: string } = {},
) {
  const jar = new Jar(headers);
  const out = await jar.ask(url + from);
  const answer = await jar.ask(await chooseAt(out.headers.get('location') ?? '', person, jar));
  return { jar, answer };
}

/** Where a house's programs get their tokens, as it tells them. */
export async function issuerOf(url: string): Promise<string> {
  const told = await fetch(`${url}/.well-known/oauth-protected-resource`);
  const { authorization_servers: servers } = (await told.json()) as { authorization_servers: readonly string[] };
  return servers[0] ?? '';
}
