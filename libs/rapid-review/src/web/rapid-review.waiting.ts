import { standing } from '#app/calendar';
import { type Person, type Waiting, type WaitingItem, isRepresentative, isTeam } from '#app/platform';
import type { RapidReviewQueries, Wait } from '../read/rapid-review.queries';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { lateInWords, workingDays } from './clocks';

const SHOWN = 5;

interface Section {
  readonly wait: Wait;
  readonly title: string;
  /** The act that answers it, and who may do it. */
  readonly act: string;
  readonly text: string;
  readonly may: (person: Person) => boolean;
}

const isCouncil = ({ partner }: Person): boolean => partner === 'council';
const isPartner = ({ role }: Person): boolean => role === 'safeguarding-partner';
const notifies = (person: Person): boolean => isTeam(person) || isCouncil(person);
const records = (person: Person): boolean => isTeam(person) || isPartner(person);

const SECTIONS: readonly Section[] = [
  {
    wait: 'decision',
    title: 'Notification decisions',
    act: 'notification-decision',
    text: 'Decide whether to notify',
    may: notifies,
  },
  {
    wait: 'notification',
    title: 'Notifications to be sent',
    act: 'notification',
    text: 'Record that it was sent',
    may: notifies,
  },
  { wait: 'sign-off', title: 'Rapid reviews to sign off', act: 'sign-off', text: 'Sign off', may: records },
  {
    wait: 'sending',
    title: 'Rapid reviews to be sent to the national Panel',
    act: 'sending',
    text: 'Record that it was sent',
    may: records,
  },
  {
    wait: 'answer',
    title: 'The national Panel asks for an answer',
    act: 'answer',
    text: 'Record the answer',
    may: records,
  },
  {
    wait: 'reply',
    title: 'The national Panel has not replied yet',
    act: 'panel-reply',
    text: 'Record the reply',
    may: isTeam,
  },
];

/** What waits for this person, the late apart. Partners see every decision that is open, also where the council takes it. */
export async function waitingFor(
  queries: RapidReviewQueries,
  person: Person,
  today: string,
): Promise<readonly Waiting[]> {
  if (isRepresentative(person)) return returnsAwaited(queries, person.agency ?? '', today);
  const sections = SECTIONS.filter(({ wait, may }) => may(person) || (wait === 'decision' && isPartner(person)));
  if (!records(person)) return [];
  const found = await Promise.all(
    sections.map(async (section) => ({ section, rows: await queries.waiting(section.wait, person) })),
  );
  return found.flatMap(({ section, rows }) => {
    const isLate = ({ dueOn }: RapidReviewRow): boolean => dueOn !== null && dueOn < today;
    const late = rows.filter(isLate);
    const inTime = rows.filter((row) => !isLate(row));
    return [
      ...(late.length > 0 ? [listed(section, late, person, today, true)] : []),
      ...(inTime.length > 0 ? [listed(section, inTime, person, today, false)] : []),
    ];
  });
}

function listed(
  { wait, title, act, text, may }: Section,
  rows: readonly RapidReviewRow[],
  person: Person,
  today: string,
  late: boolean,
): Waiting {
  const items = rows.slice(0, SHOWN).map((row): WaitingItem => {
    // Nothing can be decided before it is known since when the clock runs.
    const first = wait === 'decision' && row.awareOn === null;
    return {
      text: row.title,
      reference: row.reference,
      href: `/rapid-reviews/${row.id}`,
      ...(row.dueOn !== null && { due: row.dueOn, note: leftUntil(row.dueOn, today) }),
      ...(may(person) && {
        act: first
          ? { text: 'Record when the council became aware', href: `/rapid-reviews/${row.id}/awareness` }
          : { text, href: `/rapid-reviews/${row.id}/${act}` },
      }),
    };
  });
  const href = `/rapid-reviews?waits=${wait}&due=${late ? 'late' : 'in-time'}`;
  return { title, count: rows.length, href, ...(late && { late }), items };
}

function leftUntil(due: string, today: string): string {
  const { state, left, lateBy } = standing({ due }, today);
  if (state === 'late') return sentence(lateInWords(lateBy));
  if (state === 'due today') return 'Due today';
  return left === undefined ? '' : `${workingDays(left)} left`;
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

async function returnsAwaited(queries: RapidReviewQueries, agency: string, today: string): Promise<readonly Waiting[]> {
  const sections = await Promise.all(
    (['late', 'in-time'] as const).map(async (due): Promise<Waiting> => {
      const rows = await queries.awaitedFrom(agency, due, today);
      return {
        title: 'Returns asked of your agency for a rapid review',
        count: rows.length,
        href: `/rapid-reviews?waits=return&due=${due}`,
        ...(due === 'late' && { late: true }),
        items: rows.slice(0, SHOWN).map((row) => returnItem(row, agency)),
      };
    }),
  );
  return sections.filter(({ count }) => count > 0);
}

function returnItem({ id, title: text, reference, detail }: RapidReviewRow, agency: string): WaitingItem {
  const question = detail.asked.findLast((one) => one.agency === agency && one.returned.length === 0);
  return {
    text,
    reference,
    href: `/rapid-reviews/${id}`,
    ...(question && { due: question.dueOn }),
    act: { text: 'Return information', href: `/rapid-reviews/${id}/return` },
  };
}
