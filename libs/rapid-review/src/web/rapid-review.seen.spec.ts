import { narrative } from '#app/kernel';
import { type Names, type Person, allowed } from '#app/platform';
import { projected } from '#app/testing';
import type { RapidReviewEvent } from '../domain/rapid-review.events';
import { rapidReviewProjection } from '../read/rapid-review.projection';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { clocksOf } from './clocks';
import { rapidReviewSeen } from './rapid-review.seen';
import { askedAgency, council, ownPartner, readers, sheetReaders } from './sight';

const secret = narrative('Only for those who decide.');
const asked = (agency: string): RapidReviewEvent => ({
  type: 'AgencyAsked',
  data: { agency, question: narrative(`For ${agency}.`), askedOn: '2026-02-25', dueOn: '2026-03-04' },
});
const history: readonly RapidReviewEvent[] = [
  {
    type: 'NotificationDecisionOpened',
    data: {
      reference: 'RAP-2025-26-001',
      headline: 'Unexplained injuries to an infant',
      children: ['Child A'],
      agencies: ['constabulary', 'probation'],
      openedOn: '2026-02-24',
      awareOn: '2026-02-20',
      deadlines: [{ rule: 'notify-panel', counted: '2026-02-20', due: '2026-02-27', version: '2023' }],
      ruleVersion: 'notify-panel 2023',
    },
  },
  {
    type: 'NotificationSent',
    data: {
      decision: 1,
      sentOn: '2026-03-02',
      nationalReference: 'N-1',
      told: [],
      deadlines: [{ rule: 'rapid-review', counted: '2026-03-02', due: '2026-03-23', version: '2025' }],
      ruleVersion: 'rapid-review 2025',
    },
  },
  asked('constabulary'),
  asked('primary-care'),
  {
    type: 'AgencyReturned',
    data: {
      agency: 'primary-care',
      periodFrom: '2025-01-01',
      periodTo: '2026-01-01',
      involvement: secret,
      signOffRole: 'Named GP',
      returnedOn: '2026-02-27',
    },
  },
];
const row = projected(rapidReviewProjection)
  .given(...history)
  .rows()[0] as RapidReviewRow;
const names: Names = { agency: (id) => id.toUpperCase(), group: (id) => id, person: (id) => id, role: (role) => role };
const person = (role: Person['role'], more: Partial<Person> = {}): Person => ({
  id: role,
  title: role,
  role,
  groups: [],
  does: '',
  ...more,
});
const PEOPLE = {
  team: person('partnership-team'),
  council: person('safeguarding-partner', { partner: 'council' }),
  police: person('safeguarding-partner', { partner: 'police', agency: 'constabulary' }),
  inquiry: person('group-member', { groups: ['learning-inquiry-group'] }),
  audits: person('group-member', { groups: ['performance-and-quality-assurance-group'] }),
  executive: person('executive-member', { groups: ['executive-group'] }),
  scrutineer: person('scrutineer'),
  asked: person('agency-representative', { agency: 'constabulary' }),
  involved: person('agency-representative', { agency: 'probation' }),
};
const seen = (who: keyof typeof PEOPLE): string => JSON.stringify(rapidReviewSeen(row, PEOPLE[who], { names }));

describe('a rapid review is read', () => {
  it.each([
    ['team', true],
    ['council', true],
    ['police', true],
    ['inquiry', true],
    ['executive', true],
    ['scrutineer', true],
    ['asked', true],
    ['involved', false],
    ['audits', false],
  ] as const)('by %s: %s', (who, may) => {
    expect(allowed(readers, PEOPLE[who], row)).toBe(may);
  });
  it('as a list by every representative, and not by Performance and Quality Assurance', () => {
    expect(allowed(readers, PEOPLE.involved, undefined)).toBe(true);
    expect(allowed(readers, PEOPLE.audits, undefined)).toBe(false);
  });
  it.each(['team', 'council', 'police', 'inquiry', 'scrutineer'] as const)('whole by %s', (who) => {
    expect(seen(who)).toContain('Only for those who decide.');
    expect(seen(who)).not.toContain('notShared');
  });
  it.each(['executive', 'asked', 'involved', 'audits'] as const)(
    'without the returns of others by %s, who is told so',
    (who) => {
      expect(seen(who)).not.toContain('Only for those who decide.');
      expect(seen(who)).not.toContain('PRIMARY-CARE');
      expect(seen(who)).toContain('"notShared":true');
    },
  );
  it('by an agency as what it was asked, and nothing of the notification', () => {
    expect(seen('asked')).toContain('For constabulary.');
    expect(seen('asked')).not.toContain('N-1');
    expect(seen('asked')).not.toContain('2026-02-20');
  });
});

describe('a rapid review is acted on', () => {
  it('by the council and the team, where the duty is the council’s', () => {
    expect(allowed(council, PEOPLE.council, row)).toBe(true);
    expect(allowed(council, PEOPLE.police, row)).toBe(false);
    expect(allowed(council, PEOPLE.inquiry, row)).toBe(false);
  });
  it('by an agency on its own line only', () => {
    expect(allowed([askedAgency], PEOPLE.asked, row, { agency: 'constabulary' })).toBe(true);
    expect(allowed([askedAgency], PEOPLE.asked, row, { agency: 'primary-care' })).toBe(false);
    expect(allowed([askedAgency], PEOPLE.involved, row, { agency: 'probation' })).toBe(false);
  });
  it('by a partner in that partner’s own name only', () => {
    expect(allowed([ownPartner], PEOPLE.police, row, { partner: 'police' })).toBe(true);
    expect(allowed([ownPartner], PEOPLE.police, row, { partner: 'health' })).toBe(false);
  });
  it('on paper by those who prepare, decide or scrutinise the notification', () => {
    expect(allowed(sheetReaders, PEOPLE.scrutineer, row)).toBe(true);
    expect(allowed(sheetReaders, PEOPLE.executive, row)).toBe(false);
    expect(allowed(sheetReaders, PEOPLE.asked, row)).toBe(false);
  });
});

describe('the clock panel', () => {
  const [notify, review] = clocksOf(row, '2026-03-26') as [object, object];

  it('says what was done late, and by how much', () => {
    expect(notify).toMatchObject({
      name: 'Notify the national Panel',
      due: '2026-02-27',
      done: '2026-03-02',
      late: 'late by 1 working day',
      from: 'from 20 February 2026, the day the council became aware',
      status: { word: 'Done late', kind: 'done' },
      rule: { text: '5 working days after the day the council became aware', version: '2023' },
    });
  });
  it('says what is late today', () => {
    expect(review).toMatchObject({ late: 'late by 3 working days', status: { word: 'Late', kind: 'late' } });
  });
  it('says what is left before that', () => {
    const [, before] = clocksOf(row, '2026-03-20') as [object, object];
    expect(before).toMatchObject({ left: '1 working day', status: { word: 'Due soon', kind: 'soon' } });
  });
});
