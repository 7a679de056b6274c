import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { ask } from './visitor';

const ADDRESS = '/.well-known/security.txt';
const securityContact = { contact: 'mailto:security@example.org', expires: '2027-11-01T00:00:00.000Z' };

const house = forAll(() => openHouse(undefined, { securityContact }));
const without = forAll(openHouse);

beforeEach(() => {
  house.clock.set(LOADED);
});

describe('where somebody tells a weakness that they have found (RFC 9116)', () => {
  it('is served to strangers, as the standard has it', async () => {
    const { status, type, headers, text } = await ask(house.url + ADDRESS);
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('max-age=86400');
    expect(text.split('\n')).toEqual([
      'Contact: mailto:security@example.org',
      'Expires: 2027-11-01T00:00:00.000Z',
      'Preferred-Languages: en',
      '',
    ]);
  });

  it('is not served after its day: a contact that nobody answers is worse than none', async () => {
    house.clock.set('2027-10-31T23:59:59.999Z');
    expect((await ask(house.url + ADDRESS)).status).toBe(200);
    house.clock.set(securityContact.expires);
    expect((await ask(house.url + ADDRESS)).status).toBe(404);
  });

  it('is not there where nobody was named', async () => {
    expect((await ask(without.url + ADDRESS)).status).toBe(404);
  });
});
