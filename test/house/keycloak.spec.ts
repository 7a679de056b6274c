import { SCOPES, providersIn } from '#app/platform';
import { compose, read } from './docker.files';

/** What we know of a client of Keycloak, as its import takes it. */
interface Client {
  readonly clientId: string;
  readonly secret: string;
  readonly publicClient: boolean;
  readonly standardFlowEnabled: boolean;
  readonly implicitFlowEnabled: boolean;
  readonly directAccessGrantsEnabled: boolean;
  readonly serviceAccountsEnabled: boolean;
  readonly redirectUris: readonly string[];
  readonly defaultClientScopes: readonly string[];
  readonly optionalClientScopes?: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}
interface Realm {
  readonly realm: string;
  readonly enabled: boolean;
  readonly registrationAllowed: boolean;
  readonly clients: readonly Client[];
  readonly clientScopes: readonly { readonly name: string; readonly protocolMappers: readonly Mapper[] }[];
  readonly users: readonly Readonly<Record<string, unknown>>[];
}
interface Mapper {
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

describe('docker/keycloak/realm.json', () => {
  const realm = JSON.parse(read('docker/keycloak/realm.json')) as Realm;
  const [pages, program] = realm.clients as readonly [Client, Client];
  const HOUSE = '${LEARNING_TRAIL_URL}';

  it('is what Keycloak imports, and says that it was never run', () => {
    const { keycloak } = compose().services;
    expect(keycloak?.volumes).toContain('./keycloak/realm.json:/opt/keycloak/data/import/realm.json:ro');
    expect(keycloak?.command).toContain('--import-realm');
    expect(read('docker/compose.yml')).toContain('# Never run:');
    expect([realm.realm, realm.enabled, realm.registrationAllowed]).toEqual(['learning-trail', true, false]);
  });

  it('lets people in by the authorization code with PKCE only, and back to our own addresses only', () => {
    const { standardFlowEnabled, implicitFlowEnabled, directAccessGrantsEnabled, serviceAccountsEnabled } = pages;
    expect([standardFlowEnabled, implicitFlowEnabled, directAccessGrantsEnabled, serviceAccountsEnabled]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(pages.publicClient).toBe(false);
    expect(pages.attributes['pkce.code.challenge.method']).toBe('S256');
    expect(pages.redirectUris).toEqual([`${HOUSE}/sign-in/return`]);
    expect(pages.attributes['post.logout.redirect.uris']).toBe(`${HOUSE}/sign-in`);
    expect(pages.attributes['backchannel.logout.url']).toBe(`${HOUSE}/sign-out/back-channel/keycloak`);
    expect(pages.attributes['backchannel.logout.session.required']).toBe('true');
  });

  it('gives a program tokens as the API takes them: of their type, with a subject, made for it', () => {
    expect([program.serviceAccountsEnabled, program.standardFlowEnabled]).toEqual([true, false]);
    expect(program.attributes['access.token.header.type.rfc9068']).toBe('true');
    expect(program.optionalClientScopes).toEqual(Object.values(SCOPES));
    const mappersOf = (scope: string) => realm.clientScopes.find(({ name }) => name === scope)?.protocolMappers ?? [];
    for (const scope of Object.values(SCOPES))
      expect(mappersOf(scope)[0]?.config['included.custom.audience']).toBe(HOUSE);
    // A realm that names scopes of its own is not given Keycloak's, of which this one brings the subject.
    expect(program.defaultClientScopes).toEqual(['basic']);
    expect(mappersOf('basic').map(({ protocolMapper }) => protocolMapper)).toEqual(['oidc-sub-mapper']);
  });

  it('signs with what the house takes', () => {
    const algorithms = realm.clients.flatMap(({ attributes }) =>
      Object.entries(attributes).flatMap(([name, value]) => (name.endsWith('signed.response.alg') ? [value] : [])),
    );
    expect(algorithms).toEqual(['ES256', 'ES256']);
  });

  it('holds no secret and no password, and is told every name that it uses', () => {
    expect(realm.clients.map(({ secret }) => secret).filter((secret) => !/^\$\{[A-Z_]+\}$/.test(secret))).toEqual([]);
    expect(realm.users.flatMap((user) => Object.keys(user))).not.toContain('credentials');
    const used = [...read('docker/keycloak/realm.json').matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name);
    const told = Object.keys(compose().services['keycloak']?.environment ?? {});
    expect(used.filter((name) => !told.includes(name ?? ''))).toEqual([]);
  });

  it('is the sign-in service that the web is told of', () => {
    const text = compose().configs['providers']?.content ?? '';
    const [provider] = providersIn(text.replace(/\$\{KEYCLOAK_PORT:-(\d+)\}/, '$1'));
    expect(provider).toMatchObject({ issuer: 'http://127.0.0.1:8080/realms/learning-trail', clientId: pages.clientId });
    const { environment, configs } = compose().services['web'] ?? {};
    expect(configs).toEqual([{ source: 'providers', target: environment?.['OIDC_PROVIDERS'] }]);
  });
});
