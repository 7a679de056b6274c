import { openBrowser } from './browser';
import { forAll } from './for-all';
import { openHouse } from './house';
import { logReferral } from './journeys.steps';

describe('what a person meets on forms and records', () => {
  const house = forAll(openHouse);
  const browser = forAll(() => openBrowser(house));

  const pathOf = async (kind: string): Promise<string> => {
    const { body } = (await (await house.api('partnership-team')).get(`/api/v1/${kind}?pageSize=1`)) as {
      body: { items: readonly { id: string }[] };
    };
    return `/${kind}/${body.items[0]?.id ?? ''}`;
  };

  it('a long list of agencies is found by its sections, and searched where there is JavaScript', async () => {
    const team = await browser.guest('partnership-team');
    await team.open('/referrals/new');
    const involved = team.group('Which agencies are involved?').last();
    expect(await involved.getByText('Safeguarding partners', { exact: true }).isVisible()).toBe(true);
    const all = await involved.getByRole('checkbox').count();
    await involved.getByRole('checkbox').first().check();
    await involved.getByLabel('Find in this list').fill('primary care');
    await involved.getByLabel('Primary Care', { exact: true }).check();
    expect(await involved.getByRole('checkbox').count()).toBeLessThan(all);
    expect(await involved.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await involved.getByLabel('Find in this list').press('Enter');
    expect(new URL(team.page.url()).pathname).toBe('/referrals/new');
    expect(await involved.getByRole('status').innerText()).toMatch(/^\d+ of \d+ fit$/);
  });

  it('without JavaScript the same list is there, with nothing that does not work', async () => {
    const team = await browser.guest('partnership-team', { javaScriptEnabled: false });
    await team.open('/referrals/new');
    expect(await team.page.getByLabel('Find in this list').count()).toBe(0);
    await team.home();
    await logReferral(team, 'Logged without JavaScript');
    expect(await team.said()).toMatch(/The referral is logged/);
  });

  it('two errors that read alike are told apart in the summary', async () => {
    const team = await browser.guest('partnership-team');
    await team.home();
    await logReferral(team, 'A referral to decide badly');
    await team.open(`${new URL(team.page.url()).pathname}/decision`);
    await team.press('Record the decision');
    const errors = await team.page.locator('.govuk-error-summary li').allInnerTexts();
    expect(errors.length).toBeGreaterThan(3);
    expect(new Set(errors).size).toBe(errors.length);
  });

  it('technical details of a history are closed until somebody asks', async () => {
    const team = await browser.guest('partnership-team');
    await team.open(`${await pathOf('recommendations')}/history`);
    const details = team.page.locator('details.lt-how').first();
    expect(await details.locator('code').isVisible()).toBe(false);
    await details.getByText('How this was recorded').click();
    expect(await details.locator('code').isVisible()).toBe(true);
  });

  it('a title of many words is cut short in the heading and the window, and stands whole below', async () => {
    const team = await browser.guest('partnership-team');
    const api = await house.api('partnership-team');
    const words = `${'Every practice keeps a list of the appointments that were missed and '.repeat(4)}reads it.`;
    const { body } = (await api.post('/api/v1/recommendations', {
      recommendations: [{ words, owner: 'agency:primary-care' }],
      scope: 'multi-agency',
      themes: 'Appointments',
      monitor: 'learning-inquiry-group',
      executiveApproval: false,
      stage: 'agreed',
      meeting: { group: 'learning-inquiry-group', date: '2026-11-20', label: 'November meeting' },
      sourceKind: 'audit',
      sourceTitle: 'An audit',
    })) as { body: { id: string } };
    await house.engine.catchUp();
    await team.open(`/recommendations/${body.id}`);
    expect((await team.heading()).length).toBeLessThanOrEqual(150);
    expect(await team.heading()).toMatch(/[a-z]…$/);
    expect((await team.page.title()).length).toBeLessThanOrEqual(150 + ' – Learning Trail'.length);
    expect(await team.said()).toContain(words);
  });
});
