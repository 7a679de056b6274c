import request from 'supertest';
import { RevisionMissing } from '#app/platform';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { TEAM } from './need-to-know.house';
import { lose } from './own-log';
import { Inviting } from './people.house';
import { appearMet, referred } from './rapid-review.bodies';
import { meeting, referral, why } from './referral.bodies';
import { commandsFor } from './trail-projections.house';
import { Walk } from './walk';

const GAP = 'What is missing may matter here, so nothing was decided';

describe('a referral of which the log has lost an event', () => {
  const house = forAll(openHouse);
  const walk = new Inviting(house);
  let id: string;
  const path = () => `referrals/${id}`;
  const consideration = (note: string) => ({ meeting: meeting(), consideredOn: '2026-11-20', note });

  beforeAll(async () => {
    await walk.as(TEAM);
    id = await walk.open(TEAM, 'referrals', referral);
    await walk.act(TEAM, `${path()}/consideration`, consideration(why));
    const [opened] = await house.log.readStream(`referral-${id}`);
    await lose(opened?.position ?? -1n, house.databaseUrl);
  });

  it('is decided on by nobody: what was said there is not known, and who would decide is told so', async () => {
    const head = await house.log.head();
    expect(await walk.act(TEAM, `${path()}/consideration`, consideration('Again.'), 503)).toMatchObject({
      type: 'urn:problem:event-missing',
      detail: expect.stringContaining(GAP) as string,
    });
    expect(await house.log.head()).toBe(head);
    await expect(house.log.readStream(`referral-${id}`)).rejects.toStrictEqual(
      new RevisionMissing(`referral-${id}`, 0),
    );
  });
});

/** The health page, as far as it is looked at here. */
interface Health {
  readonly checks: object;
  readonly readers: readonly { readonly state: string }[];
}

describe('a reaction whose command meets a record of which the log has lost an event, when every reader is past it', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  const reason = 'It was mistyped';
  let missing: string;

  beforeAll(async () => {
    const id = await walk.open(TEAM, 'referrals', { ...referred, headline: 'Partly lost', receivedOn: TODAY });
    await walk.act(TEAM, `referrals/${id}/decision`, appearMet);
    const { items } = await walk.see(TEAM, 'rapid-reviews?words=Partly lost');
    const [review] = items as { id: string }[];
    const path = `rapid-reviews/${review?.id ?? ''}`;
    await walk.act(TEAM, `${path}/correction`, { field: 'awareOn', date: '2026-11-19', reason });
    const stream = `rapidReview-${review?.id ?? ''}`;
    const [opened] = await house.log.readStream(stream);
    await lose(opened?.position ?? -1n, house.databaseUrl);
    missing = `The event of revision 0 is missing from the stream ${stream}`;
    await walk.act(TEAM, `referrals/${id}/correction`, { field: 'awareOn', awareOn: '2026-11-17', reason });
  });

  it('raises the alarm on the health page, which names the event and how to see more', async () => {
    const { checks, readers } = (await request(house.url).get('/health/ready').expect(503)).body as Health;
    expect(checks).toMatchObject({
      log: { status: 'not ready', detail: `${missing}. To see all that is wrong with the log: trail log check` },
    });
    expect(readers.filter(({ state }) => state !== 'running')).toMatchObject([
      { reader: 'reaction:open-notification-decision', state: 'event-missing', error: 'RevisionMissing' },
    ]);
  });

  it('is listed by trail projections as one that lacks an event, with the same words', async () => {
    const { code, out } = await commandsFor(house).projections();
    expect(code).toBe(1);
    expect(out).toMatch(/^reaction:open-notification-decision +event-missing /m);
    expect(out).toContain(`: ${missing}\nTo see all that is wrong with the log: trail log check\n`);
  });
});
