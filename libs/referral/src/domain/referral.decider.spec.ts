import fc from 'fast-check';
import { narrative } from '#app/kernel';
import { partnershipTeam, scenario } from '#app/testing';
import { details, receive, received, why, decision, decide, decidedData, decided } from './examples';
import type { DecideData, ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { Outcome, ReferralEvent } from './referral.events';

const { given } = scenario(referral);

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
  it('is refused where the clock cannot be counted from the day of awareness, and names that field', () => {
    for (const awareOn of ['2022-12-30', '2018-01-04'])
      given()
        .when({ type: 'ReceiveReferral', data: { ...details, awareOn } })
        .thenRefused(awareOn < '2018-07-04' ? 'no-rule' : 'outside-calendar', 'awareOn');
  });
  it('takes nothing before it is received', () => {
    given().when(decide()).thenRefused('referral-not-received');
  });
});

describe('the decision', () => {
  it('is recorded with criteria, views, dissent and rationale', () => {
    given(received).when(decide()).then({ type: 'ReferralDecided', data: decidedData });
  });
  it('is not the Partnership Team’s own: it records where the group decided', () => {
    given(received).when(decide(), { by: partnershipTeam }).thenRefused('team-decides-nothing', 'meeting');
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
    given(received, decided('criteria-appear-met'))
      .when(decide({ supersedesWhy: why, notificationEnded: true } as Partial<DecideData>))
      .then({ type: 'ReferralDecided', data: { ...decidedData, supersedesWhy: why, number: 2, supersedes: 1 } });
  });
  it('comes from a meeting that was held since the referral came, and not after the decision', () => {
    const at = (date: string) => ({ meeting: { group: 'learning-inquiry-group', date, label: 'A meeting' } });
    given(received)
      .when(decide(at('2026-02-23')))
      .thenRefused('meeting-before-received');
    given(received)
      .when(decide(at('2026-02-28')))
      .thenRefused('meeting-after-date');
    given(received)
      .when(decide(at('2026-02-24')))
      .then({ type: 'ReferralDecided', data: { ...decidedData, ...at('2026-02-24') } });
  });
  it('has the same said of a consideration', () => {
    const consider = (consideredOn: string, date: string): ReferralCommand => ({
      type: 'ConsiderReferral',
      data: { consideredOn, note: why, meeting: { group: 'learning-inquiry-group', date, label: 'A meeting' } },
    });
    given(received).when(consider('2026-02-23', '2026-02-23')).thenRefused('considered-before-received');
    given(received).when(consider('2026-03-03', '2026-03-03')).thenRefused('considered-in-the-future');
    given(received).when(consider('2026-02-25', '2026-02-20')).thenRefused('meeting-before-received');
    given(received).when(consider('2026-02-25', '2026-02-26')).thenRefused('meeting-after-date');
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
