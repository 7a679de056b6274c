import type { FactoryProvider } from '@nestjs/common';
import {
  AccessTokens,
  Identities,
  LogoutTokens,
  PUBLIC_URL,
  People,
  type ProviderSettings,
  Providers,
} from '#app/platform';

/** How people and programs are let in, as a house is given it from outside. */
export interface SigningIn {
  /** Who vouches for people, by OpenID Connect; nobody can sign in where there is none. */
  readonly providers?: readonly ProviderSettings[];
  /** What the API's tokens must be made for; the house's own address where nothing is said. */
  readonly audience?: string;
  /** The origin of a real house. Without it this is a demonstration, on the machine's own address only. */
  readonly publicUrl?: string;
}

/** Who vouches for people, and whose tokens the API takes. */
export const signInProviders = ({ providers, audience, publicUrl }: SigningIn): FactoryProvider[] => [
  { provide: PUBLIC_URL, useFactory: () => publicUrl },
  { provide: Providers, useFactory: () => new Providers(providers ?? []) },
  { provide: LogoutTokens, useFactory: (known: Providers) => new LogoutTokens(known), inject: [Providers] },
  {
    provide: AccessTokens,
    useFactory: (known: Providers, identities: Identities, people: People) =>
      new AccessTokens(known, identities, people, audience ?? publicUrl ?? 'urn:learning-trail'),
    inject: [Providers, Identities, People],
  },
];
