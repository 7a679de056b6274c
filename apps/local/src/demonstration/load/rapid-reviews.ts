import { addDays } from '#app/calendar';
import { narrative } from '#app/kernel';
import type { RapidReviewCommand } from '#app/rapid-review';
import { type RapidReview, type RapidReviewAct } from '../content';
import { criteriaOf, partnerOf, viewsOf } from './judging';
import { type Year, type Inventing, type Told, byOf, draft, tellRecord, whereOf } from './telling';

type ActOf<Kind extends RapidReviewAct['kind']> = Extract<RapidReviewAct, { kind: Kind }>;

/** The rapid reviews of the year. Each is opened by its referral's decision; what is told here comes after. */
export const tellRapidReviews = (year: Year): readonly Told[] =>
  year.rapidReviews.flatMap((review) =>
    tellRecord(year, 'rapidReview', review.id, review.acts, (act, place) => {
      const told = tell(act, review, place, year);
      if (told === undefined) return [];
      const { command, ...how } = told;
      return [draft(act, year, command, { origin: review.origin, ...how })];
    }),
  );

interface Telling extends Omit<Inventing, 'origin'> {
  readonly command: RapidReviewCommand;
}

function tell(act: RapidReviewAct, review: RapidReview, place: number, year: Year): Telling | undefined {
  const on = year.day(act.on);
  switch (act.kind) {
    case 'notification-decided':
      return notificationDecided(act, review, place, year);
    case 'notification-sent':
      return {
        command: {
          type: 'RecordNotificationSent',
          data: { sentOn: on, nationalReference: act.reference, told: ['safeguarding-partners'] },
        },
      };
    case 'notification-acknowledged':
      return { command: { type: 'RecordAcknowledgement', data: { acknowledgedOn: on } } };
    // The notification itself begins the rapid review.
    case 'review-opened':
      return undefined;
    case 'found-not-to-meet-criteria':
      return {
        command: {
          type: 'FindNotToMeetCriteria',
          data: { foundOn: on, reason: narrative(act.reason), panelToldOn: on, ...whereOf(byOf(act, year)) },
        },
      };
    default:
      return reviewed(act, review, year);
  }
}

function notificationDecided(
  act: ActOf<'notification-decided'>,
  { acts }: RapidReview,
  place: number,
  year: Year,
): Telling {
  const again = acts.slice(0, place).some(({ kind }) => kind === 'notification-decided');
  return {
    command: {
      type: 'DecideNotification',
      data: {
        route: 'serious-incident',
        criteria: criteriaOf(act.criteria),
        views: viewsOf(act.views),
        outcome: act.outcome,
        councilsDuty: narrative(act.councilsDuty),
        rationale: narrative(act.rationale),
        decidedOn: year.day(act.on),
        ...(again && { supersedesWhy: narrative('The information that was missing has come.') }),
        ...whereOf(byOf(act, year)),
      },
    },
  };
}

type Reviewing = Exclude<
  RapidReviewAct,
  {
    kind:
      | 'notification-decided'
      | 'notification-sent'
      | 'notification-acknowledged'
      | 'review-opened'
      | 'found-not-to-meet-criteria';
  }
>;

function reviewed(act: Reviewing, review: RapidReview, year: Year): Telling {
  const on = year.day(act.on);
  switch (act.kind) {
    case 'information-asked': {
      const { agency, question, replyBy } = act;
      return {
        command: {
          type: 'AskAgency',
          data: { agency, question: narrative(question), askedOn: on, dueOn: year.day(replyBy) },
        },
      };
    }
    case 'information-returned':
      return returned(act, review, year);
    case 'meeting-held':
      return meetingHeld(act, review, year);
    case 'decided':
      return {
        command: {
          type: 'DecideReview',
          data: {
            criteria: act.criteria.map(({ reason, ...found }) => ({ ...found, reason: narrative(reason) })),
            outcome: act.outcome,
            rationale: narrative(act.rationale),
            learningEvent: false,
            decidedOn: on,
            ...whereOf(byOf(act, year)),
          },
        },
      };
    case 'partner-signed-off': {
      const { partner, view, reason } = act.view;
      const answer = view === 'agrees' ? 'signs-off' : 'does-not-sign-off';
      const data = {
        partner: partnerOf(partner),
        answer,
        reason: narrative(reason),
        signedOn: on,
        decision: 1,
      } as const;
      return { command: { type: 'SignOff', data } };
    }
    default:
      return { command: withThePanel(act, year) };
  }
}

const REPLY = {
  agrees: 'agrees',
  'asks-to-reconsider': 'disagrees',
  'wants-more-information': 'more-information',
  'national-review': 'national-review',
} as const;

function withThePanel(
  act: ActOf<'sent-to-panel' | 'panel-replied' | 'partnership-answered'>,
  year: Year,
): RapidReviewCommand {
  const on = year.day(act.on);
  switch (act.kind) {
    case 'sent-to-panel':
      return { type: 'SendReviewToPanel', data: { sentOn: on, panelReference: act.reference } };
    case 'panel-replied': {
      const words = narrative(`${act.evidence.title}. ${act.summary}`);
      return { type: 'RecordPanelReply', data: { reply: REPLY[act.reply], repliedOn: on, words } };
    }
    case 'partnership-answered': {
      const words = narrative(`${act.answer} ${act.reason}`);
      const where = whereOf(byOf(act, year));
      return { type: 'AnswerPanel', data: { answer: 'decision-kept', words, answeredOn: on, ...where } };
    }
  }
}

/** What an agency returned covers the year up to the day on which the council became aware. */
function returned(act: ActOf<'information-returned'>, { awareOn }: RapidReview, year: Year): Telling {
  const aware = year.day(awareOn);
  return {
    command: {
      type: 'ReturnInformation',
      data: {
        agency: act.agency,
        periodFrom: addDays(aware, -365),
        periodTo: aware,
        involvement: narrative(act.summary),
        immediateAction: narrative(act.immediateAction),
        signOffRole: act.onBehalfOf.role,
        returnedOn: year.day(act.on),
      },
    },
  };
}

function meetingHeld(act: ActOf<'meeting-held'>, { acts }: RapidReview, year: Year): Telling {
  const { meeting } = whereOf(byOf(act, year));
  if (!meeting) throw new Error('A rapid review meets at a meeting');
  const attended = acts.flatMap((one) => (one.kind === 'information-returned' ? [one.agency] : []));
  return {
    command: {
      type: 'RecordReviewMeeting',
      data: {
        meeting,
        heldOn: year.day(act.on),
        attended,
        found: narrative(act.summary),
        inequalities: narrative(act.inequalities),
      },
    },
  };
}
