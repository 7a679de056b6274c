import 'reflect-metadata';
import { addDays } from '#app/calendar';
import { forAll } from './for-all';
import { LIG, type Seen, TODAY, YESTERDAY, meeting, openHouse } from './recommendation.house';

/** What the API answers when an act was taken. */
const TAKEN = 200;

describe('recommendations over HTTP', () => {
  const house = forAll(openHouse);

  it('go from being made to complete, by assurance that somebody else accepts', async () => {
    const id = await house.make(['agency:primary-care']);
    const line = { lineId: 'line-1' };
    expect(
      (
        await house.post('partnership-team', `/${id}/assurance-request`, {
          lineIds: ['line-1'],
          question: 'Is it known?',
          askedOn: TODAY,
        })
      ).status,
    ).toBe(TAKEN);
    const given = { ...line, type: 'statement', role: 'Named GP', words: 'Everybody has been trained.', on: TODAY };
    expect((await house.post('police-representative', `/${id}/assurance`, given)).status).toBe(403);
    expect((await house.post('primary-care-representative', `/${id}/assurance`, given)).status).toBe(TAKEN);
    const answer = { ...line, answer: 'accepted', reason: 'The Named GP speaks for all practices.', meeting };
    expect((await house.post('primary-care-representative', `/${id}/acceptance`, answer)).status).toBe(403);
    expect((await house.post('scrutineer', `/${id}/acceptance`, answer)).status).toBe(403);
    expect((await house.post('learning-inquiry-chair', `/${id}/acceptance`, answer)).status).toBe(TAKEN);
    const completion = { basis: 'assurance-accepted', reason: 'Complete by assurance of the Named GP.', meeting };
    expect((await house.post('learning-inquiry-chair', `/${id}/completion`, completion)).status).toBe(TAKEN);
    const seen = await house.see('partnership-team', id);
    expect(seen).toMatchObject({
      status: { value: 'complete' },
      open: false,
      target: { due: YESTERDAY },
      overdue: false,
      productOnly: false,
      themes: ['Physical abuse', 'Infants'],
    });
  });

  it('answer a rule with its sentence, and a missing field with its name', async () => {
    const id = await house.make(['agency:constabulary']);
    const early = await house.post('learning-inquiry-chair', `/${id}/completion`, {
      basis: 'assurance-accepted',
      reason: 'Because.',
      meeting,
    });
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ type: 'urn:rule:no-evidence' });
    const empty = await house.post('police-representative', `/${id}/progress`, {});
    expect(empty.status).toBe(400);
    expect(empty.body).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/text' }),
        expect.objectContaining({ pointer: '/lineId' }),
      ]) as unknown,
    });
  });

  it('show a representative other agencies’ lines as name and state only, everywhere', async () => {
    const id = await house.make(['agency:constabulary', 'agency:childrens-social-care']);
    const secret = 'Two of three teams were late with the training.';
    expect(
      (
        await house.post('children-social-care-representative', `/${id}/progress`, {
          lineId: 'line-2',
          text: secret,
          on: TODAY,
        })
      ).status,
    ).toBe(TAKEN);
    const [own, other] = (await house.see('police-representative', id)).lines;
    expect(own).toMatchObject({ notShared: false, target: { due: YESTERDAY }, overdue: true });
    expect(other).toStrictEqual({
      id: 'line-2',
      owner: { kind: 'agency', id: 'childrens-social-care', name: 'Children’s Social Care' },
      state: { value: 'in-progress', word: 'In progress', kind: 'going' },
      also: [],
      open: true,
      notShared: true,
    });
    const path = await house.get('police-representative', `/api/v1/recommendations/${id}/path`);
    expect(path.body).toMatchObject({ lines: [{ notShared: false }, { notShared: true, marks: [] }] });
    const agent = await house.signIn('police-representative');
    for (const address of [
      `/recommendations/${id}`,
      `/recommendations/${id}/history`,
      '/recommendations',
      '/recommendations.csv',
    ]) {
      const page = await agent.get(address).expect(200);
      expect(page.text).not.toContain(secret);
    }
    const steps = (await house.get('police-representative', `/api/v1/history?stream=recommendation-${id}`)).body as {
      items: readonly { readonly title: string; readonly type: string; readonly by: object }[];
    };
    const others = steps.items.filter(({ title }) => title === 'A further step of another agency');
    expect(others.map(({ type, by }) => [type, by])).toEqual(
      others.map(() => ['NotShared', { actor: 'somebody who is not named here', role: '' }]),
    );
    expect(others).toHaveLength(2);
    expect(steps.items.filter(({ type }) => type === 'LineAssigned')).toHaveLength(1);
    expect((await agent.get(`/recommendations/${id}/history`)).text).not.toContain('Progress reported');
    expect(
      (await (await house.signIn('children-social-care-representative')).get(`/recommendations/${id}`)).text,
    ).toContain(secret);
  });

  it('refuse a target that is past, with the sentence, wherever one is set', async () => {
    const id = await house.make(['agency:constabulary']);
    const past = { kind: 'date', value: addDays(TODAY, -3) };
    const decided = { lineId: 'line-1', reason: 'It was agreed so.', meeting };
    const answers = [
      await house.post('partnership-team', `/${id}/target`, { ...decided, target: past }),
      await house.post('partnership-team', `/${id}/lines`, { lines: [{ owner: 'team', target: past }], meeting }),
      await house.post('partnership-team', `/${id}/carried`, {
        ...decided,
        into: 'An audit',
        expected: past,
        reviewOn: addDays(TODAY, 30),
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
    for (const { body } of answers) expect(body).toMatchObject({ type: 'urn:rule:target-past' });
  });

  it('offer owners once each, and the first act that is wanted as a button, the others under headings', async () => {
    const id = await house.make(['agency:constabulary', 'unnamed']);
    const team = await house.signIn('partnership-team');
    const form = await team.get('/recommendations/new').expect(200);
    expect(form.text).toContain('value="team"');
    expect(form.text).not.toContain('group:partnership-team');
    const { text } = await team.get(`/recommendations/${id}`).expect(200);
    expect(text).toMatch(/<a class="govuk-button" href="[^"]+\/progress">Report progress<\/a>/);
    for (const heading of ['Progress', 'Assurance', 'Target', 'Owners', 'Words and corrections'])
      expect(text).toContain(`<h3 class="lt-acts__heading">${heading}</h3>`);
    expect(text).toContain('Waiting for an owner');
  });

  it('keep evidence inside the card of its line, with who gave it, when, and what it answers', async () => {
    const id = await house.make(['agency:constabulary', 'agency:primary-care']);
    const asked = { lineIds: ['line-1'], question: 'Is the protocol known?', askedOn: TODAY };
    await house.post('partnership-team', `/${id}/assurance-request`, asked);
    const file = { name: 'report.txt', content: Buffer.from('Dip sample of 20').toString('base64') };
    const given = { lineId: 'line-1', type: 'document', role: 'Named lead', words: 'A dip sample.', on: TODAY };
    await house.post('police-representative', `/${id}/assurance`, { ...given, files: [file] });
    const card = async (person: string): Promise<string> => {
      const { text } = await (await house.signIn(person)).get(`/recommendations/${id}`).expect(200);
      return /<section class="lt-card" id="line-1".*?<\/section>/s.exec(text)?.[0] ?? '';
    };
    const own = await card('police-representative');
    const by = 'Named lead, Hampshire and Isle of Wight Constabulary';
    for (const words of [
      'A dip sample.',
      'report.txt',
      `by: ${by}`,
      `by ${by}`,
      'In answer to: Is the protocol known?',
    ])
      expect(own).toContain(words);
    const other = await card('primary-care-representative');
    expect(other).toContain('not shared with you');
    expect(other).not.toMatch(/dip sample|report\.txt|Named lead|protocol/);
  });

  it('say that assurance was returned, at the head of the page and on the home page of its owner', async () => {
    const id = await house.make(['agency:primary-care']);
    const given = { lineId: 'line-1', type: 'statement', role: 'Named GP', words: 'All were told.', on: TODAY };
    await house.post('primary-care-representative', `/${id}/assurance`, given);
    const back = { lineId: 'line-1', answer: 'returned', reason: 'Only one practice was asked.', meeting };
    expect((await house.post('learning-inquiry-chair', `/${id}/acceptance`, back)).status).toBe(TAKEN);
    expect(await house.see('partnership-team', id)).toMatchObject({ status: { word: 'Assurance returned' } });
    const home = await (await house.signIn('primary-care-representative')).get('/').expect(200);
    expect(home.text).toContain('Assurance returned');
    expect(home.text).not.toContain('Assurance asked');
  });

  it('keep evidence files, for those with whom the line is shared', async () => {
    const id = await house.make(['agency:constabulary']);
    const file = { name: 'report.txt', content: Buffer.from('Dip sample of 20').toString('base64') };
    const given = {
      lineId: 'line-1',
      type: 'document',
      role: 'Named lead',
      words: 'A dip sample.',
      on: TODAY,
      files: [file],
    };
    expect((await house.post('police-representative', `/${id}/assurance`, given)).status).toBe(TAKEN);
    const href = (await house.see('police-representative', id)).lines[0]?.evidence?.[0]?.files[0]?.href ?? '';
    expect((await house.get('police-representative', `/api/v1${href}`)).text).toBe('Dip sample of 20');
    expect((await house.get('primary-care-representative', `/api/v1${href}`)).status).toBe(404);
  });

  it('are found by owner, status, words, theme, source, and by being past their target', async () => {
    const id = await house.make(['agency:primary-care'], { themes: 'Workforce', sourceReference: 'NATIONAL-9' });
    const found = async (query: string) =>
      ((await house.get('partnership-team', `/api/v1/recommendations?${query}`)).body as { items: Seen[] }).items.map(
        (one) => one.id,
      );
    for (const query of [
      'owner=agency:primary-care&overdue=yes',
      'status=open',
      'theme=Workforce',
      'source=NATIONAL-9',
      'words=protocol',
      `monitor=${LIG}`,
      'status=in-progress',
    ])
      expect(await found(query)).toContain(id);
    for (const query of [
      'owner=agency:constabulary&theme=Workforce',
      'status=closed',
      'waits=assurance&theme=Workforce',
      'waits=owner',
      'waits=review',
    ])
      expect(await found(query)).not.toContain(id);
    expect((await house.get('partnership-team', '/api/v1/recommendations?status=nonsense')).status).toBe(400);
  });
});
