import { type ActDefinition, type RecordRow, Registry, schemaOf } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import type { Json } from './visitor';
import { Walk } from './walk';

const LIG = 'learning-inquiry-group';
const CHAIR = 'learning-inquiry-chair';
const MEMBER = 'learning-inquiry-member';
const why = 'Because of what the agencies said about it.';
const referral = {
  headline: 'Missed appointments before an injury',
  from: 'constabulary',
  role: 'Detective sergeant',
  receivedOn: TODAY,
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: 'An infant was seen with a bruise after three missed appointments.',
  why: 'Agencies may not have told each other what they knew.',
  agencies: ['constabulary', 'primary-care'],
};
const atMeeting = { group: LIG, date: TODAY, label: 'November meeting' };
const decision = {
  criteria: ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'].map((criterion) => ({
    criterion,
    finding: 'not-met',
    reason: why,
  })),
  views: ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' })),
  outcome: 'no-further-action',
  rationale: 'Serious harm was not shown, and nothing more can be learned from it.',
  decidedOn: TODAY,
};
const own = { who: `post:${CHAIR}`, nature: 'Manages the service that is spoken of', did: 'took-no-part' };
const stayed = {
  who: 'agency:primary-care',
  nature: 'Knows the family’s practice',
  did: 'stayed',
  reason: 'It was asked to explain the records',
};
const told = [
  { who: 'Chair of the Learning Inquiry Group', nature: own.nature, done: 'They took no part in the decision' },
  { who: 'Primary Care', nature: stayed.nature, done: `They stayed, because: ${stayed.reason}` },
];

const house = forAll(openHouse);
const walk = new Walk(house);

describe('conflicts of interest at a decision', () => {
  const received = () => walk.open('partnership-team', 'referrals', referral);
  const decide = (person: string, id: string, further: object, status = 200) =>
    walk.act(person, `referrals/${id}/decision`, { ...decision, ...further }, status);
  const stepsOf = async (person: string, id: string): Promise<readonly Json[]> =>
    ((await walk.see(person, `history?stream=referral-${id}`)) as { items: readonly Json[] }).items;
  const said = async (person: string, id: string): Promise<unknown> => {
    const step = (await stepsOf(person, id)).find(({ type }) => type === 'ReferralDecided');
    return (step?.['changes'] as readonly Json[]).find(({ label }) => label === 'Conflicts of interest')?.['after'];
  };

  it('stand on the record, in its history and in the API', async () => {
    const id = await received();
    await decide(CHAIR, id, { meeting: atMeeting, conflicts: { declared: 'declared', by: [own, stayed] } });
    const record = await walk.see(MEMBER, `referrals/${id}`);
    expect(record['conflicts']).toEqual([{ decision: 'Decision recorded', on: TODAY, conflicts: told }]);
    expect(await said(MEMBER, id)).toEqual(told.map(({ who, nature, done }) => `${who}: ${nature}. ${done}`));
    for (const page of [`/referrals/${id}`, `/referrals/${id}/history`])
      expect(await walk.page(MEMBER, page)).toContain(`${own.nature}. They took no part in the decision`);
  });

  it('are found by the scrutineer on the audit trail', async () => {
    const [declared, none] = [await received(), await received()];
    await decide(MEMBER, declared, { meeting: atMeeting, conflicts: { declared: 'declared', by: [own] } });
    await decide(MEMBER, none, { meeting: atMeeting, conflicts: { declared: 'none' } });
    const { items } = (await walk.see('scrutineer', 'audit-trail?declared=yes')) as { items: readonly Json[] };
    const streams = items.map(({ stream }) => stream);
    expect(streams).toContain(`referral-${declared}`);
    expect(streams).not.toContain(`referral-${none}`);
    expect(new Set(items.map(({ type }) => type))).toContain('FindingsAgreed');
    expect(await walk.page('scrutineer', '/audit-trail?declared=yes')).toContain('A conflict of interest was declared');
  });

  it('are none where none was declared, and of a decision from before they were asked that too is said', async () => {
    const [asked, unasked] = [await received(), await received()];
    await decide(MEMBER, asked, { meeting: atMeeting, conflicts: { declared: 'none' } });
    await decide(MEMBER, unasked, { meeting: atMeeting });
    expect(await said(MEMBER, asked)).toBe('None was declared');
    expect(await walk.page(MEMBER, `/referrals/${asked}`)).toContain('None was declared');
    expect(await said(MEMBER, unasked)).toBe('Not asked at the time');
    expect(await walk.see(MEMBER, `referrals/${unasked}`)).not.toHaveProperty('conflicts');
  });

  it('are in the spreadsheet of what was decided, as the history tells them', async () => {
    const event = {
      title: 'Heard by nobody',
      answers: 'other',
      noReferral: 'Three agencies saw the same pattern.',
      criteria: 'none-met',
      basis: 'No child was seriously harmed.',
      learningNeeded: true,
      why,
      agreement: 'stated',
      meeting: { date: '2026-09-03', label: 'A meeting of the group' },
    };
    const open = (conflicts: object | undefined) =>
      walk.open('partnership-team', 'learning-events', { ...event, ...(conflicts && { conflicts }) });
    const ids = [
      await open({ declared: 'declared', by: [own, stayed] }),
      await open({ declared: 'none' }),
      await open(undefined),
    ];
    const rowsFor = async (person: string): Promise<readonly string[]> => {
      const csv: string = await walk.page(person, '/learning-events.csv');
      expect(csv.split('\r\n')[0]).toMatch(/,Conflicts declared$/);
      return Promise.all(
        ids.map(async (id) => {
          const { reference } = (await walk.see(person, `learning-events/${id}`)) as { reference: string };
          return csv.split('\r\n').find((line) => line.includes(reference)) ?? '';
        }),
      );
    };
    const [declared = '', none = '', unasked = ''] = await rowsFor('partnership-team');
    for (const { who, nature, done } of told) expect(declared).toContain(`${who}: ${nature}. ${done}`);
    expect(declared).toMatch(/3 September 2026: Chair of/);
    expect(none).toMatch(/3 September 2026: None was declared"?$/);
    expect(unasked).toMatch(/,$/);
    for (const person of ['police-representative', 'executive-member', 'scrutineer', MEMBER]) {
      const history = await walk.page(person, `/learning-events/${ids[0] ?? ''}/history`);
      const [row = ''] = await rowsFor(person);
      expect([person, row.includes(own.nature)]).toEqual([person, history.includes(own.nature)]);
    }
  });

  it('are told to nobody to whom the decision is not shared', async () => {
    const id = await received();
    await decide(MEMBER, id, { meeting: atMeeting, conflicts: { declared: 'declared', by: [own, stayed] } });
    for (const person of ['police-representative', 'executive-member', 'quality-assurance-member']) {
      const everything = await walk.everything(person, 'referrals', 'referral', id);
      expect(everything).not.toContain(own.nature);
      expect(everything).not.toContain(stayed.reason);
    }
  });

  it('keep whoever declares one from deciding alone, and from nothing at a meeting', async () => {
    const id = await received();
    const between = { between: 'The next meeting is weeks away' };
    const conflicts = { declared: 'declared', by: [own] };
    const refused = await decide(CHAIR, id, { meeting: between, conflicts }, 409);
    expect(refused).toMatchObject({ type: 'urn:rule:conflicted-decider', errors: [{ pointer: '/conflicts' }] });
    const ofAgency = { ...own, who: 'agency:childrens-social-care' };
    await decide(CHAIR, id, { meeting: between, conflicts: { ...conflicts, by: [ofAgency] } }, 409);
    await decide(MEMBER, id, { meeting: between, conflicts });
  });

  it('are declared on the page, and what was typed comes back with what is wrong', async () => {
    const id = await received();
    const visitor = await walk.as(MEMBER);
    const shown = await walk.page(MEMBER, `/referrals/${id}/decision`);
    expect(shown).toMatch(/value="none" checked/);
    const typed = {
      'conflicts[declared]': 'declared',
      'conflicts[by][0][who]': `post:${CHAIR}`,
      'conflicts[by][0][nature]': 'Manages the service',
      'conflicts[by][0][did]': 'stayed',
    };
    const again = await visitor.form(`/referrals/${id}/decision`, { ...typed, _add: 'conflicts[by]' });
    expect(again.text).toContain('name="conflicts[by][1][who]"');
    const answer = await visitor.form(`/referrals/${id}/decision`, typed);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('href="#conflicts-by-0-reason"');
    expect(answer.text).toContain('value="Manages the service"');
  });
});

describe('every decision', () => {
  const asks = ({ form }: ActDefinition<RecordRow>, field: string) =>
    Object.hasOwn(schemaOf(form)['properties'] as object, field);
  /** What is looked at or met about, and not decided. */
  const DECIDE_NOTHING = [
    'referrals/consideration',
    'rapid-reviews/meeting',
    'learning-events/review',
    'audits/review',
    'recommendations/review',
  ];

  it('that names its meeting asks for conflicts of interest', () => {
    const { kinds } = house.web.app.get(Registry);
    const acts = kinds.flatMap(({ path, opening, acts: all }) =>
      [...(opening ? [opening] : []), ...all].map((act) => ({ called: `${path}/${act.name}`, act })),
    );
    const silent = acts.filter(({ act }) => asks(act, 'meeting') && !asks(act, 'conflicts'));
    expect(silent.map(({ called }) => called)).toEqual(DECIDE_NOTHING);
    const without = kinds.filter(({ acts: all, words }) => {
      const decides = Object.values(words).some((one) => one.decides);
      return all.some((act) => asks(act, 'conflicts')) !== decides;
    });
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});

describe('the menu', () => {
  it('leads everybody to the places that are theirs, and to no other', async () => {
    const places = [
      '/',
      '/referrals',
      '/rapid-reviews',
      '/learning-events',
      '/audits',
      '/recommendations',
      '/directory',
      '/data-requests',
      '/audit-trail',
    ];
    for (const { id } of demonstrationPeople) {
      const nav = /<nav[^>]*govuk-service-navigation[\s\S]*?<\/nav>/.exec(await walk.page(id, '/'))?.[0] ?? '';
      const shown = places.filter((place) => nav.includes(`href="${place}"`));
      const visitor = await walk.as(id);
      const open = await Promise.all(places.map(async (place) => (await visitor.page(place)).status === 200));
      expect([id, shown]).toEqual([id, places.filter((_place, at) => open[at])]);
    }
  });
});
