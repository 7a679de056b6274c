import { Identities } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { Jar } from './provider';
import { StrangerProvider } from './stranger.provider';
import { ask, jsonOf } from './visitor';

/** A service of many organisations: it tells of itself at one address, and each organisation's tokens name another issuer. */
const service = forAll(async () => {
  const provider = await StrangerProvider.start();
  return Object.assign(provider, { close: () => provider.stop() });
});
const tenant = (name: string): string => `${service.issuer}/${name}/v2.0`;
const house = forAll(async () => {
  const settings = { ...service.settings('many'), issuers: [tenant('council'), tenant('trust')] };
  return openHouse(undefined, { providers: [settings], audience: 'urn:ours' });
});

beforeAll(async () => {
  const identities = house.web.app.get(Identities);
  for (const [person, name] of [
    ['council-partner', 'council'],
    ['health-partner', 'trust'],
  ] as const)
    await identities.accept((await identities.invite(person)).code, { issuer: tenant(name), subject: 'same-subject' });
});
beforeEach(() => {
  service.subject = 'same-subject';
  service.tenant = undefined;
  service.idToken = (claims) => service.sign(claims);
});

/** How the sign-in ends for somebody of this organisation, and whom the house takes them for. */
async function comesTo(of: string | undefined, further: Readonly<Record<string, string>> = {}) {
  service.tenant = of === undefined ? undefined : tenant(of);
  const jar = new Jar();
  const way = (await jar.ask(`${house.url}/sign-in/with/many`)).headers.get('location') ?? '';
  const back = new URL(service.returnFrom(way));
  for (const [name, value] of Object.entries(further)) back.searchParams.set(name, value);
  const { status } = await jar.ask(back.href);
  const home = await (await jar.ask(`${house.url}/`)).text();
  return [status, /Delegated safeguarding partner, \w+/.exec(home)?.[0]];
}

const use = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${await service.accessToken()}` };
  return (await ask(`${house.url}/api/v1/agencies`, { headers })).status;
};

describe('a service whose organisations have an issuer each', () => {
  it('lets people of those in that are named, each as who they are there', async () => {
    expect(await comesTo('council')).toEqual([303, 'Delegated safeguarding partner, council']);
    expect(await comesTo('trust')).toEqual([303, 'Delegated safeguarding partner, health']);
    expect(await comesTo('trust', { iss: tenant('trust') })).toEqual([303, 'Delegated safeguarding partner, health']);
  });

  it('lets nobody in of an organisation that is not named, nor of the service itself', async () => {
    for (const name of ['another', 'council/v2.0/../another', undefined])
      expect(await comesTo(name)).toEqual([400, undefined]);
  });

  it('is not believed where the way back and the token name two organisations', async () => {
    expect(await comesTo('trust', { iss: tenant('council') })).toEqual([400, undefined]);
  });

  it('has every other check as strict as ever', async () => {
    for (const wrong of [{ aud: 'another-client' }, { nonce: 'another' }, { exp: 1 }]) {
      service.idToken = (claims) => service.sign({ ...claims, ...wrong });
      expect(await comesTo('trust')).toEqual([400, undefined]);
    }
  });

  it('gives programs tokens of the same organisations', async () => {
    service.tenant = tenant('council');
    expect(await use()).toBe(200);
    service.tenant = tenant('another');
    expect(await use()).toBe(401);
    service.tenant = undefined;
    expect(await use()).toBe(401);
    const told = jsonOf(await ask(`${house.url}/.well-known/oauth-protected-resource`));
    expect(told['authorization_servers']).toEqual([tenant('council'), tenant('trust')]);
  });
});
