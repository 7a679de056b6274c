import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const ACCOUNT = 'An infant was seen with a bruise at dawn.';
const reason = 'The log of the front door says so.';
const meeting = { between: 'The clock is running' };
const criteria = ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'].map((criterion) => ({
  criterion,
  finding: 'met',
  reason,
}));
const views = ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' }));
const notify = {
  route: 'serious-incident',
  criteria,
  views,
  outcome: 'notify',
  councilsDuty: 'The council notifies what meets the criteria.',
  rationale: 'All three criteria are met on what two agencies saw.',
  meeting,
  decidedOn: TODAY,
};
const sent = { sentOn: TODAY, sentAt: '09:05', nationalReference: 'N-77', told: ['ofsted'] };

describe('a notification decision', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  /** The page of an act, sent as a browser sends it; the address it leads to. */
  const send = async (path: string, action: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    await walk.page(TEAM, path);
    const answer = await (await walk.as(TEAM)).form(action, fields);
    await house.engine.catchUp();
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([303, answer.text.slice(0, 200)]);
    return answer.location;
  };
  const open = (): Promise<string> =>
    walk.open(TEAM, 'rapid-reviews', {
      headline: 'Hurt at dawn',
      awareOn: '2026-11-18',
      numberOfChildren: 1,
      agencies: ['constabulary'],
    });

  describe('that a referral opened', () => {
    let referral: string;
    let id: string;

    beforeAll(async () => {
      referral = await walk.open(TEAM, 'referrals', {
        headline: 'Seen at dawn',
        from: 'constabulary',
        role: 'Sergeant',
        receivedOn: TODAY,
        awareOn: '2026-11-17',
        numberOfChildren: 1,
        harm: 'known',
        whatHappened: ACCOUNT,
        why: 'To learn early.',
        agencies: ['constabulary'],
      });
      await walk.act(TEAM, `referrals/${referral}/decision`, {
        criteria,
        views,
        outcome: 'criteria-appear-met',
        rationale: 'All three criteria appear to be met.',
        meeting,
        decidedOn: TODAY,
      });
      await house.engine.catchUp();
      const { items } = await walk.see(TEAM, 'rapid-reviews?words=Seen at dawn');
      id = (items as { id: string }[])[0]?.id ?? '';
    });
    const correct = async (date: string): Promise<void> => {
      await walk.act(TEAM, `referrals/${referral}/correction`, { field: 'awareOn', awareOn: date, reason });
      await house.engine.catchUp();
    };

    it('follows a correction of the day of awareness there, and keeps the first due day', async () => {
      await correct('2026-11-18');
      await correct('2026-11-19');
      const seen = await walk.see(TEAM, `rapid-reviews/${id}`);
      expect(seen).toMatchObject({
        awareOn: '2026-11-19',
        dueOn: '2026-11-26',
        referralAware: null,
        deadlines: [{ due: '2026-11-26', firstDue: '2026-11-24' }, {}],
        corrections: [
          { from: '2026-11-17', to: '2026-11-18', reason },
          { from: '2026-11-18', to: '2026-11-19', reason },
        ],
      });
      expect(await walk.page(TEAM, `/rapid-reviews/${id}`)).toContain('first due <time datetime="2026-11-24">');
      expect(await walk.page(TEAM, `/rapid-reviews/${id}/preparation-sheet`)).toContain('19 November 2026');
    });

    it('prints the account of the referral, and says what is still to be recorded', async () => {
      const sheet = await walk.page(TEAM, `/rapid-reviews/${id}/preparation-sheet`);
      expect(sheet).toContain(ACCOUNT);
      expect(sheet).toContain('record in Learning Trail');
    });

    it('only notes another day once the notification was sent', async () => {
      await walk.act('council-partner', `rapid-reviews/${id}/notification-decision`, notify);
      await walk.act('council-partner', `rapid-reviews/${id}/notification`, sent);
      await correct('2026-11-17');
      expect(await walk.see(TEAM, `rapid-reviews/${id}`)).toMatchObject({
        awareOn: '2026-11-19',
        referralAware: { awareOn: '2026-11-17', reason },
        deadlines: [{ due: '2026-11-26' }, {}, {}],
      });
      expect(await walk.page('scrutineer', `/rapid-reviews/${id}`)).toContain('In the referral now');
      await correct('2026-11-19');
      expect(await walk.see(TEAM, `rapid-reviews/${id}`)).toMatchObject({ referralAware: null });
    });

    it('has a sheet that asks for nothing more once it was sent', async () => {
      const sheet = await walk.page(TEAM, `/rapid-reviews/${id}/preparation-sheet`);
      expect(sheet).toContain('N-77');
      expect(sheet).not.toContain('record in Learning Trail');
      expect(sheet).not.toContain('Documents attached');
    });
  });

  it('is opened on its page without a referral', async () => {
    const there = await send('/rapid-reviews/new', '/rapid-reviews', {
      headline: 'No referral brought it',
      'awareOn[day]': '18',
      'awareOn[month]': '11',
      'awareOn[year]': '2026',
      numberOfChildren: '2',
      agencies: 'constabulary',
    });
    const page = await walk.page(TEAM, there);
    expect(page).toContain('No referral brought it');
    expect(page).not.toContain('From the referral');
    const sheet = await walk.page(TEAM, `${there}/preparation-sheet`);
    expect(sheet).toContain('What happened');
    expect(sheet).not.toContain('as the referral tells it');
  });

  it('is ended where it is later found not to meet the criteria', async () => {
    const id = await open();
    const at = `rapid-reviews/${id}`;
    const found = { reason: 'The injury has another cause.', meeting, foundOn: TODAY, panelToldOn: TODAY };
    await walk.act('police-partner', `${at}/not-met`, found, 409);
    await walk.act('council-partner', `${at}/notification-decision`, notify);
    await walk.act('council-partner', `${at}/notification`, sent);
    expect(await walk.page('police-partner', `/${at}/not-met`)).toContain('after all');
    await walk.act('police-partner', `${at}/not-met`, { ...found, foundOn: '2026-11-19' }, 409);
    await walk.act('police-partner', `${at}/not-met`, found);
    const page = await walk.page(TEAM, `/${at}`);
    for (const said of ['Later found not to meet the criteria', found.reason, 'The duty has ended'])
      expect(page).toContain(said);
    expect(await walk.see('executive-member', at)).toMatchObject({
      status: { value: 'found-not-to-meet' },
      dueOn: null,
    });
    expect(await walk.finds(TEAM, 'rapid-reviews?status=found-not-to-meet', id)).toBe(true);
    const asked = { agency: 'constabulary', question: 'What was known?', askedOn: TODAY, dueOn: '2026-12-01' };
    await walk.act(TEAM, `${at}/information-request`, asked, 409);
  });

  it('asks nothing of an agency that has ended, and names its successor', async () => {
    const id = await open();
    const gone = await walk.open(TEAM, 'agencies', { name: 'Dawn Clinic', kind: 'other' });
    await walk.act(TEAM, `agencies/${gone}/end`, { endedOn: '2026-11-10', successor: 'constabulary' });
    await walk.act('council-partner', `rapid-reviews/${id}/notification-decision`, notify);
    await walk.act('council-partner', `rapid-reviews/${id}/notification`, sent);
    const asked = { agency: gone, question: 'What was known?', askedOn: TODAY, dueOn: '2026-12-01' };
    const refused = await walk.act(TEAM, `rapid-reviews/${id}/information-request`, asked, 409);
    expect(refused).toMatchObject({
      detail: expect.stringMatching(
        /^Dawn Clinic ended on 10 November 2026. Its successor is .*Constabulary/,
      ) as string,
    });
  });

  it('shows on the page that ends an agency what its representatives still owe', async () => {
    const form = await walk.page(TEAM, '/agencies/constabulary/end');
    expect(form).toContain('Still open here');
    expect(form).toContain('Seats in groups');
    expect(form).toMatch(
      /What its own representatives are told on their home page:[^]*“Your agency’s open recommendations”: \d/,
    );
  });
});
