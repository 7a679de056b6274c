import type { INestApplicationContext } from '@nestjs/common';
import { Identities, People } from '#app/platform';

/**
 * Gives each demonstration person who may sign in the account of their own name at this provider, by invitations as on the
 * page, where they have it not yet. A provider that stands at another port than last time is another provider.
 */
export async function giveAccounts(
  { identities, people }: { readonly identities: Identities; readonly people: People },
  issuer: string,
  subjects: readonly string[],
): Promise<void> {
  for (const subject of subjects) {
    if ((await identities.find(issuer, subject)) !== undefined || !(await people.find(subject))) continue;
    const { code } = await identities.invite(subject);
    await identities.accept(code, { issuer, subject });
  }
}

/** The same to those of one house's people. */
export const letIn = (
  app: Pick<INestApplicationContext, 'get'>,
  issuer: string,
  people: readonly { readonly id: string }[],
): Promise<void> =>
  giveAccounts(
    { identities: app.get(Identities), people: app.get(People) },
    issuer,
    people.map(({ id }) => id),
  );
