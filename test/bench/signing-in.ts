import { Identities, People } from '#app/platform';
import { giveAccounts } from '../../apps/local/src/provider/accounts';
import { choices } from '../../apps/local/src/provider/choices';
import { AUDIENCE, PROGRAM_SECRET } from '../../apps/local/src/provider/configuration';
import { newlyKept } from '../../apps/local/src/provider/kept';
import { startProvider } from '../../apps/local/src/provider/provider';
import type { Web } from '../../apps/web/src/house';

/** A provider in this process, and what a house needs to sign one person in with it. */
export async function openProvider(partnership: string) {
  const provider = await startProvider({ kept: await newlyKept(), choices, partnership });
  const { settings } = provider;
  const { issuer } = settings;
  return {
    close: () => provider.close(),
    signingIn: { providers: [settings], audience: AUDIENCE },
    letIn: ({ app }: Web, person: string) =>
      giveAccounts({ identities: app.get(Identities), people: app.get(People) }, issuer, [person]),
    /** An access token, as a program gets it. */
    tokenOf: async (person: string): Promise<string> => {
      const authorization = `Basic ${Buffer.from(`${person}:${PROGRAM_SECRET}`).toString('base64')}`;
      const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'trail:read trail:write' });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    /** The cookies of a browser in which the person has signed in: every redirect is followed by hand. */
    cookieOf: async (url: string, person: string): Promise<string> => {
      const cookies = new Map<string, string>();
      const ask = async (address: string, body?: URLSearchParams) => {
        const headers = { cookie: [...cookies.values()].join('; ') };
        const answer = await fetch(address, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) });
        for (const cookie of answer.headers.getSetCookie())
          cookies.set(cookie.split('=')[0] ?? '', cookie.split(';')[0] ?? '');
        return new URL(answer.headers.get('location') ?? '', address).href;
      };
      const picker = await ask(await ask(`${url}/sign-in/with/${settings.id}`));
      await ask(await ask(await ask(picker, new URLSearchParams({ person }))));
      return [...cookies.values()].join('; ');
    },
  };
}
