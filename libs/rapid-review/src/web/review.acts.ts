import { type Answering, type Meeting, narrative } from '#app/kernel';
import {
  type ActDefinition,
  type Directory,
  type Names,
  type Person,
  act,
  insistInBeing,
  isRepresentative,
} from '#app/platform';
import type { ReviewCommand } from '../domain/rapid-review.commands';
import type { Partner } from '../domain/rapid-review.events';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { live, told, where } from './notification.acts';
import { AskAgencyForm } from './rapid-review.forms';
import { PARTNERS } from './rapid-review.names';
import { DecideReviewForm, ReturnForm, ReviewMeetingForm, SafetyActionForm, SignOffForm } from './review.forms';
import { standingNumber } from '../read/rapid-review.standing';
import { askedAgency, ownPartner, partners, team } from './sight';

const about = (given: ReviewCommand): ReviewCommand => given;

/** After the notification, before the review is sent to the national Panel. */
export const reviewing = (record: RapidReviewRow): boolean =>
  live(record) && record.detail.sent !== undefined && record.detail.sentToPanel === undefined;

/** The agencies that were asked; a representative's own only. */
const askedOf = (record: RapidReviewRow | undefined, person: Person, names: Names) =>
  (record?.asked ?? [])
    .filter((agency) => !isRepresentative(person) || agency === person.agency)
    .map((agency) => ({ value: agency, text: names.agency(agency) }));

/** A delegated partner answers for themselves; the Partnership Team records the answer of any. */
const partnersOf = ({ partner }: Person) =>
  Object.entries(PARTNERS)
    .filter(([value]) => partner === undefined || value === partner)
    .map(([value, text]) => ({ value, text }));

/** What can be done in a rapid review, up to the partners' sign-off. */
export const reviewActs: readonly ActDefinition<RapidReviewRow>[] = [
  act<RapidReviewRow, AskAgencyForm>({
    name: 'information-request',
    title: 'Ask an agency for its return',
    done: 'The request is recorded.',
    form: AskAgencyForm,
    may: team,
    offered: reviewing,
    happenedOn: ({ askedOn }) => askedOn,
    command: async ({ question, ...form }, { directory }) => {
      await insistInBeing(directory, form.agency, form.askedOn);
      return about({ type: 'AskAgency', data: { ...form, question: narrative(question) } });
    },
  }),
  act<RapidReviewRow, ReturnForm>({
    name: 'return',
    title: 'Return information',
    intro: 'What the agency knew and did, and what it learned. A later return stands beside the earlier one.',
    button: 'Return it',
    done: 'The return is recorded.',
    form: ReturnForm,
    may: [...team, askedAgency],
    offered: (record, person) =>
      reviewing(record) &&
      (isRepresentative(person) ? record.asked.includes(person.agency ?? '') : record.asked.length > 0),
    lists: ({ record, person, names }) => ({ asked: askedOf(record, person, names) }),
    initial: ({ record, person }) =>
      isRepresentative(person) && record?.asked.includes(person.agency ?? '') ? { agency: person.agency ?? '' } : {},
    happenedOn: ({ returnedOn }) => returnedOn,
    behalf: ({ agency }) => ({ agency }),
    command: ({ agency, periodFrom, periodTo, involvement, authorRole, signOffRole, returnedOn, ...form }) =>
      about({
        type: 'ReturnInformation',
        data: {
          agency,
          periodFrom,
          periodTo,
          involvement: narrative(involvement),
          ...told({
            chronology: form.chronology,
            analysis: form.analysis,
            goodPractice: form.goodPractice,
            immediateAction: form.immediateAction,
            learning: form.learning,
          }),
          ...(authorRole && { authorRole }),
          signOffRole,
          returnedOn,
        },
      }),
  }),
  act<RapidReviewRow, SafetyActionForm>({
    name: 'safety-action',
    title: 'Record an immediate safety action',
    done: 'The action is recorded.',
    form: SafetyActionForm,
    may: partners,
    offered: reviewing,
    happenedOn: ({ takenOn }) => takenOn,
    command: ({ action, takenOn, agency }) =>
      about({ type: 'RecordSafetyAction', data: { action: narrative(action), takenOn, ...(agency && { agency }) } }),
  }),
  act<RapidReviewRow, ReviewMeetingForm>({
    name: 'meeting',
    title: 'Record the review meeting',
    done: 'The review meeting is recorded.',
    form: ReviewMeetingForm,
    may: partners,
    offered: reviewing,
    command: ({ meeting, attended, found, immediateLearning, inequalities }) => {
      const held = meeting as Meeting;
      return about({
        type: 'RecordReviewMeeting',
        data: {
          meeting: held,
          heldOn: held.date,
          attended,
          found: narrative(found),
          ...told({ immediateLearning, inequalities }),
        },
      });
    },
  }),
  act<RapidReviewRow, DecideReviewForm>({
    name: 'decision',
    title: 'Decide the rapid review',
    intro:
      'All three safeguarding partners are then asked to sign the decision off, and it is sent to the national Panel.',
    button: 'Record the decision',
    done: 'The decision is recorded. Each partner is asked to sign it off.',
    form: DecideReviewForm,
    may: partners,
    offered: (record) => reviewing(record) && record.detail.meetings.length > 0,
    happenedOn: ({ decidedOn }) => decidedOn,
    command: ({ criteria, outcome, rationale, learningEvent, singleAgencyAction, supersedesWhy, meeting, decidedOn }) =>
      about({
        type: 'DecideReview',
        data: {
          criteria: criteria.map(({ criterion, finding, reason }) => ({
            criterion,
            finding,
            reason: narrative(reason),
          })),
          outcome,
          rationale: narrative(rationale),
          learningEvent,
          ...told({ singleAgencyAction, supersedesWhy }),
          decidedOn,
          ...where(meeting),
        },
      }),
  }),
  act<RapidReviewRow, SignOffForm>({
    name: 'sign-off',
    title: 'Sign off the decision',
    done: 'The partner’s answer is recorded.',
    form: SignOffForm,
    may: [...team, ownPartner],
    offered: (record, { partner }) =>
      live(record) && record.unsigned.length > 0 && (partner === undefined || record.unsigned.includes(partner)),
    lists: ({ person }) => ({ partners: partnersOf(person) }),
    initial: ({ record, person: { partner } }) => ({
      decision: String(record ? standingNumber(record.detail) : 0),
      ...(partner && { partner }),
    }),
    happenedOn: ({ signedOn }) => signedOn,
    behalf: ({ partner }) => ({ role: roleOf(partner) }),
    answering: ({ partner, signedOn }, { directory }) => answeringFor(partner, signedOn, directory),
    command: ({ reason, decision, ...form }) =>
      about({ type: 'SignOff', data: { ...form, decision: Number(decision), ...told({ reason }) } }),
  }),
];

const roleOf = (partner: Partner): string => `safeguarding-partner:${partner}`;

/** Those delegated to answer for a partner on that day, and their agencies. */
async function answeringFor(partner: Partner, on: string, directory: Directory): Promise<Answering> {
  const delegated = (await directory.posts(on)).filter((post) => post.partner === partner);
  return {
    posts: delegated.map(({ id }) => id),
    agencies: delegated.flatMap(({ agency }) => (agency === undefined ? [] : [agency])),
  };
}
