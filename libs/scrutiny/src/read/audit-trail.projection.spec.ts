import { narrative } from '#app/kernel';
import { projected, recorded } from '#app/testing';
import { auditTrailProjection, trailRecordProjection } from './audit-trail.projection';

const received = {
  type: 'ReferralReceived',
  data: { reference: 'REF-2025-26-001', headline: 'Injuries to an infant' },
};
const decided = { type: 'ReferralDecided', data: { rationale: narrative('Because of what was shown.') } };
const stream = 'referral-3f0c-11';

describe('the audit trail', () => {
  const onBehalfOf = { role: 'group-chair', agency: 'constabulary', group: 'learning-inquiry-group' };

  it('keeps every event of any record, one row for each', () => {
    const rows = projected(auditTrailProjection, { stream }).given(received, decided).rows();
    expect(rows.map(({ position, type }) => [position, type])).toEqual([
      ['0', 'ReferralReceived'],
      ['1', 'ReferralDecided'],
    ]);
  });
  it('says what happened, to which record, by whom and for whom', () => {
    const [row] = projected(auditTrailProjection, { stream, with: { actor: 'police-partner', onBehalfOf } })
      .given(decided)
      .rows();
    expect(row).toMatchObject({
      category: 'referral',
      recordId: '3f0c-11',
      revision: 0,
      actor: 'police-partner',
      role: 'group-chair',
      agency: 'constabulary',
      group: 'learning-inquiry-group',
      happenedOn: '2026-03-02',
      recordedAt: '2026-03-02T09:00:00.000Z',
      late: false,
      imported: false,
    });
  });
  it('keeps the event itself whole, its position as text', () => {
    const event = recorded(decided, 7, stream);
    const [change] = auditTrailProjection.rows(event);
    expect(change?.change(undefined)?.recorded).toEqual({ ...event, position: '7' });
  });
  it('marks what was recorded more than a week after it happened', () => {
    const on = (happenedOn: string, imported = false) =>
      projected(auditTrailProjection, { stream, with: { happenedOn, imported } }).given(decided).rows()[0]?.late;
    expect([on('2026-02-23'), on('2026-02-22'), on('2024-05-16', true)]).toEqual([false, true, false]);
  });
});

describe('the records on the trail', () => {
  const { given } = projected(trailRecordProjection, { stream });

  it('are called by the reference and the title with which they were opened', () => {
    given(received, decided).then({ stream, reference: 'REF-2025-26-001', title: 'Injuries to an infant' });
  });
  it.each([
    ['title', 'Audit of early help'],
    ['name', 'Isle of Wight Council'],
    ['words', 'Share the pathway with every practice'],
  ])('find the title in the field %s', (field, title) => {
    given({ type: 'Opened', data: { reference: 'X-1', [field]: title } }).then({ stream, reference: 'X-1', title });
  });
  it('have no title where none was given', () => {
    given({ type: 'Opened', data: { reference: 'X-1' } }).then({ stream, reference: 'X-1', title: '' });
  });
});
