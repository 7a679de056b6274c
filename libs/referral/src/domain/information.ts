import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { ReferralEvent } from './referral.events';
import { questionFor } from './questions';
import { refuseTooEarly } from './referral.rules';
import type { Referral } from './referral.state';

type Asked = Extract<ReferralEvent, { type: 'InformationAsked' }>['data'];
type Given = Extract<ReferralEvent, { type: 'InformationGiven' }>['data'];

/** An agency may be asked again, answered or not: every question stays. */
export function askForInformation(data: Asked, { facts }: Referral, about: Facts): readonly ReferralEvent[] {
  const received = { rule: 'asked-before-received', after: 'the referral was received', since: facts.receivedOn };
  refuseTooEarly({ ...received, what: 'The question', field: 'askedOn', on: data.askedOn }, about);
  return [{ type: 'InformationAsked', data }];
}

/** A later answer replaces the one before, which stays. What is decided without an answer needs none any more. */
export function giveInformation(data: Given, { questions }: Referral, facts: Facts): readonly ReferralEvent[] {
  const first = questions.find(({ agency }) => agency === data.agency);
  const question = questions[questionFor(questions, data)];
  if (first === undefined || question === undefined)
    throw new RuleBroken(
      'information-not-asked',
      'This agency has not been asked for information on this referral.',
      'agency',
    );
  const asked = { rule: 'given-before-asked', after: 'it was asked for', since: first.askedOn };
  refuseTooEarly({ ...asked, what: 'The information', field: 'givenOn', on: data.givenOn }, facts);
  const { answered: before, endedOn } = question;
  const late = before !== true && endedOn !== undefined && data.givenOn > endedOn;
  // What comes all the same may change the decision: the Partnership Team puts it on the record.
  if (late && facts.imported !== true && facts.by.onBehalfOf.role !== 'partnership-team')
    throw new RuleBroken(
      'information-no-longer-needed',
      `This information is no longer needed: the referral was decided on ${spoken(endedOn)}. Where it may change the decision, tell the Partnership Team.`,
      'givenOn',
    );
  return [{ type: 'InformationGiven', data }];
}
