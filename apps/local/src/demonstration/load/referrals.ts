import { narrative } from '#app/kernel';
import type { ReferralCommand } from '#app/referral';
import { type NotStated, type Referral, type ReferralAct } from '../content';
import { criteriaOf, viewsOf } from './judging';
import {
  type Year,
  type Draft,
  type Inventing,
  type Told,
  byOf,
  draft,
  streamIdOf,
  tellRecord,
  whereOf,
} from './telling';

type Decided = Extract<ReferralAct, { kind: 'decided' }>;

/** The referrals of the year, each from its receipt on. */
export const tellReferrals = (year: Year): readonly Told[] =>
  year.referrals.flatMap((referral) =>
    tellRecord(year, 'referral', referral.id, referral.acts, (act) => tell(act, referral, year)),
  );

function tell(act: ReferralAct, referral: Referral, year: Year): readonly Draft[] {
  const { origin } = referral;
  const on = year.day(act.on);
  const take = (command: ReferralCommand, how: Omit<Inventing, 'origin'> = {}): readonly Draft[] => [
    draft(act, year, command, { origin, ...how }),
  ];
  switch (act.kind) {
    case 'received':
      return [received(act, referral, year)];
    case 'information-asked': {
      const { agency, question, replyBy } = act;
      const data = { agency, question: narrative(question), dueOn: year.day(replyBy), askedOn: on };
      return take({ type: 'AskForInformation', data }, { as: { replyBy: ['dueOn'] } });
    }
    case 'information-given': {
      const data = { agency: act.agency, information: narrative(act.summary), givenOn: on };
      return take({ type: 'GiveInformation', data }, { as: { summary: ['information'] } });
    }
    case 'considered': {
      const data = { note: narrative(act.summary), consideredOn: on, ...whereOf(byOf(act, year)) };
      return take({ type: 'ConsiderReferral', data }, { as: { summary: ['note'] } });
    }
    case 'decided':
      return [{ ...decided(act, referral, year), reacts: act.outcome.is === 'criteria-appear-met' }];
    // The decision names the body that the referral is passed to; no further act is needed.
    case 'passed-on':
      return [];
    default:
      return [follow(act, referral, year)];
  }
}

type Following = Exclude<
  ReferralAct,
  { kind: 'received' | 'information-asked' | 'information-given' | 'considered' | 'decided' | 'passed-on' }
>;

function follow(act: Following, { origin, title }: Referral, year: Year): Draft {
  const on = year.day(act.on);
  const take = (command: ReferralCommand): Draft => draft(act, year, command, { origin });
  switch (act.kind) {
    case 'receiving-body-answered': {
      const answer = act.accepted ? 'accepted' : 'not-accepted';
      return take({ type: 'RecordAnswer', data: { answer, answeredOn: on, words: narrative(act.answer) } });
    }
    case 'reflection-returned': {
      const { wentWell, didNot, nextTime } = act;
      return take(reflection(wentWell, didNot, nextTime, on));
    }
    case 'duplicate': {
      const of = streamIdOf(year, 'referral', act.of);
      const reason = narrative(act.reason);
      return draft(
        act,
        year,
        (referenceOf) => ({
          type: 'MarkDuplicate',
          data: { of, ofReference: referenceOf('referral', act.of), reason },
        }),
        { origin },
      );
    }
    case 'entered-in-error':
      return take({ type: 'EnterInError', data: { reason: narrative(act.reason) } });
    case 'corrected': {
      if (act.field !== 'role') throw new Error(`${act.field} of “${title}” has no label yet`);
      const data = { field: act.field, label: 'Role of the person who refers', to: act.becomes } as const;
      return take({ type: 'CorrectReferral', data: { ...data, reason: narrative(act.reason) } });
    }
    case 'not-stated-in-the-source':
      return notStated(act, origin, year);
  }
}

function received(act: ReferralAct, referral: Referral, year: Year): Draft {
  const { origin, referrer, incidentOn, awareOn, whatHappened, whyReferred, title, children } = referral;
  const command: ReferralCommand = {
    type: 'ReceiveReferral',
    data: {
      headline: title,
      from: referrer.agency ?? 'agency-not-stated',
      role: referrer.role ?? 'Not stated in the records',
      ...(incidentOn !== null && { incidentOn: year.day(incidentOn) }),
      ...(awareOn !== null && { awareOn: year.day(awareOn) }),
      receivedOn: year.day(act.on),
      harm: referral.harm ?? 'suspected',
      numberOfChildren: children,
      whatHappened: narrative(whatHappened),
      why: narrative(whyReferred),
      agencies: referral.agenciesInvolved,
    },
  };
  const both = { ...act, invented: [...act.invented, ...referral.invented] };
  return draft(both, year, command, { origin, as: { title: ['headline'], children: ['children'] }, also: ['harm'] });
}

const OUTCOME = {
  'learning-event': 'learning-event',
  'learning-identified-without-event': 'learning-identified',
  'passed-elsewhere': 'passed-elsewhere',
  'professional-differences': 'professional-differences',
  'single-agency-learning': 'single-agency-learning',
  'no-further-action': 'no-further-action',
  'criteria-appear-met': 'criteria-appear-met',
} as const;

function decided(act: Decided, { origin }: Referral, year: Year): Draft {
  const { criteria, views, outcome, rationale, supersedes } = act;
  const passedTo =
    outcome.is === 'passed-elsewhere' ? year.groups.find(({ id }) => id === outcome.to)?.name : undefined;
  const command: ReferralCommand = {
    type: 'DecideReferral',
    data: {
      criteria: criteriaOf(criteria),
      views: viewsOf(views),
      outcome: OUTCOME[outcome.is],
      rationale: narrative(rationale),
      ...(passedTo !== undefined && { passedTo }),
      ...(supersedes && { supersedesWhy: narrative('What came to light after the earlier decision.') }),
      decidedOn: year.day(act.on),
      ...whereOf(byOf(act, year)),
    },
  };
  return draft(act, year, command, { origin });
}

const reflection = (wentWell: string, didNot: string, nextTime: string, returnedOn: string): ReferralCommand => ({
  type: 'ReturnReflection',
  data: {
    wentWell: narrative(wentWell),
    didNotGoWell: narrative(didNot),
    differentlyNextTime: narrative(nextTime),
    returnedOn,
  },
});

/** The records end before the answer: it is entered as unknown, so that no real agency seems to owe one. */
function notStated(act: NotStated, origin: Referral['origin'], year: Year): Draft {
  const on = year.day(act.on);
  const unknown = 'Not stated in the records.';
  if (act.step === 'reflection-returned')
    return draft(act, year, reflection(act.note, unknown, unknown, on), { origin });
  const command: ReferralCommand = {
    type: 'RecordAnswer',
    data: { answer: 'accepted', answeredOn: on, words: narrative(act.note) },
  };
  return draft(act, year, command, { origin, also: ['answer'] });
}
