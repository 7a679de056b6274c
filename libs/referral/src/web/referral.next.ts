import { LEARNING_INQUIRY, type Person, inGroup, isRepresentative, isTeam } from '#app/platform';
import type { AfterNotification } from '../domain/referral.commands';
import type { ReferralRow, StartedRow } from '../read/referral.row';

/** What follows the decision in force, as the page says it. */
export interface Next {
  readonly words: string;
  readonly link?: { readonly href: string; readonly text: string };
  /** The link starts something: it stands as a button. */
  readonly starts?: boolean;
}

const startedFrom = ({ started = [] }: ReferralRow): readonly StartedRow[] =>
  started.filter(({ state }) => state !== 'void');

/** The notification decision that the decision in force opened; none yet where the reaction is still to come. */
const notificationOf = ({ started = [], detail }: ReferralRow): StartedRow | undefined =>
  started.find(({ id }) => id === detail.opens);

/** Ended, or entered in error. While one runs, nothing else may be decided of the same referral. */
function notificationEnded(record: ReferralRow): boolean {
  const { started = [] } = record;
  const opened = notificationOf(record);
  return opened !== undefined && !started.some(({ kind, state }) => kind === 'rapid-reviews' && state === 'running');
}

/** Whether the referral may be closed or its decision replaced, as far as a notification decision is concerned. */
export const mayGoOn = (record: ReferralRow): boolean =>
  record.outcome !== 'criteria-appear-met' || notificationEnded(record);

/** For the command: the rule asks for it, and only the read side can know it. */
export const afterNotification = (record: ReferralRow | undefined): AfterNotification =>
  record?.outcome === 'criteria-appear-met' ? { notificationEnded: notificationEnded(record) } : {};

/** Links to what was started from the referral. A notification decision is no business of agencies' representatives. */
export const linksOf = (record: ReferralRow, person: Person): readonly { href: string; text: string }[] =>
  startedFrom(record)
    .filter(({ kind }) => kind === 'learning-events' || !isRepresentative(person))
    .map(({ id, kind, reference }) => ({
      href: `/${kind}/${id}`,
      text: `${kind === 'learning-events' ? 'Learning event' : 'Notification decision'} ${reference}`,
    }));

/** The step that the decision in force asks for. */
export function nextOf(record: ReferralRow, person: Person): Next | undefined {
  const { status, outcome, id } = record;
  if (status === 'entered-in-error' || status === 'duplicate') return undefined;
  if (outcome === 'criteria-appear-met') return isRepresentative(person) ? undefined : afterCriteriaMet(record);
  if (outcome === 'single-agency-learning' && status === 'decided') return learningEvent(id, person, false);
  if (outcome !== 'learning-event') return undefined;
  const events = startedFrom(record).filter(({ kind }) => kind === 'learning-events');
  return events.length > 0 ? undefined : learningEvent(id, person, true);
}

function afterCriteriaMet(record: ReferralRow): Next {
  const opened = notificationOf(record);
  if (!opened)
    return {
      words: 'The notification decision is being opened. Load this page again in a moment to see its reference.',
    };
  const { kind, id, reference } = opened;
  const link = { href: `/${kind}/${id}`, text: `Notification decision ${reference}` };
  if (!notificationEnded(record))
    return {
      words:
        'A notification decision is open: in it the council decides whether to notify the national Panel. This referral can be closed, or its decision replaced, when that has ended.',
      link,
    };
  return {
    words:
      record.status === 'closed'
        ? 'The notification decision has ended.'
        : 'The notification decision has ended. This referral can be closed, or its decision replaced.',
    link,
  };
}

/** Those who may open one: the Partnership Team and members of the Learning Inquiry Group. */
const opensLearningEvents = (person: Person): boolean =>
  isTeam(person) || (person.role !== 'scrutineer' && inGroup(person, LEARNING_INQUIRY));

function learningEvent(id: string, person: Person, wanted: boolean): Next | undefined {
  if (!opensLearningEvents(person)) return wanted ? { words: 'A learning event is to be opened.' } : undefined;
  return {
    words: wanted
      ? 'The decision asks for a learning event, and none is open yet.'
      : 'Where practitioners of that agency should learn from it together, open a learning event. Recommendations can be made for the agency too.',
    link: { href: `/learning-events/new?referral=${id}`, text: 'Open the learning event' },
    starts: true,
  };
}
