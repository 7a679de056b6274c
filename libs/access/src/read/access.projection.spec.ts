import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { AccessEvent } from '../domain/access.events';
import { accessProjection } from './access.projection';

const way = { through: 'page', address: '192.0.2.7' } as const;
const record = { category: 'referral', id: '3f0c-11', reference: 'REF-2025-26-001' };
const seen: AccessEvent = { type: 'RecordSeen', data: { ...way, record, part: 'page', namesTheirAgency: false } };
const searched: AccessEvent = {
  type: 'ListSeen',
  data: { ...way, list: 'referrals', chosen: { status: 'open' }, typed: { words: narrative('bruise') } },
};
const takenOut: AccessEvent = { ...searched, type: 'ListTakenOut' };
const file: AccessEvent = { type: 'FileTakenOut', data: { ...way, record, file: 'f1' } };
const lookedInto: AccessEvent = {
  type: 'UnusualAccessLookedInto',
  data: { flag: 'f', person: 'scrutineer', rule: 'many-records', day: '2026-03-02', note: narrative('A report.') },
};
const onBehalfOf = { role: 'agency-representative', agency: 'constabulary' };
const stream = 'access-looks-2026-03-02-police-representative';

describe('the looks', () => {
  const { given } = projected(accessProjection, { stream, with: { actor: 'police-representative', onBehalfOf } });

  it('are rows: who looked, in which role, when and at what', () => {
    const [row] = given(seen).rows();
    expect(row).toEqual({
      position: '0',
      person: 'police-representative',
      role: 'agency-representative',
      agency: 'constabulary',
      day: '2026-03-02',
      at: '2026-03-02T09:00:00.000Z',
      record: 'referral-3f0c-11',
      reference: 'REF-2025-26-001',
      takenOut: false,
      namesTheirAgency: false,
      correlation: '00000000-0000-4000-8000-000000000001',
      flag: null,
      event: seen,
    });
  });
  it('are one row each, and what was taken out is marked', () => {
    const rows = given(seen, searched, takenOut, file).rows();
    expect(rows.map(({ position, record: of, takenOut: out }) => [position, of, out])).toEqual([
      ['0', 'referral-3f0c-11', false],
      ['1', null, false],
      ['2', null, true],
      ['3', 'referral-3f0c-11', true],
    ]);
  });
});

describe('what was found about unusual access', () => {
  it('stands beside the looks under its flag, with who found it and when', () => {
    const rows = projected(accessProjection, { stream: 'access-unusual-f' }).given(seen, lookedInto).rows();
    expect(rows.map(({ flag }) => flag)).toEqual([null, 'f']);
    expect(rows[1]).toMatchObject({
      person: 'partnership-team',
      at: '2026-03-02T09:00:00.000Z',
      record: null,
      takenOut: false,
      event: lookedInto,
    });
  });
});
