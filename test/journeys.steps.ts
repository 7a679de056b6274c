import type { Guest } from './browser';

/** From home: logs a referral with this headline, and ends on its page. */
export async function logReferral(guest: Guest, headline: string): Promise<void> {
  await guest.follow('Log a referral');
  await writeReferral(guest, headline);
  await guest.press('Log the referral');
}

export async function writeReferral(guest: Guest, headline: string): Promise<void> {
  await guest.write('A few words for lists', headline);
  await guest.choose('Which agency refers?', 'Primary Care');
  await guest.write('Role of the person who refers', 'School nurse');
  await guest.choose('Is harm known or suspected?', 'Suspected');
  await guest.write('What happened?', 'Three appointments were missed before an injury was seen.');
  await guest.write('Why is it referred?', 'Agencies may not have told each other what they knew.');
  await guest.tick('Which agencies are involved?', 'Primary Care');
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
    ['Abuse or neglect of a child is known or suspected', undefined, 'The injury is not explained.'],
    ['The child has died or been seriously harmed', 'Not met', 'The injury healed and was not serious.'],
    ['It happened in the area', undefined, 'It is not known yet where it happened.'],
  ] as const) {
    const group = guest.group(criterion);
    if (finding) await guest.choose('Is it met?', finding, group);
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
