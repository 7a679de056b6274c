import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { jsonOf } from './visitor';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const reason = 'It was mistyped';

const house = forAll(openHouse);
const walk = new Walk(house);

interface Noted {
  readonly id: string;
  readonly briefings: readonly { title: string; on: string }[];
  readonly reviews: readonly { summary: string; on: string }[];
  readonly checks?: readonly { words: string; on: string }[];
}

/** The first record of the year that has one of these. */
async function having(kind: string, part: 'briefings' | 'reviews' | 'checks'): Promise<Noted> {
  const { items } = (await walk.see(TEAM, `${kind}?pageSize=100`)) as { items: readonly { id: string }[] };
  for (const { id } of items) {
    const seen = (await walk.see(TEAM, `${kind}/${id}`)) as unknown as Noted;
    if ((seen[part]?.length ?? 0) > 0) return seen;
  }
  throw new Error(`No ${kind} with ${part}`);
}

/** The group looks at the recommendations of the first learning event that has come so far: the year has no such look. */
async function monitored(): Promise<void> {
  const { items } = (await walk.see(TEAM, 'learning-events?pageSize=100')) as { items: readonly { id: string }[] };
  const meeting = { group: 'learning-inquiry-group', date: TODAY, label: 'November meeting' };
  const body = { made: 'made', summary: 'Half of them are done.', meeting };
  for (const { id } of items)
    if ((await (await walk.as(TEAM)).post(`/api/v1/learning-events/${id}/review`, body)).status === 200) break;
  await house.engine.catchUp();
}

describe.each(['audits', 'learning-events'])('of %s', (kind) => {
  it('the title and day of a briefing are put right, and the wrong ones stay on the record', async () => {
    const { id, briefings } = await having(kind, 'briefings');
    const [first] = briefings;
    const form = await walk.page(TEAM, `/${kind}/${id}/correction?field=note-words&note=briefing.0`);
    expect(form).toMatch(/value="briefing\.0" (checked|selected)/);
    expect(await walk.page(TEAM, `/${kind}/${id}`)).toContain('correction?field=note-words&amp;note=briefing.0');
    const words = { wrong: 'note-words', note: 'briefing.0', words: 'What everybody should know', reason };
    await walk.act(TEAM, `${kind}/${id}/correction`, words);
    const seen = (await walk.see(TEAM, `${kind}/${id}`)) as unknown as Noted;
    expect(seen.briefings.map(({ title }) => title)).toContain('What everybody should know');
    const page = await walk.page(TEAM, `/${kind}/${id}`);
    expect(page).toContain('What everybody should know');
    const history = await walk.page(TEAM, `/${kind}/${id}/history`);
    expect(history).toContain('Practitioner briefing, words');
    expect(history).toContain(first?.title);
    const again = await (await walk.as(TEAM)).post(`/api/v1/${kind}/${id}/correction`, words);
    expect([again.status, jsonOf(again)['type']]).toEqual([409, 'urn:rule:same-value']);
  });

  it('what monitoring found is put right, and its day stays between the steps around it', async () => {
    if (kind === 'learning-events') await monitored();
    const { id, reviews } = await having(kind, 'reviews');
    const send = (body: object) => walk.as(TEAM).then((team) => team.post(`/api/v1/${kind}/${id}/correction`, body));
    await walk.act(TEAM, `${kind}/${id}/correction`, {
      wrong: 'note-words',
      note: 'review.0',
      words: 'All of them are done.',
      reason,
    });
    const seen = (await walk.see(TEAM, `${kind}/${id}`)) as unknown as Noted;
    expect(seen.reviews.at(-1)?.summary).toBe('All of them are done.');
    const early = await send({ wrong: 'note-date', note: 'review.0', date: '2001-01-01', reason });
    expect([early.status, jsonOf(early)['type']]).toEqual([409, 'urn:rule:dates-backwards']);
    const nobody = await send({ wrong: 'note-words', note: 'review.99', words: 'x', reason });
    expect([nobody.status, reviews.length > 0]).toEqual([400, true]);
  });
});

describe('of audits', () => {
  it('what an impact check says is put right', async () => {
    const { id } = await having('audits', 'checks');
    const body = { wrong: 'note-words', note: 'check.0', words: 'Nine of ten plans say it now.', reason };
    await walk.act(TEAM, `audits/${id}/correction`, body);
    const seen = (await walk.see(TEAM, `audits/${id}`)) as unknown as Noted;
    expect(seen.checks?.[0]?.words).toBe('Nine of ten plans say it now.');
  });
});

describe('of recommendations', () => {
  it('what the last check found is put right, in its place', async () => {
    const { items } = (await walk.see(TEAM, 'recommendations?status=embedded&pageSize=1')) as {
      items: readonly { id: string }[];
    };
    const about = `recommendations/${items[0]?.id ?? ''}`;
    expect(await walk.page(TEAM, `/${about}`)).toContain('correction?field=check-result');
    await walk.act(TEAM, `${about}/correction`, {
      field: 'check-result',
      checkResult: 'Nine of ten plans say it now.',
      reason,
    });
    const { checks } = (await walk.see(TEAM, about)) as unknown as { checks: readonly { result: string }[] };
    expect(checks.at(-1)?.result).toBe('Nine of ten plans say it now.');
    expect(await walk.page(TEAM, `/${about}/history`)).toContain('What the last check found');
  });
});
