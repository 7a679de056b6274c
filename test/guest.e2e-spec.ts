import { type Browser } from 'playwright-core';
import { Guest, launch } from './browser';
import { within } from './journeys.steps';
import { PATIENCE } from './patience';

/** Two links, a button, and one field of each kind that a journey fills in. */
const PAGE = `
  <a href="#one">First</a> <a href="#two">Second</a>
  <form><label>Words <input></label>
    <label for="agency">Agency</label> <select id="agency"><option></option><option>Police</option></select>
    <fieldset><legend>Met?</legend><label><input type="radio" name="m"> Yes</label><label><input type="radio" name="m"> No</label></fieldset>
    <fieldset><legend>Involved</legend><label><input type="checkbox"> Police</label><label><input type="checkbox"> Council</label></fieldset>
    <label>File <input type="file"></label>
    <button type="button">Send</button></form>`;

describe('what a journey costs', () => {
  let browser: Browser;
  let guest: Guest;

  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    guest = new Guest(page);
    await page.setContent(PAGE);
  });
  afterAll(() => browser.close());

  /** Three clicks and five fields. */
  async function wholeJourney(): Promise<void> {
    await guest.follow('First');
    await guest.follow('Second');
    await guest.write('Words', 'A few');
    await guest.choose('Agency', 'Police');
    await guest.choose('Met?', 'Yes');
    await guest.tick('Involved', 'Police', 'Council');
    await guest.upload('File', 'a.txt', 'words');
    await guest.press('Send');
  }

  it('is every link and button pressed, and every field once, however many boxes of it are ticked', async () => {
    await wholeJourney();
    expect([guest.clicks, guest.fields]).toEqual([3, 5]);
  });

  it('is nothing where nothing is done', () => {
    within(guest, { clicks: 0, fields: 0 });
  });

  it.each([
    ['one click', { clicks: 2, fields: 5 }],
    ['one field', { clicks: 3, fields: 4 }],
  ])('is refused where it is %s more than the journey may take', async (_what, most) => {
    await wholeJourney();
    within(guest, { clicks: 3, fields: 5 });
    expect(() => {
      within(guest, most);
    }).toThrow(/toBeLessThanOrEqual/);
  });
});
