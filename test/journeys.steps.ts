import type { Guest } from './browser';
import type { House } from './house';

/** Clicks on links and buttons from the signed-in home page, and fields without a default: no more than these. */
export const within = ({ clicks, fields }: Guest, most: { readonly clicks: number; readonly fields: number }): void => {
  expect(clicks).toBeLessThanOrEqual(most.clicks);
  expect(fields).toBeLessThanOrEqual(most.fields);
};

/** From home: logs a referral with this headline, and ends on its page. */
export async function logReferral(guest: Guest, headline: string): Promise<void> {
  await guest.follow('Log a referral');
  await writeReferral(guest, headline);
  await guest.press('Log the referral');
}

export async function writeReferral(guest: Guest, headline: string): Promise<void> {
  await guest.write('Short title (no names)', headline);
  await guest.choose('Which agency refers?', 'Primary Care');
  await guest.write('Role of the person who refers', 'School nurse');
  await guest.choose('Is harm known or suspected?', 'Suspected');
  await guest.write('What happened?', 'Three appointments were missed before an injury was seen.');
  await guest.write('Why is it referred?', 'Agencies may not have told each other what they knew.');
  await guest.tick('Which agencies are involved?', 'Primary Care');
}

/** A referral that came before the group's latest meeting: the meeting at which it is decided is then filled in. */
export async function referralBeforeMeeting(house: House, headline: string): Promise<void> {
  const team = await house.api('partnership-team');
  await team
    .post('/api/v1/referrals', {
      headline,
      from: 'primary-care',
      role: 'School nurse',
      receivedOn: '2026-09-01',
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'Three appointments were missed before an injury was seen.',
      why: 'Agencies may not have told each other what they knew.',
      agencies: ['primary-care'],
    })
    .expect(201);
  await house.engine.catchUp();
}

/** From home: records the decision of the referral that waits there under this headline. */
export async function decide(guest: Guest, headline: string, outcome: string): Promise<void> {
  const waiting = guest.page.getByRole('listitem').filter({ hasText: headline });
  await guest.follow(/^Record the decision/, waiting);
  await writeDecision(guest, outcome);
  await guest.press('Record the decision');
}

export async function writeDecision(guest: Guest, outcome: string): Promise<void> {
  for (const [criterion, finding, why] of [
    ['Abuse or neglect of a child is known or suspected', 'Not enough information', 'The injury is not explained.'],
    ['The child has died or been seriously harmed', 'Not met', 'The injury healed and was not serious.'],
    ['It happened in the area', 'Not enough information', 'It is not known yet where it happened.'],
  ] as const) {
    const group = guest.group(criterion);
    await guest.choose('Is it met?', finding, group);
    await guest.write('Why?', why, group);
  }
  await guest.choose('Outcome', outcome);
  await guest.write('Rationale', 'Agencies can learn together from it, and serious harm was not shown.');
}

/** Presses the first button on the home page that says this. */
export const firstWaiting = (guest: Guest, words: string): Promise<void> => guest.follow(new RegExp(`^${words}`));

export interface Row {
  readonly words: string;
  readonly owner: string;
  readonly quarter: string;
}

/** Writes the recommendation of this number: words, owner and target. */
export async function makeRecommendation(guest: Guest, number: number, { words, owner, quarter }: Row): Promise<void> {
  const group = guest.group(`Recommendation ${number}`);
  await guest.write('Words of the recommendation', words, group);
  await guest.choose('Who owns it?', owner, group);
  await group.getByLabel('In a quarter of the financial year', { exact: true }).check();
  await guest.choose('Target quarter', quarter, group);
}
