import { Identities } from '#app/platform';
import { openBrowser } from './browser';
import { forAll } from './for-all';
import { openHouse } from './house';
import { lookAt } from './page.faults';
import { provider } from './provider';

const house = forAll(openHouse);
const browser = forAll(() => openBrowser(house));

const PICKER = '/sign-in/with/demonstration';

describe('the pages of signing in', () => {
  it('are sound, accessible, quiet and fit a narrow screen, before anybody has signed in', async () => {
    const stranger = await browser.stranger();
    const { code } = await house.web.app.get(Identities).invite('police-partner');
    const faults: string[] = [];
    const places = ['/sign-in', '/sign-in?out=here', PICKER, `/invitation/${code}`];
    for (const path of places) faults.push(...(await lookAt({ person: 'a stranger', path }, stranger)));
    const gone = { person: 'a stranger', path: '/invitation/nothing-of-ours', status: 403 };
    faults.push(...(await lookAt(gone, stranger)));
    const late = { person: 'a stranger', path: '/sign-in/return?code=x&state=y', status: 400 };
    faults.push(...(await lookAt(late, stranger)));
    expect(faults).toEqual([]);
  });

  it.each([true, false])(
    'work with a mouse, out to the provider and back (with JavaScript: %s)',
    async (javaScriptEnabled) => {
      const guest = await browser.stranger({ javaScriptEnabled });
      // A click is over before the other site has answered.
      const ledTo = (origin: string, path?: string) =>
        guest.page.waitForURL((url) => url.origin === origin && (path === undefined || url.pathname === path));
      await guest.open('/audits');
      expect(await guest.heading()).toBe('Sign in');
      await guest.follow('Sign in with the demonstration service');
      await ledTo(provider().issuer);
      expect(await guest.heading()).toBe('Choose who you are');
      await guest.press('Sign in as Independent Scrutineer');
      await ledTo(house.url, '/audits');

      await guest.press('Sign out');
      await ledTo(house.url, '/sign-in');
      expect(await guest.heading()).toBe('Sign in');
      await guest.open('/audits');
      await guest.follow('Sign in with the demonstration service');
      await ledTo(provider().issuer);
      expect(await guest.heading()).toBe('Choose who you are');
      expect(guest.complaints).toEqual([]);
    },
  );

  it('let somebody who was not invited try again with another account', async () => {
    const guest = await browser.stranger();
    await guest.open(PICKER);
    await guest.write('Name of another account', 'a-neighbour');
    // Waited for by what it shows: the browser takes another process for another site on the way.
    const shown = (name: string) => guest.page.getByRole('heading', { level: 1, name }).waitFor();
    await guest.page.getByRole('button', { name: 'Sign in with this account' }).click();
    await shown('You have not been invited');
    await guest.page.getByRole('link', { name: 'Sign in with the demonstration service' }).click();
    await shown('Choose who you are');
    await guest.page.getByRole('button', { name: 'Sign in as Partnership Team' }).click();
    await shown('Home');
  });
});
