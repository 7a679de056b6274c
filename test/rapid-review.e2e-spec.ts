import { forAll } from './for-all';
import { openHouse } from './house';
import {
  SECRET,
  FOR_SURGERIES,
  FOR_POLICE,
  PARTNERS_OWN,
  DISSENT,
  appearMet,
  referred,
  meeting,
  notify,
  returned,
  decided,
  interestOf,
} from './rapid-review.bodies';
import { Walk } from './walk';

describe('a rapid review', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let id: string;
  let at: string;

  beforeAll(async () => {
    const referral = await walk.open('partnership-team', 'referrals', referred);
    await walk.act('partnership-team', `referrals/${referral}/decision`, appearMet);
    await house.engine.catchUp();
    const { items } = await walk.see('partnership-team', 'rapid-reviews?words=hurt at night');
    id = (items as { id: string }[])[0]?.id ?? '';
    at = `rapid-reviews/${id}`;
  });

  const late = (day: string) => {
    walk.on(day);
    return walk.finds('partnership-team', 'rapid-reviews?due=late', id);
  };

  it('is opened by the referral, with its clock: five working days from the council’s awareness', async () => {
    const seen = await walk.see('partnership-team', at);
    expect(seen).toMatchObject({
      awareOn: '2026-11-18',
      dueOn: '2026-11-25',
      children: ['Child A', 'Child B', 'Child C', 'Child D', 'Child E'],
      deadlines: [{ rule: 'notify-panel', due: '2026-11-25' }, { rule: 'report-to-partners' }],
    });
    expect(await walk.finds('council-partner', 'rapid-reviews?waits=decision', id)).toBe(true);
    expect(await walk.page('council-partner', '/')).toContain('An infant hurt at night');
  });

  it('is late the day after its due date, not on it', async () => {
    expect(await late('2026-11-25')).toBe(false);
    expect(await late('2026-11-26')).toBe(true);
    walk.on('2026-11-24');
  });

  it.each(['quality-assurance-member', 'police-representative', 'children-social-care-representative'])(
    'is nothing for %s: an agency that was not asked, or a group that it does not concern',
    async (person) => {
      await walk.text(person, at, 403);
      await walk.page(person, `/${at}`, 403);
      await walk.page(person, `/${at}/history`, 403);
      await walk.text(person, `history?stream=rapidReview-${id}`, 403);
    },
  );

  it('is not there under another id', async () => {
    await walk.text('partnership-team', 'rapid-reviews/nobody-knows-it', 404);
    await walk.page('partnership-team', '/rapid-reviews/nobody-knows-it', 404);
  });

  it('is decided by the council alone', async () => {
    await walk.act('police-partner', `${at}/notification-decision`, notify, 403);
    await walk.act('scrutineer', `${at}/notification-decision`, notify, 403);
    await walk.page('police-partner', `/${at}/notification-decision`, 403);
    await walk.page('council-partner', `/${at}/notification-decision`);
  });

  it('is notified when all criteria are met, whatever the views', async () => {
    const problem = await walk.act(
      'council-partner',
      `${at}/notification-decision`,
      { ...notify, outcome: 'do-not-notify' },
      409,
    );
    expect(problem).toMatchObject({ type: 'urn:rule:all-criteria-met' });
    expect(await walk.blindly('council-partner', `${at}/notification-decision`, notify)).toBe(428);
    await walk.act('council-partner', `${at}/notification-decision`, notify, 200, { 'if-match': '"0"' });
    const stale = await walk.act('council-partner', `${at}/notification-decision`, notify, 412, { 'if-match': '"0"' });
    expect(stale).toMatchObject({ revision: 1, meanwhile: [{ type: 'NotificationDecided' }] });
  });

  it('starts its fifteen working days when the notification is sent', async () => {
    const sent = { sentOn: '2026-11-24', sentAt: '09:05', nationalReference: 'N-1', told: ['safeguarding-partners'] };
    await walk.act('council-partner', `${at}/notification`, { ...sent, sentAt: '25:00' }, 409);
    const later = await walk.act('council-partner', `${at}/notification`, { ...sent, sentAt: '14:05' }, 409);
    const detail = expect.stringContaining('10:00') as string;
    expect(later).toMatchObject({ type: 'urn:rule:sent-in-the-future', detail });
    await walk.act('council-partner', `${at}/notification`, sent);
    await walk.act('partnership-team', `${at}/acknowledgement`, { acknowledgedOn: '2026-11-24' });
    expect(await walk.see('health-partner', at)).toMatchObject({ dueOn: '2026-12-15', notifiedOn: '2026-11-24' });
  });

  it('asks agencies, and each sees its own question and return', async () => {
    const asked = { askedOn: '2026-11-24', dueOn: '2026-12-02' };
    await walk.act('partnership-team', `${at}/information-request`, {
      agency: 'constabulary',
      question: FOR_POLICE,
      ...asked,
    });
    await walk.act('partnership-team', `${at}/information-request`, {
      agency: 'primary-care',
      question: FOR_SURGERIES,
      ...asked,
    });
    expect(await walk.page('police-representative', '/')).toContain('An infant hurt at night');
    walk.on('2026-11-30');
    await walk.act('primary-care-representative', `${at}/return`, returned, 403);
    await walk.act('children-social-care-representative', `${at}/return`, returned, 403);
    await walk.act('police-representative', `${at}/return`, returned);
    await walk.act('police-partner', `${at}/safety-action`, { action: PARTNERS_OWN, takenOn: '2026-11-24' });
    const police = await walk.everything('police-representative', 'rapid-reviews', 'rapidReview', id);
    expect(police).toContain(FOR_POLICE);
    expect(police).toContain(returned.involvement);
    for (const withheld of [FOR_SURGERIES, SECRET, DISSENT, notify.rationale, PARTNERS_OWN])
      expect(police).not.toContain(withheld);
    for (const decision of ['Notification decided', 'NotificationDecided', 'Notification sent'])
      expect(police).not.toContain(decision);
    expect(police).toContain('A further step');
    const surgery = await walk.everything('primary-care-representative', 'rapid-reviews', 'rapidReview', id);
    expect(surgery).toContain(FOR_SURGERIES);
    expect(surgery).not.toContain(returned.involvement);
  });

  it('is a summary for the Executive, and all for those who decide or scrutinise', async () => {
    const summary = await walk.everything('executive-member', 'rapid-reviews', 'rapidReview', id);
    expect(summary).toContain('An infant hurt at night');
    for (const withheld of [SECRET, DISSENT, notify.rationale, FOR_POLICE, returned.involvement])
      expect(summary).not.toContain(withheld);
    await walk.page('executive-member', `/${at}/preparation-sheet`, 403);
    await walk.page('police-representative', `/${at}/preparation-sheet`, 403);
    for (const person of ['partnership-team', 'police-partner', 'learning-inquiry-member', 'scrutineer']) {
      const all = await walk.everything(person, 'rapid-reviews', 'rapidReview', id);
      for (const said of [SECRET, DISSENT, FOR_POLICE, returned.involvement]) expect(all).toContain(said);
    }
    expect(await walk.page('scrutineer', `/${at}/preparation-sheet`)).toContain('Child E');
  });

  it('is decided after its meeting, which says how inequalities mattered', async () => {
    walk.on('2026-12-08');
    await walk.act('partnership-team', `${at}/decision`, decided, 409);
    const held = {
      meeting: { group: 'learning-inquiry-group', date: '2026-12-07', label: 'Rapid review meeting' },
      attended: ['constabulary'],
      found: 'Signs were seen apart.',
    };
    const problem = await walk.act('health-partner', `${at}/meeting`, held, 409);
    expect(problem).toMatchObject({ type: 'urn:rule:inequalities-not-considered' });
    await walk.act('health-partner', `${at}/meeting`, { ...held, inequalities: 'Letters were in English only.' });
    await walk.act('partnership-team', `${at}/decision`, decided);
  });

  it('goes to the national Panel with the sign-off of all three partners, each for themselves, whoever enters it', async () => {
    const signsOff = (partner: string) => ({ partner, answer: 'signs-off', signedOn: '2026-12-08', decision: '1' });
    await walk.act('health-partner', `${at}/sign-off`, signsOff('police'), 403);
    await walk.act('health-partner', `${at}/sign-off`, signsOff('health'));
    expect(await walk.finds('health-partner', 'rapid-reviews?waits=sign-off', id)).toBe(false);
    expect(await walk.finds('police-partner', 'rapid-reviews?waits=sign-off', id)).toBe(true);
    await walk.act('partnership-team', `${at}/sending`, { sentOn: '2026-12-08' }, 409);
    const forPolice = (who: string, did: string) => ({ ...signsOff('police'), conflicts: interestOf(who, did) });
    for (const own of [forPolice('post:police-partner', 'stayed'), forPolice('agency:constabulary', 'left')])
      expect((await walk.act('partnership-team', `${at}/sign-off`, own, 409))['type']).toBe(
        'urn:rule:conflicted-partner',
      );
    await walk.act('partnership-team', `${at}/sign-off`, forPolice('post:police-partner', 'took-no-part'));
    await walk.act('council-partner', `${at}/sign-off`, signsOff('council'));
    await walk.act('partnership-team', `${at}/sending`, { sentOn: '2026-12-08' });
    expect(await late('2026-12-16')).toBe(false);
  });

  it('answers the national Panel before it is closed', async () => {
    const reply = { reply: 'disagrees', words: 'Look again at language.', repliedOn: '2026-12-16' };
    await walk.act('partnership-team', `${at}/panel-reply`, reply);
    await walk.act('partnership-team', `${at}/closure`, { note: 'It is done.', closedOn: '2026-12-16' }, 409);
    await walk.act('partnership-team', `${at}/answer`, {
      answer: 'decision-changed',
      outcome: 'practice-review',
      words: 'The partners looked again.',
      meeting,
      answeredOn: '2026-12-16',
    });
    const closing = { note: 'A practice review follows.', closedOn: '2026-12-16' };
    const unsigned = await walk.act('partnership-team', `${at}/closure`, closing, 409);
    expect(unsigned).toMatchObject({ type: 'urn:rule:sign-off-missing' });
    expect(await walk.finds('police-partner', 'rapid-reviews?waits=sign-off', id)).toBe(true);
    expect(await walk.page('police-partner', `/${at}`)).toContain('<del>No practice review</del>');
    for (const partner of ['health', 'police', 'council']) {
      const signsOff = { partner, answer: 'signs-off', signedOn: '2026-12-16', decision: '2' };
      await walk.act(`${partner}-partner`, `${at}/sign-off`, signsOff);
    }
    const changed = await walk.see('partnership-team', at);
    expect(changed).toMatchObject({
      outcome: { value: 'practice-review' },
      unsigned: [],
      reviewDecisions: [
        { number: 2, replacedBy: null, outcome: { value: 'practice-review' } },
        { number: 1, replacedBy: 2, outcome: { value: 'no-practice-review' } },
      ],
    });
    const nothing = await walk.act('partnership-team', `${at}/closure`, closing, 409);
    expect(nothing).toMatchObject({ type: 'urn:rule:learning-event-missing' });
    const open = `/learning-events/new?rapidReview=${id}`;
    expect(await walk.page('learning-inquiry-member', `/${at}`)).toContain(open);
    expect(await walk.page('learning-inquiry-member', open)).toContain(changed['reference'] as string);
    await walk.open('learning-inquiry-member', 'learning-events', {
      title: 'Seen at night',
      answers: 'rapid-review',
      rapidReview: id,
      criteria: 'some-met',
      learningNeeded: true,
      why: 'Practitioners can learn from each other.',
      agreement: 'stated',
      meeting: { group: 'learning-inquiry-group', date: '2026-12-16', label: 'Rapid review meeting' },
    });
    expect(await walk.page('partnership-team', `/${at}`)).toContain('Learning event LLE-');
    expect(await walk.page('partnership-team', `/${at}`)).not.toContain(open);
    await walk.act('partnership-team', `${at}/closure`, closing);
    const filters = 'status=closed&outcome=practice-review&year=2026-27&words=at night';
    expect(await walk.see('scrutineer', at)).toMatchObject({ status: { value: 'closed' } });
    expect(await walk.finds('scrutineer', `rapid-reviews?${filters}`, id)).toBe(true);
    await walk.act('partnership-team', `${at}/safety-action`, { action: 'Too late.', takenOn: '2026-12-16' }, 409);
  });

  it('is corrected in the open: the clock is counted again and the old day stays', async () => {
    const corrected = { field: 'awareOn', date: '2026-11-17', reason: 'The log of the front door says so.' };
    await walk.act('partnership-team', `${at}/correction`, corrected);
    expect(await walk.see('partnership-team', at)).toMatchObject({
      awareOn: '2026-11-17',
      deadlines: [{ due: '2026-11-24', firstDue: '2026-11-25' }, {}, { due: '2026-12-15' }],
      corrections: [{ from: '2026-11-18', to: '2026-11-17' }],
    });
    const police = await walk.everything('police-representative', 'rapid-reviews', 'rapidReview', id);
    expect(police).not.toContain(corrected.reason);
  });

  it('refuses a filter that it does not have', async () => {
    await walk.text('partnership-team', 'rapid-reviews?colour=red', 400);
    await walk.text('partnership-team', 'rapid-reviews?status=lost', 400);
  });
});
