import { LEARNING_INQUIRY, type Person, inGroup, isRepresentative, isTeam } from '#app/platform';
import type { AfterNotification, AfterStart, Followed } from '../domain/referral.commands';
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

const CALLED = {
  'rapid-reviews': 'Notification decision',
  'learning-events': 'Learning event',
  recommendations: 'Recommendation',
} as const;

/** For the commands after which nothing can be added: what is still open, and recommendations, which stay. */
export const afterStart = (record: ReferralRow | undefined): AfterStart => ({
  ...afterNotification(record),
  standing: (record ? startedFrom(record) : [])
    .filter(({ kind, state }) => state === 'running' || kind === 'recommendations')
    .map(({ kind, reference }) => `${CALLED[kind]} ${reference}`),
});

/** What shows that the learning which an outcome asks for was started. */
const FOLLOWED_BY: Readonly<Record<string, readonly StartedRow['kind'][]>> = {
  'learning-event': ['learning-events'],
  'learning-identified': ['recommendations'],
  'single-agency-learning': ['learning-events', 'recommendations'],
};

/** For the command that closes. */
export function afterLearning(record: ReferralRow | undefined): Followed {
  const wanted = FOLLOWED_BY[record?.outcome ?? ''] ?? [];
  const followed = record !== undefined && startedFrom(record).some(({ kind }) => wanted.includes(kind));
  return { ...afterNotification(record), followed };
}

/** What was opened from the referral; its recommendations have a list of their own. A notification decision is no business of agencies' representatives. */
export const startedFor = (record: ReferralRow, person: Person): readonly StartedRow[] =>
  startedFrom(record)
    .filter(({ kind }) => kind !== 'recommendations')
    .filter(({ kind }) => kind === 'learning-events' || !isRepresentative(person));

export const linkTo = ({ id, kind, reference }: StartedRow): { readonly href: string; readonly text: string } => ({
  href: `/${kind}/${id}`,
  text: `${CALLED[kind]} ${reference}`,
});

/** The step that the decision in force asks for. */
export function nextOf(record: ReferralRow, person: Person): Next | undefined {
  const { status, outcome, id } = record;
  if (status === 'entered-in-error' || status === 'duplicate') return undefined;
  if (outcome === 'criteria-appear-met') return isRepresentative(person) ? undefined : afterCriteriaMet(record);
  if (outcome === 'single-agency-learning' && status === 'decided') return learningEvent(id, person, false);
  if (status === 'closed' || afterLearning(record).followed === true) return undefined;
  if (outcome === 'learning-identified')
    return { words: 'The decision asks for recommendations, and none is made yet.' };
  return outcome === 'learning-event' ? learningEvent(id, person, true) : undefined;
}

function afterCriteriaMet(record: ReferralRow): Next {
  const opened = notificationOf(record);
  if (!opened)
    return {
      words: 'The notification decision is being opened. Load this page again in a moment to see its reference.',
    };
  const link = linkTo(opened);
  if (!notificationEnded(record))
    return {
      words:
        'A notification decision is open: in it the council decides whether to notify the national Panel. This referral can be closed, or its decision replaced, when that has ended. Where the day on which the council became aware is corrected here before the council notifies, the decision’s clock follows.',
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
