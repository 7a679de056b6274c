import { type Guest, openBrowser } from './browser';
import { forAll } from './for-all';
import { openHouse } from './house';
import { decide, logReferral, makeRecommendation, writeReferral, referralBeforeMeeting } from './journeys.steps';

describe('from a new referral to a completed recommendation, in a browser', () => {
  const house = forAll(openHouse);
  const browser = forAll(() => openBrowser(house));

  /** Logs, decides, and makes one agreed recommendation to Primary Care; its address. */
  async function agreedRecommendation(team: Guest, headline: string): Promise<string> {
    await referralBeforeMeeting(house, headline);
    await team.home();
    await decide(team, headline, 'Learning identified, recommendations, no event');
    await team.follow('Make recommendations from this referral');
    const words = `Each practice keeps a list of missed appointments: ${headline}.`;
    await makeRecommendation(team, 1, { words, owner: 'Primary Care', quarter: 'Q4 2026-27' });
    await team.write('Themes', 'Missed appointments');
    await team.choose('Have they been agreed?', 'Yes, by the group that follows them');
    await team.press('Make them');
    return new URL(team.page.url()).pathname;
  }

  async function provideAssurance(gp: Guest, address: string): Promise<void> {
    await gp.open(address);
    await gp.follow('Provide assurance');
    await gp.write('What does it show?', 'Nine of ten practices keep the list and act on it.');
    await gp.press('Send the assurance');
  }

  /** No meeting has been held since today's assurance, so none is filled in. */
  async function betweenMeetings(member: Guest): Promise<void> {
    await member.choose('Where was it decided?', 'Between meetings');
    await member.write('Why it was done between meetings', 'The next meeting is weeks away.');
  }

  async function accept(member: Guest, address: string): Promise<void> {
    await member.open(address);
    await member.follow('Accept or return assurance');
    await member.choose('Is it enough?', 'Yes: it is accepted');
    await member.write('Why?', 'The sample is large enough and recent.');
    await betweenMeetings(member);
    await member.press('Record the decision');
  }

  it('goes the whole way, without JavaScript', async () => {
    const team = await browser.guest('partnership-team', { javaScriptEnabled: false });
    const address = await agreedRecommendation(team, 'The whole way');
    const gp = await browser.guest('primary-care-representative', { javaScriptEnabled: false });
    await provideAssurance(gp, address);
    const member = await browser.guest('learning-inquiry-member', { javaScriptEnabled: false });
    await accept(member, address);
    await member.follow('Complete the recommendation');
    await member.write('What satisfied the group?', 'The list is kept, and it is acted on.');
    await betweenMeetings(member);
    await member.press('Complete it');
    expect(await member.said()).toContain('The recommendation is complete.');
    const picture = member.page.getByRole('region', { name: 'Path to completion' }).locator('svg').first();
    expect(await picture.isVisible()).toBe(true);
    expect(await member.said()).toContain('The same path in words');
    expect([...team.complaints, ...gp.complaints, ...member.complaints]).toEqual([]);
  });

  it('does not let the one who gave assurance accept it', async () => {
    const team = await browser.guest('partnership-team');
    const address = await agreedRecommendation(team, 'Nobody judges themselves');
    const gp = await browser.guest('primary-care-representative');
    await provideAssurance(gp, address);
    expect(await gp.open(`${address}/acceptance`)).toBe(403);
  });

  it('tells the second of two people what changed meanwhile, and keeps what they typed', async () => {
    const first = await browser.guest('partnership-team');
    const second = await browser.guest('learning-inquiry-member');
    await first.home();
    await logReferral(first, 'Two people at once');
    const { pathname } = new URL(first.page.url());
    await second.open(`${pathname}/consideration`);
    await second.write('What was said, in short?', 'The second note.');
    await first.open(`${pathname}/consideration`);
    await first.write('What was said, in short?', 'The first note.');
    await sendWithMeeting(first);
    const answer = second.page.waitForResponse((response) => response.request().method() === 'POST');
    await sendWithMeeting(second);
    expect((await answer).status()).toBe(409);
    expect(await second.said()).toContain('This changed while you were typing');
    expect(await second.said()).toContain('The first note.');
    expect(await second.page.getByLabel('What was said, in short?').inputValue()).toBe('The second note.');
    await second.press('Record that it was considered');
    expect(await second.said()).toContain('The second note.');
  });

  const sendWithMeeting = async (guest: Guest): Promise<void> => {
    await guest.page.getByRole('radio', { name: 'Between meetings' }).check();
    await guest.write('Why it was done between meetings', 'The next meeting is weeks away.');
    await guest.press('Record that it was considered');
  };

  it('warns of words that may identify somebody before it saves them', async () => {
    const team = await browser.guest('partnership-team');
    await team.open('/referrals/new');
    await writeReferral(team, 'Words that identify');
    await team.write('What happened?', 'Mrs Smith of PO30 1UD told the nurse about it.');
    await team.press('Log the referral');
    const warning = team.page.getByRole('region', { name: 'This may identify somebody' });
    expect(await warning.locator('mark').allInnerTexts()).toContain('PO30 1UD');
    expect(await warning.innerText()).toContain('Nothing has been saved yet');
    await team.write('What happened?', 'A relative told the nurse about it.');
    await team.press('Log the referral');
    expect(await team.said()).toContain('The referral is logged:');
  });

  it('logs a referral by keyboard alone', async () => {
    const { page } = await browser.guest('partnership-team');
    await page.goto('/');
    const type = async (label: string, words: string): Promise<void> => {
      await tabTo(label);
      await page.keyboard.type(words);
    };
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        `(() => { const at = document.activeElement; return (at.labels?.[0] ?? at).innerText.trim().split('\\n')[0]; })()`,
      );
    const tabTo = async (label: string): Promise<void> => {
      for (let press = 0; press < 120 && (await focused()) !== label; press += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe(label);
    };
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to main content');
    await tabTo('Log a referral');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Log a referral' }).waitFor();
    await type('Short title (no names)', 'Logged by keyboard');
    await type('Which agency refers?', 'Primary');
    await type('Role of the person who refers', 'School nurse');
    await tabTo('Known');
    await page.keyboard.press('Space');
    await type('What happened?', 'Three appointments were missed.');
    await type('Why is it referred?', 'Agencies may not have told each other.');
    await tabTo('Primary Care');
    await page.keyboard.press('Space');
    await tabTo('Log the referral');
    await page.keyboard.press('Enter');
    await page.getByText('The referral is logged:').waitFor();
  });
});
