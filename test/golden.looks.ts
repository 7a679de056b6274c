import type { AccessEvent } from '#app/access';
import { narrative } from '#app/kernel';
import { LOOKS, type Observations, derivedId } from '#app/platform';

const way = { through: 'page', address: '192.0.2.7' } as const;
const record = { category: 'referral', id: derivedId('golden', 'referral'), reference: 'REF-2026-27-001' };
const sought = {
  list: 'referrals',
  chosen: { status: 'open', page: '2' },
  typed: { words: narrative('missed appointments') },
};
const person = 'police-representative';

/** One of every type: leaving one out does not compile. */
const specimens: { readonly [Type in AccessEvent['type']]: Extract<AccessEvent, { type: Type }>['data'] } = {
  RecordSeen: { ...way, record, part: 'form', act: 'decision', namesTheirAgency: false },
  ListSeen: { ...way, ...sought },
  ListTakenOut: { ...way, ...sought, list: 'looks', record },
  FileTakenOut: { ...way, record, file: derivedId('golden', 'file') },
  SealedFieldOpened: {
    ...way,
    record,
    subject: derivedId('golden', 'subject'),
    fields: ['name', 'birthDate'],
    reason: narrative('For the decision on notification.'),
  },
  SealedFieldRefused: { ...way, record, subject: derivedId('golden', 'subject'), why: 'no-right' },
  UnusualAccessLookedInto: {
    flag: `2026-11-20-many-records-${person}`,
    person,
    rule: 'many-records',
    day: '2026-11-20',
    note: narrative('They prepared the yearly report.'),
  },
};

/** Looks, and what was found about them: no demonstration year has any. */
export async function lookSpecimens(observations: Observations): Promise<void> {
  for (const [type, data] of Object.entries(specimens))
    await observations.add({
      category: LOOKS,
      id: (today) => `looks-${today}-${person}`,
      event: { type, data },
      by: { actor: person, onBehalfOf: { role: 'agency-representative', agency: 'constabulary' } },
      correlationId: derivedId('golden', type),
    });
}
