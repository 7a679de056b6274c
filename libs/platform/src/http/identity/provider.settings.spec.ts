import { providersIn, readProviders } from './provider.settings';

const council = {
  id: 'council',
  name: 'Isle of Wight Council',
  issuer: 'https://accounts.council.example/',
  clientId: 'learning-trail',
  clientSecret: 'a secret',
};
const police = { ...council, id: 'police', name: 'The Constabulary', issuer: 'https://id.police.example/oidc' };
const given = (...entries: readonly object[]) => JSON.stringify(entries);

describe('the file of sign-in services', () => {
  it('names one or several', () => {
    expect(providersIn(given(council))).toEqual([council]);
    expect(providersIn(given(council, police))).toEqual([council, police]);
  });

  it('may name each organisation of a service that has many, in full', () => {
    const issuers = ['https://accounts.example/one/v2.0', 'https://accounts.example/two/v2.0'];
    const many = { ...council, issuer: 'https://accounts.example/organizations/v2.0', issuers };
    expect(providersIn(given(many, police))).toEqual([many, police]);
  });

  it('may name a service on this machine without encryption, for trying out', () => {
    for (const issuer of ['http://127.0.0.1:8080/realms/trail', 'http://localhost:8080', 'http://[::1]:9'])
      expect(providersIn(given({ ...council, issuer }))[0]?.issuer).toBe(issuer);
  });

  it.each([
    ['is not JSON', '[{', 'the file is not JSON'],
    ['is no list', JSON.stringify(council), 'must hold a list of one provider or more'],
    ['names nobody', '[]', 'must hold a list of one provider or more'],
    ['lists something else', '["council"]', 'provider 1 is not an object'],
    ['leaves the secret out', given(council, { ...police, clientSecret: ' ' }), 'provider 2 has no clientSecret'],
    ['has a misspelt field', given({ ...council, client: 'x' }), 'provider 1 has "client", which is none of id, name'],
    ['has an id for no address', given({ ...council, id: 'The Council' }), 'the id of provider 1 is "The Council"'],
    ['has no address', given({ ...council, issuer: 'council' }), 'the issuer of provider 1 is not an address'],
    ['goes unencrypted', given({ ...council, issuer: 'http://council.example' }), 'must begin with https://'],
    ['has a query', given({ ...council, issuer: 'https://council.example/?a=b' }), 'no query and no fragment'],
    ['gives an id twice', given(council, { ...police, id: 'council' }), 'two providers have the id "council"'],
    [
      'has issuers that are no list',
      given({ ...council, issuers: 'https://a.example' }),
      'must be a list of addresses',
    ],
    ['has no issuer in the list', given({ ...council, issuers: [] }), 'the issuers of provider 1 must be a list'],
    ['lists what is no address', given({ ...council, issuers: [7] }), 'the issuers of provider 1 must be a list'],
    ['lists an unencrypted one', given({ ...council, issuers: ['http://a.example'] }), 'must begin with https://'],
    ...['https://a.example/{tenantid}/v2.0', 'https://*.example', 'https://a.example/$1'].map(
      (issuer): [string, string, string] => [
        `has the pattern ${issuer}`,
        given({ ...council, issuers: [issuer] }),
        'must each be named in full',
      ],
    ),
    [
      'trusts an organisation twice',
      given({ ...council, issuers: ['https://a.example'] }, { ...police, issuers: ['https://a.example'] }),
      'two providers have the issuer "https://a.example"',
    ],
    [
      'gives an issuer twice',
      given(council, { ...police, issuer: council.issuer }),
      `two providers have the issuer "${council.issuer}"`,
    ],
  ])('that %s is refused in a sentence', (_what, text, sentence) => {
    expect(() => providersIn(text)).toThrow(sentence);
    expect(() => providersIn(text)).toThrow(/^OIDC_PROVIDERS: /);
  });

  it('that is not there is named', async () => {
    await expect(readProviders('/nowhere/providers.json')).rejects.toThrow(
      'OIDC_PROVIDERS names a file that cannot be read: /nowhere/providers.json.',
    );
  });

  it('says nothing of a secret when it complains', () => {
    const secret = 'never-to-be-printed';
    for (const wrong of [{ id: '!' }, { further: 1 }]) {
      const complaint = complaintOf(given({ ...council, clientSecret: secret, ...wrong }));
      expect(complaint).toMatch(/^BadProviders: /);
      expect(complaint).not.toContain(secret);
    }
  });
});

function complaintOf(text: string): string {
  try {
    return JSON.stringify(providersIn(text));
  } catch (error) {
    return String(error);
  }
}
