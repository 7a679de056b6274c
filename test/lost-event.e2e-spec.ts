import { RevisionMissing } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { TEAM } from './need-to-know.house';
import { lose } from './own-log';
import { Inviting } from './people.house';
import { meeting, referral, why } from './referral.bodies';

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
