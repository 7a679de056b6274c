import { openBrowser } from './browser';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { writeReferral } from './journeys.steps';
import { lookAt } from './page.faults';

const TEAM = 'partnership-team';
const FORM = '/referrals/new';
const BEHIND = /^Sign in with /;

const house = forAll(openHouse);
const browser = forAll(() => openBrowser(house));

beforeEach(() => {
  house.clock.set(LOADED);
});

const later = (minutes: number): void => {
  house.clock.set(new Date(house.clock.now().getTime() + minutes * 60_000).toISOString());
};

it.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('somebody who is signed out while they type signs in and goes on: %s', async (_how, javaScriptEnabled) => {
  const team = await browser.guest(TEAM, { javaScriptEnabled });
  await team.open(FORM);
  await writeReferral(team, 'Typed before the half hour was over');
  later(31);
  await team.press('Log the referral');
  expect(await team.said()).toMatch(/Not sent yet[^]*What you typed is kept for 24 hours/);
  await team.page
    .getByRole('button', { name: BEHIND })
    .or(team.page.getByRole('link', { name: BEHIND }))
    .first()
    .click();
  await team.page.locator(`button[name=person][value="${TEAM}"]`).click();
  await team.page.getByRole('heading', { name: 'This was not sent' }).waitFor();
  expect(await team.page.getByLabel('Short title (no names)').inputValue()).toBe('Typed before the half hour was over');
  expect(await team.page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await team.press('Log the referral');
  expect(await team.said()).toMatch(/The referral is logged[^]*Typed before the half hour was over/);
});

it('the page that asks them to sign in and the form that comes back are sound, accessible and fit a narrow screen', async () => {
  const team = await browser.guest(TEAM);
  await team.open(FORM);
  await writeReferral(team, 'Typed before the half hour was over');
  later(31);
  await team.press('Log the referral');
  expect(await lookAt({ person: TEAM, path: '/sign-in' }, team)).toEqual([]);
  const back = await browser.guest(TEAM);
  expect(await lookAt({ person: TEAM, path: FORM }, back)).toEqual([]);
  expect(await back.said()).toContain('This was not sent');
  await back.press('Throw it away and show the form empty');
  expect(await back.page.getByLabel('Short title (no names)').inputValue()).toBe('');
  expect(await back.said()).not.toContain('This was not sent');
});

describe('the notice before the end', () => {
  it('comes some minutes before, where there is JavaScript, and a press of its button goes on', async () => {
    const team = await browser.guest(TEAM);
    await team.page.clock.install();
    await team.open(FORM);
    const notice = team.page.getByRole('status').filter({ hasText: 'signed out' });
    await team.page.clock.fastForward('26:00');
    expect(await notice.count()).toBe(0);
    await team.page.clock.fastForward('01:10');
    later(27);
    expect(await notice.innerText()).toContain('You will be signed out in about two minutes');
    const answered = team.page.waitForResponse((response) => response.request().method() === 'HEAD');
    await team.press('Stay signed in');
    expect((await answered).status()).toBe(200);
    await notice.waitFor({ state: 'detached' });
    later(29);
    expect(await team.open('/')).toBe(200);
    expect(await team.page.getByRole('button', { name: 'Sign out' }).count()).toBe(1);
    expect(team.complaints).toEqual([]);
  });

  it('is put off by what is done in another window, and says when the session is over', async () => {
    const team = await browser.guest(TEAM);
    await team.page.clock.install();
    await team.open(FORM);
    await team.page.clock.fastForward('20:00');
    const second = await team.page.context().newPage();
    await second.goto('/help');
    await team.page.clock.fastForward('15:00');
    const notice = team.page.locator('[data-idle-minutes]');
    expect(await notice.innerText()).toBe('');
    await team.page.clock.fastForward('15:00');
    expect(await notice.innerText()).toContain('You have been signed out. What you have typed is not lost');
  });

  it('is accessible, and hides nothing of a narrow screen', async () => {
    const team = await browser.guest(TEAM);
    await team.page.clock.install();
    await team.open('/help');
    await team.page.clock.fastForward('27:10');
    expect(await team.page.getByRole('button', { name: 'Stay signed in' }).count()).toBe(1);
    await team.page.setViewportSize({ width: 320, height: 640 });
    expect(await team.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
  });

  it('is not there for somebody who is not signed in', async () => {
    const { page } = await browser.guest(TEAM);
    await page.context().clearCookies();
    await page.goto('/help');
    expect(await page.locator('[data-idle-minutes]').count()).toBe(0);
  });
});
