import { Writable } from 'node:stream';
import { pino } from 'pino';
import { GivenMasterKeys, Vault } from '#app/platform';
import { logTask } from '../apps/trail/src/log/log';
import { forAll } from './for-all';
import { openHouse, openWebOn } from './house';
import {
  CORRECTED,
  QUILLON,
  REASON,
  TEAM,
  concernedOf,
  everybody,
  everythingIn,
  leaked,
  lockedLog,
  recorded,
  referred,
} from './identity-section.house';
import { type Answer, ask, jsonOf } from './visitor';
import { Walk } from './walk';

const house = forAll(openHouse);
const walk = new Walk(house);

describe('what is sealed', () => {
  it('stands in the open in no table, no event, no export, no history and no log line', async () => {
    const said: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        said.push(String(chunk));
        done();
      },
    });
    const other = await openWebOn(house, pino({ level: 'trace' }, sink));
    try {
      const path = `referrals/${await referred(walk)}`;
      const { cookie, csrf } = await walk.as(TEAM);
      const send = (to: string, fields: Record<string, string>): Promise<Answer> =>
        ask(`${other.url}/${to}`, {
          method: 'POST',
          headers: { cookie },
          body: new URLSearchParams({ _csrf: csrf, ...fields }),
        });
      const person = {
        'people[0][kind]': 'child',
        'people[0][child]': 'Child A',
        'people[0][name]': QUILLON.name,
        'people[0][address]': QUILLON.address,
      };
      expect((await send(`${path}/people-concerned`, { ...person, 'people[0][nhsNumber]': '4857773450' })).status).toBe(
        400,
      );
      expect(
        (await send(`${path}/people-concerned`, { ...person, 'people[0][nhsNumber]': QUILLON.nhsNumber })).status,
      ).toBe(303);
      // And where a fault is noted with its cause: the log does not answer.
      const unlock = await lockedLog(house);
      const untold = await send(`${path}/people-concerned`, { ...person, 'people[0][child]': 'Child B' });
      await unlock();
      expect(untold.status).toBe(503);
      await house.engine.catchUp();
      await walk.act(TEAM, `${path}/people-concerned`, { people: everybody.slice(1) });
      const [child] = await concernedOf(walk, TEAM, path);
      const subject = child?.subject ?? '';
      const correction = { subject, detail: 'name', name: CORRECTED, reason: 'It was spelt wrongly' };
      await walk.act(TEAM, `${path}/people-concerned-correction`, correction);
      const opened = await send(`${path}/concerned/${subject}`, { reason: REASON });
      expect([opened.status, opened.text]).toEqual([200, expect.stringContaining(CORRECTED)]);

      const all = await everythingIn(house);
      expect(leaked(all)).toEqual([]);
      // The search is no idle one: what is in the open is found, and so are the planted words where they are shown.
      expect(all).toContain('An infant was seen with a bruise.');
      expect(leaked(opened.text)).toContain('Quillan');
      expect(leaked(await walk.everything(TEAM, 'referrals', 'referral', path.slice(10)))).toEqual([]);
      expect(await exported()).toEqual([]);
      expect(said.join('')).toContain('Not available now');
      expect(leaked(said.join(''))).toEqual([]);
      // No search finds what is sealed. (What somebody types into a search is on record, as it was typed.)
      expect(await walk.see(TEAM, 'referrals?words=Featherbyrne')).toMatchObject({ total: 0 });
    } finally {
      await other.close();
    }
  });

  async function exported(): Promise<readonly string[]> {
    const lines: string[] = [];
    const out = () =>
      new Writable({
        write: (chunk, _encoding, done) => {
          lines.push(String(chunk));
          done();
        },
      });
    const code = await logTask(['export'], { env: { DATABASE_URL: house.databaseUrl }, out: out(), err: out() });
    expect([code, lines.join('')]).toEqual([0, expect.stringContaining('PeopleConcernedRecorded')]);
    return leaked(lines.join(''));
  }
});

describe('a person whose key was destroyed', () => {
  it('is “not kept any more” wherever their details stood, and the record stands', async () => {
    const { id, path, child, family } = await recorded(walk);
    const subject = child.split('/').at(-1) ?? '';
    await house.web.app.get(Vault).erase(subject);
    const opened = await (await walk.as(TEAM)).form(`/${child}`, { reason: REASON });
    expect([opened.status, opened.text]).toEqual([200, expect.stringContaining('Not kept any more')]);
    expect(leaked(opened.text)).toEqual([]);
    const json = await walk.act(TEAM, `${child}/opening`, { reason: REASON });
    expect((json['details'] as object[])[0]).toEqual({ detail: 'name', name: 'Name', notKept: true });
    expect((await walk.act(TEAM, `${family}/opening`, { reason: REASON }))['details']).toHaveLength(2);
    const correction = { subject, detail: 'name', name: CORRECTED, reason: 'It was spelt wrongly' };
    const refused = await (await walk.as(TEAM)).post(`/api/v1/${path}/people-concerned-correction`, correction);
    expect([refused.status, jsonOf(refused)['type']]).toEqual([409, 'urn:rule:person-erased']);
    expect(await walk.everything(TEAM, 'referrals', 'referral', id)).toContain('Child A');
  });
});

describe('a house without a master key', () => {
  it('neither records nor opens what is sealed, says so, and does all else', async () => {
    const { path, child } = await recorded(walk);
    const other = await openWebOn(house, pino({ level: 'silent' }), { masterKeys: new GivenMasterKeys('') });
    try {
      const { token } = await house.api(TEAM);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' };
      const post = (to: string, body: object) =>
        ask(`${other.url}/api/v1/${to}`, { method: 'POST', headers, body: JSON.stringify(body) });
      for (const answer of [
        await post(`${child}/opening`, { reason: REASON }),
        await post(`${path}/people-concerned`, { people: [everybody[1]] }),
      ]) {
        expect([answer.status, jsonOf(answer)['type']]).toEqual([503, 'urn:problem:vault-closed']);
        expect(leaked(answer.text)).toEqual([]);
      }
      expect((await ask(`${other.url}/api/v1/${path}`, { headers })).status).toBe(200);
    } finally {
      await other.close();
    }
  });
});
