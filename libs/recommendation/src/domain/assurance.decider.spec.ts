import { scenario } from '#app/testing';
import {
  EXEC,
  LIG,
  accepted,
  agreed,
  ask,
  assigned,
  because,
  chair,
  executive,
  made,
  member,
  one,
  police,
  policeAt,
  provided,
  socialCare,
  socialCareAt,
  team,
  teamForGroup,
  told,
  trustMember,
  two,
  words,
} from './examples';
import { recommendation } from './recommendation.decider';

const { given } = scenario(recommendation);
const accept = ask('AcceptAssurance', { lineId: 'line-1', reason: because });
const provide = ask('ProvideAssurance', { lineId: 'line-1', words, type: 'statement', role: 'Named lead' });
const teamLine = [made, agreed, assigned('line-1', { kind: 'team' })];
const ownGroup = [made, agreed, assigned('line-1', { kind: 'group', id: LIG })];

describe('assurance', () => {
  it('is asked of each chosen line, with a question and a day', () => {
    given(...two)
      .when(ask('RequestAssurance', { lineIds: ['line-1', 'line-2'], question: words, due: '2026-04-01' }))
      .then(
        told('AssuranceRequested', { ...policeAt, question: words, due: '2026-04-01' }),
        told('AssuranceRequested', { ...socialCareAt, question: words, due: '2026-04-01' }),
      );
  });
  it('is asked of somebody', () => {
    given(...two)
      .when(ask('RequestAssurance', { lineIds: [], question: words }))
      .thenRefused('nobody-asked');
  });
  it('is provided by the owner, whether asked or not', () => {
    given(...one)
      .when(provide, { by: police })
      .then(provided());
  });
  it('is not provided for another agency', () => {
    given(...one)
      .when(provide, { by: socialCare })
      .thenRefused('not-your-line');
  });
  it('is not provided by the Partnership Team as itself, but may be entered for the agency', () => {
    given(...one)
      .when(provide, { by: team })
      .thenRefused('team-gives-no-assurance');
    given(...teamLine)
      .when(provide, { by: team })
      .thenRefused('team-gives-no-assurance');
    given(...teamLine)
      .when(ask('RequestAssurance', { lineIds: ['line-1'], question: words }))
      .thenRefused('team-gives-no-assurance');
    const forPolice = { ...team, onBehalfOf: { role: 'Named lead', agency: 'constabulary' } };
    given(...one)
      .when(provide, { by: forPolice })
      .then(provided(policeAt, 1, forPolice));
  });
});

describe('a link to evidence', () => {
  const withLink = (link: string) =>
    ask('ProvideAssurance', { lineId: 'line-1', words, type: 'document', role: 'Named lead', link });

  it('is an address on the web, and nothing that a browser would run', () => {
    given(...one)
      .when(withLink('javascript:alert(1)'), { by: police })
      .thenRefused('not-a-link');
    expect(
      given(...one)
        .when(withLink('https://example.org/report'), { by: police })
        .events(),
    ).toHaveLength(1);
  });
});

describe('acceptance of assurance', () => {
  it('closes the line', () => {
    given(...one, provided())
      .when(accept, { by: chair })
      .then(accepted());
  });
  it('may be recorded by the Partnership Team for the group, not as itself', () => {
    given(...one, provided())
      .when(accept, { by: teamForGroup })
      .then(accepted());
    given(...one, provided())
      .when(accept, { by: team })
      .thenRefused('not-this-groups-act');
  });
  it('is refused to the person who provided it', () => {
    const samePerson = { ...chair, actor: police.actor };
    given(...one, provided())
      .when(accept, { by: samePerson })
      .thenRefused('own-evidence');
  });
  it('is refused to anybody of the agency that provided it', () => {
    const sameAgency = member('learning-inquiry-member', LIG, 'constabulary');
    given(...one, provided())
      .when(accept, { by: sameAgency })
      .thenRefused('own-evidence');
  });
  it('is refused to a chair whose agency owns the line: another member accepts', () => {
    const acceptTwo = ask('AcceptAssurance', { lineId: 'line-2', reason: because });
    const history = [...two, provided(socialCareAt, 1, socialCare)];
    given(...history)
      .when(acceptTwo, { by: chair })
      .thenRefused('own-evidence');
    given(...history)
      .when(acceptTwo, { by: trustMember })
      .then(accepted(socialCareAt));
  });
  it('is refused to the Partnership Team where it had entered the assurance itself', () => {
    const forPolice = { ...team, onBehalfOf: { role: 'Named lead', agency: 'constabulary' } };
    given(...one, provided(policeAt, 1, forPolice))
      .when(accept, { by: teamForGroup })
      .thenRefused('own-evidence');
  });
  it('belongs to the Executive Group where the group that follows the recommendation is its owner', () => {
    const own = { lineId: 'line-1', owner: { kind: 'group' as const, id: LIG } };
    const history = [...ownGroup, provided(own, 1, chair)];
    given(...history)
      .when(accept, { by: trustMember })
      .thenRefused('not-this-groups-act');
    given(...history)
      .when(accept, { by: executive })
      .then(accepted(own));
  });
  it('waits until there is something to judge', () => {
    given(...one)
      .when(accept, { by: chair })
      .thenRefused('nothing-to-judge');
  });
  it('needs a meeting of the group that accepts', () => {
    const by = {
      ...chair,
      onBehalfOf: { ...chair.onBehalfOf, meeting: { group: EXEC, date: '2026-02-12', label: 'February' } },
    };
    given(...one, provided())
      .when(accept, { by })
      .thenRefused('meeting-of-another-group');
  });
});

describe('assurance that is returned', () => {
  const back = told('AssuranceReturned', {
    ...policeAt,
    evidence: ['line-1-evidence-1'],
    reason: because,
    due: '2026-04-01',
  });

  it('goes back with a reason, and the line stays open', () => {
    given(...one, provided())
      .when(ask('ReturnAssurance', { lineId: 'line-1', reason: because, due: '2026-04-01' }), { by: chair })
      .then(back);
  });
  it('cannot be accepted afterwards; a further one can', () => {
    given(...one, provided(), back)
      .when(accept, { by: chair })
      .thenRefused('nothing-to-judge');
    given(...one, provided(), back, provided(policeAt, 2))
      .when(accept, { by: chair })
      .then(told('AssuranceAccepted', { ...policeAt, evidence: ['line-1-evidence-2'], reason: because }));
  });
});

describe('a closed line', () => {
  it('takes no more, until it is reopened', () => {
    given(...two, provided(), accepted())
      .when(provide, { by: police })
      .thenRefused('line-closed');
  });
});
