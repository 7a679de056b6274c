import { scenario } from '#app/testing';
import { decided, received, why } from './examples';
import type { ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { ReferralEvent } from './referral.events';

const { given } = scenario(referral);
const question = (askedOn: string): ReferralEvent => ({
  type: 'InformationAsked',
  data: { agency: 'constabulary', question: why, dueOn: '2026-03-10', askedOn },
});
const asked = question('2026-02-25');
const ask = ({ data }: ReferralEvent): ReferralCommand => ({ type: 'AskForInformation', data }) as ReferralCommand;
const answer = (givenOn: string): ReferralEvent => ({
  type: 'InformationGiven',
  data: { agency: 'constabulary', information: why, givenOn },
});
const give = (givenOn: string): ReferralCommand => {
  const { data } = answer(givenOn);
  return { type: 'GiveInformation', data } as ReferralCommand;
};
const team = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team', agency: 'constabulary' } };
const agency = { actor: 'somebody', onBehalfOf: { role: 'agency-representative', agency: 'constabulary' } };

describe('information from agencies', () => {
  it('is asked for and given', () => {
    given(received).when(ask(asked)).then(asked);
    given(received, asked).when(give('2026-03-01')).then(answer('2026-03-01'));
  });
  it('is not taken from an agency that was not asked', () => {
    given(received).when(give('2026-03-01')).thenRefused('information-not-asked');
  });
  it('is not asked for once the referral is decided', () => {
    given(received, decided('learning-event')).when(ask(asked)).thenRefused('already-decided');
  });
  it('is not asked for before the referral came', () => {
    given(received)
      .when(ask(question('2026-02-23')))
      .thenRefused('asked-before-received');
  });
  it('is not given before it was asked for', () => {
    given(received, asked).when(give('2026-02-24')).thenRefused('given-before-asked');
    given(received, asked).when(give('2026-02-25')).then(answer('2026-02-25'));
    given(received, asked, question('2026-02-28')).when(give('2026-02-26')).then(answer('2026-02-26'));
  });
  it('is taken from older papers with the dates that they give', () => {
    given(received, asked).when(give('2026-02-24'), { imported: true }).then(answer('2026-02-24'));
  });
  it('is asked for again and answered again', () => {
    given(received, asked, answer('2026-02-26'))
      .when(ask(question('2026-02-27')))
      .then(question('2026-02-27'));
    given(received, asked, answer('2026-02-26')).when(give('2026-03-01')).then(answer('2026-03-01'));
  });
  it('is no longer needed once the referral was decided without it', () => {
    const without = given(received, asked, decided('learning-event'));
    without.when(give('2026-03-01'), { by: agency }).thenRefused('information-no-longer-needed');
    without.when(give('2026-02-27'), { by: agency }).then(answer('2026-02-27'));
  });
  it('is put on the record by the Partnership Team where it comes all the same: it may change the decision', () => {
    given(received, asked, decided('learning-event')).when(give('2026-03-01'), { by: team }).then(answer('2026-03-01'));
  });
  it('can be answered anew after the decision where it was answered before', () => {
    given(received, asked, answer('2026-02-26'), decided('learning-event'))
      .when(give('2026-03-01'), { by: agency })
      .then(answer('2026-03-01'));
  });
  it('is needed again where it was asked for after the decision', () => {
    const passed = decided('passed-elsewhere', { passedTo: 'Safeguarding leads meeting' });
    const back: ReferralEvent = {
      type: 'ReceivingBodyAnswered',
      data: { body: 'Safeguarding leads meeting', answer: 'not-accepted', answeredOn: '2026-02-28', words: why },
    };
    given(received, asked, passed, back, question('2026-02-28'))
      .when(give('2026-03-01'), { by: agency })
      .then(answer('2026-03-01'));
  });
});
