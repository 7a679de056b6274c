import fc from 'fast-check';
import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { DecideData, ReceiveData, ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { Decided, Outcome, ReferralEvent } from './referral.events';

const { given } = scenario(referral);

const details: ReceiveData = {
  headline: 'Unexplained injuries to an infant',
  from: 'constabulary',
  role: 'Detective sergeant, child protection',
  awareOn: '2026-02-20',
  receivedOn: '2026-02-24',
  harm: 'suspected',
  numberOfChildren: 2,
  whatHappened: narrative('Bruising was seen at two visits.'),
  why: narrative('Agencies may not have shared what each knew.'),
  agencies: ['constabulary', 'isle-of-wight-nhs-trust'],
};
const receive: ReferralCommand = { type: 'ReceiveReferral', data: details };
const { numberOfChildren: _, ...kept } = details;
const received: ReferralEvent = {
  type: 'ReferralReceived',
  data: {
    reference: 'REF-2025-26-001',
    ...kept,
    children: ['Child A', 'Child B'],
    notifyBy: '2026-02-27',
    ruleVersion: 'notify-panel 2023',
  },
};
const why = narrative('Because of what the agencies told us.');
const decision: DecideData = {
  criteria: [
    { criterion: 'abuse-or-neglect', finding: 'met', reason: why },
    { criterion: 'died-or-seriously-harmed', finding: 'not-met', reason: why },
    { criterion: 'in-the-area', finding: 'met', reason: why },
  ],
  views: [
    { partner: 'council', view: 'agrees' },
    { partner: 'health', view: 'agrees' },
    { partner: 'police', view: 'dissents', reason: why },
  ],
  outcome: 'learning-event',
  rationale: narrative('Serious harm was not shown, and several agencies can learn from it.'),
  decidedOn: '2026-02-27',
};
const decide = (change: Partial<DecideData> = {}): ReferralCommand => ({
  type: 'DecideReferral',
  data: { ...decision, ...change },
});
const decidedData: Decided = {
  ...decision,
  number: 1,
  reference: 'REF-2025-26-001',
  headline: details.headline,
  children: ['Child A', 'Child B'],
  awareOn: '2026-02-20',
  agencies: details.agencies,
};
const decided = (outcome: Outcome, change: Partial<Decided> = {}): ReferralEvent => ({
  type: 'ReferralDecided',
  data: { ...decidedData, outcome, ...change },
});
const close: ReferralCommand = { type: 'CloseReferral', data: { note: why, closedOn: '2026-03-01' } };

describe('a referral', () => {
  it('is received, with pseudonyms issued and the day by which a notification would be due', () => {
    given().when(receive).then(received);
  });
  it('is received once, however often the form is sent', () => {
    given(received).when(receive).thenNothing();
  });
  it('cannot be received after today', () => {
    given()
      .when({ type: 'ReceiveReferral', data: { ...details, receivedOn: '2026-03-03' } })
      .thenRefused('received-in-the-future');
  });
  it('cannot be about an incident after it was received', () => {
    given()
      .when({ type: 'ReceiveReferral', data: { ...details, incidentOn: '2026-02-25' } })
      .thenRefused('incident-after-received');
  });
  it('cannot have been known before it happened', () => {
    given()
      .when({ type: 'ReceiveReferral', data: { ...details, incidentOn: '2026-02-21' } })
      .thenRefused('aware-before-incident');
  });
  it('takes nothing before it is received', () => {
    given().when(decide()).thenRefused('referral-not-received');
  });
});

describe('information from agencies', () => {
  const asked: ReferralEvent = {
    type: 'InformationAsked',
    data: { agency: 'constabulary', question: why, dueOn: '2026-03-10', askedOn: '2026-02-25' },
  };
  const give: ReferralCommand = {
    type: 'GiveInformation',
    data: { agency: 'constabulary', information: why, givenOn: '2026-03-01' },
  };

  it('is asked for and given', () => {
    given(received).when({ type: 'AskForInformation', data: asked.data }).then(asked);
    given(received, asked).when(give).then({ type: 'InformationGiven', data: give.data });
  });
  it('is not taken from an agency that was not asked', () => {
    given(received).when(give).thenRefused('information-not-asked');
  });
  it('is not asked for once the referral is decided', () => {
    given(received, decided('learning-event'))
      .when({ type: 'AskForInformation', data: asked.data })
      .thenRefused('already-decided');
  });
});

describe('the decision', () => {
  it('is recorded with criteria, views, dissent and rationale', () => {
    given(received).when(decide()).then({ type: 'ReferralDecided', data: decidedData });
  });
  it('needs each criterion once', () => {
    given(received)
      .when(decide({ criteria: decision.criteria.slice(1) }))
      .thenRefused('criterion-missing');
  });
  it('needs the view of each safeguarding partner', () => {
    given(received)
      .when(decide({ views: decision.views.slice(1) }))
      .thenRefused('view-missing');
  });
  it('needs the reason of a partner who does not agree', () => {
    const views = decision.views.map(({ partner }) => ({ partner, view: 'dissents' as const }));
    given(received).when(decide({ views })).thenRefused('dissent-without-reason');
  });
  it.each<Outcome>(['no-further-action', 'learning-event'])('needs a sentence of rationale for %s', (outcome) => {
    given(received)
      .when(decide({ outcome, rationale: narrative('Not met.') }))
      .thenRefused('rationale-too-short');
  });
  it('cannot say that the criteria appear met when one is not', () => {
    given(received)
      .when(decide({ outcome: 'criteria-appear-met' }))
      .thenRefused('criterion-not-met');
  });
  it('cannot choose a lesser route when all three criteria are met', () => {
    const criteria = decision.criteria.map((found) => ({ ...found, finding: 'met' as const }));
    given(received).when(decide({ criteria })).thenRefused('all-criteria-met');
  });
  it('cannot be dated before the referral or after today', () => {
    given(received)
      .when(decide({ decidedOn: '2026-02-23' }))
      .thenRefused('decided-before-received');
    given(received)
      .when(decide({ decidedOn: '2026-03-03' }))
      .thenRefused('decided-in-the-future');
  });
  it('names the body that a referral is passed to', () => {
    given(received)
      .when(decide({ outcome: 'passed-elsewhere' }))
      .thenRefused('passed-to-nobody');
  });
  it('is replaced by a new one, with a reason; both stay', () => {
    given(received, decided('learning-event')).when(decide()).thenRefused('superseded-without-reason');
    given(received, decided('learning-event'))
      .when(decide({ supersedesWhy: why }))
      .then({ type: 'ReferralDecided', data: { ...decidedData, supersedesWhy: why, number: 2, supersedes: 1 } });
  });
  it('is not replaced once it has opened a notification decision', () => {
    given(received, decided('criteria-appear-met'))
      .when(decide({ supersedesWhy: why }))
      .thenRefused('notification-decision-open');
  });
  it('always numbers the decisions of a referral 1, 2, 3 …', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (times) => {
        let history: ReferralEvent[] = [received];
        for (let n = 1; n <= times; n++)
          history = [
            ...history,
            ...given(...history)
              .when(decide({ supersedesWhy: why }))
              .events(),
          ];
        const numbers = history.flatMap(({ type, data }) => (type === 'ReferralDecided' ? [data.number] : []));
        expect(numbers).toEqual(Array.from({ length: times }, (__, index) => index + 1));
      }),
    );
  });
});

describe('what follows the decision', () => {
  const passed = decided('passed-elsewhere', { passedTo: 'Safeguarding leads meeting' });
  const answer = (said: 'accepted' | 'not-accepted'): ReferralCommand => ({
    type: 'RecordAnswer',
    data: { answer: said, answeredOn: '2026-03-01', words: why },
  });
  const answered = (said: 'accepted' | 'not-accepted'): ReferralEvent => ({
    type: 'ReceivingBodyAnswered',
    data: { body: 'Safeguarding leads meeting', answer: said, answeredOn: '2026-03-01', words: why },
  });
  const reflection = { wentWell: why, didNotGoWell: why, differentlyNextTime: why, returnedOn: '2026-03-01' };

  it('closes by itself where nothing further is to be done', () => {
    given(received, decided('no-further-action')).when(close).thenNothing();
  });
  it('does not close a referral passed elsewhere before the receiving body answers', () => {
    given(received, passed).when(close).thenRefused('answer-awaited');
    given(received, passed).when(answer('accepted')).then(answered('accepted'));
    given(received, passed, answered('accepted')).when(close).thenNothing();
  });
  it('opens the referral again when the receiving body does not accept it', () => {
    given(received, passed, answered('not-accepted')).when(close).thenRefused('not-decided');
  });
  it('awaits no answer where nothing was passed on', () => {
    given(received, decided('learning-event')).when(answer('accepted')).thenRefused('not-passed-on');
  });
  it('closes professional differences after the reflection', () => {
    const differences = decided('professional-differences');
    given(received, differences).when(close).thenRefused('reflection-awaited');
    given(received, differences)
      .when({ type: 'ReturnReflection', data: reflection })
      .then({ type: 'ReflectionReturned', data: reflection });
    given(received, differences, { type: 'ReflectionReturned', data: reflection })
      .when(close)
      .then({ type: 'ReferralClosed', data: close.data });
  });
  it('asks no reflection of other outcomes', () => {
    given(received, decided('learning-event'))
      .when({ type: 'ReturnReflection', data: reflection })
      .thenRefused('no-reflection-asked');
  });
});

describe('a referral with a mistake in it', () => {
  const correct = (to: string): ReferralCommand => ({
    type: 'CorrectReferral',
    data: { field: 'receivedOn', label: 'Received on', to, reason: why },
  });

  it('is corrected: the old value stays', () => {
    given(received)
      .when(correct('2026-02-23'))
      .then({
        type: 'ReferralCorrected',
        data: { field: 'receivedOn', label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: why },
      });
  });
  it('is not corrected to what it says already', () => {
    given(received).when(correct('2026-02-24')).thenRefused('nothing-to-correct');
  });
  it('takes nothing more once it is entered in error or a duplicate', () => {
    const error: ReferralEvent = { type: 'ReferralEnteredInError', data: { reason: why } };
    const duplicate: ReferralEvent = {
      type: 'ReferralMarkedDuplicate',
      data: { of: 'x', ofReference: 'REF-2025-26-002', reason: why },
    };
    given(received).when({ type: 'EnterInError', data: error.data }).then(error);
    given(received).when({ type: 'MarkDuplicate', data: duplicate.data }).then(duplicate);
    given(received, error).when(decide()).thenRefused('referral-void');
    given(received, duplicate).when(decide()).thenRefused('referral-void');
  });
  it('is not a duplicate of itself', () => {
    given(received)
      .when({ type: 'MarkDuplicate', data: { of: 'x', ofReference: 'REF-2025-26-001', reason: why } })
      .thenRefused('duplicate-of-itself');
  });
});
