import { type Message, narrative } from '#app/kernel';
import { type Names, type Person, type RecordKind, Registry, anyoneSignedIn } from '#app/platform';
import { recorded } from '#app/testing';
import { entryJson, tellRecord, tellTrail } from './telling';

const names: Names = {
  agency: (id) => `Agency ${id}`,
  group: (id) => `Group ${id}`,
  person: (id) => `Person ${id}`,
  role: (id) => `Role ${id}`,
};
const at = { today: '2026-03-02', names };
const person = (role: Person['role'], agency?: string): Person => ({
  id: 'somebody',
  title: 'Somebody',
  role,
  groups: [],
  does: '',
  ...(agency !== undefined && { agency }),
});
const record = { id: '1', reference: 'REF-2025-26-001', title: 'Injuries to an infant', revision: 1 };
const kindOf = (notShared: boolean): RecordKind => ({
  path: 'referrals',
  category: 'referral',
  noun: 'referral',
  plural: 'Referrals',
  views: 'referral',
  acts: [],
  readable: [anyoneSignedIn],
  find: () => Promise.resolve(record),
  list: () => Promise.resolve({ items: [], page: 1, pageSize: 50, total: 0 }),
  seen: () => (notShared ? { notShared } : {}),
  words: {
    Corrected: {
      act: 'Corrected',
      fields: { label: 'What was wrong' },
      changes: [{ from: 'from', to: 'to', told: 'Value' }],
      why: 'reason',
    },
    InformationGiven: { act: 'Information given', fields: { information: 'What was said' } },
  },
  privateTo: ({ type, data }: Message) =>
    type === 'InformationGiven' ? (data as { agency: string }).agency : undefined,
  dispatch: () => {
    throw new Error('Nothing is sent here');
  },
});
const corrected = recorded(
  {
    type: 'Corrected',
    data: { label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: narrative('A slip.') },
  },
  1,
  'referral-1',
);
const given = recorded(
  { type: 'InformationGiven', data: { agency: 'constabulary', information: narrative('We visited twice.') } },
  2,
  'referral-1',
);
const tellTo = (to: Person, notShared = false) =>
  tellRecord([given, corrected], kindOf(notShared), record, to, at).map(entryJson);

describe('the history of a record', () => {
  it('says what changed from what to what, by whom, exactly when, and why', () => {
    expect(tellTo(person('scrutineer'))[1]).toMatchObject({
      title: 'Corrected',
      type: 'Corrected',
      position: '1',
      at: '2026-03-02T09:00:00.000Z',
      by: { actor: 'Person partnership-team', role: 'Role partnership-team' },
      changes: [
        { label: 'Value', before: '2026-02-24', after: '2026-02-23', invented: false },
        { label: 'What was wrong', after: 'Received on', invented: false },
      ],
      reason: 'A slip.',
      notShared: false,
    });
  });
  it('keeps an agency’s matter from the representatives of other agencies', () => {
    expect(tellTo(person('agency-representative', 'constabulary'))[0]).toMatchObject({
      notShared: false,
      changes: [{ after: 'We visited twice.' }],
    });
    expect(tellTo(person('agency-representative', 'probation'))[0]).toMatchObject({ notShared: true, changes: [] });
    expect(tellTo(person('agency-representative', 'probation'))[1]).toMatchObject({ notShared: false });
  });
  it('says no more than what happened, where the record is not shared as a whole', () => {
    const [, entry] = tellTo(person('executive-member'), true);
    expect(entry).toMatchObject({ title: 'Corrected', notShared: true, changes: [] });
    expect(entry).not.toHaveProperty('reason');
  });
  it('keeps nothing from an agency that is its own matter', () => {
    const [entry, other] = tellTo(person('agency-representative', 'constabulary'), true);
    expect(entry).toMatchObject({ notShared: false, changes: [{ after: 'We visited twice.' }] });
    expect(other).toMatchObject({ notShared: true, changes: [] });
  });
});

describe('the audit trail', () => {
  const item = {
    recorded: corrected,
    category: 'referral',
    recordId: '1',
    reference: record.reference,
    title: record.title,
  };

  it('leads from each entry to its record', () => {
    expect(tellTrail(item, new Registry([kindOf(false)]), person('scrutineer'), names)).toMatchObject({
      title: 'Corrected',
      stream: 'referral-1',
      record: {
        kind: 'referrals',
        id: '1',
        reference: 'REF-2025-26-001',
        title: 'Injuries to an infant',
        href: '/referrals/1',
      },
    });
  });
  it('tells an event of a kind that is no longer served by its own name', () => {
    expect(tellTrail(item, new Registry([]), person('scrutineer'), names)).toMatchObject({
      title: 'Corrected',
      changes: [],
    });
  });
});
