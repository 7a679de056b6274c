import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { decision, meeting, referral, why } from './referral.bodies';
import { Walk } from './walk';

const TEAM = 'partnership-team';

describe('the page of a referral', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  const received = (change: object = {}): Promise<string> => walk.open(TEAM, 'referrals', { ...referral, ...change });
  const act = (id: string, name: string, body: object, status = 200) =>
    walk.act(TEAM, `referrals/${id}/${name}`, body, status);
  const page = (id: string, person = TEAM): Promise<string> => walk.page(person, `/referrals/${id}`);

  describe('a mistake', () => {
    const right = (id: string, name: string, value: object) => act(id, name, { ...value, reason: 'It was mistyped.' });

    it('in the day of awareness moves the notification day, and the first stays', async () => {
      const id = await received();
      await right(id, 'correction', { field: 'awareOn', awareOn: '2026-11-16' });
      expect(await walk.see(TEAM, `referrals/${id}`)).toMatchObject({ awareOn: '2026-11-16', notifyBy: '2026-11-23' });
      const html = await page(id);
      expect(html).toContain('first due <time datetime="2026-11-24">');
      expect(html).toMatch(/<del>.*17 Nov 2026<\/del>/);
    });

    it('in anything else that was told stays too, struck through', async () => {
      const id = await received();
      await right(id, 'correction', { field: 'harm', harm: 'known' });
      await right(id, 'correction', { field: 'children', children: 2 });
      await right(id, 'account-correction', { field: 'from', from: 'primary-care' });
      await right(id, 'account-correction', {
        field: 'agencies',
        agencies: ['primary-care', 'isle-of-wight-nhs-trust'],
      });
      await right(id, 'account-correction', { field: 'whatHappened', whatHappened: 'It was seen after two.' });
      await right(id, 'account-correction', { field: 'why', why: 'Nobody asked why.' });
      const seen = await walk.see(TEAM, `referrals/${id}`);
      expect(seen).toMatchObject({ harm: 'Known', children: ['Child A', 'Child B'], from: { id: 'primary-care' } });
      expect(seen).toMatchObject({ whatHappened: 'It was seen after two.', why: 'Nobody asked why.' });
      const html = await page(id);
      for (const old of ['Suspected', 'Child A', 'Hampshire', referral.whatHappened, referral.why])
        expect(html.match(/<del>.*?<\/del>/gs)?.join('')).toContain(old === 'Hampshire' ? 'Constabulary' : old);
      const history = await walk.text(TEAM, `history?stream=referral-${id}`);
      expect(history).toContain('Nobody asked why.');
    });

    it('in an account is told to no agency but the one that gave it', async () => {
      const first = 'A bruise was seen late.';
      const id = await received({ whatHappened: first });
      await right(id, 'account-correction', { field: 'whatHappened', whatHappened: 'It came after two.' });
      const told = await walk.everything('primary-care-representative', 'referrals', 'referral', id);
      expect(told).not.toContain('It came after two.');
      expect(told).not.toContain(first);
      expect(await page(id, 'police-representative')).toContain('It came after two.');
    });

    it('is put right in place: the form holds what is recorded', async () => {
      const id = await received();
      const form = await walk.page(TEAM, `/referrals/${id}/account-correction?field=why`);
      expect(form).toContain(referral.why);
      expect(await page(id)).toContain(`/referrals/${id}/account-correction?field=why`);
    });
  });

  describe('what comes next', () => {
    it('after the criteria appear met is the notification decision, and nothing else until it has ended', async () => {
      const id = await received();
      await act(id, 'decision', decision('criteria-appear-met', 'met'));
      await house.engine.catchUp();
      const html = await page(id);
      const [, review] = /href="(\/rapid-reviews\/[^"]+)">Notification decision RAP-/.exec(html) ?? [];
      expect(review).toBeDefined();
      expect(html).not.toContain('Close the referral');
      expect(html).not.toContain('Replace the decision');
      await act(id, 'closure', { note: 'Done.', closedOn: TODAY }, 409);
      await walk.act(TEAM, `${(review ?? '').slice(1)}/error`, { reason: 'Another was opened by hand.' });
      const after = await page(id);
      expect(after).toContain('Close the referral');
      expect(after).toContain('Replace the decision');
      await act(id, 'further-decision', { ...decision('learning-event'), supersedesWhy: 'Harm was not shown.' });
      expect(await page(id)).toContain(`/learning-events/new?referral=${id}`);
    });

    it('after a learning event was decided is to open it, for those who may', async () => {
      const id = await received();
      await act(id, 'decision', decision('learning-event'));
      const button = `/learning-events/new?referral=${id}`;
      expect(await page(id)).toContain(button);
      expect(await page(id, 'learning-inquiry-member')).toContain(button);
      expect(await page(id, 'council-partner')).not.toContain(button);
      await walk.open(TEAM, 'learning-events', {
        title: 'Missed appointments',
        answers: 'referral',
        referral: id,
        criteria: 'none-met',
        basis: why,
        learningNeeded: true,
        why,
        agreement: 'stated',
        on: TODAY,
        meeting: meeting(TODAY),
      });
      const html = await page(id);
      expect(html).not.toContain(button);
      expect(html).toMatch(/href="\/learning-events\/[^"]+">Learning event L/);
    });
  });

  it('says that every agency has given its information', async () => {
    const id = await received();
    const ask = { agency: 'primary-care', question: 'What was known?', askedOn: TODAY, dueOn: '2026-12-01' };
    await act(id, 'information-request', ask);
    expect(await page(id)).toContain('Information asked');
    await act(id, 'information', { agency: 'primary-care', information: 'Three were missed.', givenOn: TODAY });
    expect(await walk.see(TEAM, `referrals/${id}`)).toMatchObject({ status: { word: 'Information given' } });
  });

  it('takes no decision of a meeting before it came or after the date of the decision', async () => {
    const id = await received();
    const refused = async (date: string, decidedOn: string) =>
      act(id, 'decision', { ...decision('learning-event'), meeting: meeting(date), decidedOn }, 409);
    for (const [date, on] of [
      ['2026-11-17', TODAY],
      [TODAY, '2026-11-19'],
    ] as const)
      expect(await refused(date, on)).toMatchObject({ errors: [{ pointer: '/meeting' }] });
    await act(id, 'decision', decision('learning-event'));
  });

  it('asks for the decision with no criterion answered beforehand', async () => {
    const form = await walk.page(TEAM, `/referrals/${await received()}/decision`);
    const checked = [...form.matchAll(/<input[^>]*\bchecked\b[^>]*>/g)].map(([input]) => input);
    expect(checked.filter((input) => input.includes('criteria'))).toEqual([]);
    expect(checked.filter((input) => input.includes('views'))).toHaveLength(3);
  });

  it('offers no meeting beforehand that was held before it came', async () => {
    const meetings = async (receivedOn: string): Promise<readonly string[]> => {
      const form = await walk.page(TEAM, `/referrals/${await received({ receivedOn })}/decision`);
      const options = [...form.matchAll(/<(?:input|option)[^>]*\b(?:checked|selected)\b[^>]*>/g)].map(([tag]) => tag);
      return options.flatMap((tag) => /learning-inquiry-group[^>]*?(\d{4}-\d\d-\d\d)/.exec(tag)?.[1] ?? []);
    };
    await act(await received(), 'consideration', {
      meeting: meeting('2026-11-19'),
      consideredOn: TODAY,
      note: 'Read.',
    });
    for (const receivedOn of ['2026-11-18', TODAY])
      expect((await meetings(receivedOn)).filter((date) => date < receivedOn)).toEqual([]);
    expect(await meetings('2026-11-18')).toHaveLength(1);
  });
});
