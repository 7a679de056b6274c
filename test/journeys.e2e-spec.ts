import { openBrowser } from './browser';
import { forAll } from './for-all';
import { openHouse } from './house';
import { decide, firstWaiting, logReferral, makeRecommendation, referralBeforeMeeting, within } from './journeys.steps';

describe('the journeys of the main job', () => {
  const house = forAll(openHouse);
  const browser = forAll(() => openBrowser(house));

  it('1: the Partnership Team logs a referral', async () => {
    const team = await browser.guest('partnership-team');
    await team.home();
    await logReferral(team, 'A referral logged from home');
    expect(await team.said()).toMatch(/The referral is logged: REF-2026-27-\d{3}/);
    within(team, { clicks: 4, fields: 7 });
  });

  it('2: a member records the decision', async () => {
    const member = await browser.guest('learning-inquiry-member');
    await referralBeforeMeeting(house, 'A referral to decide');
    await member.home();
    await decide(member, 'A referral to decide', 'Local learning event');
    expect(await member.said()).toContain('The decision is recorded.');
    // Each of the three criteria is a person's own answer with its reason: see libs/DECISIONS.md.
    within(member, { clicks: 3, fields: 3 * 2 + 2 });
  });

  it('3: the Partnership Team turns a decision into recommendations', async () => {
    const team = await browser.guest('partnership-team');
    await referralBeforeMeeting(house, 'A referral to learn from');
    await team.home();
    await decide(team, 'A referral to learn from', 'Learning identified, recommendations, no event');
    await team.home();
    await team.follow('Referrals');
    await team.follow(/REF-.*/, team.page.getByRole('row', { name: 'A referral to learn from' }));
    await team.follow('Make recommendations from this referral');
    const row = { owner: 'Primary Care', quarter: 'Q4 2026-27' };
    await makeRecommendation(team, 1, { ...row, words: 'Each practice keeps a list of missed appointments.' });
    await team.press('Add another recommendation');
    await makeRecommendation(team, 2, { ...row, words: 'Each practice names who reads the list.' });
    await team.write('Themes', 'Missed appointments');
    await team.press('Make them');
    expect(await team.said()).toMatch(/Made: REC-2026-27-\d{3}, REC-2026-27-\d{3}/);
    within(team, { clicks: 3 + 2, fields: 4 * 2 });
  });

  it('4: an agency gives an update from its home page', async () => {
    const gp = await browser.guest('primary-care-representative');
    await gp.home();
    await firstWaiting(gp, 'Report progress');
    await gp.write('What has been done?', 'The list is kept in every practice since the summer.');
    await gp.press('Report progress');
    expect(await gp.said()).toContain('The progress is recorded.');
    within(gp, { clicks: 2, fields: 2 });
  });

  it('5: an agency sends assurance with evidence', async () => {
    const gp = await browser.guest('primary-care-representative');
    await gp.home();
    await gp.follow(
      /./,
      gp.page.getByRole('region', { name: 'Your agency’s open recommendations' }).getByRole('listitem'),
    );
    await gp.follow('Provide assurance');
    await gp.write('What does it show?', 'Nine of ten practices keep the list and act on it.');
    await gp.upload('Files (optional)', 'sample.txt', 'Nine of ten practices.');
    await gp.press('Send the assurance');
    expect(await gp.said()).toContain('The assurance is sent.');
    expect(await gp.said()).toContain('sample.txt');
    within(gp, { clicks: 3, fields: 3 });
  });

  it('6: a group accepts assurance that another provided', async () => {
    const member = await browser.guest('quality-assurance-member');
    await member.home();
    await firstWaiting(member, 'Accept or return');
    await member.choose('Is it enough?', 'Yes: it is accepted');
    await member.write('Why?', 'The sample is large enough and recent.');
    await member.press('Record the decision');
    expect(await member.said()).toContain('The decision on the assurance is recorded.');
    within(member, { clicks: 3, fields: 2 });
  });

  it('10: a mistake is corrected, and the old value stays struck through', async () => {
    const team = await browser.guest('partnership-team');
    await team.home();
    await logReferral(team, 'A referral with a mistake');
    await team.home();
    await team.follow('A referral with a mistake');
    await team.follow('Correct the role of the person who referred');
    await team.write('The right role of the person who refers', 'Health visitor');
    await team.write('Why?', 'The role was taken from another form.');
    await team.press('Correct a mistake');
    expect(await team.page.locator('del').first().innerText()).toContain('School nurse');
    within(team, { clicks: 3, fields: 2 });
  });
});
