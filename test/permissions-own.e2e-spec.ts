import { forAll } from './for-all';
import { Everybody, verdictOn } from './permissions.house';
import type { Answer } from './visitor';

const all = forAll(() => Everybody.open());

describe('a representative', () => {
  const police = () => all.visitor('police-representative');
  const refused = async (answer: Promise<Answer>) => {
    expect(verdictOn(await answer)).toBe('refused');
  };

  it('logs a referral for no other agency', async () => {
    await refused(police().post('/api/v1/referrals', { from: 'primary-care' }));
    // The page says so beside the field.
    const page = await police().form('/referrals', { from: 'primary-care' });
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('for your own agency only')]);
  });

  it.each([
    ['referrals', 'information', 'information'],
    ['rapid-reviews', 'return', 'asked'],
    ['audits', 'return', 'returns'],
  ])('answers for no other agency: %s, %s', async (path, act, list) => {
    const asked = all.records(path).find(({ json }) => JSON.stringify(json[list] ?? []).includes('constabulary'));
    const address = `${path}/${asked?.row.id ?? ''}/${act}`;
    expect(verdictOn(await police().page(`/${address}`))).toBe('let in');
    for (const agency of ['primary-care', 'invented-beacon-college']) {
      await refused(police().post(`/api/v1/${address}`, { agency }));
      await refused(police().form(`/${address}`, { agency }));
    }
  });

  it('touches no other agency’s line', async () => {
    interface Line {
      readonly id: string;
      readonly owner: { readonly id?: string };
    }
    const shared = all.records('recommendations').find(({ json }) => {
      const owners = (json['lines'] as Line[]).map(({ owner }) => owner.id);
      return owners.includes('constabulary') && owners.some((owner) => owner !== 'constabulary');
    });
    const other = (shared?.json['lines'] as Line[]).find(({ owner }) => owner.id !== 'constabulary');
    for (const act of ['progress', 'assurance', 'product', 'waiting', 'resumption', 'result']) {
      const address = `recommendations/${shared?.row.id ?? ''}/${act}`;
      await refused(police().post(`/api/v1/${address}`, { lineId: other?.id }));
      await refused(police().form(`/${address}`, { lineId: other?.id ?? '' }));
      await refused(police().page(`/${address}?line=${other?.id ?? ''}`));
    }
  });
});

describe('a delegated safeguarding partner', () => {
  it('signs off for no other partner', async () => {
    const [review] = all.records('rapid-reviews');
    const address = `rapid-reviews/${review?.row.id ?? ''}/sign-off`;
    for (const [person, partner] of [
      ['police-partner', 'council'],
      ['health-partner', 'police'],
      ['council-partner', 'health'],
    ] as const) {
      expect(verdictOn(await all.visitor(person).post(`/api/v1/${address}`, { partner }))).toBe('refused');
      expect(verdictOn(await all.visitor(person).form(`/${address}`, { partner }))).toBe('refused');
    }
  });
});
